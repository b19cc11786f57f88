// The URLs of a Markdown document.
import { memoized } from "../../text/memoized.ts";
import { type WrittenUrl, writtenUrls } from "../../text/written-urls.ts";
import type { MarkdownDocument } from "./document.ts";

/** @returns the URLs in order; not those of a template that records fill in */
export const urlsOf = memoized(({ kind, tree, markdown }: MarkdownDocument): readonly WrittenUrl[] => {
  const urls = writtenUrls(tree, markdown);
  return kind === "template" ? urls.filter(({ url }) => !url.includes("{")) : urls;
});
