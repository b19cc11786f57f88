// Literal text stays literal, where remark's own escapes do not suffice: `$math$`, `:emoji:`, and `_` beside an emoji.
import type { Nodes, Parents, PhrasingContent, Text } from "mdast";

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
  const texts = guardable(line, []);
  if (texts.length === 0) return;
  const dollars = texts.reduce((sum, text) => sum + text.split("$").length - 1, 0);
  replaceTexts(line, dollars > 1 ? [EMOJI, UNDERSCORE, DOLLAR] : [EMOJI, UNDERSCORE]);
}

const MAY_BE_MORE = /[:$_]/;

/** The texts in which there is something to guard; most lines have none. */
function guardable(node: Nodes, found: string[]): string[] {
  if (node.type === "text") {
    if (MAY_BE_MORE.test(node.value)) found.push(node.value);
  } else if ("children" in node) {
    for (const child of node.children) guardable(child, found);
  }
  return found;
}

function replaceTexts(parent: Parents, patterns: readonly RegExp[]): void {
  for (let index = 0; index < parent.children.length; index++) {
    const node: Nodes | undefined = parent.children[index];
    if (node?.type === "text" && node.data?.literal) {
      const next: Nodes | undefined = parent.children[index + 1];
      const nodes = split(node, patterns, next?.type === "text" ? next.value : "");
      if (nodes.length === 1 && nodes[0] === node) continue;
      parent.children.splice(index, 1, ...nodes);
      index += nodes.length - 1;
    } else if (node && "children" in node) {
      replaceTexts(node, patterns);
    }
  }
}

/** @param behind - the template's text behind it, which may complete an emoji's name */
function split(text: Text, patterns: readonly RegExp[], behind: string): PhrasingContent[] {
  const { value } = text;
  if (!MAY_BE_MORE.test(value)) return [text];
  const places = patterns
    .flatMap((pattern) => [...(value + behind).matchAll(pattern)].map(({ index }) => index))
    .filter((place) => place < value.length)
    .sort((a, b) => a - b);
  if (places.length === 0) return [text];
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
