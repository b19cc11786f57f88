// Headings, the anchors that GitHub gives them, and everything else on a page that a fragment can lead to.
import GithubSlugger from "github-slugger";
import type { Heading, Nodes, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { htmlParts, tagsIn } from "./html.ts";
import { memoized } from "./memoized.ts";

export interface HeadingAnchor {
  heading: Heading;
  text: string;
  /** Unique on the page: the second `resources` is `resources-1`. */
  slug: string;
  /** Another slug that leads there: without the hyphens of blanks beside an image, an anchor or a comment at its ends. */
  otherSlug: string;
  /** What the slug would be if no other heading had the same. */
  bare: string;
}

const headingsOf = memoized((tree: Root) => {
  const [slugger, otherSlugger] = [new GithubSlugger(), new GithubSlugger()];
  const headings: HeadingAnchor[] = [];
  /** Of headings that are written in HTML as well: `<h2 align="center">Getting started</h2>`. */
  const slugs: string[] = [];
  const add = (text: string): { slug: string; otherSlug: string } => {
    const found = { slug: slugger.slug(text), otherSlug: otherSlugger.slug(text.trim()) };
    slugs.push(found.slug, found.otherSlug);
    return found;
  };
  /** Of a heading in HTML, which may start in one node and end in another, or where the next one starts. */
  let open: string | undefined;
  const close = (): void => {
    if (open !== undefined) add(open);
    open = undefined;
  };
  visit(tree, (node) => {
    if (node.type === "heading") {
      close();
      const text = textOf(node, { includeImageAlt: false, includeHtml: false });
      headings.push({ heading: node, text: text.trim(), ...add(text), bare: new GithubSlugger().slug(text) });
    } else if (open !== undefined && (node.type === "text" || node.type === "inlineCode")) {
      open += node.value;
    }
    for (const part of node.type === "html" ? htmlParts(node.value) : []) {
      if (typeof part === "string") {
        if (open !== undefined) open += part;
      } else if (/^\/?h[1-6]$/.test(part.name)) {
        close();
        if (!part.name.startsWith("/")) open = "";
      }
    }
  });
  close();
  return { headings, slugs };
});

/** @returns the page's headings in order, without those in HTML, and those that show no text but an image or nothing */
export function headingAnchors(tree: Root): readonly HeadingAnchor[] {
  return headingsOf(tree).headings.filter(({ text }) => text !== "");
}

/** @returns every fragment that leads somewhere on the page, in lower case: GitHub looks for them in any case */
export function anchorsOf(tree: Root): Set<string> {
  return new Set([...headingsOf(tree).slugs, ...htmlAnchors(tree)]);
}

/** Every `id` and `name` in HTML: GitHub keeps both, and a fragment leads to either. */
export function htmlAnchors(tree: Nodes): Set<string> {
  const anchors = new Set<string>();
  visit(tree, "html", ({ value }) => {
    for (const { name, value: anchor } of tagsIn(value).flatMap(({ attributes }) => attributes)) {
      if (name === "id" || name === "name") anchors.add(anchor.toLowerCase());
    }
  });
  return anchors;
}
