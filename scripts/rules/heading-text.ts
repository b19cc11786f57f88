// heading-text: a heading has a text, and a blank in front of it.
import type { Nodes } from "mdast";
import { tagsIn } from "../text/html.ts";
import { markdownInHtml } from "./support/markdown-in-html.ts";
import type { Place } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";
import { unmadeHeadings } from "./support/unmade-headings.ts";

export const headingText: Rule = {
  severity: "warning",
  explains: ["invisible-character"],
  markdown(document, report) {
    if (document.kind === "field") return;
    const reportEmpty = (place: Place): void =>
      report({ ...place, message: "This heading has no text.", hint: "Write one, or delete the line." });
    document.each("heading", (node) => {
      if (!showsSomething(node)) reportEmpty(document.placeOf(node));
    });
    for (const { place } of markdownInHtml(document, EMPTY)) reportEmpty(place);
    for (const { start, end, blankAt, problem, hint } of unmadeHeadings(document)) {
      const message = `This stays text and is no heading: ${problem}.`;
      const fix = blankAt === undefined ? undefined : { edits: document.edit(blankAt, blankAt, " ") };
      report({ ...document.place(start, end), message, hint, fix });
    }
  },
};

/** White space, what nobody sees, and signs of Markdown that have nothing to mark. */
const SIGNS = /[\s\p{Z}\p{C}*_~`]+/gu;
const SHOWN = new Set(["img", "picture", "svg", "video", "input"]);
/** A heading in HTML; in a quotation, its lines start with `>`. */
const EMPTY = /<(h[1-6])(?:\s[^<>]*)?>(?:\s|\n[ \t]*>|&nbsp;|<!--.*?-->)*<\/\1\s*>/gis;

function showsSomething(node: Nodes): boolean {
  if (node.type === "html") return tagsIn(node.value).some(({ name }) => SHOWN.has(name));
  if ("value" in node) return node.value.replace(SIGNS, "") !== "";
  if (!("children" in node)) return node.type !== "break";
  // Of a link with nothing in it, rule link-text speaks.
  return node.children.some(showsSomething) || (node.type === "link" && node.children.length === 0);
}
