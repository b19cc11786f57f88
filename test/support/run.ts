// Real processes: a command of this project, its status and both of its streams.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const HOME = fileURLToPath(new URL("../../", import.meta.url));

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

interface Where {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/** `node scripts/cli/start.mjs ARGS`, as `npm run` calls it */
export function run(args: readonly string[], { cwd = HOME, env = {} }: Where = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${HOME}scripts/cli/start.mjs`, ...args], {
      cwd,
      env: { ...process.env, INIT_CWD: cwd, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    child.on("error", reject).on("close", (status) => resolve({ status, ...output }));
  });
}
