// Findings → the report that was asked for, and where it goes.
import path from "node:path";
import { type Command, Option } from "commander";
import type { Colors } from "picocolors/types.js";
import { appendStepSummary, editUrlOf, githubContext } from "../github/context.ts";
import { hintIn } from "../lint/lint-all.ts";
import { firstOfSchemas, oneOfEachCause } from "../lint/one-mistake.ts";
import type { Drafts } from "../record/files.ts";
import { repositoryOf } from "../record/repository.ts";
import { type Findings, summary } from "../report/findings.ts";
import { github, withoutCommands } from "../report/github.ts";
import { json } from "../report/json.ts";
import { type SarifRule, sarif } from "../report/sarif.ts";
import { stepSummary } from "../report/step-summary.ts";
import { documentOf } from "../rules/support/documentation.ts";
import { asTyped, INSTALLED_AS } from "../text/as-typed.ts";
import { type Diagnostic, isError } from "../text/diagnostic.ts";
import { isFile, readIfReadable } from "../text/files.ts";
import { writeFile } from "../text/write-files.ts";
import { colorsFor, type Io, say } from "./io.ts";
import { displayPath, mainList, type Place, resolvePath } from "./lists.ts";

const FORMATS = ["pretty", "json", "github", "sarif"] as const;

type Format = (typeof FORMATS)[number];

export interface ReportOptions {
  /** Without one: `pretty`; and in GitHub Actions `github` and the step's summary too. */
  format: Format | undefined;
  /** As it was typed. Without one: standard output. */
  outputFile: string | undefined;
}

/** The options of every command that reports. */
export function addReportOptions(program: Command): void {
  const format = new Option("--format <format>", "how to report; in GitHub Actions, pretty and github unless said");
  program
    .addOption(format.choices(FORMATS))
    .option("--output-file <file>", "write the report there instead of standard output");
}

export interface ListFindings {
  /** The folder (absolute) that the diagnostics' files are relative to. */
  root: string;
  diagnostics: readonly Diagnostic[];
  /** Unless said, `npm run lint`. */
  command?: string;
  /** What explains the rules, relative to the repository; unless said, the linter's page of each. */
  manual?: string;
}

interface Report extends ListFindings, ReportOptions {
  /** @returns all that were run */
  rules: () => readonly SarifRule[];
}

/** @param drafts - texts of files that are not on the disk */
export function findingsFor(io: Place, list: ListFindings, drafts: Drafts = new Map()): Findings {
  const { root, diagnostics, command = "npm run lint", manual } = list;
  const context = githubContext(io.env);
  // Where the package is installed, the list's repository holds no manual.
  const repository = INSTALLED_AS === undefined ? repositoryOf(mainList(io)) : undefined;
  const isThere = (file: string): boolean => isFile(path.join(root, file));
  const folder = displayPath(io, root);
  const isBelow = !path.isAbsolute(folder) && folder !== ".";
  const named = (rule: string, hint: string): string => (isBelow ? hintIn(folder, rule, hint) : hint);
  return {
    command: asTyped(command),
    diagnostics: diagnostics.map((found) => (found.note ? found.with({ hint: named(found.rule, found.note) }) : found)),
    readSource: (file) => drafts.get(file) ?? readIfReadable(path.join(root, file), { root }),
    isThere,
    display: (file) => displayPath(io, root, file),
    editUrl: (file) => (context && isThere(file) ? editUrlOf(context, path.join(root, file)) : undefined),
    ruleUrl: (rule) => repository && `${repository}/blob/HEAD/${manual ?? documentOf(rule)}`,
  };
}

export async function report(io: Io, { rules, format, outputFile, ...list }: Report): Promise<void> {
  const findings = findingsFor(io, list);
  // Files get no colours.
  const terminal = outputFile === undefined ? io.stdout : undefined;
  const formatters: Record<Format, () => string | Promise<string>> = {
    pretty: () => prettyText(findings, colorsFor(io, terminal), terminal?.columns),
    json: () => json(findings),
    github: () => github(findings),
    sarif: () => sarif(findings, rules(), repositoryOf(mainList(io))),
  };
  const text = await formatters[format ?? "pretty"]();
  // A format that somebody asked for is what a program reads.
  if (outputFile === undefined) io.stdout.write(format === undefined ? withoutCommands(text, io.env) : text);
  else writeFile(resolvePath(io, outputFile), text);

  if (!githubContext(io.env) || format !== undefined) return;
  io.stdout.write(github(findings));
  await appendStepSummary(io.env, stepSummary(findings));
}

/** Findings on standard error, for commands about something else. @returns whether there are errors among them */
export async function sayFindings(io: Io, lists: readonly ListFindings[], drafts?: Drafts): Promise<boolean> {
  const all: Diagnostic[] = [];
  const isFirst = firstOfSchemas();
  for (const list of lists) {
    const told = list.diagnostics.filter((found) => isFirst(path.join(list.root, found.file), found));
    const diagnostics = oneOfEachCause(told);
    const findings = findingsFor(io, { ...list, diagnostics }, drafts);
    io.stderr.write(await prettyText(findings, colorsFor(io, io.stderr), io.stderr.columns));
    all.push(...diagnostics);
  }
  if (all.length > 0) say(io, `${summary(all)}.`);
  return all.some(isError);
}

/** Where there is nothing to print, what measures texts is not loaded: that takes a tenth of the build's time. */
async function prettyText(findings: Findings, colors: Colors, columns: number | undefined): Promise<string> {
  if (findings.diagnostics.length === 0) return "";
  const { pretty } = await import("../report/pretty.ts");
  return `${pretty(findings, colors, columns)}\n`;
}
