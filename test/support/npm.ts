// Runs npm for the scripts that install programs to compare with, in folders of their own.
import { spawnSync } from "node:child_process";
import process from "node:process";

/**
 * @param args - such as `["ci"]`
 * @param folder - where npm works; its node_modules/ goes there
 * @throws {Error} with what npm said
 */
export function npm(args: readonly string[], folder: string): void {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const { status, stdout, stderr, error } = spawnSync("npm", [...args, ...quiet, "--prefix", folder], {
    cwd: folder,
    // On Windows npm is a batch file, which only a shell can start.
    shell: process.platform === "win32",
    encoding: "utf8",
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`npm ${args.join(" ")} ended with status ${status}:\n${stdout}${stderr}`);
}
