// The headings of a rendered page or of a document, the places that they come from, and the links to them.
import type { Heading, Link, Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";
import type { Entry } from "../../record/entry.ts";
import { type HeadingAnchor, headingAnchors } from "../../text/anchors.ts";
import { FILE_START } from "../../text/diagnostic.ts";
import { tagsIn } from "../../text/html.ts";
import { decoded } from "../../text/url.ts";
import type { MarkdownDocument } from "./document.ts";
import type { LintedList } from "./linted-list.ts";
import { type Place, placeIn } from "./place.ts";

export interface Page {
  tree: Root;
  headings: readonly HeadingAnchor[];
  /** Not where a section may be missing only because a record could not be read. */
  isComplete: boolean;
  /** The record that made a heading. */
  entryOf: (heading: Heading) => Entry | undefined;
  /** Where a heading is written. */
  placeOf: (heading: Heading) => Place;
}

export function documentPage(document: MarkdownDocument): Page {
  const { tree } = document;
  const placeOf = (heading: Heading): Place => document.placeOf(heading);
  return { tree, headings: headingAnchors(tree), isComplete: true, entryOf: () => undefined, placeOf };
}

export function listPage({ page, pageTree: tree, template, isComplete }: LintedList): Page {
  const entries = new Map<Heading, Entry>();
  for (const child of page.children) {
    visit(child, "heading", (heading) => {
      const entry = heading.data?.entry ?? child.data?.entry;
      if (entry) entries.set(heading, entry);
    });
  }
  const placeOf = (heading: Heading): Place => {
    const entry = entries.get(heading);
    if (entry) return placeIn(entry, [entry.kind.nameField]);
    const { file = "" } = template?.source ?? {};
    return { file, range: (heading.position && template?.source.rangeAt(heading.position)) ?? FILE_START };
  };
  return { tree, headings: headingAnchors(tree), isComplete, entryOf: (heading) => entries.get(heading), placeOf };
}

/**
 * @param page - where the definitions of links stand
 * @returns the fragments (decoded, in lower case) that links below a node lead to, each with those of the form `[…](#…)`
 */
export function fragmentsOf(tree: Nodes, page: Root): Map<string, Link[]> {
  const urls = new Map<string, string>();
  visit(page, "definition", ({ identifier, url }) => void urls.set(identifier, url));
  const found = new Map<string, Link[]>();
  const add = (url = "", links: Link[] = []): void => {
    if (!url.startsWith("#")) return;
    const fragment = normalFragment(url.slice(1));
    const all = found.get(fragment) ?? [];
    all.push(...links);
    found.set(fragment, all);
  };
  visit(tree, (node) => {
    if (node.type === "link") add(node.url, [node]);
    else if (node.type === "linkReference") add(urls.get(node.identifier));
    else if (node.type === "html") {
      for (const { name, value } of tagsIn(node.value).flatMap(({ attributes }) => attributes)) {
        if (name === "href") add(value);
      }
    }
  });
  return found;
}

/** As GitHub compares it: decoded, in lower case, without the prefix that GitHub writes itself. */
export function normalFragment(fragment: string): string {
  return decoded(fragment)
    .toLowerCase()
    .replace(/^user-content-/, "");
}
