// A template + a list's values → the page's mdast: a row, item or section for each record, which knows that record.
import type { ListItem, RootContent, TableCell, TableRow } from "mdast";
import type { Entry } from "../record/entry.ts";
import { Diagnostic, type Range } from "../text/diagnostic.ts";
import { didYouMean, didYouMeanThis } from "../text/did-you-mean.ts";
import { fillCell, fillParts, members, type Values, valueAt } from "./fill.ts";
import type { Origin } from "./nodes.ts";
import type { Template } from "./parse.ts";
import { printBlocks } from "./print.ts";
import type { Block, Each, Ref, RowPrototype } from "./prototype.ts";
import { TEMPLATE } from "./syntax.ts";
import { type Fields, Item, isList, type Value, valueBelow } from "./values.ts";

/** What a level of the template is filled with. */
type Context = Omit<Origin, "block">;

/**
 * @param list - from `modelValues`, with `notes` as soon as these are known
 * @returns the page, and the records that a prototype was filled with, or that a path of the template names
 */
export function expand(
  { blocks, ofList }: Pick<Template, "blocks" | "ofList">,
  list: Fields,
): { children: RootContent[]; printed: Set<Entry>; diagnostics: Diagnostic[] } {
  const printed = new Set<Entry>();
  const diagnostics: Diagnostic[] = [];
  for (const { path, ref, range } of ofList) recordsNamed(path.join("."), range, ref, [list]);
  return { children: expandBlocks(blocks, { values: [list], eaches: [] }), printed, diagnostics };

  function expandBlocks(blocks: readonly Block[], context: Context): RootContent[] {
    return blocks.flatMap((block) => expandBlock(block, context));
  }

  function expandBlock(block: Block, context: Context): RootContent[] {
    if (block.type === "block") return [block.node];
    const { values } = context;
    const origin = { block, ...context };
    switch (block.type) {
      case "prose": {
        const children = fillParts(block.parts, values);
        if (children.length === 0 && block.node.type !== "tableCell") return [];
        return [{ ...block.node, children, data: { origin } }];
      }
      case "field-block":
        return printBlocks(valueAt(block.field.ref, values), block.field.shape.kind).map((node) =>
          Object.assign({}, node, { data: { ...node.data, origin } }),
        );
      case "container": {
        // The cast is right: the blocks were parsed from this container, and filling does not change their types.
        const children = expandBlocks(block.blocks, context).filter(({ type }) => type !== "emptied") as never[];
        return children.length === 0 ? [] : [{ ...block.node, children, data: { origin } }];
      }
      case "each": {
        if (block.path[0] === "notes" && list.notes === undefined) return [{ type: "notesPlaceholder", each: block }];
        const named = recordsNamed(`each ${block.path.join(".")}`, block.range, block.records, values);
        const items = itemsOf(valueAt(block.records, values));
        for (const { entry } of [...named, ...items]) printed.add(entry);
        return items.length === 0 ? [{ type: "emptied" }] : repeat(block, items, context);
      }
    }
  }

  /** @param items - at least one */
  function repeat(each: Each, items: readonly Item[], context: Context): RootContent[] {
    const { prototype } = each;
    const data = { origin: { block: each, ...context } };
    const contextOf = (item: Item): Context => ({
      values: [...context.values, item],
      eaches: [...context.eaches, each],
    });
    const dataOf = (item: Item) => ({ entry: item.entry, origin: { block: each, ...contextOf(item) } });
    switch (prototype.type) {
      case "row": {
        const columns = columnsOf(prototype, context.values);
        if (columns.length === 0) return [{ type: "emptied" }];
        const heading = columns.map(({ heading, repeat, member }): TableCell => {
          return {
            type: "tableCell",
            children: fillParts(heading, repeat ? [...context.values, member] : context.values),
          };
        });
        const rows = items.map((item): TableRow => {
          const inner = contextOf(item).values;
          const children = columns.map(({ segments, members: own, at }): TableCell => {
            const ofMember = own ? [...inner, members(own, inner)[at]] : inner;
            return { type: "tableCell", children: fillCell(segments, ofMember) };
          });
          return { type: "tableRow", data: dataOf(item), children };
        });
        const align = columns.map(({ align }) => align);
        return [{ ...prototype.table, align, children: [{ type: "tableRow", children: heading }, ...rows], data }];
      }
      case "item": {
        const children = items.map((item): ListItem => {
          const children = fillParts(prototype.parts, contextOf(item).values);
          const checked = prototype.checked ?? null;
          return {
            type: "listItem",
            spread: false,
            checked,
            data: dataOf(item),
            children: [{ type: "paragraph", children }],
          };
        });
        return [{ ...prototype.list, children, data }];
      }
      case "section":
        return items.flatMap((item) =>
          expandBlocks(prototype.blocks, contextOf(item)).map((node) => ({
            ...node,
            data: { entry: item.entry, ...node.data },
          })),
        );
    }
  }

  /** @returns none for a table whose repeated columns have no members, which is left out */
  function columnsOf({ table, columns }: RowPrototype, values: Values) {
    const found = columns.flatMap((column, index) => {
      const align = table.align?.[index] ?? null;
      if (!column.repeat) return [{ ...column, align, member: undefined, at: 0 }];
      return members(column.repeat, values).map((member, at) => ({ ...column, align, member, at }));
    });
    for (const { member } of found) if (member instanceof Item) printed.add(member.entry);
    const isRepeated = columns.some(({ repeat }) => repeat);
    return isRepeated && !found.some(({ repeat }) => repeat) ? [] : found;
  }

  /** @returns the records that a path names by their ids; none when one is not there, which is said */
  function recordsNamed(what: string, range: Range, { level, keys }: Ref, values: Values): Item[] {
    let value = values[level];
    const named: Item[] = [];
    for (const [index, key] of keys.entries()) {
      const before = value;
      value = valueBelow(before, [key]);
      if (!isList(before)) continue;
      if (!(value instanceof Item)) {
        const all = itemsOf(before);
        const deeper = pathTo(key, all);
        const problem = deeper ? `“${key}” stands under another entry` : `there is no ${keys[0]} entry “${key}”`;
        const message = `“${what}”: ${problem}.`;
        const ids = all.map(({ entry }) => entry.id);
        const meant = deeper && [...keys.slice(0, index), ...deeper, ...keys.slice(index + 1)].join(".");
        const hint = meant ? didYouMeanThis(meant) : (didYouMean(key, ids) ?? `Ids: ${ids.join(", ") || "none yet"}.`);
        const about = `data/${keys[0]}/${key}.yml`;
        diagnostics.push(new Diagnostic({ file: TEMPLATE, range, rule: "template-field", message, hint, about }));
        return [];
      }
      named.push(value);
    }
    return named;
  }
}

/** The way from records to one that stands under one of them, in records of the same kind; none to these themselves. */
function pathTo(id: string, items: readonly Item[], seen: ReadonlySet<Entry> = new Set()): string[] | undefined {
  for (const item of items) {
    const { kind } = item.entry;
    if (seen.has(item.entry)) continue;
    const under = itemsOf(valueBelow(item, [kind.folder])).filter(({ entry }) => entry.kind === kind);
    const start = [item.entry.id, kind.folder];
    if (under.some(({ entry }) => entry.id === id)) return [...start, id];
    const deeper = pathTo(id, under, new Set([...seen, item.entry]));
    if (deeper) return [...start, ...deeper];
  }
  return undefined;
}

function itemsOf(value: Value): Item[] {
  return isList(value) ? value.filter((item) => item instanceof Item) : [];
}
