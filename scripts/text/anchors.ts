// Headings, the anchors that GitHub gives them, and everything else on a page that a fragment can lead to.
import GithubSlugger from "github-slugger";
import type { Heading, Nodes, Parents, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { isSettled } from "../template/settled.ts";

export interface HeadingAnchor {
  heading: Heading;
  text: string;
  /** Unique on the page: the second `resources` is `resources-1`. */
  slug: string;
  /** What the slug would be if no other heading had the same. */
  bare: string;
}

/** An `id` or `name` in HTML. GitHub keeps both, and a fragment leads to either. */
const HTML_ANCHOR = /<[a-z][^<>]*?\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;

const known = new WeakMap<Root, readonly HeadingAnchor[]>();

/** @returns the page's headings in order */
export function headingAnchors(tree: Root): readonly HeadingAnchor[] {
  const found = known.get(tree) ?? findHeadings(tree);
  known.set(tree, found);
  return found;
}

function findHeadings(tree: Root): HeadingAnchor[] {
  const slugger = new GithubSlugger();
  const found: HeadingAnchor[] = [];
  const look = ({ children }: Parents): void => {
    for (const node of children) {
      if (node.type === "heading") {
        const text = textOf(node, { includeImageAlt: false, includeHtml: false });
        found.push({ heading: node, text, slug: slugger.slug(text), bare: new GithubSlugger().slug(text) });
      } else if ("children" in node && mayHoldHeading(node)) {
        look(node);
      }
    }
  };
  look(tree);
  return found;
}

/** A table can be long, and holds no heading; nor does an item that a record made. */
function mayHoldHeading(node: Nodes): boolean {
  return node.type !== "table" && node.type !== "paragraph" && !isSettled(node);
}

/** @returns every fragment that leads somewhere on the page, in lower case: GitHub looks for them in any case */
export function anchorsOf(tree: Root): Set<string> {
  return new Set([...headingAnchors(tree).map(({ slug }) => slug), ...htmlAnchors(tree)]);
}

export function htmlAnchors(tree: Root): Set<string> {
  const anchors = new Set<string>();
  visit(tree, "html", ({ value }) => {
    for (const [, double, single, bare] of value.matchAll(HTML_ANCHOR)) {
      anchors.add((double ?? single ?? bare ?? "").toLowerCase());
    }
  });
  return anchors;
}
