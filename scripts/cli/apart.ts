// A preview in a process of its own: whatever a stranger's records and template multiply to, it ends.
import { spawnSync } from "node:child_process";
import { Trouble } from "./exit.ts";
import type { Io } from "./io.ts";

export const TOO_MUCH = "There is too much under `data/`, or in a template, to show what changes.\n";

export interface Limits {
  /** In milliseconds. */
  time: number;
  /** Of the heap, in MiB. */
  memory: number;
}

/** Ten times what a thousand records take. */
const LIMITS: Limits = { time: 180_000, memory: 1024 };

/**
 * @param began - the hash of the commit that the pull request began at
 * @returns Markdown; `undefined` when there is nothing to say
 * @throws {Trouble} when it cannot be made
 */
export function previewApart(
  { env: all, cwd, script }: Pick<Io, "env" | "cwd" | "script">,
  began: string,
  { time, memory }: Limits = LIMITS,
): string | undefined {
  // It reads what anybody wrote, and asks GitHub nothing.
  const { GITHUB_TOKEN: _, GH_TOKEN: __, ...env } = all;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${memory}`, script, "preview", began],
    { cwd, env, encoding: "utf8", timeout: time, killSignal: "SIGKILL", stdio: ["ignore", "pipe", "pipe"] },
  );
  // Killed, by us or by Node.js when the heap is full.
  if (status === null) return TOO_MUCH;
  if (status !== 0) throw new Trouble(`The rows that change cannot be shown. ${stderr.trim()}`);
  return stdout === "" ? undefined : stdout;
}
