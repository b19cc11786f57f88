// Finds fields whose end could not be told when an edited row is read back, because the text that ends them may occur in their values.
import type { Field, Part } from "./prototype.ts";

export interface AmbiguousField extends Field {
  /** Texts that a value may contain and that a group behind it starts with; at least one. */
  texts: string[];
  /** The pattern of its schema. */
  pattern: string | undefined;
}

/**
 * The fields of a row or item whose end cannot be told: an optional group follows that starts with text which their values
 * may contain.
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
      // Inside of emphasis or a link, the markup itself ends the last field.
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

/** The pattern for text on one line in the toolchain's schemas, and the line ends that it excludes. */
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
