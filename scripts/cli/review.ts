// What a branch brings → the terminal, the annotations of GitHub Actions, and the step's summary.
import { appendStepSummary, githubContext } from "../github/context.ts";
import { placesOf } from "../pull/places.ts";
import { IN_UNITS, type Places, preview } from "../pull/preview.ts";
import type { GeneratedFinding, Review } from "../pull/review.ts";
import { editedFiles, restoring, reviewSummary, staleLines } from "../pull/summary.ts";
import { summary } from "../report/findings.ts";
import { pretty } from "../report/pretty.ts";
import { colorsFor, type Io, say } from "./io.ts";
import type { Compared } from "./pull-request.ts";
import { findingsIn } from "./report.ts";
import { verbatim } from "./verbatim.ts";

/** A terminal has no end; in UTF-16 code units. */
const TERMINAL = 1_000_000;

/**
 * @param seconds - how long it took, for the last line
 * @returns whether something is to be mended
 */
export async function reportReview(
  io: Io,
  home: string,
  found: Review,
  compared: Compared,
  seconds: string,
): Promise<boolean> {
  // After a push, nobody else is to blame, and what the build makes is made anew.
  const review: Review = compared.isPush
    ? {
        ...found,
        brought: [...found.brought, ...found.known],
        known: [],
        generated: found.generated.map((each) => (each.state === "edited" ? { ...each, state: "stale" } : each)),
      }
    : found;
  const brought = findingsIn(io, { root: home, diagnostics: review.brought });
  const known = findingsIn(io, { root: home, diagnostics: review.known });
  const { commit: base, target } = compared;
  const edited = editedFiles(review);

  const colors = colorsFor(io, io.stdout);
  const rows = preview(review.lists, undefined, { most: TERMINAL, length: IN_UNITS });
  const printed = [
    ...(review.brought.length === 0 ? [] : [`${pretty(brought, colors)}\n`]),
    ...edited.map((file) => file.difference),
    ...(rows === "" ? [] : [rows]),
  ];
  io.stdout.write(verbatim(io, printed.join("\n")));

  const context = githubContext(io.env);
  if (context) {
    const { github } = await import("../report/github.ts");
    io.stdout.write(github(brought));
    if (context.stepSummary !== undefined) {
      const places = placesIn(io, compared);
      await appendStepSummary(context.stepSummary, reviewSummary({ review, brought, known, base, target, places }));
    }
  }

  for (const line of staleLines(review, target)) say(io, line.replaceAll("`", "").trimEnd());
  for (const file of edited) say(io, editedLine(file, base));
  if (known.diagnostics.length > 0) say(io, `Not counted: ${summary(known.diagnostics)} that ${target} has already.`);
  const what = review.brought.length === 0 ? "Nothing to mend" : summary(review.brought);
  say(io, `${what} in what this branch brings to ${target} (${review.looked} records); ${seconds} s.`);
  return edited.length > 0 || review.brought.some(({ severity }) => severity === "error");
}

function editedLine(file: GeneratedFinding, base: string | undefined): string {
  return [
    `error: ${file.file} is not what the build makes.`,
    "Edit the data or the template instead: below the diff stands the file behind each line.",
    `To put it right: ${restoring(file, base)}`,
  ].join("\n");
}

function placesIn(io: Io, { commit, head }: Compared): Places | undefined {
  const context = githubContext(io.env);
  if (context?.repository === undefined) return undefined;
  const { server, repository } = context;
  const after = head === undefined ? { repository, sha: io.env.GITHUB_SHA || "HEAD" } : head;
  // A fork may be gone by now.
  return placesOf(
    server,
    repository,
    { repository, sha: commit ?? "HEAD" },
    { repository: after.repository || repository, sha: after.sha || "HEAD" },
  );
}
