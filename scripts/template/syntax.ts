// The syntax of templates: Markdown with `{…}` and `<!-- each PATH -->`.
import type { Nodes, PhrasingContent, Root, RootContent } from "mdast";
import { type MdxFlowExpression, type MdxTextExpression, mdxExpressionFromMarkdown } from "mdast-util-mdx-expression";
import { mdxExpression } from "micromark-extension-mdx-expression";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { type Processor, unified } from "unified";
import { visit } from "unist-util-visit";
import { VFileMessage } from "vfile-message";
import { nearest } from "../text/did-you-mean.ts";
import { emphasisedEmails } from "../text/emphasised-emails.ts";
import { isCrowded } from "../text/markdown.ts";
import type { SourceText } from "../text/source.ts";
import { keepUrlPlaces, moveUrlPlace } from "../text/url-places.ts";
import { withChildren } from "./nodes.ts";

declare module "mdast" {
  interface PhrasingContentMap {
    mdxTextExpression: MdxTextExpression;
  }
  interface RootContentMap {
    mdxTextExpression: MdxTextExpression;
    mdxFlowExpression: MdxFlowExpression;
  }
}

/** A list's template, relative to its root. */
export const TEMPLATE = "templates/README.md";
/** `name`, `references.by`, `components.my-component.tools` */
export const PATH = /^[A-Za-z][\w-]*(?:\.[A-Za-z0-9][\w-]*)*$/;
/** Braces in a URL or an image's alternative text, and what stands in them. */
export const BRACES = /\{([^{}]*)\}/g;
/** `<!-- each components.my-component.tools -->` */
const EACH = /^<!--\s*each\s+(\S+)\s*-->$/;
/** A comment that was meant as an `each`: misspelt, or followed by something that is no path. */
const NEARLY_EACH = /^\s*<!--\s*each\b|^<!--\s*([A-Za-z]{3,8})\s+[A-Za-z][\w.-]*\s*-->$/;
/** Comments for the linter, which the page leaves out. */
const LINT_COMMENT = /^<!--\s*lint-disable-next-line\b[^<>]*-->$/;
/** Put around a group's text while it is parsed: alone, it would lose its outer blanks, and `- ` would be a list. */
const GUARD = ".";

/** What `{…}` adds to micromark and mdast, as MDX has it; the rest of MDX (JSX, imports) stays out. */
function braces(this: Processor): void {
  const data = this.data();
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), mdxExpression()];
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), mdxExpressionFromMarkdown()];
}

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(emphasisedEmails)
  .use(braces)
  .use(keepUrlPlaces)
  .freeze();

/** @returns why it cannot be parsed: a brace that is never closed, by its offset, or too much for the parser */
export function parseSyntax(source: string): Root | { unclosed: number } | "too complex" {
  try {
    return isCrowded(source) ? "too complex" : processor.parse(source);
  } catch (error) {
    if (error instanceof RangeError) return "too complex";
    // The one thing that the parser itself refuses.
    if (!(error instanceof VFileMessage)) throw error;
    const { place } = error;
    // One that is missing at the end is reported at the last character.
    const last = Math.max(source.trimEnd().length - 1, 0);
    return { unclosed: Math.min((place && "start" in place ? place.start : place)?.offset ?? last, last) };
  }
}

/** @returns the template as mdast, its braces as MDX expressions; `undefined` when it cannot be parsed */
export function templateTree(source: string): Root | undefined {
  const parsed = parseSyntax(source);
  return typeof parsed === "object" && "type" in parsed ? parsed : undefined;
}

/** By their texts: the rows of a template, and its versions, have many groups in common. */
const groups = new Map<string, readonly PhrasingContent[] | undefined>();

/**
 * @param group - what stands between the braces of a group
 * @returns its nodes, which are not to be changed, with offsets as if it started at 0; `undefined` when it is blank
 */
export function parseGroup(group: string): readonly PhrasingContent[] | undefined {
  if (!groups.has(group)) groups.set(group, parseGroupOnce(group));
  return groups.get(group);
}

