// `npm run bench -- --stress`: how long the linter takes for a megabyte that never ends, and for a hundred thousand levels.
import { type ChildProcess, fork } from "node:child_process";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pc from "picocolors";
import { lintAll, type Targets } from "../../scripts/lint/lint-all.ts";
import { RECORD_BYTES } from "../../scripts/record/files.ts";
import { pretty } from "../../scripts/report/pretty.ts";
import { deeplyNested, type Endless, longLines, longRecords } from "../support/endless.ts";
import { findingsOf } from "../support/findings.ts";
import { layOut, reset, targetsIn, write } from "../support/one-of-everything.ts";

/** How long any input may take, in seconds. */
export const PATIENCE = 60;
const MEGABYTE = 1_000_000;
const DEPTH = 100_000;
/** The argument of the processes that lint for this one. */
const SERVE = "serve";

export interface Lasted {
  name: string;
  /** `undefined` when it took longer than anybody waits, or ended the program. */
  seconds: number | undefined;
}

/** In the order of the inputs. A longer record than the longest is not read. */
export async function measureStress(): Promise<Lasted[]> {
  const cleanups: (() => Promise<void>)[] = [];
  const linter = new PatientLinter();
  try {
    const root = await layOut({ after: (fn) => cleanups.push(fn) });
    const lasted: Lasted[] = [];
    for (const input of [...longLines(MEGABYTE), ...longRecords(RECORD_BYTES - 1_000), ...deeplyNested(DEPTH)]) {
      console.error(input.name);
      lasted.push({ name: input.name, seconds: await linter.lint(await layInput(root, input)) });
    }
    return lasted;
  } finally {
    linter.end();
    for (const clean of cleanups) await clean();
  }
}

/** A document needs no list around it, and a list no document. */
async function layInput(root: string, { files }: Endless): Promise<Targets> {
  await rm(path.join(root, "data/tools/x.yml"), { force: true });
  await reset(root, {});
  for (const [file, text] of Object.entries(files)) await write(root, file, text);
  const targets = targetsIn(root);
  return "page.md" in files ? { ...targets, lists: [] } : { ...targets, documents: [] };
}

/** Lints in a process of its own, which can be ended when it takes too long. */
class PatientLinter {
  #child: ChildProcess | undefined;

  /** @returns seconds; `undefined` when it took too many of them, or ended the program */
  async lint(targets: Targets): Promise<number | undefined> {
    // Loading the program is not what is measured.
    this.#child ??= await startServing();
    const begin = performance.now();
    const asked = answerOf(this.#child);
    this.#child.send(targets);
    if (await asked) return (performance.now() - begin) / 1000;
    this.end();
    return undefined;
  }

  end(): void {
    this.#child?.kill("SIGKILL");
    this.#child = undefined;
  }
}

async function startServing(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(import.meta.url), [SERVE], { execArgv: ["--import", "tsx"] });
  if (!(await answerOf(child))) throw new Error("the linter does not start");
  return child;
}

/** @returns whether it answers in time */
function answerOf(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (isAnswered: boolean): void => {
      clearTimeout(timer);
      child.off("message", answered).off("exit", ended);
      resolve(isAnswered);
    };
    const answered = (): void => done(true);
    const ended = (): void => done(false);
    const timer = setTimeout(ended, PATIENCE * 1000);
    child.on("message", answered).on("exit", ended);
  });
}

if (process.argv.includes(SERVE)) {
  process.on("message", async (targets: Targets) => {
    const { diagnostics } = await lintAll(targets);
    const readSource = (file: string): string => readFileSync(path.join(targets.root, file), "utf8");
    pretty(findingsOf(diagnostics, { readSource }), pc.createColors(false));
    process.send?.("done");
  });
  process.send?.("ready");
}
