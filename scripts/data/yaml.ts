// YAML source → plain value, with plain words for what is wrong and a place for every JSON Pointer.

import { location } from "vfile-location";
import { isAlias, isMap, isNode, isPair, isScalar, isSeq, parseDocument, visit, type YAMLError } from "yaml";
import { Diagnostic, FILE_START, type Point, type Range } from "./diagnostic.ts";

export interface ParsedYaml {
  /** `undefined` when there are diagnostics. */
  value: unknown;
  diagnostics: Diagnostic[];
}

const UNCLOSED = {
  message: "A bracket was opened before this and is not closed.",
  hint: "Close it, or put the text in double quotes if the bracket belongs to it.",
};

interface PlainWords {
  message: string;
  hint?: string;
}

const PLAIN_WORDS: Partial<Record<YAMLError["code"], PlainWords>> = {
  BLOCK_AS_IMPLICIT_KEY: {
    message: "There is a second “: ” in this line, so YAML reads it as a key inside a key.",
    hint: 'Put the text in double quotes: title: "CI/CD: part 1"',
  },
  TAB_AS_INDENT: { message: "The line is indented with a tab.", hint: "Use spaces: YAML does not allow tabs here." },
  DUPLICATE_KEY: { message: "This key stands twice in the same record.", hint: "Keep one of the two." },
  BAD_INDENT: {
    message: "The line is indented differently from its neighbours.",
    hint: "Lines that belong together start in the same column.",
  },
  BAD_SCALAR_START: {
    message: "Plain text cannot start with this character.",
    hint: "Put the text in double quotes.",
  },
  BAD_DQ_ESCAPE: {
    message: "A backslash in double quotes must start an escape such as \\n.",
    hint: "Write \\\\ for a backslash, or use single quotes.",
  },
  MISSING_CHAR: { message: "Something that was opened is not closed: a quote, a bracket, or a “:” is missing." },
  MULTILINE_IMPLICIT_KEY: {
    message: "YAML cannot tell whether the next line belongs to this text or is a key of its own.",
    hint: 'Keys of one record start in the same column, and a key ends in ": ".',
  },
  MULTIPLE_DOCS: { message: "The file holds more than one record (“---”).", hint: "One file holds one entry." },
  UNEXPECTED_TOKEN: {
    message: "This is not expected here.",
    hint: "Look at the quotes, brackets and indentation of this line and the one above.",
  },
};

function flowOrPlain({ message, code }: YAMLError): PlainWords | undefined {
  return message.startsWith("Flow ") ? UNCLOSED : PLAIN_WORDS[code];
}

/**
 * Text that starts with an asterisk, an ampersand or an exclamation mark is an alias, an anchor or a tag to YAML, and the
 * parser says what upsets it behind them.
 *
 * @returns where the sign stands, if what upset the parser is on its line
 */
