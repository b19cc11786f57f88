export declare const HOME: string;
/** What npm scripts call. */
export declare const START: string;
export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}
interface Where {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}
/** A command as a function, called to its end. */
export declare function run(args: readonly string[], where?: Where): Promise<Ran>;
export interface Started {
  /** So far. */
  output: {
    stdout: string;
    stderr: string;
  };
  /** Ctrl-C */
  interrupt: () => void;
  ended: Promise<Ran>;
}
/** @param where - `env` is all that the command sees: nothing of the machine that tests run on */
export declare function start(args: readonly string[], { cwd, env }?: Where): Started;
/** `node scripts/cli/start.mjs ARGS`, as `npm run` calls it: for what a process is ended by, or is started with. */
export declare function runProcess(args: readonly string[], { cwd, env }?: Where): Promise<Ran>;
