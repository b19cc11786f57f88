// Reads Markdown with markdown-it and keeps what a reader sees of it: sections, blocks, rows, text, links, images.
import MarkdownIt, { type Token } from "markdown-it";

/** Something in a text that has an address or a look of its own: a link, an image, an emphasis, an anchor. */
export interface Piece {
  /** Its own text; for an image the alternative text. */
  text: string;
  /** Where it leads; empty for an emphasis. */
  url: string;
  /** Where it begins in the text around it. */
  at: number;
  /** It as Markdown, for reports. */
  print: string;
}

export interface Inline {
  /** The visible text: white space folded, `\n` for a line break, 🖼 for an image. */
  text: string;
  links: Piece[];
  images: Piece[];
  emphasis: Piece[];
  anchors: Piece[];
}

/** A text with the blocks around it: a cell, a paragraph in a list item, a line of a quotation. */
export interface Leaf {
  shape: string;
  label: string;
  inline: Inline;
}

/** A table row, a list item, or the one entry of any other block. */
export interface Entry {
  key: string;
  leaves: Leaf[];
  /** What the parse forgives but a reader of the source sees. */
  faults: string[];
}

export interface Block {
  kind: string;
  entries: Entry[];
}

export interface Section {
  /** Its headings, outermost first. */
  path: string;
  level: number;
  heading: Inline;
  blocks: Block[];
}

/** The key of a table's header. */
export const HEADER = "(header)";

const KEY_LENGTH = 60;
const IMAGE = "🖼";
const NO_PIPE = "no closing pipe";

const markdown = new MarkdownIt({ html: true, linkify: true });
// GitHub links no bare host names such as node.js.
markdown.linkify.set({ fuzzyLink: false });

/** The sections of a document, in order; the first holds what stands before any heading. */
export function read(source: string): Section[] {
  const lines = source.split("\n");
  const tokens = markdown.parse(source, {});
  const trail: { level: number; text: string }[] = [];
  let section: Section = { path: "(top)", level: 0, heading: inline([]), blocks: [] };
  const sections = [section];
  for (const [token, inner] of children(tokens)) {
    if (token.type === "heading_open") {
      const heading = inline(inner.flatMap((each) => each.children ?? []));
      const level = Number(token.tag.slice(1));
      while ((trail.at(-1)?.level ?? 0) >= level) trail.pop();
      trail.push({ level, text: heading.text });
      const names = trail.map((each) => each.text);
      // Every section stands under the title, so the title would only lengthen the paths.
      section = { path: names.slice(names.length > 1 ? 1 : 0).join(" › "), level, heading, blocks: [] };
      sections.push(section);
    } else {
      section.blocks.push(block(token, inner, lines));
    }
  }
  return sections;
}

function block(token: Token, inner: Token[], lines: string[]): Block {
  const kind = token.type.replace(/_open$/, "");
  if (kind === "table") return { kind, entries: distinct(tableRows(inner, lines)) };
  if (kind === "bullet_list" || kind === "ordered_list") {
    return {
      kind,
      entries: distinct(listItems(token, inner).map((leaves) => ({ key: leading(leaves), leaves, faults: [] }))),
    };
  }
  return { kind, entries: [{ key: "", leaves: leavesOf(token, inner, ""), faults: [] }] };
}

function tableRows(inner: Token[], lines: string[]): Entry[] {
  const labels: string[] = [];
  const rows: Entry[] = [];
  for (const [part, partInner] of children(inner)) {
    for (const [row, rowInner] of children(partInner)) {
      const cells = children(rowInner).map(([, cell]) => inline(cell.flatMap((each) => each.children ?? [])));
      const head = part.type === "thead_open";
      if (head) labels.push(...cells.map((cell) => cell.text));
      const line = lines[row.map?.[0] ?? -1] ?? "";
      rows.push({
        key: head ? HEADER : clip(cells[0]?.text ?? ""),
        leaves: cells.map((cell, column) => ({ shape: "cell", label: labels[column] ?? String(column), inline: cell })),
        faults: /(?:^|[^\\])\|\s*$/.test(line) ? [] : [NO_PIPE],
      });
    }
  }
  return rows;
}

function listItems(list: Token, inner: Token[]): Leaf[][] {
  const start = Number(list.attrGet("start") ?? 1);
  return children(inner).map(([, item], index) => {
    const leaves = children(item).flatMap(([token, tokens]) => leavesOf(token, tokens, ""));
    const first = leaves[0];
    if (list.type === "ordered_list_open" && first) first.label = `${start + index}.`;
    return leaves;
  });
}