function unquotedStart(source: string, offset: number): number | undefined {
  const start = Math.max(source.lastIndexOf("\n", offset - 1), source.lastIndexOf("\r", offset - 1)) + 1;
  const found = /^[ \t]*(?:- +)*(?:[\w-]+: +)?(?=[*&!][^\s]|\[[^\][\r\n]*\]\(|\{[^}{\r\n]*\}[ \t]*[^\s#])/.exec(
    source.slice(start).split(/[\r\n]/, 1)[0] ?? "",
  );
  return found ? start + found[0].length : undefined;
}

/** Where the text starts that runs on to here: the last quote behind a colon, a dash, a comma or a bracket. */
function openedQuote(source: string, offset: number): number {
  let found = -1;
  for (const { 0: text, index } of source.slice(0, offset).matchAll(/(?:[:,[{-]\s+|^|[[{])["']/gm))
    found = index + text.length - 1;
  return found;
}

/** Codes with which the parser reports a key or an item that starts in a column of its own. */
const UPSET_BY_INDENT: readonly string[] = ["MISSING_CHAR", "BLOCK_AS_IMPLICIT_KEY", "UNEXPECTED_TOKEN", "BAD_INDENT"];

/** Does a key or an item start here in a column in which none of the lines above does? */
function isOddlyIndented(source: string, { code, pos }: YAMLError): boolean {
  if (!UPSET_BY_INDENT.includes(code)) return false;
  const [above, line = ""] = [source.slice(0, pos[0]), source.slice(pos[0])];
  const start = Math.max(above.lastIndexOf("\n"), above.lastIndexOf("\r")) + 1;
  const whole = source.slice(start, pos[0]) + (/^[^\r\n]*/.exec(line)?.[0] ?? "");
  const indent = /^ */.exec(whole)?.[0].length ?? 0;
  if (start === 0 || pos[0] > start + indent || !/^ *(?:- |[\w-]+:(?: |$))/.test(whole)) return false;
  const columns = new Set<number>();
  for (const { 0: found, 1: blanks = "", 2: dashes = "" } of above.matchAll(/^( *)((?:- +)*)(?=\S)/gm)) {
    columns.add(blanks.length);
    if (dashes !== "") columns.add(found.length);
  }
  return !columns.has(indent) || (code === "BLOCK_AS_IMPLICIT_KEY" && /^ *- /.test(whole));
}

/** A key that stands twice is marked up to so many characters. */
const LONGEST_KEY = 100;

/**
 * Parse one YAML 1.2 document.
 *
 * @param file - the path that the diagnostics name
 * @param source - the text, without a byte order mark
 */
export function parseYaml(file: string, source: string): ParsedYaml {
  const lines = location(source);
  const fail = (message: string, range: Range, hint?: string): ParsedYaml => ({
    value: undefined,
    diagnostics: [new Diagnostic({ file, range, rule: "yaml-syntax", message, hint })],
  });

  const document = parseDocument(source, { prettyErrors: false });
  const problems = [...document.errors, ...document.warnings];
  // The parser is recursive: a line of many thousand brackets ends its stack, at a depth that differs from run to run.
  if (problems.some(({ code }) => code === "RESOURCE_EXHAUSTION")) {
    return fail("The values are nested too deeply to be read.", FILE_START);
  }
  if (problems.length > 0) {
    // One slip often upsets the parser several times in a row; the first place is where it is to be mended.
    const earliest = problems.reduce((a, b) => (b.pos[0] < a.pos[0] ? b : a));
    // Text that runs on into an indented key is reported as this and as a key inside a key.
    const runsOn = problems.find(({ code, pos }) => code === "MULTILINE_IMPLICIT_KEY" && pos[0] === earliest.pos[0]);
    const first = runsOn ?? earliest;
    const unquoted = unquotedStart(source, first.pos[0]);
    if (unquoted !== undefined) {
      const sign = source.charAt(unquoted);
      const message = `Plain text cannot start with “${sign}”.`;
      return fail(message, range(lines, unquoted, unquoted + 1), `Put the text in double quotes: "${sign}text"`);
    }
    const quote = first.code === "MISSING_CHAR" && /quote/.test(first.message) ? openedQuote(source, first.pos[0]) : -1;
    if (quote >= 0) {
      return fail(
        "This quote is not closed.",
        range(lines, quote, quote + 1),
        "Add the same sign at the end of the text.",
      );
    }
    const plain = isOddlyIndented(source, first) ? PLAIN_WORDS.BAD_INDENT : flowOrPlain(first);
    // What is missing at the end of the file is missing behind its last character.
    const start = Math.max(0, Math.min(first.pos[0], source.trimEnd().length - 1));
    const key =
      first.code === "DUPLICATE_KEY" ? (/^[^\s:]*/.exec(source.slice(start, start + LONGEST_KEY))?.[0] ?? "") : "";
    const end = start === first.pos[0] ? Math.max(first.pos[1], start + key.length) : start + 1;
    return fail(plain?.message ?? `${first.message}.`, range(lines, start, Math.max(end, start + 1)), plain?.hint);
  }

  let oddity: { node: unknown; message: string; hint: string } | undefined;
  visit(document, (_, node) => {
    if (isAlias(node)) {
      const hint = 'Write the value out; text that starts with * goes in double quotes: "*text"';
      oddity = { node, message: "YAML reads the text after “*” as an alias, and the data uses none.", hint };
    } else if (isPair(node) && !isScalar(node.key)) {
      const hint = "Put it in double quotes if the brackets belong to it.";
      oddity = { node: node.key, message: "A key is plain text, not a list or a block of keys.", hint };
    }
    return oddity ? visit.BREAK : undefined;
  });
  if (oddity) return fail(oddity.message, nodeRange(oddity.node, lines) ?? FILE_START, oddity.hint);

  const value: unknown = document.toJS();
  if (value === null || value === undefined) {
    return fail("The file is empty.", FILE_START, "Delete it, or fill in a record.");
  }
  return { value, diagnostics: [] };
}

/**
 * Find where a JSON Pointer's value stands. The source is parsed again: positions are asked for rarely, and
 * keeping a syntax tree for each of 100,000 records is not worth their memory.
 *
 * @param source - YAML without syntax errors
 * @param path - keys and indexes from the root, already unescaped
 * @param part - the value, or the key in front of it
 * @returns the range, or that of the nearest ancestor that exists
 */
export function locate(source: string, path: readonly (string | number)[], part: "key" | "value" = "value"): Range {
  const lines = location(source);
  const { contents } = parseDocument(source, { prettyErrors: false });
  let node: unknown = contents;
  let found = nodeRange(contents, lines) ?? FILE_START;
  for (const [depth, step] of path.entries()) {
    let key: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === String(step));
      key = pair?.key;
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
    } else {
      return found;
    }
    const wantsKey = part === "key" && depth === path.length - 1;
    const place = (wantsKey && nodeRange(key, lines)) || nodeRange(node, lines) || nodeRange(key, lines);
    if (!place) return found;
    found = place;
  }
  return found;
}

function nodeRange(node: unknown, lines: Lines): Range | undefined {
  if (!isNode(node) || !node.range) return undefined;
  // A `null` that was not written has an empty range; its key says more.
  if (node.range[0] === node.range[1]) return undefined;
  return range(lines, node.range[0], node.range[1]);
}

type Lines = ReturnType<typeof location>;

function range(lines: Lines, start: number, end: number): Range {
  return { start: point(lines, start), end: point(lines, end) };
}

/** The parser's own counter knows fewer line ends than editors do. */
function point(lines: Lines, offset: number): Point {
  const { line, column } = lines.toPoint(offset) ?? { line: 1, column: 1 };
  return { line, column, offset };
}
