// Literal text stays literal, where remark's own escapes do not suffice: `$math$`, `:emoji:`, and `_` beside an emoji.
import type { Nodes, Parents, PhrasingContent, Text } from "mdast";
import { visit } from "unist-util-visit";

/**
 * GitHub replaces emoji in the rendered HTML, so a backslash (which is gone by then) does not help; an element between
 * the colon and the name does. For a dollar sign beside math, its documentation asks for the same.
 * https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
 */
const EMOJI = /:(?=[\w+-]+:)/g;
const DOLLAR = /\$/g;
/**
 * remark-stringify leaves underscores inside a word alone, and takes half of a surrogate pair for a letter. Since
 * CommonMark 0.31, emoji are punctuation, beside which an underscore opens emphasis.
 */
const UNDERSCORE = /(?<=[\udc00-\udfff]_*)_|_(?=_*[\ud800-\udbff])/g;

/** @param parent - changed in place */
export function guardLiterals(parent: Parents): void {
  for (const node of parent.children) {
    if (!("children" in node)) continue;
    if (node.type === "tableRow" || node.type === "paragraph" || node.type === "heading") guardLine(node);
    else guardLiterals(node);
  }
}

/** One dollar sign alone is no math: only a second one in the same row or paragraph could close it. */
function guardLine(line: Parents): void {
  let dollars = 0;
  visit(line, "text", ({ value }) => {
    dollars += value.split("$").length - 1;
  });
  const patterns = dollars > 1 ? [EMOJI, UNDERSCORE, DOLLAR] : [EMOJI, UNDERSCORE];
  visit(line, "text", (text, index, parent) => {
    if (!text.data?.literal || !parent || index === undefined) return undefined;
    const next: Nodes | undefined = parent.children[index + 1];
    const nodes = split(text, patterns, next?.type === "text" ? next.value : "");
    parent.children.splice(index, 1, ...nodes);
    return index + nodes.length;
  });
}

/** @param behind - the template's text behind it, which may complete an emoji's name */
function split(text: Text, patterns: readonly RegExp[], behind: string): PhrasingContent[] {
  const { value } = text;
  const places = patterns
    .flatMap((pattern) => [...(value + behind).matchAll(pattern)].map(({ index }) => index))
    .filter((place) => place < value.length)
    .sort((a, b) => a - b);
  const nodes: PhrasingContent[] = [];
  let from = 0;
  for (const place of places) {
    if (place > from) nodes.push({ ...text, value: value.slice(from, place) });
    nodes.push({ type: "guardedCharacter", value: value.charAt(place) });
    from = place + 1;
  }
  if (from < value.length) nodes.push({ ...text, value: value.slice(from) });
  return nodes;
}
