// Findings of pages → standard error.
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Diagnostic } from "../data/diagnostic.ts";
import { pretty, summary } from "../report/pretty.ts";
import { displayPath } from "./lists.ts";
import { colorsFor } from "./terminal.ts";

export interface Findings {
  root: string;
  diagnostics: readonly Diagnostic[];
}

/** @returns whether there are errors among them */
export function reportDiagnostics(lists: readonly Findings[]): boolean {
  const all = lists.flatMap(({ diagnostics }) => diagnostics);
  for (const { root, diagnostics } of lists) {
    if (diagnostics.length === 0) continue;
    const options = {
      colors: colorsFor(process.stderr),
      readSource: (file: string) => readIfThere(path.join(root, file)),
      display: (file: string) => displayPath(root, file),
    };
    console.error(pretty(diagnostics, options));
  }
  if (all.length > 0) console.error(`${summary(all)}.`);
  return all.some(({ severity }) => severity === "error");
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
