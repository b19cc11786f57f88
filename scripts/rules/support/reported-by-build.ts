// Rules whose findings the build reports, by the folder of scripts/ that reports them: the page of each stands there.
import type { Severity } from "../../text/diagnostic.ts";
import type { Rule } from "./rule.ts";

export const BUILD_RULES: Readonly<Record<string, Readonly<Record<string, Severity>>>> = {
  drawing: {
    "duplicate-id": "error",
    "edge-route": "error",
    "grid-area": "error",
    "group-area": "error",
    "missing-cell": "error",
    "node-label": "error",
    "text-fit": "error",
    "unknown-node": "error",
  },
  record: {
    "duplicate-name": "error",
    "file-place": "error",
    "markdown-depth": "error",
    "missing-key": "error",
    schema: "error",
    "undeclared-markdown": "warning",
    "unknown-key": "error",
    "unknown-reference": "error",
    "wrong-type": "error",
    "wrong-value": "error",
    "yaml-syntax": "error",
  },
  template: {
    "component-heading": "error",
    "template-ambiguous": "warning",
    "template-field": "error",
    "template-notes": "error",
    "template-syntax": "error",
    "unprinted-entry": "error",
  },
};

/** As a rule's `explains`. */
export const EXPLAINED: Readonly<Record<string, NonNullable<Rule["explains"]>>> = {
  // A URL that is none leads nowhere.
  "wrong-value": ["dead-anchor", "missing-file"],
};
