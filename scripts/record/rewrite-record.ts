// A record's text with other data in it, in which only the bytes that mean the difference are others.
import { isDeepStrictEqual } from "node:util";
import { diffArrays } from "diff";
import { isMap, isPair, isScalar, isSeq, type Pair, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { Edit } from "../text/diagnostic.ts";
import { applyEdits } from "../text/edits.ts";
import { groupBy } from "../text/group-by.ts";
import { isObject } from "../text/json.ts";
import { written } from "./edit-record.ts";
import { keyOrder, type Schema, schemaUnder } from "./kinds.ts";
import { valueText } from "./record-text.ts";

/**
 * Comments, quotes, blank lines, flow or block style, and the order of keys stay; new keys stand in the order of the schema.
 *
 * @param source - YAML without syntax errors
 * @param wanted - what it is to say
 * @returns the text; `undefined` where it could not be changed without harm
 */
export function rewriteRecord(source: string, wanted: unknown, schema: Schema): string | undefined {
  const isWindows = source.includes("\r\n");
  const text = new Rewriting(source.replaceAll("\r\n", "\n")).to(wanted, schema);
  const { errors, contents } = parseDocument(text, { prettyErrors: false });
  const isRight = errors.length === 0 && isDeepStrictEqual(contents?.toJSON(), wanted);
  if (!isRight) return undefined;
  return isWindows ? text.replaceAll("\n", "\r\n") : text;
}

class Rewriting {
  readonly #source: string;
  readonly #edits: Edit[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  to(wanted: unknown, schema: Schema): string {
    const { contents } = parseDocument(this.#source, { prettyErrors: false });
    this.#node(contents, wanted, schema);
    // Of two that are written in one place, the inner one was found first, and stands first.
    return applyEdits(this.#source, this.#edits);
  }

  #node(node: unknown, wanted: unknown, schema: Schema, isFlow = false): void {
    if (isMap(node) && isObject(wanted) && node.items.some((pair) => Object.hasOwn(wanted, keyOf(pair)))) {
      this.#map(node, wanted, schema, isFlow || node.flow === true);
    } else if (isSeq(node) && Array.isArray(wanted) && wanted.length > 0 && node.items.length > 0) {
      this.#list(node, wanted, schema, isFlow || node.flow === true);
    } else if (!isDeepStrictEqual(plain(node), wanted)) {
      const [start, end] = [startOf(node), this.#endOf(node)];
      const text = this.#valueFor(node, wanted, schema, isFlow);
      const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true;
      if (!isBlock && !text.startsWith("\n")) {
        this.#edits.push({ start, end, text });
      } else {
        const behindKey = this.#source.slice(0, start).trimEnd().length;
        this.#edits.push({ start: behindKey, end, text: text.startsWith("\n") ? text : ` ${text}` });
      }
    }
  }

  /** What stands in the place of a value, in its own style where that is possible. */
  #valueFor(node: unknown, wanted: unknown, schema: Schema, isFlow: boolean): string {
    const start = startOf(node);
    if (isFlow)
      return isScalar(node) && typeof wanted === "string" ? written(wanted, true, node.type) : flowText(wanted);
    if (isScalar(node) && typeof wanted === "string") {
      const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
      if (!isBlock && !wanted.includes("\n")) return written(wanted, false, node.type);
      const text = inlineText(wanted, schema, this.#indentAt(start));
      return isBlock && !text.startsWith("|") ? `${text}\n` : isBlock ? text : text.replace(/\n$/, "");
    }
    if (typeof wanted !== "object" || wanted === null) return valueText(wanted, schema).trim();
    const text = valueText(wanted, schema).trimEnd();
    const isInline = !text.includes("\n") && /^[[{]/.test(text);
    if (isInline) return text;
    const indent = this.#indentAt(start);
    return `\n${indented(text, `${indent}  `)}`;
  }

  #map(map: YAMLMap, wanted: Record<string, unknown>, schema: Schema, isFlow: boolean): void {
    const pairs = map.items.map((pair) => ({ pair, key: keyOf(pair) }));
    const kept = pairs.filter(({ key }) => Object.hasOwn(wanted, key));
    const fresh = Object.keys(wanted).filter((key) => !pairs.some((each) => each.key === key));
    for (const { pair, key } of kept) this.#node(pair.value, wanted[key], schemaUnder(schema, key) ?? {}, isFlow);
    for (const { pair, key } of pairs) {
      if (!Object.hasOwn(wanted, key)) this.#removePair(map, pair);
    }
    const compareKeys = keyOrder(schema);
    // Keys of one place are written in one edit, in their order.
    const byPlace = groupBy(fresh.toSorted(compareKeys), (key) =>
      kept.findLastIndex((each) => compareKeys(each.key, key) <= 0),
    );
    for (const [before, keys] of byPlace) {
      const record = Object.fromEntries(keys.map((key) => [key, wanted[key]]));
      this.#insertPairs(map, kept[before]?.pair, kept[0]?.pair, record, schema);
    }
  }

  #insertPairs(
    map: YAMLMap,
    before: Pair | undefined,
    first: Pair | undefined,
    record: Record<string, unknown>,
    schema: Schema,
  ): void {
    if (map.flow) {
      const text = Object.entries(record).map(([key, value]) => `${key}: ${flowText(value)}`);
      const start = before ? this.#endOf(before.value ?? before.key) : startOf(first?.key ?? map);
      this.#edits.push({ start, end: start, text: before ? `, ${text.join(", ")}` : `${text.join(", ")}, ` });
      return;
    }
    const column = this.#columnOf(startOf(map.items[0]?.key));
    const text = indented(valueText(record, schema).trimEnd(), " ".repeat(column));
    if (before) {
      const end = this.#endOfLine(this.#endOf(before.value ?? before.key));
      this.#edits.push({ start: end, end, text: `\n${text}` });
    } else {
      const start = startOf(first?.key ?? map);
      this.#edits.push({ start, end: start, text: `${text.trimStart()}\n${" ".repeat(column)}` });
    }
  }

  #removePair(map: YAMLMap, pair: Pair): void {
    const index = map.items.indexOf(pair);
    const start = startOf(pair.key);
    const next = map.items[index + 1];
    const end = this.#endOf(pair.value ?? pair.key);
    if (map.flow) {
      if (next) this.#edits.push({ start, end: startOf(next.key), text: "" });
      else {
        const last = map.items[index - 1];
        this.#edits.push({ start: last ? this.#endOf(last.value ?? last.key) : start, end, text: "" });
      }
      return;
    }
    const line = this.#source.lastIndexOf("\n", start - 1) + 1;
    const isBehindDash = this.#source.slice(line, start).trim() !== "";
    if (isBehindDash && next) this.#edits.push({ start, end: startOf(next.key), text: "" });
    else this.#removeLines(line, end);
  }

  #list(list: YAMLSeq, wanted: readonly unknown[], schema: Schema, isFlow: boolean): void {
    const items = list.items;
    const { pairs, removed, inserted } = aligned(items.map(plain), wanted);
    for (const [from, to] of pairs) this.#node(items[from], wanted[to], schema.items ?? {}, isFlow);
    for (const from of removed) {
      const item = items[from];
      const [start, end] = [startOf(item), this.#endOf(item)];
      if (isFlow) {
        const isLeft = pairs.some(([index]) => index < from);
        const [before, next] = [items[from - 1], items[from + 1]];
        if (isLeft && before) this.#edits.push({ start: this.#endOf(before), end, text: "" });
        else if (next) this.#edits.push({ start, end: startOf(next), text: "" });
        else this.#edits.push({ start, end, text: "" });
      } else {
        this.#removeLines(this.#source.lastIndexOf("\n", start - 1) + 1, end);
      }
    }
    for (const { after, indexes } of inserted) {
      const values = indexes.map((index) => wanted[index]);
      const before = after === undefined ? undefined : items[after];
      const first = items[0];
      if (isFlow) {
        const text = values.map(flowText).join(", ");
        const start = before === undefined ? startOf(first) : this.#endOf(before);
        this.#edits.push({ start, end: start, text: before === undefined ? `${text}, ` : `, ${text}` });
        continue;
      }
      const dash = this.#source.lastIndexOf("-", startOf(first) - 1);
      const indent = " ".repeat(this.#columnOf(dash));
      const text = values.map((value) => indented(itemText(value, schema.items ?? {}), indent)).join("\n");
      if (before === undefined) {
        const line = this.#source.lastIndexOf("\n", dash) + 1;
        this.#edits.push({ start: line, end: line, text: `${text}\n` });
      } else {
        const end = this.#endOfLine(this.#endOf(before));
        this.#edits.push({ start: end, end, text: `\n${text}` });
      }
    }
  }

  /** With the comment behind it, and the line's end. */
  #removeLines(start: number, end: number): void {
    const stop = this.#source[end - 1] === "\n" ? end : this.#endOfLine(end) + 1;
    this.#edits.push({ start, end: Math.min(stop, this.#source.length), text: "" });
  }

  #endOfLine(offset: number): number {
    if (this.#source[offset - 1] === "\n") return offset - 1;
    const end = this.#source.indexOf("\n", offset);
    return end === -1 ? this.#source.length : end;
  }

  #columnOf(offset: number): number {
    return offset - (this.#source.lastIndexOf("\n", offset - 1) + 1);
  }

  /** Of the line, but for the dashes of lists. */
  #indentAt(offset: number): string {
    const line = this.#source.slice(this.#source.lastIndexOf("\n", offset - 1) + 1, offset);
    return (/^[ -]*(?=[^ -]|$)/.exec(line)?.[0] ?? "").replaceAll("-", " ");
  }

  /** Behind the last character of a value, without a comment; of a block of text, behind its last line end. */
  #endOf(node: unknown): number {
    if (isMap(node) && !node.flow) {
      const last = node.items.at(-1);
      if (last) return last.value === null ? this.#endOf(last.key) : this.#endOf(last.value);
    }
    if (isSeq(node) && !node.flow && node.items.length > 0) return this.#endOf(node.items.at(-1));
    if (isScalar(node) && node.range) return node.range[1];
    const range = rangeOf(node);
    return range[1];
  }
}

