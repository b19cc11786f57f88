// Lists that never were on disk: records → a `List`, checked against the schemas, thousands of values in seconds.

import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Data, Entry } from "../../scripts/record/entry.ts";
import { fileOf } from "../../scripts/record/kinds.ts";
import { type List, makeList } from "../../scripts/record/list.ts";
import { loadSchemas } from "../../scripts/record/schemas.ts";
import { render } from "../../scripts/template/render.ts";
import { isOnlyBroken } from "../../scripts/text/crop.ts";
import { parsePointer } from "../../scripts/text/json.ts";
import { MAIN_LIST } from "./lists.ts";

export const TEMPLATE = "templates/README.md";

/** Compiled once, which takes longer than everything else that a list needs. */
export const schemas = loadSchemas(MAIN_LIST);

/** Records by id, by the names of their kinds. */
export type Records = Readonly<Record<string, Readonly<Record<string, Data>>>>;

/** @param root - where diagrams are looked for */
export function listOf(records: Records, root = path.join(tmpdir(), "no-list")): List {
  const entries = Object.entries(records).flatMap(([kind, own]) =>
    Object.entries(own).map(([id, data]) => entryOf(kind, id, data)),
  );
  return makeList(root, schemas, undefined, entries);
}

/** The list with other records. */
export function withEntries({ root, settings, kinds, schemas }: List, entries: readonly Entry[]): List {
  const own = entries.map((entry) => ({ ...entry, kind: kinds.byName.get(entry.kind.name) ?? entry.kind }));
  return makeList(root, schemas, settings, own);
}

/** @param name - of the kind */
export function entryOf(name: string, id: string, data: Data): Entry {
  const kind = schemas.kinds.byName.get(name);
  assert.ok(kind, name);
  const validate = schemas.validator(kind.schema);
  validate(data);
  // A list's own schema may allow line breaks where ours do not, and a page withstands them.
  const errors = (validate.errors ?? []).filter(({ keyword, instancePath, params }) => {
    const value = parsePointer(instancePath).reduce<unknown>((found, step) => Object(found)[step], data);
    return keyword !== "pattern" || typeof value !== "string" || !isOnlyBroken(value, params.pattern);
  });
  assert.deepEqual(errors, [], `${name} ${JSON.stringify(data)}`);
  // JSON is YAML.
  return { kind, id, file: fileOf(kind, id), source: JSON.stringify(data), data };
}

/** Renders a list; whatever the records hold, the template is right and prints them all. */
export function pageOf(list: List, template: string): string {
  const { markdown, diagnostics } = render(list, template);
  assert.deepEqual(diagnostics.map(String), []);
  return markdown;
}

/** The same records as files of a list, for the real command. */
export function filesOf(list: List, template: string): Record<string, string> {
  const files = Object.fromEntries(list.entries.map(({ file, source }) => [file, source]));
  return { ...files, "data/list.yml": '{ "name": "A list" }', [TEMPLATE]: template };
}
