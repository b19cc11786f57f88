// Mistakes in YAML's flow style (`{a: b}`, `[a, b]`), which the parser reports further on than where they are.
import { CST, Lexer, type YAMLError } from "yaml";

/** A mistake in plain words. */
export interface YamlProblem {
  message: string;
  hint?: string;
  /** Offsets, the end exclusive. */
  start: number;
  end: number;
}

/** @returns what is wrong in braces or brackets, or `undefined` for what the parser places well */
export function flowMistake(source: string, { code, message, pos }: YAMLError): YamlProblem | undefined {
  const [start, end] = pos;
  if (code === "BLOCK_IN_FLOW" && source.startsWith("-", start)) {
    const message = "A dash makes no list item between braces or brackets.";
    return { message, start, end: start + 1, hint: 'Put the text in double quotes: "- text". A list is [a, b] there.' };
  }
  const isBehind = /[\]}"'][ \t]*$/.test(source.slice(Math.max(0, start - NEAR), start));
  if (/ at node end$|^Missing , /.test(message) && (isBehind || /[[{]/.test(source.charAt(start)))) {
    const said = "A bracket or a quote ends the value in front of this.";
    return {
      message: said,
      start,
      end,
      hint: 'If it is all one text, put it in double quotes: "Hive [2]". Or is a comma missing?',
    };
  }
  return message.startsWith("Flow ") ? unclosed(source) : undefined;
}

/** Looks up to where the lexer gives up an open bracket: for a bracket too many, or for the closing one in a comment. */
function unclosed(source: string): YamlProblem | undefined {
  const open: string[] = [];
  let comment: { text: string; start: number } | undefined;
  let at = 0;
  for (const text of new Lexer().lex(source)) {
    const type = CST.tokenType(text);
    // Control tokens of the lexer, which are no text of the source.
    if (type === "doc-mode" || type === "scalar") continue;
    if (type === "flow-error-end") break;
    const start = at;
    at += text.length;
    if (type === "flow-map-start" || type === "flow-seq-start") {
      open.push(CLOSING[text] ?? "");
      comment = undefined;
    } else if (type === "flow-map-end" || type === "flow-seq-end") {
      if (open.pop() === text) continue;
      const message = `This “${text}” closes nothing that was opened.`;
      return { message, start, end: at, hint: "If it belongs to a text, put that in double quotes." };
    } else if (type === "comment" && text.includes(open.at(-1) ?? "\0")) {
      comment ??= { text, start };
    }
  }
  if (!comment || open.length === 0) return undefined;
  const { start, text } = comment;
  const message = "Behind a blank, “#” starts a comment: what closes the bracket is a part of it.";
  return { message, start, end: start + text.length, hint: 'Put the text in double quotes: {title: "Issue #1"}' };
}

/** How far in front of an error a closing bracket or quote is looked for, in characters. */
const NEAR = 8;

const CLOSING: Readonly<Record<string, string>> = { "{": "}", "[": "]" };
