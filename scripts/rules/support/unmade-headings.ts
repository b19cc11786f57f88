// Lines that were meant to be headings and are none: `##Tools` lacks a blank, and `####### Tools` has too many signs.
import GithubSlugger from "github-slugger";
import type { Paragraph } from "mdast";
import { memoized } from "../../text/memoized.ts";
import type { Stretch } from "../../text/stretches.ts";
import type { MarkdownDocument } from "./document.ts";

/** The stretch is that of the line, without white space around it. */
export interface UnmadeHeading extends Stretch {
  /** Where a blank is missing. */
  blankAt: number | undefined;
  /** Why it is none. */
  problem: string;
  /** What to do instead. */
  hint: string;
  /** The anchor that it would have. */
  slug: string;
}

/** One sign alone may start a `#topic`, unless a capital follows; digits (`#12`) refer to issues. */
const UNMADE = /^[ \t>]*(#{2,6}(?=[^#\s\d])|#{7,}(?!\d)|#(?=\p{Lu}))[ \t]*([^\r\n]*)$/gmu;
const MOST_SIGNS = 6;

export const unmadeHeadings = memoized((document: MarkdownDocument): readonly UnmadeHeading[] => {
  const found: UnmadeHeading[] = [];
  if (document.kind === "field") return found;
  document.each("paragraph", (paragraph: Paragraph, _, parent) => {
    const { value, start: offset } = document.part(paragraph);
    for (const { 0: line, 1: signs = "", 2: rest = "", index } of value.matchAll(UNMADE)) {
      // A pattern for the signs at its end would look at each of them many times.
      const text = rest.slice(0, rest.split("").findLastIndex((each) => !" \t#".includes(each)) + 1);
      const isDeep = signs.length > MOST_SIGNS;
      if (!isDeep && parent?.type !== "root") continue;
      // A line of topics: `#Security #Logs`.
      if (signs === "#" && (index > 0 || /\s#\S/.test(text))) continue;
      const start = offset + index + line.indexOf("#");
      const end = offset + index + line.lastIndexOf(text) + text.length;
      const blankAt = isDeep ? undefined : start + signs.length;
      const problem = isDeep ? `${MOST_SIGNS} # signs are the most` : `the blank behind ${signs} is missing`;
      const hint = text === "" ? "Delete the line." : `Write: ${signs.slice(0, MOST_SIGNS)} ${text}`;
      const slug = new GithubSlugger().slug(text);
      found.push({ start, end, blankAt, problem, hint, slug });
    }
  });
  return found;
});
