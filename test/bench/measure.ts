// Runs commands as bare node processes and measures how long they take and how much memory they need.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";

/** Something to measure. Its standard output goes nowhere; only its end is waited for. */
export interface Case {
  name: string;
  /** Arguments for node: a script and what it takes. */
  command: readonly string[];
  /** Exit statuses that mean it did its work: a linter that finds something ends with 1. */
  statuses?: readonly number[];
  /** What it prints when it did its work, where the status does not tell: a linter that fails ends with 1 as well. */
  prints?: RegExp;
}

export interface Measured {
  name: string;
  /** Milliseconds of each run. */
  times: number[];
}

export interface Run {
  milliseconds: number;
  /** The most memory that the process held at once, in MB of 1,000,000 bytes. */
  megabytes: number;
}

const HOME = path.resolve(import.meta.dirname, "../..");
/** In bytes. A linter has a line for each of some thousand findings, a build prints the page. */
const LONGEST_OUTPUT = 64 * 1024 * 1024;
const PEAK_MEMORY = new URL("peak-memory.mjs", import.meta.url);

/**
 * Run the cases in turns (A B A B …), so that what the machine does beside them hits all alike. One more round in
 * front, which does not count, fills the caches of the disk and shows that each case does its work.
 */
export function measure(cases: readonly Case[], rounds: number): Measured[] {
  const measured = cases.map(({ name }): Measured => ({ name, times: [] }));
  for (let round = 0; round <= rounds; round++) {
    process.stderr.write(round === 0 ? "warming up" : ` ${round}`);
    for (const [index, one] of cases.entries()) {
      if (round === 0) checkOutput(one);
      else measured[index]?.times.push(runNode(one));
    }
  }
  process.stderr.write("\n");
  return measured;
}

/** Run a case once, and ask the process itself about its memory. */
export function measureMemory(one: Case): Run {
  const file = path.join(tmpdir(), `peak-memory-${process.pid}`);
  // By NODE_OPTIONS, so that the command stays what people type.
  const milliseconds = runNode(one, { NODE_OPTIONS: `--import ${PEAK_MEMORY.href}`, PEAK_MEMORY_FILE: file });
  const megabytes = Number(readFileSync(file, "utf8")) / 1e6;
  rmSync(file);
  return { milliseconds, megabytes };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const low = sorted[Math.floor(middle)] ?? Number.NaN;
  const high = sorted[Math.ceil(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

/** @throws {Error} when a case does not print what it does when it did its work */
function checkOutput(one: Case): void {
  const { stdout, stderr } = spawnNode(one, {}, "pipe");
  if (one.prints && !one.prints.test(stdout + stderr)) {
    throw new Error(`${one.name} does not print ${one.prints}:\n${stdout}${stderr}`);
  }
}

/** @returns milliseconds from start to end */
export function runNode(one: Case, variables: NodeJS.ProcessEnv = {}): number {
  const start = performance.now();
  // To nowhere: a pipe that is read by this process would be measured too.
  spawnNode(one, variables, "ignore");
  return performance.now() - start;
}

function spawnNode(
  { name, command, statuses = [0] }: Case,
  variables: NodeJS.ProcessEnv,
  output: "ignore" | "pipe",
): { stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, command, {
    cwd: HOME,
    env: { ...bareEnvironment(), ...variables },
    stdio: ["ignore", output, "pipe"],
    encoding: "utf8",
    maxBuffer: LONGEST_OUTPUT,
  });
  if (error) throw error;
  const said = { stdout: stdout ?? "", stderr };
  if (status !== null && statuses.includes(status)) return said;
  throw new Error(`${name} ended with status ${status}:\n${said.stdout}${said.stderr}`);
}

/** Without what npm, tsx and c8 add for their children: those would be measured along. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "HOME", "TMPDIR", "TEMP", "SystemRoot"];
  return Object.fromEntries(kept.map((name) => [name, process.env[name]]));
}
