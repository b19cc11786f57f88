// The headings of a rendered page or of a document, and the places that they come from.
import type { Heading, Link, Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";
import type { Entry } from "../../record/entry.ts";
import { locate } from "../../record/yaml.ts";
import { type HeadingAnchor, headingAnchors } from "../../text/anchors.ts";
import type { Range } from "../../text/diagnostic.ts";
import type { SourceText } from "../../text/source.ts";
import type { MarkdownDocument } from "./document.ts";
import type { LintedList } from "./linted-list.ts";
import { urlsOf } from "./urls.ts";

export interface Page {
  tree: Root;
  headings: readonly HeadingAnchor[];
  /** The fragments that some link leads to. */
  linked: () => ReadonlySet<string>;
  /** The record that made a heading. */
  entryOf: (heading: Heading) => Entry | undefined;
  /** Where a heading is written. */
  placeOf: (heading: Heading) => { file: string; range: Range };
}

export function documentPage(document: MarkdownDocument): Page {
  const { tree, source } = document;
  return {
    tree,
    headings: headingAnchors(tree),
    linked: () => new Set(fragmentsOf(tree, tree).keys()),
    entryOf: () => undefined,
    placeOf: (heading) => ({ file: source.file, range: document.rangeOf(heading) }),
  };
}

const known = new WeakMap<LintedList, Page>();

export function listPage(subject: LintedList): Page {
  let page = known.get(subject);
  if (!page) {
    page = makeListPage(subject);
    known.set(subject, page);
  }
  return page;
}

function makeListPage({ page, pageTree: tree, sources, template, fields }: LintedList): Page {
  const entries = new Map<Heading, Entry>();
  for (const child of page.children) {
    if (child.type === "table" || child.type === "paragraph") continue;
    visit(child, "heading", (heading) => {
      const entry = heading.data?.entry ?? child.data?.entry;
      if (entry) entries.set(heading, entry);
    });
  }
  const source = template?.source ?? sources.at(-1);
  return {
    tree,
    headings: headingAnchors(tree),
    // Of the page's tables, only what records say can hold a link of its own; to visit each cell takes long.
    linked: () => new Set([...fragmentsOf(tree, tree, false).keys(), ...fields.flatMap(fragmentsOfField)]),
    entryOf: (heading) => entries.get(heading),
    placeOf: (heading) => {
      const entry = entries.get(heading);
      if (entry) return { file: entry.file, range: locate(entry.source, [entry.kind.nameField]) };
      return { file: source?.file ?? "", range: rangeInTemplate(source, heading) };
    },
  };
}

/** The page is made of the template with its line ends as LF, so only lines and columns count. */
function rangeInTemplate(source: SourceText | undefined, { position }: Heading): Range {
  const places = [position?.start, position?.end].map((place) => {
    let line = 0;
    for (const { start } of source?.lines() ?? []) {
      if (++line === place?.line) return start + place.column - 1;
    }
    return 0;
  });
  const [start = 0, end = start] = places;
  return source?.range(start, end) ?? { start: POINT, end: POINT };
}

const POINT = { line: 1, column: 1, offset: 0 };

function fragmentsOfField(field: MarkdownDocument): string[] {
  return urlsOf(field).flatMap(({ url }) => (url.startsWith("#") ? [normalFragment(url.slice(1))] : []));
}

/**
 * @param inTables - whether to look into tables
 * @returns the fragments (decoded, in lower case) that links below a node lead to, each with its link's text
 */
export function fragmentsOf(tree: Nodes, definitions: Nodes, inTables = true): Map<string, (Link | undefined)[]> {
  const urls = new Map<string, string>();
  const findDefinitions = (node: Nodes): void => {
    if (node.type === "definition") urls.set(node.identifier, node.url);
    // Neither can hold one.
    if (!("children" in node) || node.type === "table" || node.type === "paragraph") return;
    for (const child of node.children) findDefinitions(child);
  };
  findDefinitions(definitions);
  const found = new Map<string, (Link | undefined)[]>();
  const add = (url: string | undefined, link: Link | undefined): void => {
    if (!url?.startsWith("#")) return;
    const fragment = normalFragment(url.slice(1));
    const links = found.get(fragment);
    if (links) links.push(link);
    else found.set(fragment, [link]);
  };
  const findFragments = (node: Nodes): void => {
    if (node.type === "table" && !inTables) return;
    if (node.type === "link") add(node.url, node);
    else if (node.type === "linkReference") add(urls.get(node.identifier), undefined);
    else if (node.type === "html") {
      for (const { 1: url } of node.value.matchAll(/\shref\s*=\s*["']?(#[^\s"'>]+)/gi)) add(url, undefined);
    }
    if ("children" in node) for (const child of node.children) findFragments(child);
  };
  findFragments(tree);
  return found;
}

/** As GitHub compares it: decoded, in lower case, without the prefix that GitHub writes itself. */
export function normalFragment(fragment: string): string {
  let text = fragment;
  try {
    text = decodeURIComponent(fragment);
  } catch {
    // A lone % is what it is.
  }
  return text.toLowerCase().replace(/^user-content-/, "");
}
