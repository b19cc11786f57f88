// The page's mdast → Markdown, and for each of its lines the record that it is from.
import type { RootContent, TableRow } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemToMarkdown } from "mdast-util-gfm-task-list-item";
import { defaultHandlers, type Handle } from "mdast-util-to-markdown";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import type { Entry } from "../record/entry.ts";
import { guardLiterals } from "./guard.ts";
import type { FootnoteMark, GuardedCharacter } from "./nodes.ts";

export interface Stringified {
  markdown: string;
  /** By 1-based line of the Markdown. */
  origins: ReadonlyMap<number, Entry>;
}

const table = handler(gfmTableToMarkdown({ tablePipeAlign: false }).handlers?.table);
const paragraph = handler(gfmTaskListItemToMarkdown().handlers?.paragraph);

export function stringify(children: RootContent[]): Stringified {
  const origins = new Map<number, Entry>();
  const tableWithOrigins: Handle = (node, parent, state, info) => {
    const rows: readonly TableRow[] = node.children;
    for (const [index, { data }] of rows.entries()) {
      // One line a row, and the line of dashes below the first.
      if (data?.entry) origins.set(info.now.line + index + (index === 0 ? 0 : 1), data.entry);
    }
    const [head, dashes = "", ...body] = table(node, parent, state, info).split("\n");
    // Unpadded, the line below the heading would have one dash a column; people and older renderers expect three.
    return [head, dashes.replaceAll("-", "---"), ...body].join("\n");
  };
  const withOrigin = (inner: Handle): Handle => {
    return (node, parent, state, info) => {
      const entry = node.data?.entry ?? parent?.data?.entry;
      if (entry) origins.set(info.now.line, entry);
      return inner(node, parent, state, info);
    };
  };
  const heading = withOrigin(defaultHandlers.heading);
  const processor = unified()
    .use(remarkGfm, { tablePipeAlign: false })
    .use(remarkStringify, {
      bullet: "-",
      emphasis: "_",
      listItemIndent: "one",
      incrementListMarker: true,
      // `<https://…>` instead of a link whose text is its URL cannot hold every URL, nor stand in every table.
      resourceLink: true,
      handlers: { ...HANDLERS, table: tableWithOrigins, paragraph: withOrigin(paragraph), heading },
    });
  return { markdown: processor.stringify(guardLiterals({ type: "root", children })), origins };
}

/** Of what browsers encode, so that the URL stays the same: what could end a destination or be HTML. */
const ENCODED = /[\s<>"`]/g;
/** Where a character reference may start (CommonMark, section 2.5). */
const REFERENCE = /&(?=#?\w+;)/g;
/** Halves of surrogate pairs, which no text on a page has, stand for what is written here and not by the handlers. */
const [AMPERSAND, BACKSLASH] = ["\ud800", "\ud801"];

/**
 * In destinations and titles, cmark decodes character references before it takes backslashes away, so that `\&colon;` is a
 * colon to it. `&amp;` is an ampersand to every parser.
 */
function withSafeUrl(inner: Handle & { peek?: Handle }): Handle {
  const handle: Handle = (node, parent, state, info) => {
    const marked = (text: string): string => text.replace(REFERENCE, AMPERSAND).replaceAll("\\", BACKSLASH);
    const [url, title] = [marked(node.url.replace(ENCODED, encodeURIComponent)), node.title && marked(node.title)];
    const written = inner({ ...node, url, title }, parent, state, info);
    return written.replace(/\ud800/gu, "&amp;").replace(/\ud801/gu, "\\\\");
  };
  return Object.assign(handle, { peek: inner.peek });
}

function footnoteMark({ value, target }: FootnoteMark): string {
  return `[[${value}]](#${target})`;
}

function guardedCharacter({ value }: GuardedCharacter): string {
  if (value === "_") return "\\_";
  // The backslash is for renderers that read math from the source, the element for those that read the HTML.
  return `<span>${value === "$" ? "\\$" : value}</span>`;
}

function handler(handle: Handle | null | undefined): Handle {
  if (!handle) throw new Error("mdast-util-gfm has another shape than this toolchain was written for");
  return handle;
}

const HANDLERS: Readonly<Record<string, Handle>> = {
  link: withSafeUrl(defaultHandlers.link),
  image: withSafeUrl(defaultHandlers.image),
  definition: withSafeUrl(defaultHandlers.definition),
  footnoteMark: Object.assign(footnoteMark, { peek: () => "[" }),
  guardedCharacter: Object.assign(guardedCharacter, {
    peek: ({ value }: GuardedCharacter) => (value === "_" ? "\\" : "<"),
  }),
};
