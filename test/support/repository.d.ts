interface Cleanup {
  after: (fn: () => void) => void;
}
/** Paths and what stands there; `undefined` deletes the file. */
export type Changes = Record<string, string | undefined>;
/** @throws {Error} with what Git said */
export declare function git(folder: string, ...args: string[]): string;
/** The toolchain and its documents as they are here, with the frozen lists. */
export declare function copyProject(folder: string): void;
export declare class Project {
  #private;
  /** A folder for everything, gone when the test ends. */
  readonly folder: string;
  /** The bare repository. */
  readonly origin: string;
  /** Where commits are made. */
  readonly work: string;
  /** The project as it stands in the working tree, in one commit on `main`. */
  constructor(test: Cleanup);
  /** Commit changes on a branch that starts at `from`, and push it. */
  commit(branch: string, changes: Changes, from?: string): string;
  /**
   * A pull request, as GitHub keeps it: its head, and what comes out when it is merged.
   *
   * @returns the hash of its last commit
   */
  pullRequest(number: number, changes: Changes, from?: string): string;
  /**
   * As actions/checkout does it.
   *
   * @param ref - such as `refs/heads/main`
   * @param depth - 0 for the whole history and all branches
   */
  clone(ref: string, depth: number): string;
  /** What `npm ci` would do, with the packages that are here. */
  install(folder: string): void;
}
