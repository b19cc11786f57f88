// What a branch brings, in words: for the summary of a step on GitHub, and for a terminal.

import { summary as counted, type Findings } from "../report/findings.ts";
import { stepSummary } from "../report/step-summary.ts";
import { cropLines } from "../text/crop.ts";
import { fenced } from "../text/fence.ts";
import { IN_BYTES, type Places, preview } from "./preview.ts";
import type { GeneratedFinding, Review } from "./review.ts";

/** GitHub refuses the summary of a step from 1 MiB on; the rest is for what stands around and between. In bytes of UTF-8. */
const TOTAL = 1_000_000;
/** Of the parts that may be long, so that none takes the place of all others; in bytes. */
const MOST = { brought: 300_000, difference: 100_000, differences: 250_000, preview: 300_000, known: 100_000 };
/** Where there is less room for a diff, the file is only named; in bytes. */
const LEAST = 2_000;
/** Files of a kind that are named. */
const NAMED = 20;

export interface Reported {
  review: Review;
  /** The findings in `review`, for reports. */
  brought: Findings;
  known: Findings;
  /** A commit that the author has, in which generated files are as they were. */
  base: string | undefined;
  /** The branch that it is for, such as `main`. */
  target: string;
  places: Places | undefined;
}

/** Markdown, no longer than GitHub takes; what it says last is what may be long. */
export function reviewSummary({ review, brought, known, base, target, places }: Reported): string {
  const parts: string[] = [];
  let left = TOTAL;
  const add = (part: string): void => {
    if (part === "") return;
    const text = `${part.trimEnd()}\n`;
    left -= IN_BYTES(text) + 1;
    parts.push(text);
  };
  add(stepSummary(brought, MOST.brought));
  add(editedMarkdown(editedFiles(review), base));
  add(firstOf(staleLines(review, target), (count) => `and ${count} more files that are older than the data\n`));
  const rows = preview(review.lists, places, { most: Math.min(MOST.preview, left), length: IN_BYTES });
  add(rows === "" ? "" : `## Rows that change\n\n${rows}`);
  if (known.diagnostics.length > 0) add(knownMarkdown(known, target, Math.min(MOST.known, left - LEAST)));
  return parts.join("\n");
}

function knownMarkdown(known: Findings, target: string, most: number): string {
  const { diagnostics } = known;
  const title = `${counted(diagnostics)} that ${target} has already: not counted`;
  return `<details><summary>${title}</summary>\n\n${stepSummary(known, most)}\n</details>\n`;
}

/** Paragraphs, no more than anybody reads. */
function firstOf(paragraphs: readonly string[], rest: (count: number) => string): string {
  const hidden = paragraphs.length - NAMED;
  return [...paragraphs.slice(0, NAMED), ...(hidden > 0 ? [rest(hidden)] : [])].join("\n");
}

/** Generated files that were changed to what the build does not make. */
export function editedFiles({ generated }: Review): GeneratedFinding[] {
  return generated.filter(({ state }) => state === "edited");
}

/** How somebody gets a generated file right again. */
export function restoring({ file, isFromChange }: GeneratedFinding, base: string | undefined): string {
  return isFromChange || base === undefined ? "npm run build" : `git checkout ${base.slice(0, 10)} -- ${file}`;
}

function editedMarkdown(files: readonly GeneratedFinding[], base: string | undefined): string {
  const shown: string[] = [];
  const named: string[] = [];
  let left = MOST.differences;
  for (const found of files) {
    const part = left < LEAST ? "" : editedFile(found, base, Math.min(MOST.difference, left));
    left -= IN_BYTES(part);
    if (part === "")
      named.push(`\`${found.file}\` is not what the build makes, either: \`${restoring(found, base)}\`\n`);
    else shown.push(part);
  }
  const rest = firstOf(named, (count) => `and ${count} more files that are not what the build makes\n`);
  return [...shown, ...(rest === "" ? [] : [rest])].join("\n");
}

/** @param most - of the diff, in bytes */
function editedFile(found: GeneratedFinding, base: string | undefined, most: number): string {
  return [
    `## \`${found.file}\` is not what the build makes`,
    "",
    "Edit the data or the template instead: below the diff stands the file behind each line. Then, to put it right:",
    "",
    fenced("sh", restoring(found, base)),
    "",
    "Or take it out of the pull request: it is made anew after the merge.",
    "",
    fenced("diff", cropLines(found.difference, most)),
    "",
  ].join("\n");
}

/** What is merely old. */
export function staleLines({ generated }: Review, target: string): string[] {
  return generated.flatMap(({ file, state }) => {
    switch (state) {
      case "stale":
        return `\`${file}\` is older than the data. That is fine: it is made anew when this is on ${target}.\n`;
      case "left":
        return `\`${file}\` was drawn from what is gone. That is fine: it is deleted when this is on ${target}.\n`;
      default:
        return [];
    }
  });
}
