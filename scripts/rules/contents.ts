// contents: the contents list every section that follows.
import type { Root } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { anchorsOf } from "../text/anchors.ts";
import { nearest } from "../text/did-you-mean.ts";
import { fragmentsOf } from "./support/page-headings.ts";
import type { Rule } from "./support/rule.ts";

export const contents: Rule = {
  severity: "warning",
  page({ tree, headings, isComplete, placeOf }, report) {
    const at = headings.findIndex(({ bare }) => CONTENTS.test(withoutHyphens(bare)));
    const contents = headings[at]?.heading;
    if (!contents || !isComplete) return;
    const following = headings.slice(at + 1);
    const next = following.find(({ heading }) => heading.depth <= contents.depth)?.heading;
    const links = fragmentsOf(blocksBetween(tree, contents, next), tree);
    if (links.size === 0) return;
    const slugs = new Set(headings.flatMap(({ slug, otherSlug }) => [slug, otherSlug]));
    const others = [...links].filter(([fragment]) => !slugs.has(fragment));
    const otherTexts = new Set(others.flatMap(([, entries]) => entries.map((link) => textOf(link))));
    const anchors = anchorsOf(tree);
    const dead = others.filter(([fragment]) => !anchors.has(fragment)).slice(0, MOST_COMPARED);
    const deadFragments = dead.map(([fragment]) => fragment);
    const unlisted = following.filter(({ heading, text, slug, otherSlug, bare }) => {
      if (heading.depth !== contents.depth || slug === "" || links.has(slug) || links.has(otherSlug)) return false;
      if (MAY_BE_LEFT_OUT.test(withoutHyphens(bare))) return false;
      // Its entry leads to an anchor in HTML, or has a misspelt fragment, which dead-anchor reports.
      return !otherTexts.has(text) && nearest(slug, deadFragments) === undefined;
    });
    // An entry that leads nowhere is probably that of a renamed section: dead-anchor reports it.
    for (const { heading, text, slug } of unlisted.slice(dead.length)) {
      report({
        ...placeOf(heading),
        message: `The contents do not list “${text}”.`,
        hint: `Add: - [${text}](#${slug})`,
      });
    }
  },
};

/** How many dead entries are compared with sections: comparing takes long, and more are no slips of the pen. */
const MOST_COMPARED = 100;
const CONTENTS = /^(?:table-of-)?contents$|^index$|^toc$/;
const MAY_BE_LEFT_OUT =
  /^(?:licen[cs](?:es?|ing)|contribut(?:e|ing|ors?|ions?)|how-to-contribute|footnotes?|notes?|acknowledge?ments?|credits|star-history|related)$/;

/** Emoji and punctuation leave hyphens. */
function withoutHyphens(slug: string): string {
  return slug.replace(/^-+|-+$/g, "");
}

function blocksBetween(tree: Root, start: Root["children"][number], end: Root["children"][number] | undefined): Root {
  const from = tree.children.indexOf(start);
  const to = end ? tree.children.indexOf(end) : -1;
  return { type: "root", children: from < 0 ? [] : tree.children.slice(from + 1, to < 0 ? undefined : to) };
}
