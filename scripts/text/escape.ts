// Text that anybody may have written, made so that a sentence, a terminal, a log or GitHub's Markdown shows it and nothing acts.
import type { InlineCode, Text } from "mdast";
import { crop } from "./crop.ts";

/** Control characters, also those of terminals; format characters, which turn or hide text; halves of pairs; line ends. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu;

/** A message quotes so much of a title or a URL, in UTF-16 code units; places lead to the rest. */
const LONGEST = 300;

/** @returns the text for a sentence: on one line, without what cannot be seen, cropped to so many UTF-16 code units */
export function printable(text: string, length = LONGEST): string {
  // Cut first: a title may be megabytes long.
  const visible = text.slice(0, length * 8).replace(UNPRINTABLE, " ");
  return crop(visible.replace(/\s+/g, " ").trim(), length);
}

/**
 * Text for a terminal or a log, where it must not be able to move the cursor, hide text or command GitHub Actions: control
 * and bidirectional characters become visible, and so does `##[command]`, which Actions obeys anywhere in a line. The length
 * stays the same.
 */
export function forTerminal(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (character) =>
        character === "\t" ? " " : "\ufffd",
      )
      .replaceAll("##[", "#\ufffd[")
  );
}

/** The same for text of several lines, whose line ends and tabs stay. */
export function linesForTerminal(text: string): string {
  return text.replace(/[^\n\t]+/g, forTerminal);
}

/**
 * @param language - what GitHub colours it as
 * @param text - its last line end may be missing
 * @returns the text between two fences that are longer than any run of backticks in it (GFM, section 4.5)
 */
export function fenced(language: string, text: string): string {
  const fence = longerThanIn(text).padEnd(3, "`");
  return `${fence}${language}\n${text.replace(/\n*$/, "")}\n${fence}`;
}

/** @returns the text as a piece of code on one line, for a sentence in Markdown (CommonMark, section 6.1) */
export function codeSpan(text: string): string {
  const shown = clean(text);
  const fence = longerThanIn(shown);
  const blank = /^`|`$|^ .* $/.test(shown) ? " " : "";
  return `${fence}${blank}${shown}${blank}${fence}`;
}

/** @returns a run of backticks that ends nothing in the text */
function longerThanIn(text: string): string {
  return "`".repeat(Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)) + 1);
}

export type Literal = Text | InlineCode;

/**
 * Words that GitHub prints as they are: letters or a number, with the punctuation of prose around them. In any other, it may
 * find a mention, an issue, a commit, a URL, an emoji, math or HTML, even behind Markdown's escapes. It never looks into code.
 */
const PLAIN = /^[“‘"'(`–—…-]*(?:\p{L}+(?:['’/.,–-]\p{L}+)*|\d{1,6})?[”’"')`.,;!?–—…-]*:?$/u;
/** What GitHub turns into a link although no URL is written: `www.…`, and seven hexadecimal digits (a commit). */
const LINKED = /www\.|[\da-f]{7}/i;

/** Markdown for exactly this text, on one line, with code around what is not plain. */
export function literal(text: string): Literal[] {
  const words = clean(text).split(" ");
  const isPlain = words.map((word) => PLAIN.test(word) && !LINKED.test(word));
  return words.reduce<Literal[]>((nodes, word, index) => {
    const written: Literal[] = isPlain[index] ? [{ type: "text", value: word }] : code(word);
    if (index === 0) return join(nodes, written);
    // Neighbours that both are code are one piece, with the blank in it.
    const type = nodes.at(-1)?.type === "inlineCode" && written[0]?.type === "inlineCode" ? "inlineCode" : "text";
    return join(nodes, [{ type, value: " " }, ...written]);
  }, []);
}

/** Renderers disagree on a backslash in front of a bar in code, so that bars stay outside of it. */
export function code(text: string): Literal[] {
  return clean(text)
    .split(/(\|)/)
    .filter((value) => value !== "")
    .map((value) => ({ type: value === "|" ? "text" : "inlineCode", value }));
}

/**
 * A text as a page can hold it: white space folded, because a line break would end a table's row, and U+FFFD for what
 * UTF-8 has no bytes for (half a surrogate pair) and for U+0000, which CommonMark replaces too.
 */
export function clean(text: string): string {
  return text.replace(/\s+/g, " ").toWellFormed().replaceAll("\0", "\ufffd");
}

/** Neighbours of one kind become one node: two pieces of code beside each other would have their backticks mixed up. */
function join(nodes: Literal[], more: readonly Literal[]): Literal[] {
  for (const node of more) {
    const last = nodes.at(-1);
    if (last?.type === node.type) last.value += node.value;
    else if (node.value !== "") nodes.push(node);
  }
  return nodes;
}

/** @returns `U+200B` */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** @returns a regular expression that matches the text */
export function patternOf(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
