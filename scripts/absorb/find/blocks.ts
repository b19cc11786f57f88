// The page as it is now, and what GitHub shows of its blocks, so that they can be compared.
import type { Data, Heading, Html, ListItem, Nodes, PhrasingContent, Root, RootContent } from "mdast";
import type { Block } from "../../template/prototype.ts";
import { GENERATED_FROM } from "../../template/render.ts";
import { GENERATED_BY } from "../../text/as-typed.ts";
import { parseOnce } from "../../text/markdown.ts";
import { normalText } from "../../text/source.ts";
import { wordLikeness } from "./align.ts";
import { isMark, keyOf, type Token, targetOf, tokensOf } from "./tokens.ts";

export interface Page {
  source: string;
  /** The block that starts with the build's comment, which stands in the first line: people may have written beside it. */
  comment: Html | undefined;
  /** All others. */
  children: readonly RootContent[];
  /** What each of them shows. */
  keys: readonly string[];
}

/** @returns `undefined` for a text that cannot be parsed in a reasonable time */
export function readPage(text: string): Page | undefined {
  const source = normalText(text);
  const root: Root | undefined = parseOnce(source);
  if (!root) return undefined;
  const comment = root.children.find(isGenerated) ?? root.children.slice(0, 1).find(isReworded);
  const children = joined(root.children.filter((node) => node !== comment));
  const keys = children.map((node) => blockKey(node, source));
  return { source, comment, children, keys };
}

function isGenerated(node: RootContent): node is Html {
  return node.type === "html" && GENERATED.test(node.value);
}

/** Is it the build's comment in other words? */
function isReworded(node: RootContent): node is Html {
  return node.type === "html" && node.value.startsWith("<!--") && wordLikeness(node.value, GENERATED_FROM.value) > 0.5;
}

/** Joins lists that follow each other without an empty line, and are two to Markdown because their bullets differ. */
function joined(nodes: readonly RootContent[]): RootContent[] {
  const found: RootContent[] = [];
  for (const node of nodes) {
    const last = found.at(-1);
    const isNext = last?.type === "list" && node.type === "list" && lineOf(node) === endLineOf(last);
    if (isNext && last.ordered === node.ordered) {
      const position = last.position && node.position && { ...last.position, end: node.position.end };
      found[found.length - 1] = {
        ...last,
        children: [...last.children, ...node.children],
        ...(position && { position }),
      };
    } else found.push(node);
  }
  return found;
}

const GENERATED = new RegExp(`^<!-- ${GENERATED_BY} `);

export function dataOf(node: Nodes): Data {
  return node.data ?? {};
}

/** Numbers and targets of all marks. */
export function marksIn(node: Nodes): string {
  if (node.type === "footnoteMark") return `${node.value}#${node.target};`;
  if (node.type === "link" && isMark(node)) return `${textIn(node).replace(/\D/g, "")}${node.url};`;
  return "children" in node ? node.children.map(marksIn).join("") : "";
}

export function markTargets(node: Nodes): string {
  return marksIn(node).replace(/\d+#/g, "#");
}

export function withoutTargets(tokens: readonly Token[]): Token[] {
  return tokens.filter((token) => targetOf(token) === undefined);
}

export function withoutAnchors(key: string): string {
  return key.replace(/link\(\["#[^"]*"/g, "link(");
}

export function phrasing(node: Nodes): readonly PhrasingContent[] {
  return node.type === "paragraph" || node.type === "heading" || node.type === "tableCell" ? node.children : [];
}

export function itemPhrasing({ children }: ListItem): readonly PhrasingContent[] | undefined {
  const [only, ...others] = children;
  if (!only) return [];
  return only.type === "paragraph" && others.length === 0 ? only.children : undefined;
}

export function blockKey(node: Nodes, source: string): string {
  switch (node.type) {
    case "paragraph":
    case "tableCell":
      return `${node.type} ${keyOf(tokensOf(node.children, source))}`;
    case "heading":
      return `heading${node.depth} ${keyOf(tokensOf(node.children, source))}`;
    case "table": {
      const rows = node.children.map((row) => cellsKey(row.children.map((cell) => tokensOf(cell.children, source))));
      return `table ${node.align?.map((align) => align ?? "").join()} ${rows.join("\n")}`;
    }
    case "list":
      return `list${node.ordered ? "1" : ""} ${node.children.map((item) => blockKey(item, source)).join("\n")}`;
    case "listItem":
      return `item ${node.checked ?? ""} ${node.children.map((child) => blockKey(child, source)).join("\n")}`;
    case "code":
      return `code ${node.lang ?? ""} ${node.meta ?? ""} ${node.value}`;
    case "html":
      return `html ${node.value.trim()}`;
    case "definition":
      return `definition ${node.identifier} ${node.url} ${node.title ?? ""}`;
    default:
      return `${node.type} ${"children" in node ? node.children.map((child) => blockKey(child, source)).join("\n") : ""}`;
  }
}

/** What a row shows; empty cells at its end show nothing. */
export function cellsKey(cells: readonly (readonly Token[])[]): string {
  const keys = cells.map(keyOf);
  while (keys.length > 1 && keys.at(-1) === "") keys.pop();
  return keys.join("\u0001|");
}

/** The key of a row as a table of its own, or of any other block. */
export function rowKey(node: Nodes, source: string): string {
  return blockKey(node.type === "tableRow" ? { type: "table", children: [node] } : node, source);
}

export function textIn(node: Nodes): string {
  if (node.type === "footnoteMark") return "";
  if (node.type === "html") return /^<br/.test(node.value) ? " " : "";
  if (node.type === "image") return node.alt ?? "";
  if ("value" in node) return node.value;
  if (!("children" in node)) return "";
  const parts = node.children.map(textIn);
  return parts.join(node.type === "tableRow" || node.type === "table" || node.type === "list" ? " " : "");
}

export function headingText(node: Nodes): string {
  return textIn(node).replace(/\s+/g, " ").trim();
}

/** The heading that a block of the template is. */
export function headingIn(block: Block): Heading | undefined {
  return (block.type === "block" || block.type === "prose") && block.node.type === "heading" ? block.node : undefined;
}

/** Where a node starts and ends in its source; or where one starts, and another one behind it ends. */
export function rangeOf(first: Nodes | undefined, last = first): { start: number; end: number } | undefined {
  const [start, end] = [first?.position?.start.offset, last?.position?.end.offset];
  return start === undefined || end === undefined ? undefined : { start, end };
}

export function lineOf({ position }: Nodes): number {
  return position?.start.line ?? 1;
}

export function endLineOf({ position }: Nodes): number {
  return (position?.end.line ?? 0) + 1;
}