/** The texts of a block and of the blocks inside it, each with the names of the blocks around it. */
function leavesOf(token: Token, inner: Token[], around: string): Leaf[] {
  const name = token.type.replace(/_open$/, "");
  const shape = around === "" ? name : `${around} > ${name}`;
  if (token.nesting === 0) return [{ shape, label: "", inline: raw(token) }];
  if (inner.some((each) => each.type === "inline" && each.level === token.level + 1)) {
    return [{ shape, label: "", inline: inline(inner.flatMap((each) => each.children ?? [])) }];
  }
  if (name.endsWith("_list")) {
    return listItems(token, inner).flatMap((leaves) =>
      leaves.map((leaf) => ({ ...leaf, shape: `${shape} > ${leaf.shape}` })),
    );
  }
  return children(inner).flatMap(([each, tokens]) => leavesOf(each, tokens, shape));
}

/** Code, HTML and rules have no inline children: their source is their text. */
function raw(token: Token): Inline {
  return { ...inline([]), text: token.type === "hr" ? "---" : `${token.info} ${token.content}`.trim() };
}

/** The blocks of a run of tokens, each with the tokens inside it. */
function children(tokens: Token[]): [Token, Token[]][] {
  const out: [Token, Token[]][] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.nesting !== 1) {
      out.push([token, []]);
      continue;
    }
    const end = tokens.findIndex((each, at) => at > i && each.nesting === -1 && each.level === token.level);
    out.push([token, tokens.slice(i + 1, end)]);
    i = end;
  }
  return out;
}

function inline(tokens: Token[]): Inline {
  const out: Inline = { text: "", links: [], images: [], emphasis: [], anchors: [] };
  const open: { token: Token; at: number }[] = [];
  let anchorsOpen = 0;
  const say = (text: string) => {
    const folded = text.replace(/[ \t\r\n]+/g, " ");
    out.text += /(?:^|[ \n])$/.test(out.text) ? folded.replace(/^ /, "") : folded;
  };
  const lineBreak = () => {
    out.text = `${out.text.replace(/ $/, "")}\n`;
  };
  const close = (from: number) => ({ text: out.text.slice(from).trim(), at: from });
  for (const token of tokens) {
    const url = String(token.attrGet("href") ?? token.attrGet("src") ?? "");
    const title = token.attrGet("title");
    const target = title === null ? url : `${url} "${title}"`;
    if (token.type === "softbreak") say(" ");
    else if (token.type === "hardbreak") lineBreak();
    else if (token.type === "html_inline") {
      const anchor = /^<a (?:id|name)="([^"]*)">$/.exec(token.content);
      if (/^<br\s*\/?>$/i.test(token.content)) lineBreak();
      else if (anchor) {
        anchorsOpen++;
        out.anchors.push({ text: "", url: anchor[1] ?? "", at: out.text.length, print: token.content });
      } else if (token.content === "</a>" && anchorsOpen > 0) anchorsOpen--;
      // Other HTML is worth a difference, so it is kept as it is written.
      else say(token.content);
    } else if (token.type === "image") {
      const alt = inline(token.children ?? []).text;
      out.images.push({ text: alt, url: target, at: out.text.length, print: `![${alt}](${target})` });
      say(IMAGE);
    } else if (token.type === "code_inline") {
      const at = out.text.length;
      say(token.content);
      const piece = close(at);
      out.emphasis.push({ ...piece, url: "", print: `\`${piece.text}\`` });
    } else if (token.nesting === 1) open.push({ token, at: out.text.length });
    else if (token.nesting === -1) {
      const begun = open.pop();
      if (begun === undefined) continue;
      const piece = close(begun.at);
      if (begun.token.type === "link_open") {
        const href = String(begun.token.attrGet("href") ?? "");
        const named = begun.token.attrGet("title");
        const to = named === null ? href : `${href} "${named}"`;
        out.links.push({ ...piece, url: to, print: `[${piece.text}](${to})` });
      } else {
        const mark = { em: "_", strong: "**", s: "~~" }[begun.token.tag] ?? begun.token.markup;
        out.emphasis.push({ ...piece, url: mark, print: `${mark}${piece.text}${mark}` });
      }
    } else say(token.content);
  }
  out.text = out.text.trim();
  return out;
}

/** The words by which a list item is known: what comes before its description. */
function leading(leaves: Leaf[]): string {
  const text = leaves[0]?.inline.text ?? "";
  return clip(text.split(/: | \(|\. |\n/)[0] ?? "");
}

function clip(text: string): string {
  const line = text.replace(/\n/g, " ");
  return line.length > KEY_LENGTH ? `${line.slice(0, KEY_LENGTH)}…` : line;
}

/** Gives the second entry of a key a key of its own. */
function distinct(entries: Entry[]): Entry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const count = (seen.get(entry.key) ?? 0) + 1;
    seen.set(entry.key, count);
    return count === 1 ? entry : { ...entry, key: `${entry.key} (${count})` };
  });
}
