// Makes a branch's generated files anew, commits and pushes them, and says what became of it.
import { rmSync } from "node:fs";
import path from "node:path";
import { askGit, commitOf, GitError, gitText } from "../git/git.ts";
import { fetchPatiently, push } from "../git/remote.ts";
import { addWorktree, type Tree } from "../git/tree.ts";
import type { Repository } from "../github/repository.ts";
import { asTyped } from "../text/as-typed.ts";
import { type KeptEdit, keepEdit } from "./kept-edit.ts";
import { closeProposal, openProposal, PROPOSAL } from "./proposal.ts";

export interface Publication {
  /** The toolchain's folder, in a repository. What is checked out there stays as it is. */
  folder: string;
  /** Such as `main`. */
  branch: string;
  /** For Git, with credentials. */
  env: NodeJS.ProcessEnv;
  /** Builds with the code that is checked out there; all changes are committed. @returns whether it could be made */
  build: (folder: string) => Promise<boolean>;
  /**
   * Writes edits of pages into data and templates; called when there may be some. @returns what it says of those that could
   * not be carried, if any
   */
  absorb: (folder: string) => Promise<string | undefined>;
  /** Where people see what could not be carried; without it, the page stays as it is. */
  repository: Repository | undefined;
  /** Waits after a failed attempt; these are counted from 1. */
  wait: (attempt: number) => Promise<void>;
}

export type Published =
  | { outcome: "current" }
  | { outcome: "broken" | "kept" | "overtaken" | "proposed" }
  | { outcome: "published"; commit: string; keptAt: string | undefined }
  | { outcome: "unreachable" | "refused"; said: string };

/** After this many lost races it is left to the runs of those who pushed. */
const ATTEMPTS = 5;

const MESSAGE = "Make the generated files anew";
const EDITED = "Write into the data what was edited in the page";
/** What edits of pages are written into, and the pages, in the main list and those below it. */
const EDITS = ["data", "templates", "lists/*/data", "lists/*/templates"];
const PAGES = ["README.md", ":(glob)lists/*/README.md"];
/** https://api.github.com/users/github-actions%5Bbot%5D */
const AUTHOR = "github-actions[bot]";
const ADDRESS = "41898282+github-actions[bot]@users.noreply.github.com";

/** @throws {GitError} when Git cannot do what it must */
export async function publish(publication: Publication): Promise<Published> {
  const { folder, branch, env, wait } = publication;
  const remote = `refs/remotes/origin/${branch}`;
  let tree: Tree | undefined;
  try {
    for (let attempt = 1; ; attempt++) {
      const { outcome, said } = await fetchPatiently(folder, [`+refs/heads/${branch}:${remote}`], env, wait);
      if (outcome !== "done") return { outcome, said };
      tree ??= addWorktree(folder, remote);
      must(tree.root, "checkout", "--quiet", "--detach", "--force", remote);
      const published = await publishFrom(tree.root, publication);
      const isOver = published.outcome !== "overtaken" && published.outcome !== "unreachable";
      if (isOver || attempt === ATTEMPTS) return published;
      await wait(attempt);
    }
  } finally {
    tree?.remove();
  }
}

/** One attempt. */
async function publishFrom(root: string, publication: Publication): Promise<Published> {
  const { folder, branch, env, absorb, build, repository } = publication;
  // The toolchain may stand in a folder of the repository.
  const home = path.join(root, gitText(folder, "rev-parse", "--show-prefix") ?? "");
  const said = mayHoldEdits(home) ? await absorb(home) : undefined;
  // Edits of a page have a commit of their own, which names the people who made them.
  const hasEdits = commitAll(home, EDITS, `${EDITED}${coAuthors(home)}`);
  let keptAt: string | undefined;
  if (said !== undefined) {
    const patch = await putBack(home, build);
    keptAt = patch && repository && (await keepEdit(repository, { ...lastEdit(home), said, patch }));
    if (keptAt === undefined) return hasEdits ? pushed(home, branch, env, { outcome: "kept" }) : { outcome: "kept" };
  } else if (!(await build(home))) return { outcome: "broken" };
  const isMade = commitAll(home, ["."], MESSAGE);
  if (!hasEdits && !isMade) return { outcome: "current" };
  const commit = commitOf(home, "HEAD") ?? "";
  return pushed(home, branch, env, { outcome: "published", commit, keptAt });
}

/** Whether the last commit of a page is somebody else's. */
function mayHoldEdits(home: string): boolean {
  return gitText(home, "log", "--max-count=1", "--format=%ae", "--", ...PAGES) !== ADDRESS;
}

