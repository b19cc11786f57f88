// This project, with the frozen lists, as a repository on a server of its own: a bare one to push to, branches of pull
// requests, and clones.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isFew, MAIN_LIST } from "./lists.ts";
import { HOME, START } from "./run.ts";

/** Not part of the project, or of its lists as they are today. */
const LEFT_OUT = new Set([
  ...[".git", "node_modules", "coverage"],
  ...["data", "schemas", "templates", "lists", "img", "README.md"],
]);

interface Cleanup {
  after: (fn: () => void) => void;
}

/** Paths and what stands there; `undefined` deletes the file. */
export type Changes = Record<string, string | undefined>;

/** For Git's environment. */
export const GIT_SETTINGS = {
  GIT_CONFIG_GLOBAL: path.join(import.meta.dirname, "gitconfig"),
  GIT_CONFIG_NOSYSTEM: "1",
};

const ENV = {
  ...process.env,
  ...GIT_SETTINGS,
  GIT_AUTHOR_NAME: "Somebody",
  GIT_AUTHOR_EMAIL: "somebody@example.org",
  GIT_COMMITTER_NAME: "Somebody",
  GIT_COMMITTER_EMAIL: "somebody@example.org",
};

/** @throws {Error} with what Git said */
export function git(folder: string, ...args: string[]): string {
  return execFileSync("git", args, {
    cwd: folder,
    env: ENV,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

/**
 * The toolchain and its documents as they are here, with a list that is not the one of today.
 *
 * @param list - the frozen lists unless said
 * @param isWanted - of its files; all unless said
 */
export function copyProject(folder: string, list = MAIN_LIST, isWanted: (file: string) => boolean = () => true): void {
  cpSync(list, folder, { recursive: true, filter: isWanted });
  // Of data/list.yml, whatever the list is about.
  const settings = path.join("schemas", "list.schema.json");
  if (!existsSync(path.join(folder, settings))) cpSync(path.join(MAIN_LIST, settings), path.join(folder, settings));
  cpSync(HOME, folder, {
    recursive: true,
    filter: (source) => !LEFT_OUT.has(path.relative(HOME, source).split(path.sep)[0] ?? ""),
  });
}

const made = new Map<Changes | undefined, string>();

/**
 * A repository with everything in one commit, made once a process: what is in a clone of it need not be copied again.
 *
 * @param own - data and templates; else those of few records
 */
function pristine(own: Changes | undefined): string {
  const known = made.get(own);
  if (known !== undefined) return known;
  const folder = mkdtempSync(path.join(tmpdir(), "pristine-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  copyProject(folder, MAIN_LIST, isFew);
  // No job that is tried runs the tests, and they are half of the files that each clone writes.
  for (const part of ["test", ...(own === undefined ? [] : ["data", "templates", "img"])])
    rmSync(path.join(folder, part), { recursive: true });
  write(folder, own ?? {});
  // Issue forms and settings come with the toolchain, and are those of the list that is there, as the page is.
  const build = [START, "build", "--discard-edits"];
  execFileSync(process.execPath, build, { cwd: folder, env: { ...ENV, INIT_CWD: folder }, stdio: "pipe" });
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=Everything");
  made.set(own, folder);
  return folder;
}

function write(folder: string, files: Changes): void {
  for (const [file, text] of Object.entries(files)) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    if (text === undefined) rmSync(target);
    else writeFileSync(target, text);
  }
}

export class Project {
  /** A folder for everything, gone when the test ends. */
  readonly folder: string;
  /** The bare repository. */
  readonly origin: string;
  /** Where commits are made. */
  readonly work: string;
  #clones = 0;

  /**
   * The project as it stands in the working tree, without its tests, in one commit on `main`.
   *
   * @param own - data and templates; few records of the frozen list unless said
   */
  constructor(test: Cleanup, own?: Changes) {
    this.folder = mkdtempSync(path.join(tmpdir(), "project-"));
    test.after(() => rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 }));
    this.origin = path.join(this.folder, "origin.git");
    this.work = path.join(this.folder, "work");
    git(this.folder, "clone", "--quiet", "--bare", pristine(own), this.origin);
    git(this.folder, "clone", "--quiet", this.origin, this.work);
  }

  /** Commit changes on a branch that starts at `from`, and push it. */
  commit(branch: string, changes: Changes, from = "origin/main"): string {
    git(this.work, "fetch", "--quiet", "origin");
    git(this.work, "checkout", "--quiet", "-B", branch, from);
    write(this.work, changes);
    git(this.work, "add", "--all");
    git(this.work, "commit", "--quiet", `--message=Change ${Object.keys(changes).join(", ")}`);
    git(this.work, "push", "--quiet", "--force", "origin", `HEAD:refs/heads/${branch}`);
    return git(this.work, "rev-parse", "HEAD");
  }

  /**
   * A pull request, as GitHub keeps it: its head, and what comes out when it is merged.
   *
   * @returns the hash of its last commit
   */
  pullRequest(number: number, changes: Changes, from = "origin/main"): string {
    const branch = `pull-${number}`;
    const sha = this.commit(branch, changes, from);
    git(this.work, "push", "--quiet", "--force", "origin", `HEAD:refs/pull/${number}/head`);
    // A fork's branch is not here.
    git(this.work, "push", "--quiet", "origin", `:refs/heads/${branch}`);
    git(this.work, "checkout", "--quiet", "--detach", "origin/main");
    git(this.work, "merge", "--quiet", "--no-ff", "--message=Merge", sha);
    git(this.work, "push", "--quiet", "--force", "origin", `HEAD:refs/pull/${number}/merge`);
    return sha;
  }

  /**
   * As actions/checkout does it.
   *
   * @param ref - such as `refs/heads/main`
   * @param depth - 0 for the whole history and all branches
   */
  clone(ref: string, depth: number): string {
    const folder = path.join(this.folder, `clone-${++this.#clones}`);
    mkdirSync(folder);
    git(folder, "init", "--quiet", "--initial-branch=none");
    // Over the protocol: a path would be copied, shallow or not.
    git(folder, "remote", "add", "origin", `file://${this.origin}`);
    const here = ref.replace(/^refs\/(?:heads|pull)\//, "refs/remotes/origin/");
    const depths = depth === 0 ? [] : [`--depth=${depth}`];
    const all = depth === 0 ? ["+refs/heads/*:refs/remotes/origin/*"] : [];
    git(folder, "fetch", "--quiet", "--no-tags", ...depths, "origin", ...all, `+${ref}:${here}`);
    if (ref.startsWith("refs/heads/")) git(folder, "checkout", "--quiet", "-B", path.posix.basename(ref), here);
    else git(folder, "checkout", "--quiet", "--detach", here);
    this.install(folder);
    return folder;
  }

  /** What `npm ci` would do, with the packages that are here. */
  install(folder: string): void {
    symlinkSync(path.join(HOME, "node_modules"), path.join(folder, "node_modules"), "junction");
    // .gitignore names the folder, which a link is not.
    writeFileSync(path.join(folder, ".git", "info", "exclude"), "node_modules\n");
  }
}
