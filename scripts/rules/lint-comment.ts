// lint-comment: comments and settings for the linter name rules, give reasons, and are needed. The linter itself reports it.
import type { Rule } from "./support/rule.ts";

export const lintComment: Rule = { severity: "error" };
