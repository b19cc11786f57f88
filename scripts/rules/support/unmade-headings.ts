// Lines that were meant to be headings and are none, because the blank behind their signs is missing: `##Tools`.
import GithubSlugger from "github-slugger";
import type { Paragraph } from "mdast";
import { visit } from "unist-util-visit";
import { memoized } from "../../text/memoized.ts";
import type { Stretch } from "../../text/stretches.ts";
import type { MarkdownDocument } from "./document.ts";

/** The stretch is that of the line, without white space around it. */
export interface UnmadeHeading extends Stretch {
  /** `##` */
  signs: string;
  text: string;
  /** The anchor that it would have. */
  slug: string;
}

/** One sign alone may start a `#topic`, unless a capital follows; digits (`#12`) refer to issues. */
const UNMADE = /^[ \t>]*(?:(#{2,6})(?=[^#\s\d])|(#)(?=\p{Lu}))([^\r\n]*?)[ \t#]*$/gmu;

export const unmadeHeadings = memoized((document: MarkdownDocument): readonly UnmadeHeading[] => {
  const found: UnmadeHeading[] = [];
  if (document.kind === "field") return found;
  visit(document.tree, "paragraph", (paragraph: Paragraph, _, parent) => {
    if (parent?.type !== "root") return;
    const [offset] = document.offsetsOf(paragraph);
    const written = document.slice(paragraph);
    for (const { 0: line, 1: many, 2: one, 3: text = "", index } of written.matchAll(UNMADE)) {
      const signs = many ?? one ?? "";
      // A line of topics: `#Security #Logs`.
      if (signs === "#" && (index > 0 || /\s#\S/.test(text))) continue;
      const start = offset + index + line.indexOf("#");
      const slug = new GithubSlugger().slug(text);
      found.push({ start, end: start + signs.length + text.length, signs, text, slug });
    }
  });
  return found;
});
