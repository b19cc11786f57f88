// A record's text with other data in it, in which only the bytes that mean the difference are others.
import { isDeepStrictEqual } from "node:util";
import { diffArrays } from "diff";
import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Edit } from "../text/diagnostic.ts";
import { applyEdits } from "../text/edits.ts";
import { groupBy } from "../text/group-by.ts";
import { isObject } from "../text/json.ts";
import { pairedLines } from "../text/paired-lines.ts";
import { keyOrder, type Schema, schemaUnder } from "./kinds.ts";
import { valueText } from "./record-text.ts";
import { written } from "./replace-texts.ts";

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
    this.#node(contents, wanted, schema, false);
    // Of two that are written in one place, the inner one was found first, and stands first.
    return applyEdits(this.#source, this.#edits);
  }

  #node(node: unknown, wanted: unknown, schema: Schema, isInFlow: boolean): void {
    const isFlow = isInFlow || (isCollection(node) && node.flow === true);
    if (isMap(node) && isObject(wanted) && node.items.some((pair) => Object.hasOwn(wanted, keyOf(pair)))) {
      this.#map(node, wanted, schema, isFlow);
    } else if (isSeq(node) && Array.isArray(wanted) && wanted.length > 0 && node.items.length > 0) {
      this.#list(node, wanted, schema, isFlow);
    } else if (!isDeepStrictEqual(plain(node), wanted)) {
      const [start, end] = [startOf(node), endOf(node)];
      const text = this.#valueFor(node, wanted, schema, isInFlow);
      const isOnLine = text.startsWith(" ") && (!isCollection(node) || node.flow === true);
      if (isOnLine) this.#edits.push({ start, end, text: text.slice(1) });
      else this.#edits.push({ start: this.#source.slice(0, start).trimEnd().length, end, text });
    }
  }

  /** What stands behind a key or a dash in the place of a value, in its own style where that is possible. */
  #valueFor(node: unknown, wanted: unknown, schema: Schema, isFlow: boolean): string {
    const isBlock = isScalar(node) && (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED);
    if (isScalar(node) && typeof wanted === "string" && (isFlow || !(isBlock || wanted.includes("\n"))))
      return ` ${written(wanted, isFlow, node.type)}`;
    if (isFlow) return ` ${written(wanted, true)}`;
    const text = valueText({ value: wanted }, { properties: { value: schema } }).slice("value:".length);
    return indented(isBlock ? text : text.replace(/\n$/, ""), this.#indentAt(startOf(node)));
  }

  #map(map: YAMLMap, wanted: Record<string, unknown>, schema: Schema, isFlow: boolean): void {
    const kept = map.items.filter((pair) => Object.hasOwn(wanted, keyOf(pair)));
    const keys = kept.map(keyOf);
    for (const [index, key] of keys.entries())
      this.#node(kept[index]?.value, wanted[key], schemaUnder(schema, key) ?? {}, isFlow);
    const gone = map.items.filter((pair) => !Object.hasOwn(wanted, keyOf(pair)));
    this.#remove(map.items, new Set(gone), isFlow);
    const compareKeys = keyOrder(schema);
    const fresh = Object.keys(wanted).filter((key) => !keys.includes(key));
    // Keys of one place are written in one edit, in their order.
    const byPlace = groupBy(fresh.toSorted(compareKeys), (key) =>
      keys.findLastIndex((before) => compareKeys(before, key) <= 0),
    );
    for (const [before, group] of byPlace) {
      const record = Object.fromEntries(group.map((key) => [key, wanted[key]]));
      this.#insert(kept[before], kept[0], record, schema, isFlow);
    }
  }

  /** Equal items stay; of those between two that stay, the first ones are changed into each other. */
  #list(list: YAMLSeq, wanted: readonly unknown[], schema: Schema, isFlow: boolean): void {
    const { items } = list;
    const [old = [], fresh = []] = [items.map(plain), wanted].map((values) =>
      values.map((each) => JSON.stringify(each)),
    );
    const signs = diffArrays(old, fresh).map(({ count, added, removed }) =>
      (added ? "+" : removed ? "-" : " ").repeat(count),
    );
    const changes = pairedLines(signs.join(""));
    for (const { old, fresh } of changes) {
      if (old !== undefined && fresh !== undefined) this.#node(items[old], wanted[fresh], schema.items ?? {}, isFlow);
    }
    const gone = changes.filter(({ fresh }) => fresh === undefined).map(({ at }) => items[at]);
    this.#remove(items, new Set(gone), isFlow);
    const added = changes.filter(({ old }) => old === undefined);
    for (const [at, group] of groupBy(added, ({ at }) => at)) {
      const values = group.map(({ fresh = 0 }) => wanted[fresh]);
      // A list of texts would stand in one line.
      this.#insert(items[at - 1], items[0], values, { items: { ...schema.items, type: "object" } }, isFlow);
    }
  }

  /** @param part - new pairs or items, to stand behind one that stays, or in front of the first */
  #insert(before: unknown, first: unknown, part: object, schema: Schema, isFlow: boolean): void {
    const start = before === undefined ? this.#startOf(first, isFlow) : endOf(before);
    if (isFlow) {
      const text = written(part, true).slice(1, -1);
      this.#edits.push({ start, end: start, text: before === undefined ? `${text}, ` : `, ${text}` });
      return;
    }
    const indent = this.#indentAt(this.#startOf(first, isFlow));
    const text = valueText(part, schema).trimEnd();
    if (before === undefined) {
      this.#edits.push({ start, end: start, text: indented(`${text}\n`, indent) + indent });
    } else {
      const end = this.#endOfLine(start);
      this.#edits.push({ start: end, end, text: indented(`\n${text}`, indent) });
    }
  }

  #remove(items: readonly unknown[], gone: ReadonlySet<unknown>, isFlow: boolean): void {
    for (const [index, item] of items.entries()) {
      if (!gone.has(item)) continue;
      const [start, end] = [this.#startOf(item, isFlow), endOf(item)];
      const line = this.#source.lastIndexOf("\n", start - 1) + 1;
      const isBehindDash = this.#source.slice(line, start).trim() !== "";
      if (isFlow && items.slice(0, index).some((each) => !gone.has(each))) {
        this.#edits.push({ start: endOf(items[index - 1]), end, text: "" });
      } else if (isFlow || (isBehindDash && index + 1 < items.length)) {
        this.#edits.push({ start, end: this.#startOf(items[index + 1], isFlow), text: "" });
      } else {
        // With the comment behind it, and the line's end.
        const stop = this.#source[end - 1] === "\n" ? end : this.#endOfLine(end) + 1;
        this.#edits.push({ start: line, end: Math.min(stop, this.#source.length), text: "" });
      }
    }
  }

  /** Of a pair, or of an item, with its dash. */
  #startOf(member: unknown, isFlow: boolean): number {
    const start = startOf(member);
    return isFlow || isPair(member) ? start : this.#source.lastIndexOf("-", start - 1);
  }

  #endOfLine(offset: number): number {
    if (this.#source[offset - 1] === "\n") return offset - 1;
    const end = this.#source.indexOf("\n", offset);
    return end === -1 ? this.#source.length : end;
  }

  /** Of the line, but for the dashes of lists. */
  #indentAt(offset: number): string {
    const line = this.#source.slice(this.#source.lastIndexOf("\n", offset - 1) + 1, offset);
    return (/^[ -]*(?=[^ -]|$)/.exec(line)?.[0] ?? "").replaceAll("-", " ");
  }
}

function rangeOf(node: unknown): readonly [number, number] {
  const range = Object(node).range;
  return Array.isArray(range) ? [Number(range[0]), Number(range[1])] : [0, 0];
}

function startOf(node: unknown): number {
  return isPair(node) ? startOf(node.key) : rangeOf(node)[0];
}

/** Behind the last character of a value, without a comment; of a block of text, behind its last line end. */
function endOf(node: unknown): number {
  if (isPair(node)) return endOf(node.value ?? node.key);
  if (isCollection(node) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1));
  return rangeOf(node)[1];
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : "";
}

function plain(node: unknown): unknown {
  return isScalar(node) || isCollection(node) ? node.toJSON() : node;
}

/** @returns the text with all but its first line further in */
function indented(text: string, indent: string): string {
  return text.replace(/\n(?=[^\n])/g, `\n${indent}`);
}
