export interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, string | number | boolean>;
  env?: Record<string, string>;
  if?: string;
}
export interface Job {
  permissions?: Record<string, string>;
  "timeout-minutes"?: number;
  strategy?: {
    matrix: {
      node: number[];
    };
  };
  steps: Step[];
  if?: string;
}
export interface Workflow {
  on: unknown;
  permissions: Record<string, string>;
  concurrency: unknown;
  jobs: Record<string, Job>;
}
export declare function readWorkflow(file: string): Workflow;
export interface RunStep {
  run: string;
  status: number | null;
  stdout: string;
  stderr: string;
  summary: string;
}
export interface Happened {
  name: string;
  /** The event's JSON. */
  payload: unknown;
  /** Besides those that every run has. */
  env: Record<string, string>;
  /** Besides those that every run has, such as `matrix.part`. */
  expressions?: Readonly<Record<string, string>>;
}
export interface Machine {
  /** @returns the folder of a clone of this depth */
  checkout: (step: Step) => string;
  /** What another action than those of this runner does, given its inputs. Gives whether it knows the action. */
  uses?: (action: string, inputs: Readonly<Record<string, string>>, folder: string) => boolean;
  /** Called in front of a command, in the clone. One that handles it gives its status. */
  intercept?: (command: string, folder: string) => number | undefined;
}
interface Cleanup {
  after: (fn: () => void) => void;
}
/**
 * Run a job's steps until one fails, and then those that run always.
 *
 * @throws {Error} at a step that this runner does not know how to handle
 */
export declare function runJob(test: Cleanup, job: Job, happened: Happened, machine: Machine): Promise<RunStep[]>;