/** Makes the pages anew, if it can. @returns a patch that brings back what was edited in them */
async function putBack(home: string, build: Publication["build"]): Promise<string | undefined> {
  // The build refuses to overwrite an edited page, so the pages are deleted first.
  const pages = gitText(home, "ls-files", "--", ...PAGES)?.split("\n") ?? [];
  for (const page of pages) if (page !== "") rmSync(path.join(home, page), { force: true });
  const isMade = await build(home);
  const { stdout } = askGit(home, ["diff", "-R", "--no-color", "--no-ext-diff", "HEAD", "--", ...PAGES]);
  if (isMade) return stdout.toString("utf8");
  must(home, "checkout", "--quiet", "HEAD", "--", ".");
  return undefined;
}

function lastEdit(home: string): Pick<KeptEdit, "commit" | "author"> {
  const [commit = "", author = ""] = (gitText(home, "log", "-1", "--format=%H%n%an", "--", ...PAGES) ?? "").split("\n");
  return { commit, author };
}

/** @returns whether there was something to commit */
function commitAll(home: string, paths: readonly string[], message: string): boolean {
  for (const each of paths) askGit(home, ["add", "--all", "--", each]);
  if (askGit(home, ["diff", "--cached", "--quiet"]).status === 0) return false;
  const author = ["-c", `user.name=${AUTHOR}`, "-c", `user.email=${ADDRESS}`];
  must(home, ...author, "commit", "--quiet", "--no-verify", "--no-gpg-sign", `--message=${message}`);
  return true;
}

/** Who edited pages since they were last made, as GitHub reads it. */
function coAuthors(home: string): string {
  const ours = `--author=${ADDRESS.replace(/[[\]+]/g, "\\$&")}`;
  const last = gitText(home, "log", "--max-count=1", "--format=%H", ours, "--", ...PAGES);
  const range = last ? `${last}..HEAD` : "--max-count=1";
  const log = gitText(home, "log", range, "--format=%an <%ae>", "--", ...PAGES) ?? "";
  const names = [...new Set(log.split("\n"))].filter((name) => name !== "" && !name.includes(ADDRESS));
  return names.length === 0 ? "" : `\n\n${names.map((name) => `Co-authored-by: ${name}`).join("\n")}`;
}

function pushed(home: string, branch: string, env: NodeJS.ProcessEnv, done: Published): Published {
  const own = push(home, `HEAD:refs/heads/${branch}`, env);
  if (own.outcome === "done") return done;
  if (own.outcome === "overtaken") return { outcome: "overtaken" };
  const isProtected = own.outcome === "protected";
  const { outcome, said } = isProtected ? push(home, `+HEAD:refs/heads/${PROPOSAL}`, env) : own;
  if (outcome === "done") return { outcome: "proposed" };
  return { outcome: outcome === "unreachable" ? outcome : "refused", said };
}

/** Opens the pull request that is needed, or closes the one that is not needed any more. @returns what was done */
export async function reportPublished(
  published: Published,
  { folder, branch, env, repository }: Publication,
): Promise<string> {
  switch (published.outcome) {
    case "proposed": {
      if (!repository) return `Nobody may push to ${branch}: open a pull request from ${PROPOSAL}.`;
      const { url, isNew } = await openProposal(repository, branch);
      return `Nobody may push to ${branch}: ${isNew ? "opened" : "updated"} ${url}`;
    }
    case "current":
    case "published": {
      const closed = await closeProposal(folder, repository, branch, env);
      const said = closed.map((url) => `Closed, because it is not needed any more: ${url}`);
      if (published.outcome === "current")
        return [`Nothing to publish: ${branch} holds what the build makes.`, ...said].join("\n");
      const { commit, keptAt } = published;
      const kept = keptAt === undefined ? [] : [`What could not be carried is kept here: ${keptAt}`];
      return [`Published on ${branch}: ${commit.slice(0, 10)}.`, ...kept, ...said].join("\n");
    }
    case "kept":
      return asTyped(
        `The page on ${branch} was edited, and not all of it could be carried into the data: it stays as it is. npm run absorb says what is missing.`,
      );
    case "broken":
      return `Nothing was published: the data on ${branch} has to be mended first.`;
    case "overtaken":
      return `Nothing was published: others pushed to ${branch} every time. Their own runs publish.`;
    case "unreachable":
      return `Nothing was published: the server does not answer. Run it again later. Git said: ${published.said}`;
    case "refused":
      return `Nothing was published. Git was refused: ${published.said}`;
  }
}

function must(folder: string, ...args: string[]): void {
  const { status, stdout, stderr } = askGit(folder, args);
  if (status === 0) return;
  const said = stderr.trim() || stdout.toString("utf8").trim();
  throw new GitError(`Git could not do what publishing needs (git ${args.join(" ")}): ${said}`);
}
