// Builds a commit with the toolchain of that commit, not with the one that runs.
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
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
export function buildIn(folder: string, installed: string, caller: Caller): boolean {
  return runIn(folder, installed, caller, "build").status === 0;
}

/** @returns what it says of edits that could not be carried; nothing if all could, or its toolchain is older than that */
export function absorbIn(folder: string, installed: string, caller: Caller): string | undefined {
  const isOlder = INSTALLED_AS === undefined && !/"absorb":/.test(readIfThere(path.join(folder, "package.json")) ?? "");
  if (isOlder) return undefined;
  const { status, stdout } = runIn(folder, installed, caller, "absorb");
  // If anything else went wrong, the build that follows says so.
  return status === 1 ? stdout : undefined;
}

type Ended = Pick<SpawnSyncReturns<string>, "status" | "stdout">;

function runIn(folder: string, installed: string, caller: Caller, command: string): Ended {
  // The caller writes the step's summary; the commands that run here must not.
  const { GITHUB_STEP_SUMMARY: _, ...env } = withoutSecrets(caller.env);
  const resultOf = (program: string, ...args: string[]): Ended => {
    // On Windows npm is a batch file, which only a shell can start.
    const shell = process.platform === "win32";
    const options = { cwd: folder, env, shell, encoding: "utf8", maxBuffer: Number.POSITIVE_INFINITY } as const;
    const { status, stdout, stderr } = spawnSync(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    caller.stderr.write(`${stderr ?? ""}${stdout ?? ""}`);
    return { status, stdout };
  };
  const lockfileIn = (home: string): string | undefined => readIfThere(path.join(home, "package-lock.json"));
  const packages = path.join(folder, "node_modules");
  const isSame = lockfileIn(folder) === lockfileIn(installed);
  if (isSame) symlinkSync(path.join(installed, "node_modules"), packages, "junction");
  else if (resultOf("npm", "ci", "--no-audit", "--no-fund").status !== 0) return { status: null, stdout: "" };
  try {
    return INSTALLED_AS === undefined
      ? resultOf("npm", "run", "--silent", command)
      : resultOf("npx", INSTALLED_AS, command);
  } finally {
    // The link is deleted: .gitignore's `node_modules/` does not match a link, and the next commit may need other packages.
    rmSync(packages, { recursive: true, force: true });
  }
}
