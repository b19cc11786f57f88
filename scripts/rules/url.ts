// url: what stands for a URL is one.
import { urlProblem } from "../text/url.ts";
import { urlsOf } from "./support/listed-urls.ts";
import { markdownInHtml } from "./support/markdown-in-html.ts";
import type { Rule } from "./support/rule.ts";
import { type UnmadeLink, unmadeLinks } from "./support/unmade-links.ts";

export const url: Rule = {
  severity: "error",
  isNeeded: true,
  explains: ["missing-file", "unicode-form", "wrong-value"],
  markdown(document, report) {
    for (const { node, url: written, place } of urlsOf(document)) {
      const problem = urlProblem(written);
      if (written === "" && (node?.type === "link" || node?.type === "image")) {
        const hint = "Write it in the parentheses: [text](https://example.org/)";
        report({ ...document.placeOf(node), message: `This ${node.type} has no URL.`, hint });
      } else if (problem !== undefined && document.kind !== "field") {
        // Those of records are reported when these are read.
        const message = `The URL ${JSON.stringify(written)} ${problem}.`;
        report({ ...place(), message });
      }
    }
    for (const { found, place } of markdownInHtml(document, LINK)) {
      const [, mark, text = "", to = ""] = found;
      const [what, tag] = mark ? ["image", `<img src="${to}" alt="${text}">`] : ["link", `<a href="${to}">${text}</a>`];
      report({
        ...place,
        message: `This stays text and is no ${what}: GitHub reads no Markdown in a block of HTML.`,
        hint: `Write: ${tag}, or leave a line empty in front of it.`,
      });
    }
    for (const link of unmadeLinks(document).values()) {
      const { start, end, urlStart, urlEnd, reason } = link;
      const what = document.markdown[start - 1] === "!" ? "image" : "link";
      const written = document.markdown.slice(urlStart, urlEnd);
      const [message, hint] = PROBLEMS[reason](written, what === "image" ? "![text]" : "[text]");
      const place =
        reason === "blank" || reason === "reversed" ? document.place(start, end) : document.place(urlStart, urlEnd);
      report({ ...place, message: `This stays text and is no ${what}: ${message}.`, hint });
    }
  },
};

const LINK = /(!?)\[([^[\]<>\r\n]+)\]\(([^\s()<>]+)\)/g;

type Problem = (written: string, text: string) => [message: string, hint: string | undefined];

/** What is wrong with a link, and what to write, with its text as `[text]` or `![text]`. */
const PROBLEMS: Readonly<Record<UnmadeLink["reason"], Problem>> = {
  space: (written) => [
    "its URL has a space in it",
    written.includes(" ") ? `Write %20 for a space: ${written.replaceAll(" ", "%20")}` : undefined,
  ],
  bar: (written) => ["a bar in its URL ends the cell", `Write %7C for the bar: ${written.replaceAll("|", "%7C")}`],
  blank: (written, text) => ["there is a blank between its two halves", `Write: ${text}(${written})`],
  reversed: (written, text) => ["its brackets and parentheses have changed places", `Write: ${text}(${written})`],
  title: (written, text) => [
    "what follows its URL is no title in straight quotes",
    `Write: ${text}(${written} "Title")`,
  ],
  unclosed: (written, text) => [
    "the parenthesis behind its URL is missing",
    `Write: ${text}(${written.replace(/[.,;:!?*_]+$/, "")})`,
  ],
};
