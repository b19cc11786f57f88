// Phrasing as tokens that can be compared: characters, and nodes such as links. What GitHub shows the same has the same tokens.
import type { Nodes, PhrasingContent } from "mdast";
import { LINE_BREAK } from "../../text/html.ts";

export interface Token {
  /** A character, or what identifies a node with all that is in it. */
  key: string;
  /** `undefined` for a character. */
  node: PhrasingContent | undefined;
  children: readonly Token[];
  /** How its source writes it; what makes it for a node that has no source. */
  raw: string;
}

export const BREAK = "\u0001br";

export function isBreak({ key }: Token): boolean {
  return key === BREAK;
}

export function isCharacter({ node, key }: Token): boolean {
  return node === undefined && key !== BREAK;
}

/** The id that a token gives to its place on the page. */
export function targetOf({ node }: Token): string | undefined {
  return node?.type === "html" ? /^<a id="([\w-]+)">$/.exec(node.value)?.[1] : undefined;
}

export function keyOf(tokens: readonly Token[]): string {
  return tokens.map(({ key }) => key).join("");
}

export function rawOf(tokens: readonly Token[]): string {
  return tokens.map(({ raw }) => raw).join("");
}

/** @param lineBreak - what stands for one */
export function textOf(tokens: readonly Token[], lineBreak = ""): string {
  const texts = tokens.map((token) =>
    isBreak(token) ? lineBreak : token.node ? textOf(token.children, lineBreak) : token.key,
  );
  return texts.join("");
}

const MARK = /^#note-/;
const NUMBER = /^\[?\d*\]?$/;
const BACK = /^#mark-/;
const BACK_NUMBER = /^↩\d*$/;
/** Where a note leads back to. */
const MARK_TARGET = /^<a id="mark-[\w-]+">(?:<\/a>)?$/;

/** `[[0]](#note-my-tool)`: numbers and places of marks are computed. */
export function isMark(node: Nodes): boolean {
  if (node.type === "footnoteMark") return true;
  return node.type === "link" && MARK.test(node.url) && isOnly(node.children, NUMBER);
}

/** What a mark or a note has so that each leads to the other: `<a id="mark-my-tool"></a>`, `[↩](#mark-my-tool)` */
function isWayBack(node: Nodes): boolean {
  if (node.type === "html") return MARK_TARGET.test(node.value);
  return node.type === "link" && BACK.test(node.url) && isOnly(node.children, BACK_NUMBER);
}

function isOnly(nodes: readonly Nodes[], pattern: RegExp): boolean {
  return nodes.every((node) => node.type === "text" && pattern.test(node.value));
}

const PAIRS: Readonly<Record<string, "strong" | "emphasis" | "delete">> = {
  b: "strong",
  strong: "strong",
  i: "emphasis",
  em: "emphasis",
  s: "delete",
  del: "delete",
};
const SIGNS = { strong: "**", emphasis: "_", delete: "~~" } as const;

/** Tokens by their nodes: a row is compared several times. */
const known = new WeakMap<readonly PhrasingContent[], readonly Token[]>();

/** @param source - that the nodes' positions are in, if they have any */
export function tokensOf(nodes: readonly PhrasingContent[], source: string): readonly Token[] {
  const found = known.get(nodes);
  if (found) return found;
  const tokens = folded(marked(nodes, source));
  const isBlank = (token: Token | undefined): boolean => token?.key === " ";
  const trimmed = tokens.slice(isBlank(tokens[0]) ? 1 : 0, isBlank(tokens.at(-1)) ? -1 : undefined);
  known.set(nodes, trimmed);
  return trimmed;
}

/** The same of a part of a text, whose blanks at the ends count. */
export function partTokens(node: PhrasingContent): Token[] {
  return folded(marked([node], ""));
}

