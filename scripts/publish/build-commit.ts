// The build of a commit, by the code that is checked out with it, which may be newer than what runs here.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import process from "node:process";

/**
 * What it runs is not shown the token.
 *
 * @param folder - where the commit is checked out
 * @param installed - a folder with packages for a lockfile that may be the same
 * @returns whether it could be built
 */
export function buildIn(folder: string, installed: string): boolean {
  const { GITHUB_TOKEN: _, GH_TOKEN: __, ...env } = process.env;
  const npm = (...args: string[]): boolean =>
    // On Windows npm is a batch file, which only a shell can start.
    spawnSync("npm", args, { cwd: folder, env, stdio: ["ignore", 2, 2], shell: process.platform === "win32" })
      .status === 0;
  const lockfileIn = (home: string): string => readFileSync(path.join(home, "package-lock.json"), "utf8");
  const packages = path.join(folder, "node_modules");
  const isSame = lockfileIn(folder) === lockfileIn(installed);
  if (isSame) symlinkSync(path.join(installed, "node_modules"), packages, "junction");
  else if (!npm("ci", "--no-audit", "--no-fund")) return false;
  try {
    return npm("run", "--silent", "build");
  } finally {
    // .gitignore names the folder, which a link is not; and the next attempt may need others.
    rmSync(packages, { recursive: true, force: true });
  }
}
