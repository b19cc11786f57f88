// Every web address that a list's data and template hold, each with its place and a way to replace it.

import type { Entry } from "../../record/entry.ts";
import type { Edit, Range } from "../../text/diagnostic.ts";
import { urlProblem } from "../../text/url.ts";
import { MarkdownDocument, urlsOf } from "./document.ts";
import type { LintedList } from "./linted-list.ts";
import type { RecordText } from "./record-texts.ts";

export interface ListedUrl {
  url: string;
  /** Relative to the list's root, with `/`. */
  file: string;
  /** Where it stands: the file is parsed for it, and most addresses are never shown. */
  range: () => Range;
  /** JSON Pointer into the record, where there is one. */
  pointer: string | undefined;
  /** The record that holds it; `undefined` for a document, and for a record with errors. */
  entry: Entry | undefined;
  /** The text that holds it, and from where to where (0-based, UTF-16 code units, the end exclusive). */
  text: RecordText | MarkdownDocument;
  start: number;
  end: number;
  /** Does it stand in HTML, where an ampersand is written `&amp;`? */
  isHtml: boolean;
  /** @returns the edits of the file that write another URL, none where it is not written as it reads */
  replace: (url: string) => Edit[];
}

/** @returns the addresses of records by record, then those of the template; only http and https */
export function listedUrls({ texts, fields, template }: LintedList): ListedUrl[] {
  const markdown = new Map<RecordText, MarkdownDocument>();
  for (const field of fields) if (field.text) markdown.set(field.text, field);
  const urls = texts.flatMap((text) => {
    const field = markdown.get(text);
    if (field) return urlsOfMarkdown(field);
    if (text.kind !== "url" || !isWebAddress(text.value)) return [];
    return [listed(text, { url: text.value, start: 0, end: text.value.length, isHtml: false })];
  });
  return template ? [...urls, ...urlsOfMarkdown(template)] : urls;
}

export function urlsOfMarkdown(document: MarkdownDocument): ListedUrl[] {
  return urlsOf(document)
    .filter(({ url }) => isWebAddress(url))
    .map(({ node, url, start, end }) => listed(document, { url, start, end, isHtml: node.type === "html" }));
}

type Written = Pick<ListedUrl, "url" | "start" | "end" | "isHtml">;

function listed(text: RecordText | MarkdownDocument, written: Written): ListedUrl {
  const { start, end } = written;
  const record = text instanceof MarkdownDocument ? text.text : text;
  const { file } = text instanceof MarkdownDocument ? text.source : text.record;
  const replace = (url: string): Edit[] => text.edit(start, end, url);
  const range = (): Range => text.range(start, end);
  return { ...written, file, range, pointer: record?.pointer, entry: record?.entry, text, replace };
}

/** Only http and https; other URLs are checked by the linter. */
function isWebAddress(url: string): boolean {
  return /^https?:/i.test(url) && urlProblem(url) === undefined;
}
