// markdown-depth: texts are neither nested too deeply nor too crowded.
import type { Rule } from "./support/rule.ts";

/**
 * Texts are neither nested more than a hundred deep nor too crowded.
 *
 * Nobody reads a quotation in a hundred others, or a paragraph with more than 4,000 brackets and asterisks; and a program
 * that does would be busy for minutes.
 *
 * @example Wrong
 * ```yaml data/tools/queue.yml
 * name: Queue
 * status: unmaintained
 * footnote: |
 *   >\*{101} deep
 * ```
 * ```text
 * data/tools/queue.yml:3:11-5:1: error: This text cannot be read: it is nested too deeply, or has too many brackets, asterisks and the like in one paragraph.
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
