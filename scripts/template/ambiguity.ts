// A row that is read back with its prototype: what ends a field must not occur in it.
import type { Field, Part } from "./prototype.ts";

export interface AmbiguousField extends Field {
  /** The texts with which groups start that may stand behind it, and that its values may hold; at least one. */
  texts: string[];
  /** The pattern of its schema. */
  pattern: string | undefined;
}

/**
 * Fields of a row or item that could not be told from the groups behind them, which may be missing.
 *
 * @param behind - texts that may stand behind the parts
 */
export function ambiguousFields(parts: readonly Part[], behind: readonly string[] = []): AmbiguousField[] {
  return parts.flatMap((part, index): AmbiguousField[] => {
    const rest = parts.slice(index + 1);
    const next = [...openings(rest), ...(rest.every(({ type }) => type === "group") ? behind : [])];
    switch (part.type) {
      case "field": {
        if (part.shape.kind !== "text") return [];
        const { pattern } = part.shape;
        const texts = next.filter((text) => mayHold(text, pattern));
        return texts.length === 0 ? [] : [{ ...part, texts, pattern }];
      }
      case "group":
        return ambiguousFields(part.parts, next);
      // The end of a node is the end of what is in it.
      case "wrapper":
      case "link":
        return ambiguousFields(part.parts);
      default:
        return [];
    }
  });
}

/** Would some value with that text match the pattern? Tried with letters and digits around it. */
function mayHold(text: string, pattern: string | undefined): boolean {
  return (
    pattern === undefined || ["x", "X", "0"].some((around) => new RegExp(pattern, "u").test(around + text + around))
  );
}

/** The texts with which the groups at the start of `parts` begin, as far as text alone ends them. */
function openings(parts: readonly Part[]): string[] {
  const found: string[] = [];
  for (const part of parts) {
    if (part.type !== "group") break;
    const [first, second] = part.parts;
    if (first?.type !== "static" || first.node.type !== "text") continue;
    if (second === undefined || second.type === "field" || second.type === "group") found.push(first.node.value);
  }
  return found;
}

/** What the schemas of this toolchain have for “one line”, and its characters. */
const ONE_LINE = "^.*$";
const LINE_ENDS = String.raw`\n\r\u2028\u2029`;

/**
 * A pattern for a schema, as JSON Schema has it (ECMA-262, `u`).
 *
 * @param pattern - what the schema has now
 * @returns one that rules out the texts besides: where it can, the first character of each that is no letter
 */
export function patternWithout(texts: readonly string[], pattern: string | undefined): string {
  const characters = texts.map((text) => /[\p{P}\p{S}]/u.exec(text)?.[0].replace(/[\\\]^-]/, "\\$&"));
  if ((pattern === undefined || pattern === ONE_LINE) && characters.every((character) => character !== undefined)) {
    return `^[^${[...new Set(characters)].join("")}${pattern === undefined ? "" : LINE_ENDS}]*$`;
  }
  const found = texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
  const without = String.raw`^(?![\s\S]*(?:${found}))`;
  return pattern === undefined ? without : String.raw`${without}[\s\S]*(?:${pattern})`;
}
