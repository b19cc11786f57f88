// What a schema cannot say of a record's texts: URLs that a page may link to, Markdown that a page can hold.

import type { Nodes, Root } from "mdast";
import { visit } from "unist-util-visit";
import { Diagnostic, type Finding } from "../text/diagnostic.ts";
import { formatPointer, isObject } from "../text/json.ts";
import { parseGfm } from "../text/markdown.ts";
import { recordUrlProblem } from "../text/url.ts";
import { writtenUrls } from "../text/written-urls.ts";
import type { RecordFile } from "./files.ts";
import { isMarkdown, isUrl, type Kind, type Schema, schemaUnder } from "./kinds.ts";
import { locateText } from "./scalar-offsets.ts";
import { schemaFile } from "./schemas.ts";
import { locate } from "./yaml.ts";

/** What is wrong with Markdown that `parseGfm` gives up on. */
export const TOO_COMPLEX =
  "This text cannot be read: it is nested too deeply, or has too many brackets, asterisks, bars and the like.";

/**
 * @param value - of the record, which need not match its schema
 * @returns a finding for each URL, alone or in Markdown, that no page may link to; and for Markdown that is nested too deeply
 * or too crowded. Apart, by the field's schema, one for each field with a link that is printed as it is typed
 */
export function checkTexts(
  { file, source, kind }: RecordFile,
  value: unknown,
  schema: Schema,
): { diagnostics: Diagnostic[]; undeclared: ReadonlyMap<Schema, Diagnostic> } {
  const diagnostics: Diagnostic[] = [];
  const undeclared = new Map<Schema, Diagnostic>();
  eachString(value, schema, [], (text, at, path) => {
    const finding = (rule: string, message: string, more: Partial<Finding> = {}): Diagnostic =>
      new Diagnostic({ file, range: locate(source, path), rule, message, pointer: formatPointer(path), ...more });
    const tree = isMarkdown(at) ? parseGfm(text) : undefined;
    if (isMarkdown(at) && tree === undefined) {
      diagnostics.push(finding("markdown-depth", TOO_COMPLEX));
      return;
    }
    const written = tree ? writtenUrls(tree, text).filter(({ node }) => isLinked(node, tree)) : [];
    for (const { url, ...span } of isUrl(at) ? [{ url: text }] : written) {
      const problem = recordUrlProblem(url);
      if (problem === undefined) continue;
      const range = "start" in span ? locateText(source, path, [span.start, span.end]) : locate(source, path);
      diagnostics.push(finding("url", `The URL ${JSON.stringify(url)} ${problem}.`, { range }));
    }
    if (kind && !undeclared.has(at) && isProse(at, path, kind) && text.search(LINK) >= 0) {
      const field = path.findLast((step) => typeof step === "string");
      const where = kind.schemaFile ?? schemaFile(kind.name);
      const message = `This link is printed as it is typed: \`${field}\` is not declared as Markdown.`;
      const hint = `If it is Markdown, add to \`${field}\` in ${where}: "contentMediaType": "text/markdown"`;
      undeclared.set(at, finding("undeclared-markdown", message, { severity: "warning", hint }));
    }
  });
  return { diagnostics, undeclared };
}

/** Not in HTML, which is printed as text, nor in a definition that no link or image uses. */
function isLinked(node: Nodes, tree: Root): boolean {
  if (node.type !== "definition") return node.type !== "html";
  let isUsed = false;
  visit(tree, (other) => {
    const isReference = other.type === "linkReference" || other.type === "imageReference";
    isUsed ||= isReference && other.identifier === node.identifier;
  });
  return isUsed;
}

/** Of Markdown: a link or an image, with or without a title; and its text. */
export const LINK = /!?\[([^[\]\n]+)\]\(\s*(?:<[^<>\n]+>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)(?:\s+"[^"]*")?\s*\)/g;

/** Could Markdown be meant? Not in what names a record, or is one of some words. */
export function isProse(
  schema: Schema,
  path: readonly (string | number)[],
  { nameField, aliasesField }: Kind,
): boolean {
  if (isMarkdown(schema) || isUrl(schema) || schema.enum || schema["x-ref"] !== undefined) return false;
  return path[0] !== nameField && path[0] !== aliasesField;
}

/** Calls `visit` for every string of a record together with the schema that describes it. */
export function eachString(
  value: unknown,
  schema: Schema,
  path: readonly (string | number)[],
  visit: (value: string, schema: Schema, path: readonly (string | number)[]) => void,
): void {
  if (typeof value === "string") visit(value, schema, path);
  const members: Iterable<[string | number, unknown]> = Array.isArray(value)
    ? value.entries()
    : Object.entries(isObject(value) ? value : {});
  for (const [key, member] of members) {
    const inner = typeof key === "number" ? schema.items : schemaUnder(schema, key);
    if (inner) eachString(member, inner, [...path, key], visit);
  }
}
