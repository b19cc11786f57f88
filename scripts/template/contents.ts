// Anchors: links to a heading by its text get the anchor that GitHub gives it.
import GithubSlugger from "github-slugger";
import type { Link, Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import type { Entry } from "../record/list.ts";
import { locate } from "../record/yaml.ts";
import { Diagnostic } from "../text/diagnostic.ts";
import { clean } from "./nodes.ts";

/**
 * @param page - changed in place
 * @param components - the records whose name is the text of a heading
 * @returns a finding for each component that is linked to and has no heading
 */
export function linkContents(page: Root, components: readonly Entry<"component">[]): Diagnostic[] {
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

  const unfound = new Set<string>();
  for (const link of links) {
    const heading = link.data?.heading;
    if (heading === undefined) continue;
    const slug = slugs.get(clean(heading).trim());
    if (slug === undefined) unfound.add(heading);
    else link.url = `#${slug}`;
  }
  return components
    .filter(({ data }) => unfound.has(data.name))
    .map(({ file, source, data }) => {
      const message = `The table of contents links to “${data.name}”, and no heading on the page reads so.`;
      const hint =
        "A component's name and its heading in the template are the same text. A heading goes when nothing stands under it: list a tool.";
      return new Diagnostic({
        file,
        range: locate(source, ["name"]),
        rule: "component-heading",
        message,
        hint,
        pointer: "/name",
      });
    });
}
