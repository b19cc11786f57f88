// Headings, the anchors that GitHub gives them, and everything else on a page that a fragment can lead to.
import GithubSlugger from "github-slugger";
import type { Heading, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";

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
  visit(tree, "heading", (heading) => {
    const text = textOf(heading, { includeImageAlt: false, includeHtml: false });
    found.push({ heading, text, slug: slugger.slug(text), bare: new GithubSlugger().slug(text) });
  });
  return found;
}

/** @returns every fragment that leads somewhere on the page, in lower case: GitHub looks for them in any case */
export function anchorsOf(tree: Root): Set<string> {
  return new Set([...headingAnchors(tree).map(({ slug }) => slug), ...htmlAnchors(tree)]);
}

function htmlAnchors(tree: Root): Set<string> {
  const anchors = new Set<string>();
  visit(tree, "html", ({ value }) => {
    for (const [, double, single, bare] of value.matchAll(HTML_ANCHOR)) {
      anchors.add((double ?? single ?? bare ?? "").toLowerCase());
    }
  });
  return anchors;
}
