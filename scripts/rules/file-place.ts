// file-place: files under data/ stand where their kind belongs, and end in .yml.
import type { Rule } from "./support/rule.ts";

/**
 * Files under `data/` stand where their kind belongs, end in `.yml`, have an id for a name, and hold UTF-8, 100 kB at
 * most.
 *
 * A file in the wrong place would be overlooked, and nobody would know why the entry does not appear. One that
 * is too large is not read, here as little as for the preview of a pull request.
 *
 * @example Wrong: another ending, another folder, no id, a folder that nothing reads
 * ```yaml data/tools/a.yaml
 * name: A
 * ```
 * ```yaml data/b.yml
 * name: B
 * ```
 * ```yaml data/tools/C_tool.yml
 * name: C
 * ```
 * ```yaml data/tool/d.yml
 * name: D
 * ```
 * ```text
 * data/b.yml:1:1-1:1: error: Nothing reads this file.
 *   hint: Records stand in a folder of their kind, such as data/tools/b.yml.
 * data/tool:1:1-1:1: error: Nothing reads this folder.
 *   hint: Did you mean “tools”?
 * data/tools/C_tool.yml:1:1-1:1: error: “C_tool” is not an id in kebab-case.
 *   hint: Lower-case letters and digits, joined with hyphens: c-tool.yml
 * data/tools/a.yaml:1:1-1:1: error: A record's file ends in .yml, not in .yaml.
 *   hint: Rename it to a.yml.
 * ```
 *
 * @example Right
 * ```yaml data/tools/a.yml
 * name: A
 * ```
 */
export const filePlace: Rule = {
  name: "file-place",
  severity: "error",
  foundBy: "build",
};