function rangeOf(node: unknown): readonly [number, number] {
  const range = Object(node).range;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : [0, 0];
}

function startOf(node: unknown): number {
  return rangeOf(node)[0];
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : "";
}

function plain(node: unknown): unknown {
  return isScalar(node) || isMap(node) || isSeq(node) ? node.toJSON() : isPair(node) ? undefined : node;
}

function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(", ")}]`;
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}: ${flowText(item)}`)
      .join(", ")}}`;
  }
  return typeof value === "string" ? written(value, true) : String(value);
}

/** A text behind its key or dash, as a block where it has several lines. */
function inlineText(value: string, schema: Schema, indent: string): string {
  const [first = "", ...rest] = valueText({ value }, { properties: { value: schema } })
    .slice("value: ".length)
    .split("\n");
  // The last line end stands behind every value.
  const lines = rest.map((line) => (line === "" ? "" : `${indent}${line}`));
  return [first, ...lines].join("\n");
}

function itemText(value: unknown, schema: Schema): string {
  return valueText([value], { items: { ...schema, type: "object" } }).trimEnd();
}

function indented(text: string, indent: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : indent + line))
    .join("\n");
}

interface Aligned {
  /** Indexes of items that stay, perhaps with another value. */
  pairs: [number, number][];
  removed: number[];
  inserted: { after: number | undefined; indexes: number[] }[];
}

/** Equal items stay; of those between two that stay, the first ones are changed into each other. */
function aligned(old: readonly unknown[], fresh: readonly unknown[]): Aligned {
  const found: Aligned = { pairs: [], removed: [], inserted: [] };
  let [from, to] = [0, 0];
  for (const [nextFrom, nextTo] of [...equalItems(old, fresh), [old.length, fresh.length] as const]) {
    while (from < nextFrom && to < nextTo) found.pairs.push([from++, to++]);
    while (from < nextFrom) found.removed.push(from++);
    if (to < nextTo) {
      const indexes: number[] = [];
      while (to < nextTo) indexes.push(to++);
      found.inserted.push({ after: from === 0 ? undefined : from - 1, indexes });
    }
    if (nextFrom < old.length) found.pairs.push([from++, to++]);
  }
  return found;
}

function equalItems(old: readonly unknown[], fresh: readonly unknown[]): [number, number][] {
  const [a = [], b = []] = [old, fresh].map((values) => values.map((value) => JSON.stringify(value)));
  const found: [number, number][] = [];
  let [from, to] = [0, 0];
  for (const { count, added, removed } of diffArrays(a, b)) {
    if (removed) from += count;
    else if (added) to += count;
    else for (const end = from + count; from < end; ) found.push([from++, to++]);
  }
  return found;
}
