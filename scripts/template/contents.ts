// Anchors: links to a heading by its text get the anchor that GitHub gives it.
import GithubSlugger from "github-slugger";
import type { Link, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { type Entry, nameOf } from "../record/entry.ts";
import { withArticle } from "../record/kinds.ts";
import { locate } from "../record/yaml.ts";
import { Diagnostic } from "../text/diagnostic.ts";
import { clean } from "./nodes.ts";

/**
 * @param page - changed in place
 * @returns a finding for each record that is linked to by the anchor of its heading, and has no heading
 */
export function linkContents(page: Root): Diagnostic[] {
  const slugger = new GithubSlugger();
  const slugs = new Map<string, string>();
  const links: Link[] = [];
  visit(page, (node) => {
    if (node.type === "link") {
      links.push(node);
    } else if (node.type === "heading") {
      const text = textOf(node, { includeImageAlt: false, includeHtml: false });
      const slug = slugger.slug(text);
      if (!slugs.has(text)) slugs.set(text, slug);
    }
  });

  const unfound = new Set<Entry>();
  for (const link of links) {
    const entry = link.data?.heading;
    if (entry === undefined) continue;
    const slug = slugs.get(clean(nameOf(entry)).trim());
    if (slug === undefined) unfound.add(entry);
    else link.url = `#${slug}`;
  }
  return [...unfound].map((entry) => {
    const { file, source, kind } = entry;
    const message = `The page links to “${nameOf(entry)}”, and none of its headings reads so.`;
    const hint = `The name of ${withArticle(kind.noun)} and its heading are the same text. A heading goes when nothing stands under it.`;
    return new Diagnostic({
      file,
      range: locate(source, [kind.nameField]),
      rule: "component-heading",
      message,
      hint,
      pointer: `/${kind.nameField}`,
    });
  });
}
