// What a branch brings, in words: for the summary of a step on GitHub, and for a terminal.

import path from "node:path";
import type { Colors } from "picocolors/types.js";
import type { Branch } from "../github/branch.ts";
import type { GitHubContext } from "../github/context.ts";
import { type Findings, summary } from "../report/findings.ts";
import { pretty } from "../report/pretty.ts";
import { stepSummary } from "../report/step-summary.ts";
import { PAGE } from "../template/page.ts";
import { asTyped, quoted } from "../text/as-typed.ts";
import { counted } from "../text/counted.ts";
import { cropLines } from "../text/crop.ts";
import { clean, codeSpan, fenced } from "../text/escape.ts";
import { aboutBroken, IN_BYTES, IN_UNITS, type Places, placesOf, preview } from "./preview.ts";
import type { GeneratedFinding, Review } from "./review.ts";

/** GitHub refuses the summary of a step from 1 MiB on; the rest is for what stands around and between. In bytes of UTF-8. */
const TOTAL = 1_000_000;
/** Of each part that may be long, so that there is room for the others; in bytes. */
const MOST = { brought: 300_000, difference: 100_000, differences: 250_000, preview: 300_000, existing: 100_000 };
/** Where there is less room for a diff, the file is only named; in bytes. */
const LEAST = 2_000;
/** Files of a kind that are named. */
const NAMED = 20;

export interface Reported {
  review: Review;
  /** The findings in `review`, for reports. */
  brought: Findings;
  existing: Findings;
  branch: Pick<Branch, "commit" | "target">;
  /** Where files are on GitHub. */
  places: Places | undefined;
}

/** Is there something to mend? */
export function isToMend(review: Review): boolean {
  return editedFiles(review).length > 0 || review.brought.some(({ severity }) => severity === "error");
}

/** Markdown, no longer than GitHub takes; what it says last is what may be long. */
export function reviewSummary({ review, brought, existing, branch, places }: Reported): string {
  const { commit, target } = branch;
  const parts: string[] = [];
  let left = TOTAL;
  const add = (part: string): void => {
    if (part === "") return;
    const text = `${part.trimEnd()}\n`;
    left -= IN_BYTES(text) + 1;
    parts.push(text);
  };
  add(stepSummary(brought, MOST.brought));
  add(editedMarkdown(editedFiles(review), commit));
  for (const file of review.generated) if (file.state === "absorbed") add(absorbedMarkdown(file, target));
  add(firstOf(staleLines(review, target, codeSpan), "that are older than the data"));
  const rows = preview(review.lists, places, { most: Math.min(MOST.preview, left), length: IN_BYTES });
  const changes = [rows, ...aboutBroken(review.broken)].filter((part) => part !== "");
  add(changes.length === 0 ? "" : `## Rows that change\n\n${changes.join("\n")}`);
  if (existing.diagnostics.length > 0) {
    const title = `${summary(existing.diagnostics)} that ${target} has already: not counted`;
    const rows = stepSummary(existing, Math.min(MOST.existing, left - LEAST));
    add(`<details><summary>${title}</summary>\n\n${rows}\n</details>\n`);
  }
  return parts.join("\n");
}

/** A terminal has no limit; in UTF-16 code units. */
const TERMINAL = 1_000_000;

/** @returns what belongs on standard output, and the lines for standard error but for the last */
export function reviewForTerminal({ review, brought, existing, branch }: Omit<Reported, "places">, colors: Colors) {
  const { commit, target } = branch;
  const edited = editedFiles(review);
  const rows = preview(review.lists, undefined, { most: TERMINAL, length: IN_UNITS });
  const output = [
    ...(review.brought.length === 0 ? [] : [`${pretty(brought, colors)}\n`]),
    ...edited.map(({ difference }) => difference),
    ...(rows === "" ? [] : [rows]),
  ].join("\n");
  const notes = [
    ...review.generated.flatMap(({ absorbed, state }) => (state === "absorbed" && absorbed ? absorbed.carried : [])),
    ...[...staleLines(review, target, clean), ...aboutBroken(review.broken, clean)].map((line) => line.trimEnd()),
    ...edited.map((file) => editedLines(file, commit)),
    ...(review.existing.length === 0
      ? []
      : [`Not counted: ${summary(existing.diagnostics)} that ${target} has already.`]),
  ];
  return { output, notes };
}

/** For the last line: `2 errors in what this branch brings to main (137 records)`. */
export function reviewLine(review: Review, { target }: Pick<Branch, "target">): string {
  const { brought, looked } = review;
  const edited = editedFiles(review).length;
  const files = `${counted(edited, "file")} that the build does not make so`;
  const what = [...(brought.length === 0 ? [] : [summary(brought)]), ...(edited === 0 ? [] : [files])];
  return `${what.join(" and ") || "Nothing to mend"} in what this branch brings to ${target} (${looked} records)`;
}

