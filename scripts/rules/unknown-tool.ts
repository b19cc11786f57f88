// unknown-tool: a tool that is named exists.
import type { Rule } from "./support/rule.ts";

/**
 * A tool that is named exists: an example's technologies and `tools`, and a tool's `replacement`.
 *
 * A technology is a tool's name or one of its aliases, in the same case; anything else says `text:`. So a record that is
 * renamed or deleted is noticed.
 *
 * @example Wrong: misspelt, in another case, a replacement that is not there
 * ```yaml data/tools/searchlight.yml
 * name: Searchlight
 * status: unmaintained
 * replacement: searchlight-2
 * footnote: Searchlight is no longer maintained.
 * ```
 * ```yaml data/examples/acme.yml
 * organisation: Acme
 * position: 0
 * technologies: [Saerchlight, searchlight, Nothing like it]
 * references:
 *   - title: How we do it
 *     url: https://example.org/how
 * ```
 * ```text
 * data/examples/acme.yml:3:16-3:27: error: “Saerchlight” is not the name or an alias of a tool here.
 *   hint: Did you mean “Searchlight”?
 * data/examples/acme.yml:3:29-3:40: error: “searchlight” is not the name or an alias of a tool here.
 *   hint: Did you mean “Searchlight”?
 * data/examples/acme.yml:3:42-3:57: error: “Nothing like it” is not the name or an alias of a tool here.
 *   hint: Add data/tools/nothing-like-it.yml, or write “text: …” if it is not a tool.
 * data/tools/searchlight.yml:3:14-3:27: error: There is no tool with the id “searchlight-2”.
 *   hint: Add data/tools/searchlight-2.yml.
 * ```
 *
 * @example Right
 * ```yaml data/tools/searchlight.yml
 * name: Searchlight
 * aliases: [SL]
 * ```
 * ```yaml data/examples/acme.yml
 * organisation: Acme
 * position: 0
 * technologies: [SL, {text: Nothing like it}]
 * references:
 *   - title: How we do it
 *     url: https://example.org/how
 * ```
 */
export const unknownTool: Rule = {
  name: "unknown-tool",
  severity: "error",
  foundBy: "build",
};
