// A template + the values of a list → the page's mdast, with every row knowing the record that it is from.
import type { BlockContent, ListItem, Node, RootContent, TableCell, TableRow } from "mdast";
import type { Entry } from "../record/entry.ts";
import { Diagnostic, type Range } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { parseMarkdown } from "../text/markdown.ts";
import { fillCell, fillParts, members, type Scopes, valueAt } from "./fill.ts";
import { flatten, safePhrasing } from "./flatten.ts";
import { literalText, pictureNodes } from "./nodes.ts";
import type { ParsedTemplate } from "./parse.ts";
import type { Block, Each, Field, Ref, RowPrototype } from "./prototype.ts";
import { dig, type Fields, Item, isList, MarkdownText, Picture, type Value } from "./values.ts";

declare module "mdast" {
  interface Data {
    /** The record that a row, item or section was made from. */
    entry?: Entry;
  }
}

/** Where the notes go, once it is known which there are. */
export interface NotesPlaceholder extends Node {
  type: "notesPlaceholder";
  each: Each;
}

/** Where an `each` had no records. */
export interface Emptied extends Node {
  type: "emptied";
}

declare module "mdast" {
  interface RootContentMap {
    notesPlaceholder: NotesPlaceholder;
    emptied: Emptied;
  }
}

export interface Expanded {
  children: RootContent[];
  /** Records that a prototype was filled with, or that a path of the template names. */
  printed: Set<Entry>;
  diagnostics: Diagnostic[];
}

/**
 * @param file - the template's path, for diagnostics
 * @param values - from `modelValues`
 */
export function expand(file: string, { blocks, byId }: ParsedTemplate, values: Fields): Expanded {
  const expander = new Expander(file);
  for (const field of byId) expander.checkId(field, values);
  return { children: expander.blocks(blocks, [values]), printed: expander.printed, diagnostics: expander.diagnostics };
}

/** The blocks that one `each` makes of these records. */
export function expandEach(file: string, each: Each, items: readonly Item[], scopes: Scopes): RootContent[] {
  return new Expander(file).repeat(each, items, scopes);
}

