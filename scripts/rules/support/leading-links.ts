// The names that tables and lists are about: the links that stand first in a cell, a line of a cell, or an item.
import type { Link, List, Nodes, PhrasingContent, Table } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { memoized } from "../../text/memoized.ts";
import { urlKey } from "../../text/url.ts";
import type { MarkdownDocument } from "./document.ts";
import { linesOf } from "./tables.ts";

export interface LeadingLink {
  link: Link;
  text: string;
  /** Equal for links that lead to the same page. */
  key: string;
  /** The table or the list that the link stands in. */
  block: Table | List;
  /** Does it stand first in a row or an item, and not only in a later cell or line? */
  isFirst: boolean;
}

/** A bullet or a number, also in the shapes that `•` takes when its bytes are read in the wrong encoding. */
const BULLET = /^\s*(?:\d{1,3}[.)]|[^\p{L}\p{N}\s[\](){}]{1,3}|‚Ä¢|â€¢|â\u0080¢)?\s*$/u;

/** Texts that links to many different pages have: a kind of thing, and not its name. */
const LABEL = new RegExp(
  `^(?:(?:the|official|full|original|live|source|project|online|english)\\s+)*(?:${[
    "(?:part|pt\\.?|chapter|episode|section|day|step|lesson|module|volume|vol\\.?|video|slide|talk|post|link|page|v|version|release)\\s*[\\divx.]*",
    "apps?|articles?|arxiv|blogs?(?: posts?)?|books?|changelog|code|courses?|datasets?|demo|details|discord|docker(?: hub)?",
    "docs?|documentation|download|events?|examples?|faq|forum|git|github|guides?|home|home ?pages?|here|info(?:rmation)?",
    "install(?:ation)?|issues?|learn more|licen[cs]e|links?|manual|more|news|notebook|npm|overview|papers?|pdf|playground",
    "podcast|presentation|press|project|pull request|pypi|quick ?start|read(?: more|me)?|recordings?|reference|repo(?:sitory)?",
    "reports?|resources?|reviews?|roadmap|rules?|schema|see(?: also| more)?|sites?|slides?|sources?|specs?|specification",
    "support|talks?|thread|tool|transcript|tutorials?|tweet|twitter|videos?|views?|watch|web ?sites?|website|white ?papers?|wiki(?:pedia)?|write-?ups?|youtube|x",
  ].join("|")})$`,
  "i",
);
/** Longer texts are not compared with the patterns. */
const LONGEST_LABEL = 60;

/** @returns the leading links with an http or https URL whose text is a name, in order */
export const leadingLinks = memoized((document: MarkdownDocument): readonly LeadingLink[] => {
  const found: LeadingLink[] = [];
  const add = (nodes: readonly PhrasingContent[], block: Table | List, isFirst: boolean): void => {
    const link = leading(nodes);
    if (!link || !/^https?:/i.test(link.url)) return;
    const text = textOf(link, { includeImageAlt: false, includeHtml: false }).trim();
    if (isName(text)) found.push({ link, text, key: urlKey(link.url), block, isFirst });
  };
  visit(document.tree, (node) => {
    if (node.type === "table") {
      for (const row of node.children.slice(1)) {
        for (const [column, cell] of row.children.entries()) {
          for (const [line, nodes] of linesOf(cell.children).entries()) add(nodes, node, column === 0 && line === 0);
        }
      }
      return "skip";
    }
    if (node.type === "list") {
      for (const { children } of node.children) {
        if (children[0]?.type === "paragraph") add(children[0].children, node, true);
      }
    }
    return undefined;
  });
  return found;
});

/** The link that stands first but for a bullet. */
function leading(nodes: readonly Nodes[]): Link | undefined {
  const [first, second] = nodes;
  const node = first?.type === "text" && BULLET.test(first.value) ? second : first;
  if (node?.type === "strong" || node?.type === "emphasis") return leading(node.children);
  return node?.type === "link" ? node : undefined;
}

/** Not a picture, a bare URL, a footnote's number, an account, or a label such as `docs`, `part 2` or `#12`. */
function isName(text: string): boolean {
  if (/^(?:[@#]|https?:|www\.)/i.test(text) || !/\p{L}/u.test(text)) return false;
  return text.length > LONGEST_LABEL || !LABEL.test(text.replace(/[.:!…→»>]+$/u, ""));
}
