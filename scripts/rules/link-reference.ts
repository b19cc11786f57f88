// link-reference: links by label and definitions fit each other.
import type { Definition, Nodes, Parents } from "mdast";
import { visit } from "unist-util-visit";
import type { Fix } from "../text/diagnostic.ts";
import { didYouMean, nearest } from "../text/did-you-mean.ts";
import { groupBy } from "../text/group-by.ts";
import { type Stretch, wholeLine } from "../text/stretches.ts";
import { bracketPairs, isPlainText } from "./support/brackets.ts";
import type { MarkdownDocument } from "./support/document.ts";
import type { Rule } from "./support/rule.ts";

export const linkReference: Rule = {
  severity: "warning",
  markdown(document, report) {
    const { definitions, used } = definitionsIn(document);
    const groups = [...groupBy(definitions, ({ node }) => node.identifier).values()];
    const labels = groups.map(([first]) => first.label);
    const meant = new Set<string>();
    for (const { label, start, end } of undefinedIn(document)) {
      const likely = nearest(label, labels);
      if (likely !== undefined) meant.add(likely);
      const message = `There is no definition of “${label}”, so this stays text.`;
      const hint = didYouMean(label, labels) ?? `Define it on a line of its own: [${label}]: https://example.org/`;
      report({ ...document.place(start, end), message, hint });
    }
    for (const [first, ...others] of groups) {
      for (const other of others) {
        const repeats = other.node.url === first.node.url && other.node.title === first.node.title;
        report({
          ...document.placeOf(other.node),
          message: `“${other.label}” is already defined, so Markdown ignores this definition.`,
          hint: repeats ? "Delete it." : "Delete one of the two, or give it another label.",
          related: [document.see(first.node, "the first one")],
          fix: repeats ? removal(document, other) : undefined,
        });
      }
      // A link with a misspelt label uses the definition as well.
      if (used.has(first.node.identifier) || meant.has(first.label)) continue;
      const message = `Nothing uses the definition of “${first.label}”.`;
      const hint = `Delete it, or link with it: [text][${first.label}]`;
      const fix = others.length === 0 ? removal(document, first) : undefined;
      report({ ...document.placeOf(first.node), message, hint, fix });
    }
  },
};

interface Defined {
  node: Definition;
  label: string;
  parent: Parents | undefined;
}

/** @returns the definitions, and the labels that are used, as Markdown compares them */
function definitionsIn({ tree }: MarkdownDocument): { definitions: Defined[]; used: Set<string> } {
  const definitions: Defined[] = [];
  const used = new Set<string>();
  visit(tree, (node, _, parent) => {
    if (node.type === "linkReference" || node.type === "imageReference") used.add(node.identifier);
    // `[//]: # (…)` and `[comment]: <> (…)` are comments.
    if (node.type !== "definition" || node.url === "" || node.url === "#") return;
    definitions.push({ node, label: node.label ?? node.identifier, parent });
  });
  return { definitions, used };
}

/** A label may be so long at most (CommonMark, 4.7). */
const LONGEST_LABEL = 999;

/** @returns the labels behind bracketed text (`[text][label]`, `[label][]`) that made no link, and where they stand */
function* undefinedIn(document: MarkdownDocument): Generator<Stretch & { label: string }> {
  const { markdown } = document;
  // In the order in which they stand, so that of `[a][b][c]` the first pair counts.
  let lastEnd = -1;
  for (const [closing, opening] of bracketPairs(document)) {
    if (opening <= lastEnd || markdown[closing + 1] !== "[") continue;
    const start = closing + "][".length;
    const [label] = /^(?:\\.|[^\\[\]])*(?=\])/.exec(markdown.slice(start, start + LONGEST_LABEL + 1)) ?? [];
    if (label === undefined || !isPlainText(document, start + label.length)) continue;
    const end = start + label.length;
    lastEnd = end;
    const text = markdown.slice(opening + 1, closing);
    // `name[0][1]` is code: an index into an array.
    if (/[\p{L}\p{N}_\])]/u.test(markdown.charAt(opening - 1))) continue;
    // A task, a footnote's mark, numbers.
    if (/^[\sx]?$/i.test(text) || text.startsWith("^") || label.startsWith("^")) continue;
    if (/^\d+$/.test(text) && /^\d*$/.test(label)) continue;
    yield label.trim() === "" ? { label: text, start: opening + 1, end: closing } : { label, start, end };
  }
}

/** The edit that deletes the line of a definition, unless the blocks around it would be joined. */
function removal(document: MarkdownDocument, { node, parent }: Defined): Fix | undefined {
  // Not in a record: deleting text changes its data.
  if (document.kind === "field" || !parent) return undefined;
  const blocks: readonly Nodes[] = parent.children;
  const at = blocks.indexOf(node);
  const [before, after] = [blocks[at - 1], blocks[at + 1]];
  if (before && before.type === after?.type && before.type !== "definition") return undefined;
  const line = wholeLine(document.markdown, document.part(node));
  return line && { edits: document.edit(line.start, line.end, "") };
}
