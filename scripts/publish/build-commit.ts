// Builds a commit with the toolchain of that commit, not with the one that runs.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { Writable } from "node:stream";
import { withoutSecrets } from "../github/context.ts";
import { INSTALLED_AS } from "../text/as-typed.ts";
import { readIfThere } from "../text/files.ts";

/** What called it: its environment, and where what is said goes. */
interface Caller {
  env: NodeJS.ProcessEnv;
  stderr: Writable;
}

/** What it runs is not shown any token. `installed` is a folder with packages, for a lockfile that may be the same. */
export async function buildIn(folder: string, installed: string, caller: Caller): Promise<boolean> {
  return (await runIn(folder, installed, caller, "build")).status === 0;
}

/** @returns what it says of edits that could not be carried; nothing if all could, or its toolchain is older than that */
export async function absorbIn(folder: string, installed: string, caller: Caller): Promise<string | undefined> {
  const isOlder = INSTALLED_AS === undefined && !/"absorb":/.test(readIfThere(path.join(folder, "package.json")) ?? "");
  if (isOlder) return undefined;
  const { status, stdout } = await runIn(folder, installed, caller, "absorb");
  // If anything else went wrong, the build that follows says so.
  return status === 1 ? stdout : undefined;
}

interface Ended {
  /** `undefined` where it could not be started. */
  status: unknown;
  stdout: string;
}

async function runIn(folder: string, installed: string, caller: Caller, command: string): Promise<Ended> {
  // The caller writes the step's summary; the commands that run here must not.
  const { GITHUB_STEP_SUMMARY: _, ...env } = withoutSecrets(caller.env);
  const resultOf = async (program: string, ...args: string[]): Promise<Ended> => {
    // On Windows npm is a batch file, which only a shell can start.
    const shell = process.platform === "win32";
    const child = spawn(program, args, { cwd: folder, env, shell, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      caller.stderr.write(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => caller.stderr.write(text));
    const [status] = await once(child, "close").catch(() => []);
    return { status, stdout };
  };
  const lockfileIn = (home: string): string | undefined => readIfThere(path.join(home, "package-lock.json"));
  const packages = path.join(folder, "node_modules");
  const isSame = lockfileIn(folder) === lockfileIn(installed);
  if (isSame) symlinkSync(path.join(installed, "node_modules"), packages, "junction");
  else {
    const { status } = await resultOf("npm", "ci", "--no-audit", "--no-fund");
    if (status !== 0) return { status: undefined, stdout: "" };
  }
  try {
    return INSTALLED_AS === undefined
      ? await resultOf("npm", "run", "--silent", command)
      : await resultOf("npx", INSTALLED_AS, command);
  } finally {
    // The link is deleted: `node_modules/` in a .gitignore does not match a link, and the next commit may need other packages.
    rmSync(packages, { recursive: true, force: true });
  }
}
