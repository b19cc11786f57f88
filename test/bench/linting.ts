// What it costs to lint a list, beside linters that read its page alone.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import path from "node:path";
import { generateList, OTHER_RECORDS } from "../support/generate.ts";
import { type Case, runNode } from "./measure.ts";
import { linters } from "./peers.ts";

/** How many entries the generated list has, of all kinds; the linter is to be fast with so many. */
export const ENTRIES = 1_348;

const HOME = path.resolve(import.meta.dirname, "../..");
const PAGE = "README.md";
const START = path.join(HOME, "scripts/cli/start.mjs");

export interface LintCases {
  cases: Case[];
  /** Those that are held against the reference; the slowest of them counts. */
  ours: Case[];
  reference: Case | undefined;
}

/** @param folder - an empty one, for a copy of the page */
export function listCases(folder: string): LintCases {
  const peers = linters(copyPage(HOME, folder));
  const ours = [lintCase("lint this list: records, template, page", ["--root", HOME])];
  return { cases: [...ours, lintCase("lint both lists", []), ...peers], ours, reference: peers[0] };
}

/** @param folder - an empty one, for the generated entries */
export function recordCases(folder: string): LintCases {
  const list = path.join(folder, "list");
  const bare = path.join(folder, "list-without-page");
  const committed = path.join(folder, "list-in-git");
  for (const root of [list, bare]) {
    mkdirSync(root);
    generateList(root, ENTRIES - OTHER_RECORDS);
  }
  runNode({ name: "build the generated list", command: [START, "build", "--root", list] });
  cpSync(list, committed, { recursive: true });
  commitAll(committed);

  const prints = new RegExp(`\\b${ENTRIES} records`);
  const lint = (name: string, root: string): Case => ({
    name,
    command: [START, "lint", "--root", root],
    prints,
  });
  const ours = [
    lint("lint, in a repository", committed),
    lint("lint, no README.md there yet", bare),
    lint("lint, outside of a repository", list),
  ];
  const peers = linters(copyPage(list, folder));
  return { cases: [...ours, ...peers], ours, reference: peers[0] };
}

function commitAll(folder: string): void {
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=b@example.org", ...args], { cwd: folder });
  git("init", "--quiet", "--initial-branch", "main");
  git("add", "--all");
  git("commit", "--quiet", "--message", "A list");
}

/** Findings are no failure: the project's own lists may have some while somebody works on them. */
function lintCase(name: string, args: readonly string[]): Case {
  const command = [START, "lint", ...args];
  return { name, command, statuses: [0, 1], prints: /\b\d+ records/ };
}

function copyPage(list: string, folder: string): string {
  const page = path.join(folder, "page", PAGE);
  mkdirSync(path.dirname(page));
  cpSync(path.join(list, PAGE), page);
  return page;
}
