// link-text: a link's text says where it leads.
import type { Link, Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { memoized } from "../text/memoized.ts";
import { urlProblem } from "../text/url.ts";
import type { MarkdownDocument } from "./support/document.ts";
import { urlsOf } from "./support/listed-urls.ts";
import type { Rule } from "./support/rule.ts";
import { unmadeLinks } from "./support/unmade-links.ts";

export const linkText: Rule = {
  severity: "warning",
  markdown(document, report) {
    document.each("link", (link) => {
      const problem = problemOf(document, link);
      if (!problem) return;
      // What GFM links only after parsing has no place of its own, but its URL has.
      const url = link.position ? undefined : urlsOf(document).find(({ node }) => node === link);
      // `https\://example.org` was not to be a link, and GitHub makes one of it in some places only.
      if (url && !textOf(link).includes(url.value)) return;
      if (url && unmadeLinks(document).has(url.start)) return;
      report({ ...(url ?? document.part(link)).place(), ...problem });
    });
  },
};

/** What sets a name apart from what is said of it: `[click](…) - A toolkit.` */
const SEPARATOR = /^\s*(?:[-–—:|•·(,]|by\b|$)/;

/** Whether a link that an item or a row starts with is called so: a description follows, or the URL has the word in it. */
function isName(document: MarkdownDocument, link: Link, text: string): boolean {
  const leading = leadingOf(document).get(link);
  if (leading === undefined) return false;
  const word = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  return (
    (leading !== "" && SEPARATOR.test(leading)) ||
    link.url
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .includes(word)
  );
}

/** Whether the page is called so, capitals included: `[URL](https://en.wikipedia.org/wiki/URL)`. An acronym needs none in its URL. */
function isPage(url: string, text: string): boolean {
  const [path = ""] = url.split(/[?#]/, 1);
  const steps = path.split(/[/.]/).map((step) => step.replace(/[_-]|%20/g, " "));
  return /^\p{Lu}/u.test(text) && (steps.includes(text) || (text === "URL" && steps.includes("url")));
}

/** The links that items of lists and rows of tables start with, each with the text behind it in the same block. */
const leadingOf = memoized((document: MarkdownDocument): ReadonlyMap<Link, string> => {
  const found = new Map<Link, string>();
  const add = (block: Nodes | undefined): void => {
    if (block?.type !== "paragraph" && block?.type !== "tableCell") return;
    // `**[Name](…)**` is as good as `[Name](…)`.
    const phrases = block.children.flatMap((each) =>
      each.type === "strong" || each.type === "emphasis" ? each.children : [each],
    );
    const at = phrases.findIndex(({ type }) => type === "link");
    const link = phrases[at];
    if (link?.type !== "link" || phrases.slice(0, at).some((before) => /[\p{L}\p{N}]/u.test(textOf(before)))) return;
    const behind = phrases
      .slice(at + 1)
      .map((each) => textOf(each))
      .join("");
    found.set(link, block.type === "tableCell" ? `|${behind}` : behind.trim());
  };
  document.each("listItem", ({ children: [first] }) => add(first));
  document.each("tableRow", ({ children: [first] }) => add(first));
  return found;
});

/** Words that fit every link. */
const SAYS_NOTHING =
  /^(?:(?:click |see |right )?here|this|that|(?:this |the |a )?(?:link|page|site|url)|(?:read |see |learn |find out )?more|more (?:info|information)|read (?:this|on|it)|click(?: me| this)?)$/i;
const BARE_URL = /^(?:https?:\/\/|www\.)\S+$/i;

function problemOf(document: MarkdownDocument, node: Link): { message: string; hint: string } | undefined {
  // Links without a URL are reported by rule url.
  if (node.url === "") return undefined;
  const text = textOf(node, { includeHtml: false }).trim();
  if (text === "") {
    if (node.children.some(({ type }) => type !== "text")) return undefined;
    return { message: "This link has no text, so nobody sees it.", hint: `Write one: [The guide](${node.url})` };
  }
  if (node.children.some(({ type }) => type === "image" || type === "imageReference")) return undefined;
  if (BARE_URL.test(text)) {
    if (urlProblem(node.url) !== undefined || unmadeLinks(document).has(document.part(node).start)) return undefined;
    const url = /^www\./i.test(text) ? node.url.replace(/^http:/, "https:") : node.url;
    return { message: "The text of this link is a bare URL.", hint: `Say where it leads: [The guide](${url})` };
  }
  if (isName(document, node, text) || isPage(node.url, text)) return undefined;
  const words = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "").replace(/\s+/g, " ");
  if (!SAYS_NOTHING.test(words) || /\d/.test(text)) return undefined;
  // The text is that of the heading that it leads to.
  if (node.url.toLowerCase() === `#${words.toLowerCase().replaceAll(" ", "-")}`) return undefined;
  return { message: `“${text}” does not say where this link leads.`, hint: `Say it: [The guide](${node.url})` };
}
