// yaml-syntax: records are YAML that can be read.
import type { Rule } from "./support/rule.ts";

/**
 * Records are YAML that can be read: one document a file, without tabs, aliases or a key that stands twice.
 *
 * The first slip is reported in plain words; what the parser says after it is mostly an echo. Anchors and aliases (`&x`,
 * `*x`) are left out on purpose: a record that is read by people should say what it says where it stands.
 *
 * @example Wrong: a second “: ” in a line
 * ```yaml data/resources/pipelines.yml
 * title: CI/CD: part 1
 * url: https://example.org/
 * ```
 * ```text
 * data/resources/pipelines.yml:1:8-1:9: error: There is a second “: ” in this line, so YAML reads it as a key inside a key.
 *   hint: Put the text in double quotes: title: "CI/CD: part 1"
 * ```
 *
 * @example Wrong: a tab, a key that stands twice, an alias, an empty file
 * ```yaml data/tools/a.yml
 * name: A
 * aliases:
 * \t- Alpha
 * ```
 * ```yaml data/tools/b.yml
 * name: B
 * url: https://example.org/b
 * name: C
 * ```
 * ```yaml data/tools/d.yml
 * name: *delta
 * ```
 * ```yaml data/tools/e.yml
 * ```
 * ```text
 * data/tools/a.yml:3:1-3:2: error: The line is indented with a tab.
 *   hint: Use spaces: YAML does not allow tabs here.
 * data/tools/b.yml:3:1-3:5: error: This key stands twice in the same record.
 *   hint: Keep one of the two.
 * data/tools/d.yml:1:7-1:13: error: YAML reads the text after “*” as an alias, and the data uses none.
 *   hint: Write the value out; text that starts with * goes in double quotes: "*text"
 * data/tools/e.yml:1:1-1:1: error: The file is empty.
 *   hint: Delete it, or fill in a record.
 * ```
 *
 * @example Right
 * ```yaml data/resources/ci-cd-part-1.yml
 * title: "CI/CD: part 1"
 * url: https://example.org/
 * ```
 */
export const yamlSyntax: Rule = {
  name: "yaml-syntax",
  severity: "error",
  foundBy: "build",
};
