// Literal text stays literal on GitHub, which reads `$math$` and `:emoji:` where Markdown does not.
import type { Nodes, Parents, PhrasingContent, Text } from "mdast";

/**
 * GitHub replaces emoji in the rendered HTML, so a backslash (which is gone by then) does not help; an element between
 * the colon and the name does. For a dollar sign beside math, its documentation asks for the same.
 * https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/writing-mathematical-expressions
 */
const EMOJI = /:(?=[\w+-]+:)/g;
const DOLLAR = /\$/g;

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
  const dollars = countDollars(line) > 1;
  replaceTexts(line, (text) => split(text, dollars));
}

function countDollars(node: Nodes): number {
  if (node.type === "text") return node.value.split("$").length - 1;
  return "children" in node ? node.children.reduce((sum, child) => sum + countDollars(child), 0) : 0;
}

function replaceTexts(parent: Parents, replace: (text: Text) => PhrasingContent[]): void {
  for (let index = 0; index < parent.children.length; index++) {
    const node: Nodes | undefined = parent.children[index];
    if (node?.type === "text" && node.data?.literal) {
      const nodes = replace(node);
      parent.children.splice(index, 1, ...nodes);
      index += nodes.length - 1;
    } else if (node && "children" in node) {
      replaceTexts(node, replace);
    }
  }
}

function split(text: Text, dollars: boolean): PhrasingContent[] {
  const places = [...text.value.matchAll(EMOJI), ...(dollars ? text.value.matchAll(DOLLAR) : [])]
    .map(({ index }) => index)
    .sort((a, b) => a - b);
  if (places.length === 0) return [text];
  const nodes: PhrasingContent[] = [];
  let from = 0;
  for (const place of places) {
    if (place > from) nodes.push({ ...text, value: text.value.slice(from, place) });
    nodes.push({ type: "guardedCharacter", value: text.value.charAt(place) });
    from = place + 1;
  }
  if (from < text.value.length) nodes.push({ ...text, value: text.value.slice(from) });
  return nodes;
}
