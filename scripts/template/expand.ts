// A template + a list's values → the page's mdast: a row, item or section for each record, which knows that record.
import type { ListItem, RootContent, TableCell, TableRow } from "mdast";
import type { Entry } from "../record/entry.ts";
import { Diagnostic, type Range } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { fillCell, fillParts, members, type Values, valueAt } from "./fill.ts";
import type { Origin } from "./nodes.ts";
import type { Template } from "./parse.ts";
import { printBlocks } from "./print.ts";
import type { Block, Each, Field, Ref, RowPrototype } from "./prototype.ts";
import { type Fields, Item, isList, type Value, valueBelow } from "./values.ts";

export interface Expanded {
  children: RootContent[];
  /** Records that a prototype was filled with, or that a path of the template names. */
  printed: Set<Entry>;
  diagnostics: Diagnostic[];
}

/**
 * @param file - the template's path, for diagnostics
 * @param list - from `modelValues`
 */
export function expand(file: string, { blocks, byId }: Template, list: Fields): Expanded {
  const expander = new Expander(file);
  for (const field of byId) expander.checkId(field, list);
  const children = expander.blocks(blocks, [list]);
  return { children, printed: expander.printed, diagnostics: expander.diagnostics };
}

/** The blocks that one `each` makes of these records. */
export function expandEach(file: string, each: Each, items: readonly Item[], list: Fields): RootContent[] {
  return new Expander(file).repeat(each, items, [list]);
}

class Expander {
  readonly printed = new Set<Entry>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  blocks(blocks: readonly Block[], values: Values, eaches: readonly Each[] = []): RootContent[] {
    return blocks.flatMap((block) => this.#block(block, values, eaches));
  }

  #block(block: Block, values: Values, eaches: readonly Each[]): RootContent[] {
    switch (block.type) {
      case "block":
        return [block.node];
      case "prose": {
        const children = fillParts(block.parts, values);
        return children.length === 0 && block.node.type !== "tableCell"
          ? []
          : [{ ...block.node, children, data: { origin: { block, values, eaches } } }];
      }
      case "field-block": {
        const origin = { block, values, eaches };
        return printBlocks(valueAt(block.field.ref, values)).map((node) =>
          Object.assign({}, node, { data: { ...node.data, origin } }),
        );
      }
      case "container": {
        // The cast is right: the blocks were parsed from this container, and filling does not change their types.
        const children = this.blocks(block.blocks, values, eaches).filter(({ type }) => type !== "emptied") as never[];
        const data = { origin: { block, values, eaches } };
        return children.length === 0 ? [] : [{ ...block.node, children, data }];
      }
      case "each":
        if (block.path[0] === "notes") return [{ type: "notesPlaceholder", each: block }];
        return this.repeat(block, this.#items(block, values), values, eaches);
    }
  }

  repeat(each: Each, items: readonly Item[], values: Values, eaches: readonly Each[] = []): RootContent[] {
    const { prototype } = each;
    const origin = { block: each, values, eaches };
    const originOf = (item: Item): Origin => ({ block: each, values: [...values, item], eaches: [...eaches, each] });
    for (const { entry } of items) this.printed.add(entry);
    if (items.length === 0) return [{ type: "emptied" }];
    switch (prototype.type) {
      case "row":
        return [this.#table(prototype, items, origin, originOf)];
      case "item": {
        const children = items.map((item): ListItem => {
          const children = fillParts(prototype.parts, [...values, item]);
          return {
            type: "listItem",
            spread: false,
            checked: prototype.checked ?? null,
            data: { entry: item.entry, origin: originOf(item) },
            children: [{ type: "paragraph", children }],
          };
        });
        return [{ ...prototype.list, children, data: { origin } }];
      }
      case "section":
        return items.flatMap((item) =>
          this.blocks(prototype.blocks, [...values, item], [...eaches, each]).map((node) => ({
            ...node,
            data: { entry: item.entry, ...node.data },
          })),
        );
    }
  }

  #table(
    { table, columns: all }: RowPrototype,
    items: readonly Item[],
    origin: Origin,
    originOf: (item: Item) => Origin,
  ): RootContent {
    const { values } = origin;
    const columns = all.flatMap((column, index) => {
      const align = table.align?.[index] ?? null;
      if (!column.repeat) return [{ ...column, align, member: undefined, at: 0 }];
      return members(column.repeat, values).map((member, at) => ({ ...column, align, member, at }));
    });
    // A table whose repeated columns have no members is left out.
    const isRepeated = all.some(({ repeat }) => repeat);
    if (isRepeated && !columns.some(({ repeat }) => repeat)) return { type: "emptied" };
    for (const { member } of columns) if (member instanceof Item) this.printed.add(member.entry);

    const heading = columns.map(({ heading, repeat, member }): TableCell => {
      return { type: "tableCell", children: fillParts(heading, repeat ? [...values, member] : values) };
    });
    const rows = items.map((item): TableRow => {
      const inner = [...values, item];
      const children = columns.map(({ segments, members: own, at }): TableCell => {
        const ofMember = own ? [...inner, members(own, inner)[at]] : inner;
        return { type: "tableCell", children: fillCell(segments, ofMember) };
      });
      return { type: "tableRow", data: { entry: item.entry, origin: originOf(item) }, children };
    });
    const align = columns.map(({ align }) => align);
    return { ...table, align, children: [{ type: "tableRow", children: heading }, ...rows], data: { origin } };
  }

  /** Say when there is no record of the id in a field such as `components.my-component.name`. */
  checkId({ path, ref, range }: Field, list: Fields): void {
    // Inside of a record that is repeated, the id is looked for in each.
    if (ref.level === 0) this.#records(path.join("."), range, ref, list);
  }

  #items({ path, range, records }: Each, values: Values): Item[] {
    const found = this.#records(`each ${path.join(".")}`, range, records, values[records.level]);
    for (const { entry } of found?.named ?? []) this.printed.add(entry);
    return itemsOf(found?.value);
  }

  /** @returns what a path leads to, and the records that it names on the way; `undefined` when one is not there */
  #records(what: string, range: Range, { keys }: Ref, from: Value): { value: Value; named: Item[] } | undefined {
    let value = from;
    const named: Item[] = [];
    for (const key of keys) {
      if (isList(value)) {
        const found = itemsOf(value).find(({ entry }) => entry.id === key);
        if (!found) {
          const message = `“${what}”: there is no ${keys[0]} entry “${key}”.`;
          const ids = itemsOf(value).map(({ entry }) => entry.id);
          const hint = didYouMean(key, ids) ?? `Ids: ${ids.join(", ") || "none yet"}.`;
          const about = `data/${keys[0]}/${key}.yml`;
          const finding = { file: this.#file, range, rule: "template-field", message, hint, about };
          this.diagnostics.push(new Diagnostic(finding));
          return undefined;
        }
        named.push(found);
        value = found;
      } else {
        value = valueBelow(value, [key]);
      }
    }
    return { value, named };
  }
}

function itemsOf(value: Value): Item[] {
  return isList(value) ? value.filter((item) => item instanceof Item) : [];
}
