// A JSON Schema's text → its value, or what keeps it from being JSON, in words about JSON.
import { type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { Diagnostic } from "../text/diagnostic.ts";
import { parseJson } from "../text/json.ts";
import { mergeConflict } from "../text/merge-conflict.ts";
import { SourceText } from "../text/source.ts";
import type { YamlProblem } from "./yaml-flow.ts";

const RULE = "schema";

/** @returns the value of a JSON text, or what keeps it from being one */
export function readJson(file: string, text: string): { value: unknown; diagnostics: Diagnostic[] } {
  const source = new SourceText(file, "yaml", text);
  const conflict = mergeConflict(source);
  if (conflict) return { value: undefined, diagnostics: [conflict.with({ rule: RULE })] };
  const value = parseJson(text);
  const problem = value === undefined ? syntaxProblem(text) : keyTwice(text);
  if (!problem) return { value, diagnostics: [] };
  const { start, end, ...words } = problem;
  const range = source.range(start, end);
  return { value: undefined, diagnostics: [new Diagnostic({ file, range, rule: RULE, ...words })] };
}

/** A text, and the colon that makes it a key; or what opens and closes an object. */
const TEXT_OR_BRACE = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/g;

/** `JSON.parse` would take the last of them without a word. @param text - JSON without syntax errors */
function keyTwice(text: string): YamlProblem | undefined {
  const open: Set<string>[] = [];
  for (const { 0: found, 1: colon, index: start } of text.matchAll(TEXT_OR_BRACE)) {
    if (found === "{") open.push(new Set());
    else if (found === "}") open.pop();
    if (colon === undefined) continue;
    const written = found.slice(0, -colon.length);
    const key = String(parseJson(written));
    if (open.at(-1)?.has(key)) {
      const message = `“${key}” stands twice in the same braces, and only one would count.`;
      return { message, hint: "Delete one of them, or give it another name.", start, end: start + written.length };
    }
    open.at(-1)?.add(key);
  }
  return undefined;
}

function syntaxProblem(text: string): YamlProblem | undefined {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  const [first] = errors;
  if (!first) return undefined;
  const { error, offset, length } = first;
  const [start, end] = [offset, offset + Math.max(1, length)];
  const before = text.slice(0, offset).trimEnd();
  const found = text.slice(start, end);
  if (before.endsWith(",") && /^[}\]]/.test(found)) {
    const comma = before.length - 1;
    const message = `This is not JSON: a comma stands in front of “${found}”.`;
    return { message, hint: "Delete the comma.", start: comma, end: comma + 1 };
  }
  const words: Readonly<Record<string, [string, string]>> = {
    CommaExpected: ["a comma is missing in front of this", "Write a comma at the end of the line above."],
    ColonExpected: ["a colon is missing in front of this", 'Write: "key": value'],
    PropertyNameExpected: ["a key is expected here", 'Write the key in double quotes: "key": value'],
    ValueExpected: ["a value is expected here", 'Write a value, such as "text", 1, true, [] or {}.'],
    CloseBraceExpected: ["a “}” is missing at the end", "Close each “{” with “}”."],
    CloseBracketExpected: ["a “]” is missing at the end", "Close each “[” with “]”."],
    EndOfFileExpected: ["something stands behind its end", "Delete what is too much, or a “}” further up."],
    InvalidCommentToken: ["it has a comment", "JSON has no comments: delete it, or write it into a `description`."],
    UnexpectedEndOfString: ["a text does not end in its line", 'Write “"” at its end, and \\n for a line break.'],
    InvalidEscapeCharacter: ["a backslash stands in front of a character", "Write \\\\ for a backslash."],
    InvalidCharacter: ["a text holds a control character", "Write it as an escape, such as \\t or \\n."],
    InvalidSymbol: [`“${found}” is neither a text nor a value`, "Write texts and keys in double quotes."],
  };
  const [what, hint] = words[printParseErrorCode(error)] ?? ["it cannot be read from here on", "Look at this line."];
  const at = Math.min(start, Math.max(0, text.trimEnd().length - 1));
  return { message: `This is not JSON: ${what}.`, hint, start: at, end: Math.max(at + 1, Math.min(end, text.length)) };
}
