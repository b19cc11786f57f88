// Builds a commit with the toolchain of that commit, not with the one that runs.
import { spawnSync } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { INSTALLED_AS } from "../text/as-typed.ts";
import { readIfThere } from "../text/files.ts";

/**
 * What it runs is not shown the token.
 *
 * @param folder - where the commit is checked out
 * @param installed - a folder with packages for a lockfile that may be the same
 * @param workflow - the environment that it runs in
 * @returns whether it could be built
 */
export function buildIn(folder: string, installed: string, workflow: NodeJS.ProcessEnv): boolean {
  const { GITHUB_TOKEN: _, GH_TOKEN: __, ...env } = workflow;
  const isRun = (program: string, ...args: string[]): boolean =>
    // On Windows npm is a batch file, which only a shell can start.
    spawnSync(program, args, { cwd: folder, env, stdio: ["ignore", 2, 2], shell: process.platform === "win32" })
      .status === 0;
  const lockfileIn = (home: string): string | undefined => readIfThere(path.join(home, "package-lock.json"));
  const packages = path.join(folder, "node_modules");
  const isSame = lockfileIn(folder) === lockfileIn(installed);
  if (isSame) symlinkSync(path.join(installed, "node_modules"), packages, "junction");
  else if (!isRun("npm", "ci", "--no-audit", "--no-fund")) return false;
  try {
    return INSTALLED_AS === undefined ? isRun("npm", "run", "--silent", "build") : isRun("npx", INSTALLED_AS, "build");
  } finally {
    // The link is deleted: .gitignore's `node_modules/` does not match a link, and the next commit may need other packages.
    rmSync(packages, { recursive: true, force: true });
  }
}
