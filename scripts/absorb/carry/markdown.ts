// What a page shows of a record's Markdown → Markdown that shows it, as near as possible to what the record says now.

import { print } from "../../template/print.ts";
import { splitAt } from "../../text/group-by.ts";
import { parseMarkdown } from "../../text/markdown.ts";
import { isBreak, isCharacter, keyOf, rawOf, type Token, textOf, tokensOf } from "../find/tokens.ts";

/**
 * @param tokens - as they stand on the page
 * @param old - the record's Markdown, if it has some
 * @param isOneLine - whether the field holds one line, in which a line break is a blank
 * @returns `undefined` when no Markdown of a record shows them, such as HTML
 */
export function markdownOf(tokens: readonly Token[], old: string | undefined, isOneLine: boolean): string | undefined {
  const wanted = isOneLine ? withoutBreaks(tokens) : tokens;
  const key = keyOf(wanted);
  const candidates = [
    ...(old === undefined ? [] : [spliced(wanted, old), reworded(wanted, old)]),
    ...(isOneLine ? [] : [blocksOf(wanted)]),
    inCell(rawOf(wanted)),
    textOf(wanted),
  ];
  return candidates.find((text) => text !== undefined && shownBy(text) === key);
}

/** What a Markdown text shows, as tokens are compared. */
function shownBy(source: string): string {
  return keyOf(tokensOf(print(source, "markdown"), ""));
}

function withoutBreaks(tokens: readonly Token[]): Token[] {
  return tokens.map((token) => (isBreak(token) ? { ...token, key: " ", raw: " " } : token));
}

/** A bar is escaped in a cell, and nowhere else. */
function inCell(raw: string): string {
  return raw.replaceAll("\\|", "|");
}

/** The source of a paragraph with the part that differs exchanged. */
function spliced(wanted: readonly Token[], old: string): string | undefined {
  const [paragraph, ...others] = parseMarkdown(old).children;
  if (paragraph?.type !== "paragraph" || others.length > 0) return undefined;
  const before = tokensOf(paragraph.children, old);
  const { start, end, stop } = difference(before, wanted);
  const middle = wanted.slice(start, stop);
  return rawOf(before.slice(0, start)) + inCell(rawOf(middle)) + rawOf(before.slice(end));
}

/** The first token that differs, and the ends of what differs in both. */
function difference(a: readonly Token[], b: readonly Token[]): { start: number; end: number; stop: number } {
  let start = 0;
  while (start < a.length && start < b.length && a[start]?.key === b[start]?.key) start++;
  let [end, stop] = [a.length, b.length];
  while (end > start && stop > start && a[end - 1]?.key === b[stop - 1]?.key) [end, stop] = [end - 1, stop - 1];
  return { start, end, stop };
}

const CONTEXT = 60;

/** The source of several blocks with the words that differ exchanged, which are found by the words around them. */
function reworded(wanted: readonly Token[], old: string): string | undefined {
  let [before, after]: [readonly Token[], readonly Token[]] = [tokensOf(print(old, "markdown"), ""), wanted];
  let { start, end, stop } = difference(before, after);
  // While a single node differs, look inside of it.
  while (end === start + 1 && stop === start + 1) {
    const [from, to] = [before[start], after[start]];
    if (!from?.node || from.node.type !== to?.node?.type || from.children.length === 0 || from.node.type === "link")
      break;
    [before, after] = [from.children, to.children];
    ({ start, end, stop } = difference(before, after));
  }
  const fresh = inCell(rawOf(after.slice(start, stop)));
  const plain = (tokens: readonly Token[]): readonly Token[] => {
    const stop = tokens.findIndex((token) => !isCharacter(token));
    return stop === -1 ? tokens : tokens.slice(0, stop);
  };
  const left = keyOf(plain(before.slice(0, start).toReversed()).toReversed());
  const behind = keyOf(plain(before.slice(end)));
  const gone = before.slice(start, end);
  if (!gone.every(isCharacter)) return undefined;
  for (const size of [CONTEXT, 20, 8, 3]) {
    const [head, tail] = [left.slice(-size), behind.slice(0, size)];
    const text = head + keyOf(gone) + tail;
    const at = old.indexOf(text);
    if (text === "" || at === -1 || old.indexOf(text, at + 1) !== -1) continue;
    return old.slice(0, at + head.length) + fresh + old.slice(at + text.length - tail.length);
  }
  return undefined;
}

/** Lines of a cell as blocks: `_"…"_` is a quotation, lines with dashes are a list. */
function blocksOf(tokens: readonly Token[]): string {
  const lines = splitAt(tokens, isBreak).map((line) => {
    const marker = /^(?:[-•]|\d+\.) /.exec(keyOf(line.filter(isCharacter)).slice(0, 6))?.[0] ?? "";
    const rest = line.slice([...marker].length);
    const quoted = rest.length === 1 && rest[0] ? quotation(rest[0]) : undefined;
    const sign = marker === "• " ? "- " : marker;
    const text = (quoted ?? inCell(rawOf(rest))).replaceAll("\n", `\n${" ".repeat(sign.length)}`);
    return { text: sign + text, isItem: marker !== "", isQuoted: quoted !== undefined };
  });
  const hasBlocks = lines.some(({ isItem, isQuoted }) => isItem || isQuoted);
  const blocks = lines.map(({ text, isItem }, index) => {
    const isNext = isItem && lines[index - 1]?.isItem;
    return index === 0 ? text : `${isNext ? "\n" : "\n\n"}${text}`;
  });
  return blocks.join("") + (hasBlocks || lines.length > 1 ? "\n" : "");
}

function quotation({ node, children }: Token): string | undefined {
  const text = textOf(children);
  if (node?.type !== "emphasis" || children.length < 3 || !/^["“]/.test(text) || !/["”]$/.test(text)) return undefined;
  const paragraphs = splitAt(children.slice(1, -1), isBreak).map((line) => `> ${inCell(rawOf(line))}`);
  return paragraphs.join("\n>\n");
}