/** `<b>…</b>` is `**…**`, and a character in `<span>…</span>` is that character. */
function marked(nodes: readonly PhrasingContent[], source: string): Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index];
    if (!node || isMark(node) || isWayBack(node)) continue;
    const [, name = ""] = node.type === "html" ? (/^<(\w+)>$/.exec(node.value) ?? []) : [];
    const type = PAIRS[name.toLowerCase()];
    const end = type || name === "span" ? closing(nodes, index, name) : -1;
    if (end === -1) {
      tokens.push(...tokensIn(node, source));
    } else if (type) {
      const children = tokensOf(nodes.slice(index + 1, end), source);
      const sign = SIGNS[type];
      const made: PhrasingContent = { type, children: [] };
      tokens.push({ key: nodeKey(made, children), node: made, children, raw: sign + rawOf(children) + sign });
    } else {
      for (const token of marked(nodes.slice(index + 1, end), source)) tokens.push({ ...token, raw: token.key });
    }
    if (end !== -1) index = end;
  }
  return tokens;
}

function closing(nodes: readonly PhrasingContent[], from: number, name: string): number {
  const isEnd = (node: PhrasingContent): boolean =>
    node.type === "html" && node.value.toLowerCase() === `</${name.toLowerCase()}>`;
  const end = nodes.findIndex((node, index) => index > from && isEnd(node));
  if (name !== "span") return end;
  const only = nodes[from + 1];
  return end === from + 2 && only?.type === "text" && only.value.length === 1 ? end : -1;
}

function tokensIn(node: PhrasingContent, source: string): Token[] {
  switch (node.type) {
    case "text":
      return charactersOf(node.value, sliceOf(node, source));
    case "break":
      return [withoutNode(BREAK, "<br>")];
    case "html": {
      if (LINE_BREAK.test(node.value)) return [withoutNode(BREAK, "<br>")];
      // A comment shows nothing.
      if (node.value.startsWith("<!--") || node.value === "</a>") return [];
      const own = { ...node, value: node.value.replace("></a>", ">") };
      return [{ key: nodeKey(own, []), node: own, children: [], raw: node.value }];
    }
    default: {
      const children = "children" in node ? tokensOf(node.children, source) : [];
      return [{ key: nodeKey(node, children), node, children, raw: sliceOf(node, source) ?? "" }];
    }
  }
}

function nodeKey(node: PhrasingContent, children: readonly Token[]): string {
  const own: string[] = [];
  if (node.type === "link" || node.type === "image") own.push(normalUrl(node.url), node.title ?? "");
  if (node.type === "image") own.push((node.alt ?? "").replace(/\s+/g, " ").trim());
  if ("value" in node) own.push(node.value);
  if ("identifier" in node) own.push(node.identifier);
  return `\u0001${node.type}(${JSON.stringify(own)}${keyOf(children)})`;
}

/** A character and its percent-encoding lead to the same place. */
export function normalUrl(url: string): string {
  try {
    return encodeURI(decodeURI(url));
  } catch {
    return url;
  }
}

function sliceOf({ position }: Nodes, source: string): string | undefined {
  return position && source.slice(position.start.offset, position.end.offset);
}

/** @param raw - the text as its source writes it, with escapes */
function charactersOf(value: string, raw: string | undefined): Token[] {
  if (raw === undefined || raw === value) return Array.from(value, (key) => withoutNode(key, key));
  const tokens: Token[] = [];
  let at = 0;
  for (const key of value) {
    const escaped = /^(?:\\[!-/:-@[-`{-~]|&#?\w+;)/.exec(raw.slice(at, at + 40))?.[0];
    const length =
      escaped !== undefined && !raw.startsWith(key, at) ? escaped.length : escaped === `\\${key}` ? 2 : key.length;
    let own = raw.slice(at, at + length);
    // The source cannot be matched with the text here: take the text.
    if (own.at(-1) !== key.at(-1) && escaped === undefined) own = key;
    at += length;
    tokens.push(withoutNode(key, own));
  }
  return tokens;
}

/** What is in a character. */
const NONE: readonly Token[] = [];

function withoutNode(key: string, raw: string): Token {
  return { key, node: undefined, children: NONE, raw };
}

/** White space is one blank, and none beside a line break. */
function folded(tokens: readonly Token[]): Token[] {
  const found: Token[] = [];
  const isBlank = (token: Token | undefined): boolean =>
    token !== undefined && isCharacter(token) && token.key.trim() === "";
  for (const token of tokens) {
    const last = found.at(-1);
    if (isBlank(token)) {
      if (!(last && (isBreak(last) || isBlank(last)))) found.push({ ...token, key: " ", raw: " " });
      continue;
    }
    if (isBreak(token) && isBlank(last)) found.pop();
    found.push(token);
  }
  return found;
}
