// What a branch brings, in words: for the summary of a step on GitHub, and for a terminal.
import { summary as counted, type Findings } from "../report/findings.ts";
import { stepSummary } from "../report/step-summary.ts";
import { IN_BYTES, type Places, preview } from "./preview.ts";
import type { GeneratedFinding, Review } from "./review.ts";

/** GitHub refuses the summary of a step from 1 MiB on; in bytes. */
const MOST = { brought: 300_000, difference: 100_000, preview: 400_000, known: 100_000 };

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

/** Markdown; what it says last is what may be long. */
export function reviewSummary({ review, brought, known, base, target, places }: Reported): string {
  const rows = preview(review.lists, places, { most: MOST.preview, length: IN_BYTES });
  const parts = [
    stepSummary(brought, MOST.brought),
    ...editedFiles(review).map((found) => editedMarkdown(found, base)),
    ...staleLines(review, target),
    ...(rows === "" ? [] : [`## Rows that change\n\n${rows}`]),
    ...(known.diagnostics.length === 0 ? [] : [knownMarkdown(known, target)]),
  ];
  return parts.map((part) => `${part.trimEnd()}\n`).join("\n");
}

function knownMarkdown(known: Findings, target: string): string {
  const { diagnostics } = known;
  const title = `${counted(diagnostics)} that ${target} has already: not counted`;
  return `<details><summary>${title}</summary>\n\n${stepSummary(known, MOST.known)}\n</details>\n`;
}

/** Generated files that were changed to what the build does not make. */
export function editedFiles({ generated }: Review): GeneratedFinding[] {
  return generated.filter(({ state }) => state === "edited");
}

/** How somebody gets a generated file right again. */
export function restoring({ file, isFromChange }: GeneratedFinding, base: string | undefined): string {
  return isFromChange || base === undefined ? "npm run build" : `git checkout ${base.slice(0, 10)} -- ${file}`;
}

function editedMarkdown(found: GeneratedFinding, base: string | undefined): string {
  const lines = croppedLines(found.difference, MOST.difference);
  const fence = fenceFor(lines);
  return [
    `## \`${found.file}\` is not what the build makes`,
    "",
    "Edit the data or the template instead: below the diff stands the file behind each line. Then, to put it right:",
    "",
    `\`\`\`sh\n${restoring(found, base)}\n\`\`\``,
    "",
    "Or take it out of the pull request: it is made anew after the merge.",
    "",
    `${fence}diff\n${lines}${fence}`,
    "",
  ].join("\n");
}

/** What is merely old. */
export function staleLines({ generated }: Review, target: string): string[] {
  return generated
    .filter(({ state }) => state === "stale")
    .map(
      ({ file }) => `\`${file}\` is older than the data. That is fine: it is made anew when this is on ${target}.\n`,
    );
}

/** Whole lines. */
function croppedLines(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  const kept = text.slice(0, most).replace(/[^\n]*$/, "");
  return `${kept}… and more\n`;
}

/** Longer than any run of backticks in the text. */
function fenceFor(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return "`".repeat(Math.max(3, longest + 1));
}