function parseGroupOnce(group: string): PhrasingContent[] | undefined {
  const [paragraph] = processor.parse(GUARD + group + GUARD).children;
  if (paragraph?.type !== "paragraph" || group.trim() === "") return undefined;
  const nodes = paragraph.children;
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first?.type === "text") first.value = first.value.slice(GUARD.length);
  if (last?.type === "text") last.value = last.value.slice(0, -GUARD.length);
  visit(paragraph, ({ position }) => {
    for (const point of position ? [position.start, position.end] : []) {
      if (point.offset !== undefined) point.offset -= GUARD.length;
    }
  });
  return nodes.filter((node) => node.type !== "text" || node.value !== "");
}

/** @returns a copy of a group's node, which was parsed on its own, with where it stands in the template */
export function placed<T extends Nodes>(node: T, base: number, source: SourceText): T {
  const { start, end } = node.position ?? {};
  const position = source.range((start?.offset ?? 0) + base, (end?.offset ?? 0) + base);
  const copy = { ...withChildren(node, (children) => children.map((each) => placed(each, base, source))), position };
  moveUrlPlace(node, copy, base - GUARD.length);
  return copy;
}

/** @returns a copy of a template's tree, in which an expression that is a group has the group's nodes as children */
export function withGroups<T extends Nodes>(node: T, source: SourceText): T {
  const start = (node.position?.start.offset ?? 0) + "{".length;
  const isGroup =
    (node.type === "mdxTextExpression" || node.type === "mdxFlowExpression") && !PATH.test(node.value.trim());
  // With the offsets of the source, which the value has not: there, lines of a quotation are without their marks.
  const written = isGroup ? source.text.slice(start, (node.position?.end.offset ?? start) - "}".length) : "";
  const text = written.replace(/(?<=\n)[ >]+/g, (marks) => " ".repeat(marks.length));
  const inside = parseGroup(text)?.map((each) => withGroups(placed(each, start, source), source));
  const opened = withChildren(node, (children) => children.map((each) => withGroups(each, source)));
  const copy = inside ? { ...opened, children: inside } : opened;
  if (copy !== node) moveUrlPlace(node, copy);
  return copy;
}

/** @returns the path of an `each` */
export function eachPath(node: Nodes): string | undefined {
  return node.type === "html" ? EACH.exec(node.value)?.[1] : undefined;
}

/** @returns what a comment that was meant to be an `each` says instead of that word, or the word itself */
export function wordForEach(node: Nodes): string | undefined {
  const found = node.type === "html" && !EACH.test(node.value) ? NEARLY_EACH.exec(node.value) : null;
  if (!found) return undefined;
  const [, word = "each"] = found;
  return nearest(word.toLowerCase(), ["each", "foreach"]) === undefined ? undefined : word;
}

export function isLintComment(node: Nodes): boolean {
  return node.type === "html" && LINT_COMMENT.test(node.value);
}

/** The heading at `start` and what follows, up to the next heading of its depth or a higher one. */
export function sectionAt(nodes: readonly RootContent[], start: number): RootContent[] | undefined {
  const heading = nodes[start];
  if (heading?.type !== "heading") return undefined;
  const length = nodes.slice(start + 1).findIndex((node) => node.type === "heading" && node.depth <= heading.depth);
  return nodes.slice(start, length === -1 ? nodes.length : start + 1 + length);
}

/** The text of a list item; the parser makes a block of an item that is only `{…}`. */
export function phrasingOf(node: RootContent | undefined): PhrasingContent[] | undefined {
  if (node?.type === "paragraph") return node.children;
  return node?.type === "mdxFlowExpression" ? [{ ...node, type: "mdxTextExpression" }] : undefined;
}

export function hasFields(node: Nodes): boolean {
  return (
    node.type === "mdxTextExpression" ||
    node.type === "mdxFlowExpression" ||
    // Whether its alternative text has fields can only be seen in the source.
    node.type === "image" ||
    (node.type === "link" && /\{[^{}]*\}/.test(node.url + (node.title ?? ""))) ||
    eachPath(node) !== undefined ||
    ("children" in node && node.children.some(hasFields))
  );
}
