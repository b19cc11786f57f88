// The page's mdast → Markdown, and for each of its lines the record that it is from.
import type { ListItem, Root, RootContent, TableRow } from "mdast";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemToMarkdown } from "mdast-util-gfm-task-list-item";
import { defaultHandlers, type Handle } from "mdast-util-to-markdown";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import type { AnyEntry } from "../record/list.ts";
import { guardLiterals } from "./guard.ts";
import type { GuardedCharacter } from "./nodes.ts";
import { footnoteMark, isPlain, opening, plainLink, plainPhrasing } from "./plain.ts";

export interface Stringified {
  markdown: string;
  /** By 1-based line of the Markdown. */
  origins: ReadonlyMap<number, AnyEntry>;
}

const table = handler(gfmTableToMarkdown({ tablePipeAlign: false }).handlers?.table);
const paragraph = handler(gfmTaskListItemToMarkdown().handlers?.paragraph);

/** @param children - the page; what GitHub would read into its literal text is changed in place */
export function stringify(children: RootContent[]): Stringified {
  const origins = new Map<number, AnyEntry>();

  const rowsOf: Handle = (node, parent, state, info) => {
    const rows: readonly TableRow[] = node.children;
    for (const [index, { data }] of rows.entries()) {
      // One line a row, and the line of dashes below the first.
      if (data?.entry) origins.set(info.now.line + index + (index === 0 ? 0 : 1), data.entry);
    }
    const plain = rows.map((row, index) => (index === 0 ? undefined : plainRow(row, rows[0])));
    const others = rows.filter((_, index) => plain[index] === undefined);
    const [head, dashes = "", ...body] = table({ ...node, children: others }, parent, state, info).split("\n");
    const lines = plain.slice(1).map((line) => line ?? body.shift());
    // Unpadded, the line below the heading would have one dash a column; people and older renderers expect three.
    return [head, dashes.replaceAll("-", "---"), ...lines].join("\n");
  };
  const itemOf: Handle = (node, parent, state, info) => {
    const item: ListItem = node;
    const [only] = item.children;
    const isSimple = parent?.type === "list" && !parent.ordered && item.checked == null && item.children.length === 1;
    const text = isSimple && only?.type === "paragraph" ? plainPhrasing(only.children, "\n", "\n") : undefined;
    if (text === undefined) return defaultHandlers.listItem(node, parent, state, info);
    if (item.data?.entry) origins.set(info.now.line, item.data.entry);
    return `${state.bulletCurrent} ${text}`;
  };
  const withOrigin =
    (inner: Handle): Handle =>
    (node, parent, state, info) => {
      const entry = node.data?.entry ?? parent?.data?.entry;
      if (entry) origins.set(info.now.line, entry);
      return inner(node, parent, state, info);
    };

  const processor = unified()
    .use(remarkGfm, { tablePipeAlign: false })
    .use(remarkStringify, {
      bullet: "-",
      emphasis: "_",
      listItemIndent: "one",
      incrementListMarker: true,
      // `<https://…>` instead of a link whose text is its URL cannot hold every URL, nor stand in every table.
      resourceLink: true,
      handlers: {
        table: rowsOf,
        paragraph: withOrigin(paragraph),
        listItem: itemOf,
        text: Object.assign(text, { peek: peekText }),
        link: Object.assign(link, { peek: () => "[" }),
        heading: withOrigin(defaultHandlers.heading),
        footnoteMark: Object.assign(footnoteMark, { peek: () => "[" }),
        guardedCharacter: Object.assign(guardedCharacter, {
          peek: ({ value }: GuardedCharacter) => (value === "_" ? "\\" : "<"),
        }),
      },
    });
  const tree: Root = { type: "root", children };
  guardLiterals(tree);
  return { markdown: processor.stringify(tree), origins };
}

/** @returns the row, unless remark-stringify has to look at one of its cells or to fill it up */
function plainRow(row: TableRow, head: TableRow | undefined): string | undefined {
  if (row.children.length !== head?.children.length) return undefined;
  const cells: string[] = [];
  for (const { children } of row.children) {
    const cell = plainPhrasing(children, "|", "|");
    if (cell === undefined) return undefined;
    cells.push(cell);
  }
  return `| ${cells.join(" | ")} |`;
}

const text: Handle = (node, parent, state, info) =>
  isPlain(node, info.before, info.after) ? node.value : defaultHandlers.text(node, parent, state, info);

/** Only the first character of what this returns counts. */
const peekText: Handle = (node, parent, state, info) =>
  opening(node) ?? defaultHandlers.text(node, parent, state, info);

const link: Handle = (node, parent, state, info) => plainLink(node) ?? defaultHandlers.link(node, parent, state, info);

function guardedCharacter({ value }: GuardedCharacter): string {
  if (value === "_") return "\\_";
  // The backslash is for renderers that read math from the source, the element for those that read the HTML.
  return `<span>${value === "$" ? "\\$" : value}</span>`;
}

function handler(handle: Handle | null | undefined): Handle {
  if (!handle) throw new Error("mdast-util-gfm has another shape than this toolchain was written for");
  return handle;
}
