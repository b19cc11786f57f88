// Every URL of a record, in its own field or inside Markdown, is one that a page may link to.
import { Diagnostic } from "./diagnostic.ts";
import type { Schema } from "./kinds.ts";
import { markdownUrls } from "./markdown.ts";
import { formatPointer } from "./pointer.ts";
import { urlProblem } from "./url.ts";
import { locate } from "./yaml.ts";

/**
 * @param value - a record, which need not match its schema
 * @returns a finding for each URL that is not http, https, mailto or relative
 */
export function checkUrls(file: string, source: string, value: unknown, schema: Schema): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  eachString(value, schema, [], (text, at, path) => {
    const urls =
      at.format === "uri-reference" ? [text] : at.contentMediaType === "text/markdown" ? markdownUrls(text) : [];
    for (const url of urls) {
      const problem = urlProblem(url);
      if (problem === undefined) continue;
      diagnostics.push(
        new Diagnostic({
          file,
          range: locate(source, path),
          rule: "url",
          message: `The URL ${JSON.stringify(url)} ${problem}.`,
          pointer: formatPointer(path),
        }),
      );
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
