// Rows and items of a page: what cells they have by the template, and which record each is about.
import type { ListItem, List as MarkdownList, Table, TableRow } from "mdast";
import { type Entry, nameOf, urlOf, valuesOf } from "../../record/entry.ts";
import type { List } from "../../record/list.ts";
import { members, type Values } from "../../template/fill.ts";
import type { Origin } from "../../template/nodes.ts";
import type { Column, Each, Part, Unit } from "../../template/prototype.ts";
import { Item } from "../../template/values.ts";
import { levelsOf, memberRecord, type Place, placeAt } from "../record-place.ts";
import { itemPhrasing, textIn, withoutAnchors } from "./blocks.ts";
import { fieldsIn, memberScope, type Scope } from "./read-backwards.ts";
import { keyOf, normalUrl, type Token, textOf, tokensOf } from "./tokens.ts";

/** Does a row show all that a record of its kind must have? What only orders records is not shown. */
export function tellsAll({ prototype }: Each, { kind }: Entry): boolean {
  if (prototype.type !== "row") return true;
  const shown = new Set(
    prototype.columns
      .flatMap(({ segments }) => segments.flatMap(({ parts }) => fieldsIn(parts, true)))
      .map(({ path }) => path[0]),
  );
  return (kind.schema.required ?? []).every((key) => shown.has(key) || key === kind.placeField);
}

/** An `each`, and what it was filled with around its rows, items or sections. */
export interface Around extends Origin {
  block: Each;
  /** The record in front of which something new stands. */
  before?: Entry | undefined;
}

/** The places of the levels around a record that is to be made there, and its own. */
export function newLevels(list: List, around: Around): Place[] {
  const levels = levelsOf(list, around);
  return [...levels, memberRecord(list, around.block, levels, undefined)];
}

/** A row or item; one of the page as it was made has its record and its origin with the node. */
export interface Row {
  node: TableRow | ListItem;
  /** None for an item that is more than a paragraph. */
  cells: readonly (readonly Token[])[];
}

/** The rows below a table's head, or the items of a list. */
export function rowsIn(block: Table | MarkdownList, source: string): Row[] {
  if (block.type === "table")
    return block.children
      .slice(1)
      .map((node) => ({ node, cells: node.children.map((cell) => tokensOf(cell.children, source)) }));
  return block.children.map((node) => {
    const own = itemPhrasing(node);
    return { node, cells: own ? [tokensOf(own, source)] : [] };
  });
}

/** What stands in a cell of a row, or in an item. */
export interface CellOf {
  /** `undefined` for an item. */
  column: Column | undefined;
  /** Of an item. */
  parts: readonly Part[];
  title: string;
  /** Of a column that is repeated, the index of the member that it is about. */
  at: number;
}

/** @param values - the row's or those around it */
export function cellsOf({ prototype }: Each, values: Values): CellOf[] {
  if (prototype.type === "section") return [];
  if (prototype.type === "item") return [{ column: undefined, parts: prototype.parts, title: "", at: 0 }];
  return prototype.columns.flatMap((column) => {
    const { heading, repeat } = column;
    const title = heading.map((part) => (part.type === "static" ? textIn(part.node) : "")).join("");
    const shown = repeat ? members(repeat, values) : [undefined];
    return shown.map((_, at) => ({ column, parts: [], title, at }));
  });
}

/** What the first field of units with such a list may be: its schema or a record lists it. */
export function choicesIn(list: List, units: readonly Unit[], scope: Scope): readonly string[] | undefined {
  for (const unit of units) {
    const inner = memberScope(list, unit, scope);
    for (const part of unit.parts) {
      const choices =
        part.type === "group"
          ? choicesIn(list, [part], inner)
          : part.type === "field"
            ? choicesAt(list, placeAt(list, part.ref, inner.levels))
            : undefined;
      if (choices) return choices;
    }
  }
  return undefined;
}

function choicesAt(list: List, place: Place): readonly string[] | undefined {
  if (place.type !== "value") return undefined;
  const { schema, reference, path } = place;
  if (schema.enum) return schema.enum.map(String);
  if (reference?.by !== "value") return undefined;
  const [owner] = path.flatMap((step) => list.byId.get(reference.to.name)?.get(String(step)) ?? []);
  return owner && valuesOf(owner, reference.field ?? "");
}

export function entryOf({ values }: Origin): Entry | undefined {
  return entryIn(values.at(-1));
}

export function entryIn(value: unknown): Entry | undefined {
  return value instanceof Item ? value.entry : undefined;
}

/** Does a row say the name, or lead to the URL, of a record? */
export function shows({ cells }: Row, entry: Entry): { hasName: boolean; hasUrl: boolean } {
  const [name, url] = [nameOf(entry), urlOf(entry)];
  const tokens = cells[0] ?? [];
  const texts = [tokens, ...tokens.map(({ children }) => children)].map((all) => textOf(all));
  const urls = tokens.flatMap(({ node }) => (node?.type === "link" ? [normalUrl(node.url)] : []));
  return {
    hasName: texts.some((text) => text === name || text.replace(/^\d+\. /, "") === name),
    hasUrl: url !== undefined && urls.includes(normalUrl(url)),
  };
}

/** Where the first link of a row leads on this page. */
export function anchorOf({ cells }: Row): string | undefined {
  const link = cells[0]?.find(({ node }) => node?.type === "link")?.node;
  return link?.type === "link" && link.url.startsWith("#") ? link.url : undefined;
}

/** Is a row like another one, but for the name in it? */
export function isCalledElse(was: Row | undefined, is: Row | undefined, name: string): boolean {
  const [old = "", now = ""] = [was, is].map((row) => withoutAnchors((row?.cells ?? []).map(keyOf).join("\n")));
  const at = old.indexOf(name);
  const [before, after] = [old.slice(0, at), old.slice(at + name.length)];
  return at !== -1 && now.length > before.length + after.length && now.startsWith(before) && now.endsWith(after);
}

/** All but the first cell, or but the links of an item; nothing where that says nothing. */
export function restOf(row: Row | undefined): string | undefined {
  const [first = [], ...others] = row?.cells ?? [];
  const rest = others.length > 0 ? others.flat() : first.filter(({ node }) => node?.type !== "link");
  const text = withoutAnchors(keyOf(rest)).replace(/[\d.\s]/g, "");
  return text === "" ? undefined : text;
}
