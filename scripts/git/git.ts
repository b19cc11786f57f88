// Git, as a process: what it was asked, and what it answered.
import { spawnSync } from "node:child_process";
import { nearestWith } from "../text/files.ts";
import { Trouble } from "../text/trouble.ts";

/** Thrown when a Git command fails that has to succeed. */
export class GitError extends Trouble {}

export interface GitAnswer {
  /** `null` when Git could not be started, or was stopped: too much output, or too slow. */
  status: number | null;
  stdout: Buffer;
  stderr: string;
}

const MAX_BYTES = 64 * 1024 * 1024;
/** In milliseconds; then Git is stopped. */
const TIMEOUT = 300_000;

/** @param folder - its working folder; Git is stopped when it prints more than `maxBytes` */
export function askGit(
  folder: string,
  args: readonly string[],
  { env = {}, input = "", maxBytes = MAX_BYTES }: { env?: NodeJS.ProcessEnv; input?: string; maxBytes?: number } = {},
): GitAnswer {
  const { status, stdout, stderr } = spawnSync("git", args, {
    cwd: folder,
    // Git runs in the environment of this process, as its configuration may ask for. It must not ask for a password, and its
    // messages are compared with English ones.
    env: { ...process.env, GIT_TERMINAL_PROMPT: "0", LC_ALL: "C", ...env },
    input,
    maxBuffer: maxBytes,
    timeout: TIMEOUT,
    stdio: ["pipe", "pipe", "pipe"],
  });
  return { status, stdout: stdout ?? Buffer.alloc(0), stderr: String(stderr ?? "") };
}

/** @returns what Git printed, without the last line end; `undefined` when it refused */
export function gitText(folder: string, ...args: string[]): string | undefined {
  const { status, stdout } = askGit(folder, args);
  return status === 0 ? stdout.toString("utf8").replace(/\n$/, "") : undefined;
}

/** @returns the full hash of a commit that the repository has */
export function commitOf(folder: string, name: string): string | undefined {
  return gitText(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
}

/** Whether Git is worth asking: the folder or one above it has `.git`, or GIT_DIR is set, which the Git that we start sees. */
export function isInRepository(folder: string): boolean {
  return process.env.GIT_DIR !== undefined || nearestWith(folder, ".git") !== undefined;
}

/** Is this a hash, and nothing that Git could take for an option or a name? */
export function isHash(text: string): boolean {
  return /^[\da-f]{40}(?:[\da-f]{24})?$/.test(text);
}
