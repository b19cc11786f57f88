// Block Markdown → phrasing that fits in a table's cell, without HTML.
import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { clean, lineBreak, literalText, mergeText } from "./nodes.ts";

/**
 * Every block becomes a line; lines are joined with `<br>`. A quotation becomes _"…"_, a list's items keep their
 * numbers or dashes, a heading becomes bold. HTML becomes the text that somebody typed.
 */
export function flatten(blocks: readonly RootContent[]): PhrasingContent[] {
  return joinLines(linesOf(blocks, false));
}

/** Phrasing of a record's Markdown, made safe to stand in the page: no HTML, text marked as literal. */
export function safePhrasing(nodes: readonly PhrasingContent[], quoted = false): PhrasingContent[] {
  return mergeText(
    nodes.flatMap((node): PhrasingContent[] => {
      switch (node.type) {
        case "text":
        case "html":
          return [literalText(node.value)];
        case "break":
          return [lineBreak()];
        case "emphasis":
          // The whole quotation is emphasised already.
          if (quoted) return safePhrasing(node.children, quoted);
          return [{ type: "emphasis", children: safePhrasing(node.children, quoted) }];
        case "strong":
        case "delete":
          return [{ type: node.type, children: safePhrasing(node.children, quoted) }];
        case "link":
          return [
            { type: "link", url: node.url, title: node.title ?? null, children: safePhrasing(node.children, quoted) },
          ];
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

type Line = PhrasingContent[];

function linesOf(blocks: readonly Nodes[], quoted: boolean): Line[] {
  return blocks.flatMap((block): Line[] => {
    switch (block.type) {
      case "paragraph":
        return unlessBlank(safePhrasing(block.children, quoted));
      case "heading":
        return unlessBlank(safePhrasing(block.children, quoted)).map((children) => [{ type: "strong", children }]);
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
        return block.children.map((row) =>
          mergeText(
            row.children.flatMap((cell, index) => [
              ...(index ? [literalText(" | ")] : []),
              ...safePhrasing(cell.children, quoted),
            ]),
          ),
        );
      case "html":
        return [[literalText(block.value)]];
      default:
        return [];
    }
  });
}

function unlessBlank(line: Line): Line[] {
  return line.every((node) => node.type === "text" && node.value.trim() === "") ? [] : [line];
}

function quotation(lines: Line[], nested: boolean): Line {
  const children = mergeText<PhrasingContent>([literalText('"'), ...joinLines(lines), literalText('"')]);
  return nested ? children : [{ type: "emphasis", data: { quotation: true }, children }];
}

function prefixed(prefix: string, lines: Line[]): Line[] {
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  return [mergeText<PhrasingContent>([literalText(prefix), ...first]), ...rest];
}

function joinLines(lines: readonly Line[]): PhrasingContent[] {
  return lines
    .filter((line) => line.length > 0)
    .flatMap((line, index) => (index === 0 ? line : [lineBreak(), ...line]));
}