/** @returns what main makes of an edited page, with the records' diff */
function absorbedMarkdown({ file, absorbed }: GeneratedFinding, target: string): string {
  if (!absorbed) return "";
  return paragraphs(
    `## What was edited in ${codeSpan(file)} becomes data`,
    `This is written into the records and the template when it is on ${target}; nobody has to do it.`,
    fenced("text", cropLines(absorbed.carried.join("\n"), MOST.difference)),
    fenced("diff", cropLines(absorbed.patch, MOST.difference)),
  );
}

function editedLines(file: GeneratedFinding, base: string | undefined): string {
  const name = clean(file.file);
  if (file.absorbed) {
    const { carried, kept } = file.absorbed;
    const first = `error: ${name} was edited, and not all of it can be carried into the data:`;
    return [first, ...kept, ...carried].join("\n");
  }
  return [
    `error: ${name} is not what the build makes.`,
    "Edit the data, the template or the schemas instead: below the diff stands the file behind each line.",
    `To put it right: ${restoring(file, base)}`,
  ].join("\n");
}

/** @returns where the files of a branch are on GitHub; `undefined` outside of GitHub Actions */
export function branchPlaces(
  { commit, head }: Pick<Branch, "commit" | "head">,
  context: GitHubContext | undefined,
  env: NodeJS.ProcessEnv,
): Places | undefined {
  if (context?.repository === undefined) return undefined;
  const { server, repository } = context;
  // A fork may be gone by now.
  const after = { repository: head?.repository || repository, sha: (head ? head.sha : env.GITHUB_SHA) || "HEAD" };
  return placesOf(server, repository, commit ?? "HEAD", after);
}

/** The first of some lines about files, and one that counts the rest. */
function firstOf(lines: readonly string[], which: string): string {
  const hidden = lines.length - NAMED;
  return [...lines.slice(0, NAMED), ...(hidden > 0 ? [`and ${hidden} more files ${which}\n`] : [])].join("\n");
}

/** Generated files that were changed to what the build does not make. */
function editedFiles({ generated }: Review): GeneratedFinding[] {
  return generated.filter(({ state }) => state === "edited");
}

/** How somebody gets a generated file right again. */
function restoring({ file, isFromChange }: GeneratedFinding, base: string | undefined): string {
  if (isFromChange || base === undefined) return asTyped("npm run build");
  // What somebody edited in a page is no mistake: it goes into the data when these are right.
  if (path.posix.basename(file) === PAGE) return asTyped("npm run absorb");
  return `git checkout ${base.slice(0, 10)} -- ${/^[\w./-]+$/.test(file) ? file : quoted(file)}`;
}

function editedMarkdown(files: readonly GeneratedFinding[], base: string | undefined): string {
  const shown: string[] = [];
  const named: string[] = [];
  let left = MOST.differences;
  for (const found of files) {
    const part = left < LEAST ? "" : editedFile(found, base, Math.min(MOST.difference, left));
    left -= IN_BYTES(part);
    if (part === "")
      named.push(`${codeSpan(found.file)} is not what the build makes, either: ${codeSpan(restoring(found, base))}\n`);
    else shown.push(part);
  }
  const rest = firstOf(named, "that are not what the build makes");
  return [...shown, ...(rest === "" ? [] : [rest])].join("\n");
}

/** @param most - of the diff, in bytes */
function editedFile(found: GeneratedFinding, base: string | undefined, most: number): string {
  if (found.absorbed) {
    const { carried, kept, patch } = found.absorbed;
    return paragraphs(
      `## Not all of what was edited in ${codeSpan(found.file)} can be carried into the data`,
      fenced("text", cropLines([...kept, ...carried].join("\n"), most)),
      ...(patch === "" ? [] : ["The rest becomes this:", fenced("diff", cropLines(patch, most))]),
    );
  }
  return paragraphs(
    `## ${codeSpan(found.file)} is not what the build makes`,
    "Edit the data, the template or the schemas instead: below the diff stands the file behind each line. Then, to put it right:",
    fenced("sh", restoring(found, base)),
    "Or take it out of the pull request: it is made anew after the merge.",
    fenced("diff", cropLines(found.difference, most)),
  );
}

function paragraphs(...each: string[]): string {
  return `${each.join("\n\n")}\n`;
}

/** How a file or a command is shown. */
type Show = (text: string) => string;

/** What is said of a file that is older than the data, or cannot be judged yet, which is no mistake. */
const SAID: Partial<Record<GeneratedFinding["state"], (file: string, target: string, show: Show) => string>> = {
  stale: (file, target) => `${file} is older than the data. That is fine: it is made anew when this is on ${target}.\n`,
  unjudged: (file, _, show) =>
    `${file} cannot be judged until the mistakes in the data are mended. Then: ${show(asTyped("npm run build"))}\n`,
  left: (file, target) =>
    `${file} was made from what is gone. That is fine: it is deleted when this is on ${target}.\n`,
};

function staleLines({ generated }: Review, target: string, show: Show): string[] {
  return generated.flatMap(({ file, state }) => SAID[state]?.(show(file), target, show) ?? []);
}
