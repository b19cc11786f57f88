// Findings → the report that was asked for, and where it goes.
import packageJson from "../../package.json" with { type: "json" };
import { appendStepSummary, githubContext } from "../github/context.ts";
import type { Findings } from "../report/findings.ts";
import { github, withoutCommands } from "../report/github.ts";
import { pretty } from "../report/pretty.ts";
import type { SarifRule } from "../report/sarif.ts";
import { writeFile } from "../text/write-files.ts";
import { colorsFor, type Io } from "./io.ts";
import { resolvePath } from "./lists.ts";
import { findingsIn, type ListFindings } from "./report.ts";

export const FORMATS = ["pretty", "json", "github", "sarif"] as const;

export type Format = (typeof FORMATS)[number];

export interface Report extends ListFindings {
  /** All that were run. */
  rules: readonly SarifRule[];
  /** Without one: `pretty`; and in GitHub Actions `github` and the step's summary too. */
  format: Format | undefined;
  /** Without one: standard output. */
  outputFile: string | undefined;
}

export async function report(io: Io, { rules, format, outputFile, ...list }: Report): Promise<void> {
  const findings = findingsIn(io, list);
  const text = await formatted(io, findings, format ?? "pretty", rules, outputFile === undefined);
  // A format that somebody asked for is what a program reads.
  if (outputFile === undefined) io.stdout.write(format === undefined ? withoutCommands(text) : text);
  else writeFile(resolvePath(io, outputFile), text);

  const context = githubContext(io.env);
  if (!context || format !== undefined) return;
  const { stepSummary } = await import("../report/step-summary.ts");
  io.stdout.write(github(findings));
  if (context.stepSummary !== undefined) await appendStepSummary(context.stepSummary, stepSummary(findings));
}

async function formatted(
  io: Io,
  findings: Findings,
  format: Format,
  rules: readonly SarifRule[],
  isTerminal: boolean,
): Promise<string> {
  // Imported late: most runs need one of them.
  switch (format) {
    case "pretty": {
      // A file is no place for colours, wherever the command was typed.
      const colors = colorsFor(io, isTerminal ? io.stdout : undefined);
      return findings.diagnostics.length === 0 ? "" : `${pretty(findings, colors)}\n`;
    }
    case "json":
      return (await import("../report/json.ts")).json(findings);
    case "github":
      return (await import("../report/github.ts")).github(findings);
    case "sarif":
      return (await import("../report/sarif.ts")).sarif(findings, rules, packageJson.repository);
  }
}
