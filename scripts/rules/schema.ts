// schema: a list's own JSON Schema can be used.
import type { Rule } from "./support/rule.ts";

/**
 * A list's own JSON Schema can be used in place of the toolchain's.
 *
 * A list may carry `schemas/KIND.schema.json`. It may add fields and tighten values; what the toolchain relies on keeps its
 * type and stays required.
 *
 * @example Wrong: not JSON
 * ```json schemas/tool.schema.json
 * { "type": "object",
 * ```
 * ```text
 * schemas/tool.schema.json:1:19-1:20: error: This is not JSON. A bracket was opened before this and is not closed.
 *   hint: Close it, or put the text in double quotes if the bracket belongs to it.
 * ```
 *
 * @example Wrong: a name that is no longer text
 * ```json schemas/resource.schema.json
 * {
 *   "type": "object",
 *   "required": ["title"],
 *   "properties": { "title": { "type": "number" } }
 * }
 * ```
 * ```text
 * schemas/resource.schema.json:4:28-4:48: error: The toolchain relies on `title` being of type string, and this schema says otherwise.
 *   hint: A list's own schema may add fields and tighten values; what the toolchain's own schema has keeps its type.
 * ```
 *
 * @example Right: one more field
 * ```json schemas/resource.schema.json
 * {
 *   "type": "object",
 *   "required": ["title"],
 *   "additionalProperties": false,
 *   "properties": {
 *     "title": { "type": "string" },
 *     "url": { "type": "string", "format": "uri-reference" },
 *     "description": { "type": "string" },
 *     "language": { "type": "string" }
 *   }
 * }
 * ```
 * ```yaml data/resources/a-talk.yml
 * title: A talk
 * language: German
 * ```
 */
export const schema: Rule = {
  name: "schema",
  severity: "error",
  foundBy: "build",
};
