// Git, as a process: what it was asked, and what it answered.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { Trouble } from "../text/trouble.ts";

export interface GitOptions {
  env?: NodeJS.ProcessEnv;
  input?: string;
  /** The most that is read of an answer, in bytes. */
  most?: number;
}

/** Git could not do what it must. */
export class GitError extends Trouble {}

export interface GitAnswer {
  /** `null` when it could not be started, or had more to say than was wanted. */
  status: number | null;
  stdout: Buffer;
  stderr: string;
}

/** In bytes. */
const MOST = 64 * 1024 * 1024;
/** In milliseconds; a server that hangs is not waited for any longer. */
const PATIENCE = 300_000;

/** @param folder - where Git works */
export function askGit(folder: string, args: readonly string[], options: GitOptions = {}): GitAnswer {
  const { env = {}, input = "", most = MOST } = options;
  const { status, stdout, stderr } = spawnSync("git", args, {
    cwd: folder,
    // Nobody is there to type a password, and what Git says is read by programs.
    env: { ...process.env, GIT_TERMINAL_PROMPT: "0", LC_ALL: "C", ...env },
    input,
    maxBuffer: most,
    timeout: PATIENCE,
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

/** Is a folder part of a repository, or may it be? */
export function isInRepository(folder: string): boolean {
  if (existsSync(path.join(folder, ".git")) || process.env.GIT_DIR !== undefined) return true;
  const parent = path.dirname(folder);
  return parent !== folder && isInRepository(parent);
}

/** Is this a hash, and nothing that Git could take for an option or a name? */
export function isHash(text: string): boolean {
  return /^[\da-f]{40}(?:[\da-f]{24})?$/.test(text);
}
