// Where a process starts: the command line and the process's streams in, the exit status out.
import process from "node:process";
import { run } from "./main.ts";

/** `npm run build -- --out - | head` is not a crash. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  script: process.argv[1] ?? "",
  interrupted() {
    const controller = new AbortController();
    const abort = (): void => controller.abort();
    process.once("SIGINT", abort).once("SIGTERM", abort);
    return controller.signal;
  },
});
