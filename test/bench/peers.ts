// Installs the programs that we compare with, as their own lockfile has them, and says how each is started.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { npm } from "../support/npm.ts";
import type { Case } from "./measure.ts";

const HERE = import.meta.dirname;
/** Not among our own packages: a peer must not find one of ours, nor we one of theirs. */
const FOLDER = path.resolve(HERE, "../../node_modules/.cache/bench/peers");
const LOCK = "package-lock.json";

/** Installs nothing when the lockfile is the one that was installed last. */
export function installPeers(): void {
  // npm writes this file when it is done; the lockfile alone would also stand there after an installation that failed.
  const done = existsSync(path.join(FOLDER, "node_modules", ".package-lock.json"));
  if (done && sameText(path.join(HERE, LOCK), path.join(FOLDER, LOCK))) return;
  console.error("Installing the programs to compare with …");
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const file of ["package.json", LOCK]) cpSync(path.join(HERE, file), path.join(FOLDER, file));
  npm(["ci"], FOLDER);
}

/** @param page - the Markdown that remark reads, formats as GitHub's dialect, and prints */
export function remarkCli(page: string): Case {
  return {
    name: "remark-cli formats README.md",
    command: [peer("remark-cli/cli.js"), page, "--quiet", "--use", peer("remark-gfm/index.js")],
  };
}

/**
 * The linters that people run over such pages, each as it is without settings. All end with 1 when they find something,
 * and find a lot: rows without padding, long lines, links that stand twice.
 *
 * @param page - in a folder outside of any Git repository. awesome-lint asks Git for the page's remote, and in a clone
 * of a GitHub repository it asks GitHub about the repository, which we spare it. Here it reports that there is none as
 * one of its findings, and every other rule works without a network.
 */
export function linters(page: string): Case[] {
  // Both take a pattern, in which a backslash is no separator.
  const pattern = page.split(path.sep).join("/");
  const preset = ["--use", peer("remark-gfm/index.js"), "--use", peer("remark-preset-lint-recommended/index.js")];
  return [
    {
      name: "awesome-lint README.md",
      command: [peer("awesome-lint/cli.js"), pattern],
      statuses: [0, 1],
      prints: /^ *✖ +\d+:\d+ /m,
    },
    {
      name: "markdownlint-cli2 README.md",
      command: [peer("markdownlint-cli2/markdownlint-cli2-bin.mjs"), pattern],
      statuses: [0, 1],
      prints: /^Linting: 1 file\(s\)[\s\S]* MD\d{3}/m,
    },
    {
      name: "remark-lint README.md",
      command: [peer("remark-cli/cli.js"), page, "--quiet", "--no-color", "--no-stdout", ...preset],
      prints: / remark-lint$/m,
    },
  ];
}

/** @returns where a file of an installed peer is */
export function peer(file: string): string {
  return path.join(FOLDER, "node_modules", file);
}

function sameText(one: string, other: string): boolean {
  return existsSync(other) && readFileSync(one, "utf8") === readFileSync(other, "utf8");
}
