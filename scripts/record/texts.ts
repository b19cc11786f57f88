// What a schema cannot say of a record's texts: URLs that a page may link to, Markdown that a page can hold.

import { Diagnostic } from "../text/diagnostic.ts";
import { formatPointer } from "../text/json.ts";
import { markdownUrls, parseGfm } from "../text/markdown.ts";
import { recordUrlProblem } from "../text/url.ts";
import type { Schema } from "./kinds.ts";
import { locate } from "./yaml.ts";

/** What is wrong with Markdown that `parseGfm` gives up on. */
export const TOO_COMPLEX =
  "This text cannot be read: it is nested too deeply, or has too many brackets, asterisks and the like in one paragraph.";

/**
 * @param value - a record, which need not match its schema
 * @returns a finding for each URL, alone or in Markdown, that no page may link to, and for Markdown
 * that is nested too deeply or too crowded
 */
export function checkTexts(file: string, source: string, value: unknown, schema: Schema): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  eachString(value, schema, [], (text, at, path) => {
    const report = (rule: string, message: string): void => {
      diagnostics.push(
        new Diagnostic({ file, range: locate(source, path), rule, message, pointer: formatPointer(path) }),
      );
    };
    const isMarkdown = at.contentMediaType === "text/markdown";
    if (isMarkdown && parseGfm(text) === undefined) {
      report("markdown-depth", TOO_COMPLEX);
      return;
    }
    const urls = at.format === "uri-reference" ? [text] : isMarkdown ? markdownUrls(text) : [];
    for (const url of urls) {
      const problem = recordUrlProblem(url);
      if (problem !== undefined) report("url", `The URL ${JSON.stringify(url)} ${problem}.`);
    }
  });
  return diagnostics;
}

/** Calls `visit` for every string of a record together with the schema that describes it. */
export function eachString(
  value: unknown,
  schema: Schema,
  path: readonly (string | number)[],
  visit: (value: string, schema: Schema, path: readonly (string | number)[]) => void,
): void {
  if (typeof value === "string") {
    visit(value, schema, path);
  } else if (Array.isArray(value)) {
    const { items } = schema;
    if (items) for (const [index, item] of value.entries()) eachString(item, items, [...path, index], visit);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      const inner = schema.properties?.[key] ?? schema.additionalProperties;
      if (typeof inner === "object") eachString(item, inner, [...path, key], visit);
    }
  }
}
