// Findings of `npm run links` → the text of the one issue that keeps track of them.
// What pages answered is escaped: it mentions nobody, refers to nothing and holds no HTML.

import type { PhrasingContent } from "mdast";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { BODY_LENGTH, type Repository } from "../github/repository.ts";
import { trackIssue } from "../github/tracked-text.ts";
import { asTyped } from "../text/as-typed.ts";
import { crop } from "../text/crop.ts";
import type { Diagnostic, Severity } from "../text/diagnostic.ts";
import { code, literal } from "../text/escape.ts";
import { type Findings, linked, placeOf } from "./findings.ts";

/** In the order of what is to be done about them. */
const SECTIONS: readonly (readonly [rule: string, severity: Severity, title: string, about: string])[] = [
  ["dead-link", "error", "Dead", "Find the page's new place, or take the link out."],
  ["dead-link", "warning", "Dead today", "Nothing to do yet: a server may be down for some days."],
  ["moved-link", "warning", "Moved", asTyped("The command that writes all of them: npm run links -- --fix")],
  ["tool-status", "warning", "Repositories that nobody keeps", "Their records should say so, if that is right."],
  ["ended-exclusion", "warning", "Exclusions that have ended", "They stand in data/list.yml."],
  // Shown with the others, but no reason to keep the issue open.
  ["blocked-link", "info", "Links that answer no programs", "A person has to look."],
  ["unsure-link", "info", "Links that nobody can say anything of today", "They are asked again."],
];

const ISSUE = { marker: "links", title: "Links that need a look" };
const FAREWELL = "Every link is where it should be. Thank you! This issue opens again when one is not.";

const SAID = {
  opened: "Opened",
  reopened: "Opened again:",
  updated: "Updated",
  unchanged: "Nothing new for",
  closed: "Closed",
  none: "There is nothing to tell, and no issue.",
} as const;

/** @returns what became of the issue, in a sentence. @throws {GitHubError} when GitHub refuses */
export async function trackLinks(findings: Findings, repository: Repository): Promise<string> {
  // The marker takes some of the room.
  const text = linksIssue(findings, BODY_LENGTH - 100);
  const { done, issue } = await trackIssue(repository, ISSUE, text, FAREWELL);
  return issue ? `${SAID[done]} issue #${issue.number}: ${issue.url}` : SAID[done];
}

/** Of a message or a hint, in UTF-16 code units. */
const TEXT_LENGTH = 500;
/** What stands around the items takes less. */
const RESERVE = 4_000;

const processor = unified().use(remarkStringify, { resourceLink: true }).freeze();

/** @returns Markdown of at most so many characters; `undefined` when there is nothing to do */
export function linksIssue(findings: Findings, length: number): string | undefined {
  const sections = SECTIONS.map(([rule, severity, title, about]) => {
    const all = findings.diagnostics.filter((found) => found.rule === rule && found.severity === severity);
    return { severity, title, about, all };
  }).filter(({ all }) => all.length > 0);
  if (sections.every(({ severity }) => severity === "info")) return undefined;
  let room = length - RESERVE;
  const parts = [
    asTyped("What `npm run links` found when it last asked about every link. This text is kept up to date.\n"),
  ];
  for (const { severity, title, about, all } of sections) {
    const items: string[] = [];
    for (const diagnostic of all) {
      const item = itemOf(diagnostic, findings);
      if (item.length > room) break;
      room -= item.length;
      items.push(item);
    }
    const more = all.length - items.length;
    const rest =
      more === 0 ? "" : `\n${items.length === 0 ? "" : "and "}${more} more; ${asTyped("npm run links")} shows all.\n`;
    const text = `${written(literal(about))}\n${items.join("")}${rest}`;
    const heading = `${title} (${all.length})`;
    const folded = `<details><summary>${heading}</summary>\n\n${text}\n</details>\n`;
    parts.push(severity === "info" ? folded : `## ${heading}\n\n${text}`);
  }
  return parts.join("\n");
}

function itemOf(diagnostic: Diagnostic, findings: Findings): string {
  const { file, reason, note, related } = diagnostic;
  const place = code(crop(placeOf(findings, diagnostic), TEXT_LENGTH));
  const lines: PhrasingContent[][] = [
    [...linked(place, findings.editUrl(file)), { type: "text", value: " – " }, ...literal(crop(reason, TEXT_LENGTH))],
    ...(note ? [literal(crop(note, TEXT_LENGTH))] : []),
    ...related.map((other) => literal(crop(`see ${placeOf(findings, other)}: ${other.message}`, TEXT_LENGTH))),
  ];
  return `- ${lines.map((line) => written(line).trimEnd()).join("\\\n  ")}\n`;
}

function written(children: PhrasingContent[]): string {
  return processor.stringify({ type: "root", children: [{ type: "paragraph", children }] });
}
