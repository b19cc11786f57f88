// A runner of workflows: the steps of a job, in order, in a clone, with the files and variables that GitHub provides.
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { HOME, type Ran, run } from "./run.ts";

export interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, string | number | boolean>;
  env?: Record<string, string>;
  if?: string;
}

export interface Job {
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  strategy?: { matrix: { node: number[] } };
  steps: Step[];
  if?: string;
}

export interface Workflow {
  on: unknown;
  permissions: Record<string, string>;
  concurrency: unknown;
  jobs: Record<string, Job>;
}

export function readWorkflow(file: string): Workflow {
  return parse(readFileSync(path.join(HOME, ".github", "workflows", file), "utf8"));
}

export interface RunStep extends Ran {
  run: string;
  summary: string;
}

export interface Happened {
  name: string;
  /** The event's JSON. */
  payload: unknown;
  /** Besides those that every run has. */
  env: Record<string, string>;
  /** Besides those that every run has, such as `matrix.part`. */
  expressions?: Readonly<Record<string, string>>;
}

export interface Machine {
  /** @returns the folder of a clone of this depth */
  checkout: (step: Step) => string;
  /** What another action than those of this runner does, given its inputs. Gives whether it knows the action. */
  uses?: (action: string, inputs: Readonly<Record<string, string>>, folder: string) => boolean;
  /** Called in front of a command, in the clone. One that handles it gives its status. */
  intercept?: (command: string, folder: string) => number | undefined;
  /** Whether commands are started as GitHub starts them, and not called as functions: for one run of each job. */
  isReal?: boolean;
}

/** A step that calls a command, and says no more to the shell than its words. */
const CALL = /^npm run (?:--silent )?([a-z-]+)(?: -- ([\w ./-]+))?$/;
/** In the place of npm, for commands that start others: the same, without the time that npm takes. */
const NPM = `#!/bin/sh
# npm run --silent NAME
test $# -eq 3 && exec node scripts/cli/start.mjs "$3"
`;

/** What is in this process's environment because it is a test, or in a workflow itself. */
const NOT_THERE = /^(?:GITHUB_|npm_|INIT_CWD$|LIST_HOME$|NODE_TEST_CONTEXT$)/;

interface Cleanup {
  after: (fn: () => void) => void;
}

/** Expressions of steps, and what they stand for. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  "github.token": "secret",
};

/**
 * Run a job's steps until one fails, and then those that run always.
 *
 * @throws {Error} at a step that this runner does not know how to handle
 */
export async function runJob(test: Cleanup, job: Job, happened: Happened, machine: Machine): Promise<RunStep[]> {
  const files = mkdtempSync(path.join(tmpdir(), "runner-"));
  test.after(() => rmSync(files, { recursive: true, force: true }));
  const event = path.join(files, "event.json");
  writeFileSync(event, JSON.stringify(happened.payload));
  const npm = path.join(files, "npm");
  writeFileSync(npm, NPM);
  chmodSync(npm, 0o755);
  const done: RunStep[] = [];
  let folder: string | undefined;
  for (const [index, step] of job.steps.entries()) {
    const [action] = step.uses?.split("@") ?? [];
    if (action === "actions/checkout") {
      folder = machine.checkout(step);
      continue;
    }
    // This Node.js is the one that there is.
    if (action === "actions/setup-node") continue;
    const isFailed = done.some(({ status }) => status !== 0);
    if (step.if !== undefined && step.if !== "always()") {
      throw new Error(`the runner does not know when to run this step: ${JSON.stringify(step)}`);
    }
    if (isFailed && step.if === undefined) continue;
    const expressions = { ...EXPRESSIONS, ...happened.expressions };
    const inputs = Object.entries(step.with ?? {}).map(([name, value]) => [
      name,
      evaluated(String(value), expressions),
    ]);
    if (action && folder !== undefined && machine.uses?.(action, Object.fromEntries(inputs), folder)) continue;
    if (step.run === undefined || folder === undefined) {
      throw new Error(`the runner does not know this step: ${JSON.stringify(step)}`);
    }
    const handled = machine.intercept?.(step.run, folder);
    if (handled !== undefined) {
      done.push({ run: step.run, status: handled, stdout: "", stderr: "", summary: "" });
      continue;
    }
    const [summary, output] = [path.join(files, `summary-${index}.md`), path.join(files, `output-${index}`)];
    for (const file of [summary, output]) writeFileSync(file, "");
    const env = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_THERE.test(name))),
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "owner/list",
      GITHUB_EVENT_NAME: happened.name,
      GITHUB_EVENT_PATH: event,
      GITHUB_WORKSPACE: folder,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
      ...happened.env,
      ...Object.fromEntries(
        Object.entries(step.env ?? {}).map(([name, value]) => [name, evaluated(value, expressions)]),
      ),
    };
    const [, command, words] = CALL.exec(step.run) ?? [];
    const ran =
      command === undefined || machine.isReal
        ? await shell(step.run, folder, env)
        : await run([command, ...(words?.split(" ") ?? [])], {
            cwd: folder,
            env: { ...env, PATH: files + path.delimiter + process.env.PATH },
          });
    done.push({ run: step.run, ...ran, summary: readFileSync(summary, "utf8") });
  }
  return done;
}

function evaluated(value: string, expressions: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{\{ (.*?) \}\}/g, (written, name: string) => {
    const found = expressions[name];
    if (found === undefined) throw new Error(`the runner does not know this: ${written}`);
    return found;
  });
}

/** As GitHub runs a step on Linux. */
function shell(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", ["-e", "-c", command], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    child.on("error", reject).on("close", (status) => resolve({ status, ...output }));
  });
}
