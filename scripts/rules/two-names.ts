// two-names: one URL goes by one name.
import type { Link } from "mdast";
import { isOneThing } from "../record/find.ts";
import { GENERATED_BY } from "../text/as-typed.ts";
import type { Stretch } from "../text/stretches.ts";
import { isOnCodeHost } from "../text/url.ts";
import type { MarkdownDocument } from "./support/document.ts";
import { type LeadingLink, leadingLinks } from "./support/leading-links.ts";
import type { Rule } from "./support/rule.ts";

export const twoNames: Rule = {
  severity: "warning",
  document(document, report) {
    if (isGenerated(document)) return;
    const seen = new Map<string, { first: LeadingLink; names: Set<string> }>();
    for (const leading of leadingLinks(document)) {
      const { key, text, link } = leading;
      // Code, and links to a section, do not name the page.
      if (link.url.includes("#") || link.children.every(({ type }) => type === "inlineCode")) continue;
      const name = text.toLowerCase().replace(/\s+/g, " ");
      const { first, names } = seen.get(key) ?? { first: leading, names: new Set([name]) };
      seen.set(key, { first, names });
      // Each other name is reported once. A repository may hold several things that have an item or a row of their own.
      const isApart = leading.isFirst && first.isFirst && isOnCodeHost(key);
      if (
        names.has(name) ||
        (isApart && !isOneThing({ name, url: link.url }, { name: first.text, url: first.link.url }))
      )
        continue;
      names.add(name);
      report({
        ...document.placeOf(textOf(document, link)),
        message: `“${text}” and “${first.text}” have the same URL.`,
        hint: "Use one name for it, or correct the URL of one of the two.",
        related: [document.see(textOf(document, first.link), `“${first.text}”`)],
      });
    }
  },
};

const OURS = new RegExp(`^<!-- ${GENERATED_BY} `);

function isGenerated({ tree }: MarkdownDocument): boolean {
  const [first] = tree.children;
  return first?.type === "html" && OURS.test(first.value);
}

function textOf(document: MarkdownDocument, { children }: Link): Stretch {
  const parts = children.map((node) => document.part(node));
  return { start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 };
}
