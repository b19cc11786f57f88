// markdown-depth: quotations, lists and emphasis are not nested too deeply.
import type { Rule } from "../lint/rule.ts";

/**
 * Quotations, lists and emphasis are not nested more than a hundred deep.
 *
 * Nobody reads such a text, and it could end the program that does.
 *
 * @example Wrong
 * ```yaml data/tools/queue.yml
 * name: Queue
 * status: unmaintained
 * footnote: |
 *   >\*{101} deep
 * ```
 * ```text
 * data/tools/queue.yml:3:11-5:1: error: The quotations, lists or emphasis in this text are nested too deeply to be printed.
 * ```
 *
 * @example Right
 * ```yaml data/tools/queue.yml
 * name: Queue
 * status: unmaintained
 * footnote: |
 *   > > > Queue is no longer maintained.
 * ```
 */
export const markdownDepth: Rule = {
  name: "markdown-depth",
  severity: "error",
  foundBy: "build",
};
