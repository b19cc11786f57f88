// Builds a commit with the toolchain of that commit, not with the one that runs.
import { spawnSync } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { withoutSecrets } from "../github/context.ts";
import { INSTALLED_AS } from "../text/as-typed.ts";
import { readIfThere } from "../text/files.ts";

/**
 * What it runs is not shown any token.
 *
 * @param folder - where the commit is checked out
 * @param installed - a folder with packages for a lockfile that may be the same
 * @param workflow - the environment that it runs in
 * @returns whether it could be built
 */
export function buildIn(folder: string, installed: string, workflow: NodeJS.ProcessEnv): boolean {
  return runIn(folder, installed, workflow, "build") === 0;
}

/** @returns whether all edits of its pages could be carried, or its toolchain is older than that */
export function absorbIn(folder: string, installed: string, workflow: NodeJS.ProcessEnv): boolean {
  const isOlder = INSTALLED_AS === undefined && !/"absorb":/.test(readIfThere(path.join(folder, "package.json")) ?? "");
  // What else keeps it from its work, the build says.
  return isOlder || runIn(folder, installed, workflow, "absorb") !== 1;
}

function runIn(folder: string, installed: string, workflow: NodeJS.ProcessEnv, command: string): number | null {
  const env = withoutSecrets(workflow);
  const statusOf = (program: string, ...args: string[]): number | null =>
    // On Windows npm is a batch file, which only a shell can start.
    spawnSync(program, args, { cwd: folder, env, stdio: ["ignore", 2, 2], shell: process.platform === "win32" }).status;
  const lockfileIn = (home: string): string | undefined => readIfThere(path.join(home, "package-lock.json"));
  const packages = path.join(folder, "node_modules");
  const isSame = lockfileIn(folder) === lockfileIn(installed);
  if (isSame) symlinkSync(path.join(installed, "node_modules"), packages, "junction");
  else if (statusOf("npm", "ci", "--no-audit", "--no-fund") !== 0) return null;
  try {
    return INSTALLED_AS === undefined
      ? statusOf("npm", "run", "--silent", command)
      : statusOf("npx", INSTALLED_AS, command);
  } finally {
    // The link is deleted: .gitignore's `node_modules/` does not match a link, and the next commit may need other packages.
    rmSync(packages, { recursive: true, force: true });
  }
}
