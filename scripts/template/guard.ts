// Literal text stays literal, where remark's own escapes do not suffice: `$math$`, `:emoji:`, `a@b.example`, `_` beside an emoji.
import type { Nodes, Root, Text } from "mdast";
import { type GuardedCharacter, withChildren } from "./nodes.ts";

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

/**
 * GitHub links e-mail addresses, mentions and URLs in what is text after the escapes are gone, outside of links: cmark-gfm
 * in its last pass, GitHub in the HTML.
 */
const LINKED = [/@(?=[\w.-])/g, /:(?=\/\/)/g, /(?<=www)\./gi];

/** @returns the page with a `guardedCharacter` for each character of literal text that would be taken for markup */
export function guardLiterals(page: Root): Root {
  return withChildren(page, (nodes) => guarded(nodes, [], false));
}

function guarded(nodes: readonly Nodes[], patterns: readonly RegExp[], isInLink: boolean): Nodes[] {
  return nodes.flatMap((node, index) => {
    if (node.type === "text") {
      const all = isInLink ? patterns : [...patterns, ...LINKED];
      return node.data?.literal ? split(node, all, nodes[index + 1]) : [node];
    }
    const isLine = node.type === "tableRow" || node.type === "paragraph" || node.type === "heading";
    // One dollar sign alone is no math: only a second one in the same row or paragraph could close it.
    const inner = isLine ? [EMOJI, UNDERSCORE, ...(dollarsIn(node) > 1 ? [DOLLAR] : [])] : patterns;
    return [withChildren(node, (children) => guarded(children, inner, isInLink || node.type === "link"))];
  });
}

function dollarsIn(node: Nodes): number {
  if (node.type === "text") return node.value.split("$").length - 1;
  return "children" in node ? node.children.reduce((sum, child) => sum + dollarsIn(child), 0) : 0;
}

/** @param next - the node behind it: the template's text may complete an emoji's name */
function split(text: Text, patterns: readonly RegExp[], next: Nodes | undefined): Nodes[] {
  const { value } = text;
  const whole = value + (next?.type === "text" ? next.value : "");
  const places = patterns.flatMap((pattern) => [...whole.matchAll(pattern)].map(({ index }) => index));
  return withGuards(
    text,
    places.filter((place) => place < value.length),
  );
}

/** @param places - offsets of characters. @returns the text with a `guardedCharacter` for each of these */
export function withGuards(text: Text, places: Iterable<number>): (Text | GuardedCharacter)[] {
  const { value } = text;
  const nodes: (Text | GuardedCharacter)[] = [];
  let from = 0;
  for (const place of [...new Set(places)].sort((a, b) => a - b)) {
    if (place > from) nodes.push({ ...text, value: value.slice(from, place) });
    nodes.push({ type: "guardedCharacter", value: value.charAt(place) });
    from = place + 1;
  }
  if (from < value.length) nodes.push({ ...text, value: value.slice(from) });
  return nodes;
}
