// Every web address that a list's data and template hold, each with its place and a way to replace it.

import type { Entry } from "../../record/entry.ts";
import type { Edit, Range } from "../../text/diagnostic.ts";
import { urlProblem } from "../../text/url.ts";
import type { MarkdownDocument } from "./document.ts";
import type { LintedList } from "./linted-list.ts";
import type { RecordText } from "./record-texts.ts";
import { urlsOf } from "./urls.ts";

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
    return text.kind === "url" && isWebAddress(text.value) ? [urlOfText(text)] : [];
  });
  return template ? [...urls, ...urlsOfMarkdown(template)] : urls;
}

export function urlsOfMarkdown(document: MarkdownDocument): ListedUrl[] {
  return urlsOf(document)
    .filter(({ url }) => isWebAddress(url))
    .map(({ node, url, start, end }) => ({
      url,
      file: document.source.file,
      range: () => document.range(start, end),
      pointer: document.text?.pointer,
      entry: document.text?.entry,
      text: document,
      start,
      end,
      isHtml: node.type === "html",
      replace: (fresh) => document.edit(start, end, fresh),
    }));
}

function urlOfText(text: RecordText): ListedUrl {
  const { value, record, pointer, entry } = text;
  return {
    url: value,
    file: record.file,
    range: () => text.range(0, value.length),
    pointer,
    entry,
    text,
    start: 0,
    end: value.length,
    isHtml: false,
    replace: (fresh) => text.edit(0, value.length, fresh),
  };
}

/** What is wrong with an address, or leads to a file, is for the linter. */
function isWebAddress(url: string): boolean {
  return /^https?:/i.test(url) && urlProblem(url) === undefined;
}
