// The URLs of a list's data and template, and of a document, each with its place and a way to replace it.

import type { Entry } from "../../record/entry.ts";
import type { Range } from "../../text/diagnostic.ts";
import { memoized } from "../../text/memoized.ts";
import { urlProblem } from "../../text/url.ts";
import { type WrittenUrl, writtenUrls } from "../../text/written-urls.ts";
import { MarkdownDocument } from "./document.ts";
import type { LintedList } from "./linted-list.ts";
import { type Part, partOf } from "./place.ts";
import type { RecordText } from "./record-texts.ts";

/** The value is the URL as it is written, and the stretch that of the value in the text that holds it. */
export interface ListedUrl extends Part {
  url: string;
  /** Relative to the folder that is linted, with `/`. */
  file: string;
  /** Where it stands: the file is parsed for it, and most addresses are never shown. */
  range: () => Range;
  /** JSON Pointer into the record, where there is one. */
  pointer: string | undefined;
  /** The record that holds it; `undefined` for a document, and for a record with errors. */
  entry: Entry | undefined;
  /** The text that holds it. */
  text: RecordText | MarkdownDocument;
  /** What has the URL in Markdown. */
  node: WrittenUrl["node"] | undefined;
  /** The folder (absolute) that it starts from, if it is relative. */
  folder: string;
}

/** @returns the web addresses of records by record, then those of the template */
export function webAddressesOfList(linted: LintedList): ListedUrl[] {
  return urlsOfList(linted).filter(isWebAddress);
}

/** @returns all URLs, in the same order */
export const urlsOfList = memoized(({ root, texts, fields, template }: LintedList): readonly ListedUrl[] => {
  const markdown = new Map(fields.map((field) => [field.text, field]));
  const urls = texts.flatMap((text) => {
    const field = markdown.get(text);
    if (field) return urlsOf(field);
    return text.kind === "url" ? listed(text, partOf(text, text.value, 0, text.value.length), text.value, root) : [];
  });
  return template ? [...urls, ...urlsOf(template)] : urls;
});

/** @returns the web addresses of a document */
export function webAddressesOf(document: MarkdownDocument): ListedUrl[] {
  return urlsOf(document).filter(isWebAddress);
}

/** @returns the URLs in order; not those of a template that records fill in */
export const urlsOf = memoized((document: MarkdownDocument): readonly ListedUrl[] => {
  const written = writtenUrls(document.tree, document.markdown);
  const urls = document.kind === "template" ? written.filter(({ url }) => !url.includes("{")) : written;
  return urls.map((found) => listed(document, document.part(found), found.url, document.folder, found.node));
});

function listed(
  text: RecordText | MarkdownDocument,
  part: Part,
  url: string,
  folder: string,
  node?: WrittenUrl["node"],
): ListedUrl {
  const record = text instanceof MarkdownDocument ? text.text : text;
  const { file } = text instanceof MarkdownDocument ? text.source : text.record;
  const range = (): Range => part.place().range;
  return { ...part, text, file, pointer: record?.pointer, entry: record?.entry, folder, url, node, range };
}

/** Only http and https; other URLs are checked by the linter. */
function isWebAddress({ url }: ListedUrl): boolean {
  return /^https?:/i.test(url) && urlProblem(url) === undefined;
}
