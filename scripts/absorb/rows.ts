// Rows and items of a page: what cells they have by the template, and which record each is about.
import type { ListItem, TableRow } from "mdast";
import { type Entry, nameOf, urlOf } from "../record/entry.ts";
import type { List } from "../record/list.ts";
import { members, type Values } from "../template/fill.ts";
import type { Origin } from "../template/nodes.ts";
import type { Column, Each, Part, Unit } from "../template/prototype.ts";
import { Item } from "../template/values.ts";
import { textIn, withoutAnchors } from "./blocks.ts";
import { fieldsIn, memberScope, type Scope } from "./read.ts";
import { placeAt } from "./record-place.ts";
import { keyOf, normalUrl, type Token, textOf } from "./tokens.ts";

/** Does a row show all that a record of its kind must have? What only orders records is not shown. */
export function tellsAll({ prototype }: Each, { kind }: Entry): boolean {
  if (prototype.type !== "row") return true;
  const shown = new Set(
    prototype.columns
      .flatMap(({ segments }) => segments.flatMap(({ parts }) => fieldsIn(parts, true)))
      .map(({ path }) => path[0]),
  );
  return (kind.schema.required ?? []).every((key) => shown.has(key) || kind.order.includes(key));
}

export interface NowRow {
  node: TableRow | ListItem;
  /** None for an item that is more than a paragraph. */
  cells: readonly (readonly Token[])[];
}

export interface OldRow extends NowRow {
  origin: Origin | undefined;
}

export interface ShownColumn {
  column: Column;
  at: number;
  member: Values[number];
}

export function columnsOf(columns: readonly Column[], values: Values): ShownColumn[] {
  return columns.flatMap((column): ShownColumn[] =>
    column.repeat
      ? members(column.repeat, values).map((member, at) => ({ column, at, member }))
      : [{ column, at: 0, member: undefined }],
  );
}

export interface CellOf {
  /** `undefined` for an item. */
  column: Column | undefined;
  parts: readonly Part[];
  at: number;
  title: string;
}

/** @param values - the row's or those around it */
export function cellsOf({ prototype }: Each, values: Values): CellOf[] {
  if (prototype.type === "item") return [{ column: undefined, parts: prototype.parts, at: 0, title: "" }];
  if (prototype.type !== "row") return [];
  return columnsOf(prototype.columns, values).map(({ column, at }) => ({
    column,
    parts: [],
    at,
    title: column.heading.map((part) => (part.type === "static" ? textIn(part.node) : "")).join(""),
  }));
}

export function choicesIn(list: List, unit: Unit, scope: Scope): string[] {
  const inner = memberScope(list, unit, scope);
  for (const part of unit.parts) {
    if (part.type === "group") {
      const found = choicesIn(list, part, inner);
      if (found.length > 0) return found;
    }
    if (part.type !== "field") continue;
    const place = placeAt(list, part.ref, inner.levels);
    if (place.type !== "value") continue;
    if (place.schema.enum) return place.schema.enum.map(String);
    const { reference, path } = place;
    if (reference?.by !== "value") continue;
    const owner = path.map(String).flatMap((step) => list.byId.get(reference.to.name)?.get(step) ?? [])[0];
    const declared: unknown = owner?.data[reference.field ?? ""];
    if (Array.isArray(declared)) return declared.map(String);
  }
  return [];
}

export function entryOf({ values }: Origin): Entry | undefined {
  const item = values.at(-1);
  return item instanceof Item ? item.entry : undefined;
}

export function namesOf(origin: Origin): { name: string; url: string | undefined } | undefined {
  const entry = entryOf(origin);
  return entry && { name: nameOf(entry), url: urlOf(entry) };
}

/** Does a row say the name, or lead to the URL, of a record? */
export function shows(
  { cells }: NowRow,
  { name, url }: { name: string; url: string | undefined },
): { hasName: boolean; hasUrl: boolean } {
  const tokens = cells[0] ?? [];
  const texts = [
    textOf(tokens),
    ...tokens.flatMap((token) => (token.children.length > 0 ? [textOf(token.children)] : [])),
  ];
  const urls = tokens.flatMap(({ node }) => (node?.type === "link" ? [normalUrl(node.url)] : []));
  return {
    hasName: texts.some((text) => text === name || text.replace(/^\d+\. /, "") === name),
    hasUrl: url !== undefined && urls.includes(normalUrl(url)),
  };
}

/** Where the first link of a row leads on this page. */
export function anchorOf(row: NowRow | undefined): string | undefined {
  const link = row?.cells[0]?.find(({ node }) => node?.type === "link")?.node;
  return link?.type === "link" && link.url.startsWith("#") ? link.url : undefined;
}

/** All but the first cell, or but the links of an item; nothing where that says nothing. */
export function restOf(row: NowRow | undefined): string | undefined {
  const [first = [], ...others] = row?.cells ?? [];
  const rest = others.length > 0 ? others.flat() : first.filter(({ node }) => node?.type !== "link");
  const text = withoutAnchors(keyOf(rest)).replace(/[\d.\s]/g, "");
  return text === "" ? undefined : text;
}

export function isNamedIn(row: OldRow | undefined, own: { name: string; url: string | undefined }): boolean {
  if (!row) return false;
  const { hasName, hasUrl } = shows(row, own);
  return hasName || hasUrl;
}
