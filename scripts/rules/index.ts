// All rules by name: those of this folder, and those whose findings the build reports.
import { compare } from "../text/compare.ts";
import type { Severity } from "../text/diagnostic.ts";
import * as exported from "./exports.ts";
import type { Rule } from "./support/rule.ts";

/** Their checks stand in record/, drawing/ and template/, and only their documentation here. */
const BUILD_RULES: Readonly<Record<string, Severity>> = {
  "component-heading": "error",
  "duplicate-id": "error",
  "duplicate-name": "error",
  "edge-route": "error",
  "file-place": "error",
  "grid-area": "error",
  "group-area": "error",
  "markdown-depth": "error",
  "missing-cell": "error",
  "missing-key": "error",
  "node-label": "error",
  schema: "error",
  "template-ambiguous": "warning",
  "template-field": "error",
  "template-notes": "error",
  "template-syntax": "error",
  "text-fit": "error",
  "undeclared-markdown": "warning",
  "unknown-key": "error",
  "unknown-node": "error",
  "unknown-reference": "error",
  "unprinted-entry": "error",
  "wrong-type": "error",
  "wrong-value": "error",
  "yaml-syntax": "error",
};

export const RULES: readonly Rule[] = [
  ...Object.values(exported),
  ...Object.entries(BUILD_RULES).map(([name, severity]): Rule => ({ name, severity, isNeeded: severity === "error" })),
].sort((a, b) => compare(a.name, b.name));
