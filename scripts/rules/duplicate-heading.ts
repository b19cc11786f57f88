// duplicate-heading: headings that links lead to can be told apart.
import { type HeadingAnchor, htmlAnchors } from "../text/anchors.ts";
import { fragmentsOf } from "./support/page-headings.ts";
import type { Rule } from "./support/rule.ts";

export const duplicateHeading: Rule = {
  severity: "warning",
  page({ tree, headings, placeOf, entryOf }, report) {
    const linked = fragmentsOf(tree, tree);
    const firsts = new Map<string, HeadingAnchor>();
    const siblings = new Map<string, HeadingAnchor>();
    const open: HeadingAnchor[] = [];
    for (const heading of headings) {
      while ((open.at(-1)?.heading.depth ?? 0) >= heading.heading.depth) open.pop();
      const key = `${open.at(-1)?.slug} ${heading.bare}`;
      open.push(heading);
      // A heading with an anchor of its own can be linked by that.
      if (heading.bare === "" || htmlAnchors(heading.heading).size > 0) continue;
      const [sibling, first] = [siblings.get(key), firsts.get(heading.bare)];
      siblings.set(key, sibling ?? heading);
      firsts.set(heading.bare, first ?? heading);
      const other = sibling ?? (linked.has(heading.bare) ? first : undefined);
      if (!other) continue;
      // Two records of a kind with one name are reported by rule duplicate-name.
      const kind = entryOf(heading.heading)?.kind;
      if (kind?.aliasesField !== undefined && entryOf(other.heading)?.kind === kind) continue;
      const message = sibling
        ? `Two headings of one section have the anchor “#${heading.bare}”.`
        : `Links to “#${heading.bare}” lead to another heading with the same text.`;
      const hint = "Say in the heading what sets it apart from the first one.";
      const { file, range } = placeOf(other.heading);
      report({ ...placeOf(heading.heading), message, hint, related: [{ file, range, message: "the first one" }] });
    }
  },
};