class Expander {
  readonly printed = new Set<Entry>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  blocks(blocks: readonly Block[], scopes: Scopes): RootContent[] {
    const out: RootContent[] = [];
    for (const block of blocks) {
      if (block.type !== "each") {
        for (const node of this.#block(block, scopes)) out.push(node);
      } else if (block.path[0] === "notes") {
        out.push({ type: "notesPlaceholder", each: block });
      } else {
        out.push(...this.repeat(block, this.#items(block, scopes), scopes));
      }
    }
    return out;
  }

  repeat(each: Each, items: readonly Item[], scopes: Scopes): RootContent[] {
    for (const { entry } of items) this.printed.add(entry);
    if (items.length === 0) return [{ type: "emptied" }];
    const { prototype } = each;
    switch (prototype.type) {
      case "row":
        return [this.#table(prototype, items, scopes)];
      case "item": {
        const children = items.map((item): ListItem => {
          const children = fillParts(prototype.parts, [...scopes, item]);
          return {
            type: "listItem",
            spread: false,
            checked: prototype.checked ?? null,
            data: { entry: item.entry },
            children: [{ type: "paragraph", children }],
          };
        });
        return [{ ...prototype.list, children }];
      }
      case "section":
        return items.flatMap((item) =>
          this.blocks(prototype.blocks, [...scopes, item]).map((node) => ({
            ...node,
            data: { entry: item.entry, ...node.data },
          })),
        );
    }
  }

  #table({ table, columns: all }: RowPrototype, items: readonly Item[], scopes: Scopes): RootContent {
    const columns = all.flatMap((column, index) => {
      const align = table.align?.[index] ?? null;
      if (!column.repeat) return [{ ...column, align, member: undefined, at: 0 }];
      return members(column.repeat, scopes).map((member, at) => ({ ...column, align, member, at }));
    });
    // Without any of its repeated columns, a table says nothing.
    const isRepeated = all.some(({ repeat }) => repeat);
    if (isRepeated && !columns.some(({ repeat }) => repeat)) return { type: "emptied" };
    for (const { member } of columns) if (member instanceof Item) this.printed.add(member.entry);

    const heading = columns.map(({ heading, repeat, member }): TableCell => {
      return { type: "tableCell", children: fillParts(heading, repeat ? [...scopes, member] : scopes) };
    });
    const rows = items.map((item): TableRow => {
      const inner = [...scopes, item];
      const children = columns.map(({ segments, members: own, at }): TableCell => {
        const scope = own ? [...inner, members(own, inner)[at]] : inner;
        return { type: "tableCell", children: fillCell(segments, scope) };
      });
      return { type: "tableRow", data: { entry: item.entry }, children };
    });
    const align = columns.map(({ align }) => align);
    return { ...table, align, children: [{ type: "tableRow", children: heading }, ...rows] };
  }

  #block(block: Exclude<Block, { type: "each" }>, scopes: Scopes): RootContent[] {
    switch (block.type) {
      case "block":
        return [block.node];
      case "prose": {
        const children = fillParts(block.parts, scopes);
        return children.length === 0 && block.node.type !== "tableCell" ? [] : [{ ...block.node, children }];
      }
      case "field-block":
        return blocksOf(valueAt(block.field.ref, scopes));
      case "container": {
        // What a container may hold, its blocks were parsed from; filling keeps their types.
        const children = this.blocks(block.blocks, scopes).filter(({ type }) => type !== "emptied") as never[];
        return children.length === 0 ? [] : [{ ...block.node, children }];
      }
    }
  }

  /** Say when there is no record of the id in a field such as `components.my-component.name`. */
  checkId({ path, ref, range }: Field, values: Fields): void {
    // Inside of a record that is repeated, the id is looked for in each.
    if (ref.level === 0) this.#records(path.join("."), range, ref, values);
  }

  #items({ path, range, records }: Each, scopes: Scopes): Item[] {
    const found = this.#records(`each ${path.join(".")}`, range, records, scopes[records.level]);
    for (const { entry } of found?.named ?? []) this.printed.add(entry);
    const value = found?.value;
    return isList(value) ? value.filter((item) => item instanceof Item) : [];
  }

  /** @returns what a path leads to, and the records that it names on the way; `undefined` when one is not there */
  #records(what: string, range: Range, { keys }: Ref, from: Value): { value: Value; named: Item[] } | undefined {
    let value = from;
    const named: Item[] = [];
    for (const key of keys) {
      if (!isList(value)) {
        value = dig(value, [key]);
        continue;
      }
      const items = value.filter((item) => item instanceof Item);
      const found = items.find(({ entry }) => entry.id === key);
      if (!found) {
        const message = `“${what}”: there is no ${keys[0]} entry “${key}”.`;
        const ids = items.map(({ entry }) => entry.id);
        const hint = didYouMean(key, ids) ?? `Ids: ${ids.join(", ") || "none yet"}.`;
        this.diagnostics.push(new Diagnostic({ file: this.#file, range, rule: "template-field", message, hint }));
        return undefined;
      }
      named.push(found);
      value = found;
    }
    return { value, named };
  }
}

/** A field that stands alone as blocks of its own, without headings or HTML: a value cannot change the page's outline. */
function blocksOf(value: Value): RootContent[] {
  if (value instanceof MarkdownText) return safeBlocks(parseMarkdown(value.source).children);
  if (value instanceof Picture) return [{ type: "paragraph", children: pictureNodes(value) }];
  if (typeof value !== "string" && typeof value !== "number") return [];
  return [{ type: "paragraph", children: [literalText(String(value).trim())] }];
}

function safeBlocks(blocks: readonly RootContent[]): BlockContent[] {
  return blocks.flatMap((block): BlockContent[] => {
    switch (block.type) {
      case "paragraph":
        return [{ type: "paragraph", children: safePhrasing(block.children) }];
      case "blockquote":
        return [{ type: "blockquote", children: safeBlocks(block.children) }];
      case "list":
        return [
          { ...block, children: block.children.map((item) => ({ ...item, children: safeBlocks(item.children) })) },
        ];
      case "code":
        return [block];
      case "table":
        return [
          {
            ...block,
            children: block.children.map((row) => ({
              ...row,
              children: row.children.map((cell) => ({ ...cell, children: safePhrasing(cell.children) })),
            })),
          },
        ];
      default: {
        const children = flatten([block]);
        return children.length > 0 ? [{ type: "paragraph", children }] : [];
      }
    }
  });
}
