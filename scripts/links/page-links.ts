// The addresses of a page as it lies there, without those that its record or template is known to hold.

import { MarkdownDocument } from "../rules/support/document.ts";
import { type ListedUrl, urlsOfMarkdown } from "../rules/support/listed-urls.ts";
import { PAGE } from "../template/page.ts";
import { parseGfm } from "../text/markdown.ts";
import { SourceText } from "../text/source.ts";

/**
 * @param root - the list's folder (absolute)
 * @param text - the page's text; somebody may have edited it
 * @param known - addresses that are listed elsewhere
 */
export function pageLinks(root: string, text: string, known: ReadonlySet<string>): ListedUrl[] {
  // Most pages have none, and to parse one takes longer than to read its records.
  if (hasOnly(text, known)) return [];
  const tree = parseGfm(text);
  if (!tree) return [];
  const source = new SourceText(PAGE, "markdown", text);
  const document = new MarkdownDocument({ kind: "document", source, tree, folder: root, anchors: new Set() });
  return urlsOfMarkdown(document).filter(({ url }) => !known.has(url));
}

/**
 * `[label](address)`, wherever it stands: as a link, that is where it leads; where it is none (in code or HTML), it is no
 * other. The label has nothing that could take a part of it, and the address nothing that Markdown would read otherwise.
 */
const PLAIN_LINK = /(?<!\\)\[(?:[^[\]\\`<|\n]|\\.)*\]\(((?:[^\s()<>\\;`]|\\[!-/:-@[-`{-~])+)\)/g;
const ESCAPED = /\\(.)/g;

/** What every web address has, or a character reference that may hide it. */
const ADDRESS = /http|www|&#/i;

/** @returns `false` when it takes a parser to know */
function hasOnly(text: string, known: ReadonlySet<string>): boolean {
  const withoutKnown = (from: string): string =>
    from.replace(PLAIN_LINK, (link, url: string) => (known.has(url.replace(ESCAPED, "$1")) ? "x" : link));
  // Twice, because an image may be the label of a link.
  return !ADDRESS.test(withoutKnown(withoutKnown(text)));
}
