// trailing-space: no line ends in white space.
import { tagsIn } from "../text/html.ts";
import { frontMatterEnd } from "../text/markdown.ts";
import type { SourceText } from "../text/source.ts";
import { atOrBehind, isWithin, merged, type Stretch } from "../text/stretches.ts";
import { isInBlankValue } from "./support/blank.ts";
import { mojibakeIn } from "./support/mojibake.ts";
import type { Rule } from "./support/rule.ts";
import { scalarsIn } from "./support/scalars.ts";

export const trailingSpace: Rule = {
  severity: "warning",
  source(source, report) {
    // Of Markdown, the tree tells what is code.
    if (source.language !== "yaml") return;
    for (const { start, end } of lineEnds(source)) {
      if (isInBlankValue(source, start)) continue;
      const isBreak = end - start === LINE_BREAK && isInLiteralBlock(source, start);
      const hint = isBreak ? `${HINT} If the line is to break here, end it with a backslash.` : HINT;
      const fix = isBreak ? undefined : { edits: [{ start, end, text: "" }], changesData: true };
      report({ range: source.range(start, end), message: MESSAGE, hint, fix });
    }
  },
  markdown(document, report) {
    if (document.kind === "field") return;
    const code: Stretch[] = [];
    const breaks = new Set<number>();
    document.each("code", (node) => void code.push(document.part(node)));
    document.each("html", (node) => {
      if (tagsIn(node.value).some(({ name }) => name === "pre")) code.push(document.part(node));
    });
    const inOrder = merged(code);
    document.each("break", (node) => void breaks.add(document.part(node).start));
    const bodyStart = frontMatterEnd(document.source.text);
    for (const { start, end } of lineEnds(document.source)) {
      if (start < bodyStart) continue;
      const from = breaks.has(start) ? start + LINE_BREAK : start;
      if (from >= end || isWithin(inOrder, start)) continue;
      const fix = { edits: [{ start: from, end, text: "" }] };
      report({ range: document.source.range(from, end), message: MESSAGE, hint: HINT, fix });
    }
  },
};

const MESSAGE = "There is white space at the end of this line.";
const HINT = "Delete it.";
/** So many blanks at a line's end break it. */
const LINE_BREAK = 2;
/** What a reader sees as a blank; other control characters are invisible-character's. */
const SPACES =
  /(?<![\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+(?=[\r\n]|$)/g;

/** The white space at the ends of lines. */
function lineEnds(source: SourceText): Stretch[] {
  return [...source.text.matchAll(SPACES)]
    .map(({ 0: { length }, index }) => ({ start: index, end: index + length }))
    .filter(({ start }) => !isWithin(mojibakeIn(source), start));
}

/** Between two lines of text in which line ends count, so that Markdown may read the blanks as a break. */
function isInLiteralBlock(source: SourceText, offset: number): boolean {
  const isBetween =
    /\S/.test(source.text.charAt(offset - 1)) && /^ *(?:\r\n|\r|\n) *\S/.test(source.text.slice(offset, offset + 200));
  return isBetween && atOrBehind(scalarsIn(source), offset)?.style === "BLOCK_LITERAL";
}
