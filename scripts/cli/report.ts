// Findings → what reports are made from; and findings of pages → standard error.
import path from "node:path";
import packageJson from "../../package.json" with { type: "json" };
import { editUrlOf, githubContext } from "../github/context.ts";
import type { Drafts } from "../record/files.ts";
import { type Findings, summary } from "../report/findings.ts";
import { pretty } from "../report/pretty.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { readIfReadable } from "../text/files.ts";
import { colorsFor, type Io, say } from "./io.ts";
import { displayPath } from "./lists.ts";

export interface ListFindings {
  root: string;
  diagnostics: readonly Diagnostic[];
  /** Unless said, `npm run lint`. */
  command?: string;
  /** Where a rule is explained; unless said, in the table of the linter's rules. */
  ruleUrl?: (rule: string) => string;
}

/**
 * @param root - the folder (absolute) that the diagnostics' files are relative to
 * @param drafts - texts of files that are not on the disk
 */
export function findingsIn(
  io: Io,
  { root, diagnostics, command = "npm run lint", ruleUrl = lintRuleUrl }: ListFindings,
  drafts: Drafts = new Map(),
): Findings {
  const github = githubContext(io.env);
  return {
    command,
    diagnostics,
    readSource: (file) => drafts.get(file) ?? readIfReadable(path.join(root, file)),
    display: (file) => displayPath(io, root, file),
    editUrl: (file) => github && editUrlOf(github, path.join(root, file)),
    ruleUrl,
  };
}

function lintRuleUrl(rule: string): string {
  return `${packageJson.repository}/blob/HEAD/scripts/rules/README.md#${rule}`;
}

/** @returns whether there are errors among them */
export function reportDiagnostics(io: Io, lists: readonly ListFindings[]): boolean {
  const all = lists.flatMap(({ diagnostics }) => diagnostics);
  for (const list of lists) {
    if (list.diagnostics.length > 0) say(io, pretty(findingsIn(io, list), colorsFor(io, io.stderr)));
  }
  if (all.length > 0) say(io, `${summary(all)}.`);
  return all.some(({ severity }) => severity === "error");
}
