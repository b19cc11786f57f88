// Which characters of a YAML file a part of a text value was read from.
import { isScalar } from "yaml";
import type { Range } from "../text/diagnostic.ts";
import { rangeIn } from "../text/source.ts";
import { locate, yamlDocument } from "./yaml.ts";

/** Escapes in double quotes by the character behind the backslash: how many characters each is long (YAML 1.2, 5.7). */
const ESCAPE_LENGTHS: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };
const SHORT_ESCAPE = 2;

/**
 * Both texts side by side: the written one has indents, escapes and folded line ends that the value has not.
 *
 * @param source - YAML without syntax errors
 * @param path - where the text stands: keys and indexes from the root
 * @returns for each offset of the value, its end included, the offset in `source`; `undefined` when there is no text
 */
export function scalarOffsets(source: string, path: readonly (string | number)[]): number[] | undefined {
  const document = yamlDocument(source);
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isScalar(node) || typeof node.value !== "string" || !node.range) return undefined;
  const { value, type, range } = node;
  const written = source.slice(range[0], range[1]);
  const isBlock = type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED";
  const [hasEscapes, hasDoubledQuotes] = [type === "QUOTE_DOUBLE", type === "QUOTE_SINGLE"];
  const offsets: number[] = [];
  let at = isBlock ? written.indexOf("\n") + 1 : hasEscapes || hasDoubledQuotes ? 1 : 0;
  for (let index = 0; index < value.length; index++) {
    const wanted = value.charAt(index);
    while (written[at] !== wanted && isFolded(written, at, wanted, hasEscapes)) at++;
    offsets.push(at);
    if (hasEscapes && written[at] === "\\") {
      at += ESCAPE_LENGTHS[written.charAt(at + 1)] ?? SHORT_ESCAPE;
      // One escape may stand for both halves of a surrogate pair.
      if (/^[\ud800-\udbff][\udc00-\udfff]/.test(value.slice(index, index + 2)) && written[at] !== "\\") {
        offsets.push(at);
        index++;
      }
    } else if (written[at] === wanted) {
      at += hasDoubledQuotes && wanted === "'" ? 2 : 1;
    } else if (/\s/.test(wanted)) {
      // A line end that the value ends with and the file, at its end, does not; or one that was folded to a blank.
      if (/\s/.test(written[at] ?? "")) at++;
    } else {
      return undefined;
    }
  }
  offsets.push(Math.min(at, written.length));
  return offsets.map((offset) => range[0] + offset);
}

/**
 * @param span - offsets in the text there, the end exclusive; without it, all of the value is meant
 * @returns where a part of a text stands, however it is written: as a block, in quotes, with other line ends
 */
export function locateText(
  source: string,
  path: readonly (string | number)[],
  span: readonly [start: number, end: number] | undefined,
): Range {
  const offsets = span && scalarOffsets(source, path);
  const [start, last] = [offsets?.[span?.[0] ?? 0], offsets?.[(span?.[1] ?? 1) - 1]];
  return start === undefined || last === undefined ? locate(source, path) : rangeIn(source, start, last + 1);
}

/** White space of the file that the value does not have: indents, and line ends that were folded to one blank. */
function isFolded(written: string, at: number, wanted: string, hasEscapes: boolean): boolean {
  const character = written.charAt(at);
  if (hasEscapes && character === "\\") return /[\r\n]/.test(written.charAt(at + 1));
  return /\s/.test(character) && !(wanted === " " && /[\r\n]/.test(character));
}
