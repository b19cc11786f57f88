// A value → the nodes that show it, whatever it holds: no value can break a table, open a heading or smuggle in HTML.
import type { BlockContent, Nodes, PhrasingContent, RootContent, TableCell } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { clean } from "../text/escape.ts";
import { parseMarkdown } from "../text/markdown.ts";
import { joinLines, lineBreak, literalText, mergeText } from "./nodes.ts";
import { Item, Phrasing, type Shape, type Value } from "./values.ts";

/** As a part of a line, such as a cell. */
export function print(value: Value, kind: Shape["kind"]): PhrasingContent[] {
  if (typeof value === "string" && kind === "markdown") return flatten(parseMarkdown(value).children);
  if (typeof value === "string" || typeof value === "number") return [literalText(String(value))];
  if (value instanceof Item) return [literalText(value.written)];
  if (value instanceof Phrasing) return [...value.nodes];
  return [];
}

/** As blocks of their own. */
export function printBlocks(value: Value, kind: Shape["kind"]): RootContent[] {
  if (typeof value === "string" && kind === "markdown") return literalBlocks(parseMarkdown(value).children);
  const children = print(typeof value === "string" ? value.trim() : value, kind);
  return children.length === 0 ? [] : [{ type: "paragraph", children }];
}

/**
 * Block Markdown as phrasing: every block becomes a line; lines are joined with `<br>`. A quotation becomes _"…"_, a
 * list's items keep their numbers or dashes, a heading becomes bold. HTML becomes the text that somebody typed.
 */
export function flatten(blocks: readonly RootContent[]): PhrasingContent[] {
  return joinLines(linesOf(blocks, false));
}

function literalBlocks(blocks: readonly RootContent[]): BlockContent[] {
  return blocks.flatMap((block): BlockContent[] => {
    switch (block.type) {
      case "paragraph":
        return [{ type: "paragraph", children: literalPhrasing(block.children) }];
      case "blockquote":
        return [{ type: "blockquote", children: literalBlocks(block.children) }];
      case "list": {
        const items = block.children.map((item) => ({ ...item, children: literalBlocks(item.children) }));
        return [{ ...block, children: items }];
      }
      case "code":
        return [block];
      case "table": {
        const cellOf = (cell: TableCell): TableCell => ({ ...cell, children: literalPhrasing(cell.children) });
        return [{ ...block, children: block.children.map((row) => ({ ...row, children: row.children.map(cellOf) })) }];
      }
      default: {
        const children = flatten([block]);
        return children.length === 0 ? [] : [{ type: "paragraph", children }];
      }
    }
  });
}

/** @param quoted - whether they stand in a quotation, which is emphasised as a whole */
function literalPhrasing(nodes: readonly PhrasingContent[], quoted = false): PhrasingContent[] {
  return mergeText(
    nodes.flatMap((node): PhrasingContent[] => {
      if (quoted && node.type === "emphasis") return literalPhrasing(node.children, quoted);
      switch (node.type) {
        case "text":
        case "html":
          return [literalText(node.value)];
        case "break":
          return [lineBreak()];
        case "emphasis":
        case "strong":
        case "delete":
          return [{ type: node.type, children: literalPhrasing(node.children, quoted) }];
        case "link": {
          const children = literalPhrasing(node.children, quoted);
          return [{ type: "link", url: node.url, title: node.title ?? null, children }];
        }
        case "image":
          return [{ type: "image", url: node.url, title: node.title ?? null, alt: node.alt ?? null }];
        case "inlineCode":
          return [code(node.value)];
        case "footnoteReference":
          return [literalText(`[^${node.label ?? node.identifier}]`)];
        default:
          return [literalText(textOf(node))];
      }
    }),
  );
}

/** In a table, GFM takes the backslash in front of a bar away, in code too: such code can only be text. */
function code(value: string): PhrasingContent {
  return value.includes("\\|") ? literalText(value) : { type: "inlineCode", value: clean(value) };
}

function linesOf(blocks: readonly Nodes[], quoted: boolean): PhrasingContent[][] {
  return blocks.flatMap((block): PhrasingContent[][] => {
    switch (block.type) {
      case "paragraph":
        return unlessBlank(literalPhrasing(block.children, quoted));
      case "heading":
        return unlessBlank(literalPhrasing(block.children, quoted)).map((children) => [{ type: "strong", children }]);
      case "blockquote": {
        const lines = linesOf(block.children, true);
        return lines.length === 0 ? [] : [quotation(lines, quoted)];
      }
      case "list":
        return block.children.flatMap((item, index) => {
          const marker = block.ordered ? `${(block.start ?? 1) + index}. ` : "- ";
          const box = typeof item.checked === "boolean" ? (item.checked ? "[x] " : "[ ] ") : "";
          return prefixed(marker + box, linesOf(item.children, quoted));
        });
      case "footnoteDefinition":
        return prefixed(`[^${block.label ?? block.identifier}]: `, linesOf(block.children, quoted));
      case "code":
        return block.value.trim() === "" ? [] : [[code(block.value)]];
      case "table":
        return block.children.map((row) => {
          const cells = row.children.map((cell) => literalPhrasing(cell.children, quoted));
          return mergeText(cells.flatMap((cell, index) => (index === 0 ? cell : [literalText(" | "), ...cell])));
        });
      case "html":
        return [[literalText(block.value)]];
      default:
        return [];
    }
  });
}

function unlessBlank(line: PhrasingContent[]): PhrasingContent[][] {
  return line.every((node) => node.type === "text" && node.value.trim() === "") ? [] : [line];
}

function quotation(lines: PhrasingContent[][], nested: boolean): PhrasingContent[] {
  const children = mergeText([literalText('"'), ...joinLines(lines), literalText('"')]);
  return nested ? children : [{ type: "emphasis", data: { quotation: true }, children }];
}

function prefixed(prefix: string, [first, ...rest]: PhrasingContent[][]): PhrasingContent[][] {
  return first === undefined ? [] : [mergeText([literalText(prefix), ...first]), ...rest];
}
