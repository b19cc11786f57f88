// A command of this project, called as a function or in a process of its own: its status and both of its streams.
import { spawn } from "node:child_process";
import { PassThrough, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { run as main } from "../../scripts/cli/main.ts";
import { MAIN_LIST } from "./lists.ts";

export const HOME = fileURLToPath(new URL("../../", import.meta.url));
/** What npm scripts call. */
export const START = `${HOME}scripts/cli/start.mjs`;

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

interface Where {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** A command as a function, called to its end. */
export function run(args: readonly string[], where?: Where): Promise<Ran> {
  return start(args, where).ended;
}

export interface Started {
  /** So far. */
  output: { stdout: string; stderr: string };
  /** Ctrl-C */
  interrupt: () => void;
  ended: Promise<Ran>;
}

/** @param where - `env` is all that the command sees: nothing of the machine that tests run on */
export function start(args: readonly string[], { cwd = MAIN_LIST, env = {} }: Where = {}): Started {
  const output = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr"): Writable =>
    new Writable({
      decodeStrings: false,
      write(text, _, done) {
        output[name] += text;
        done();
      },
    });
  const controller = new AbortController();
  const ended = main(args, {
    stdin: new PassThrough(),
    ...{ stdout: stream("stdout"), stderr: stream("stderr") },
    ...{ env, cwd, script: START, interrupted: () => controller.signal },
  });
  return {
    output,
    interrupt: () => controller.abort(),
    ended: ended.then((status) => ({ status, ...output })),
  };
}

/** `node scripts/cli/start.mjs ARGS`, as `npm run` calls it: for what a process is ended by, or is started with. */
export function runProcess(args: readonly string[], { cwd = MAIN_LIST, env = {} }: Where = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [START, ...args], {
      cwd,
      env: { ...process.env, INIT_CWD: cwd, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
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
