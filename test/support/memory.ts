// Lists that never were on disk: records → a `List`, checked against the schemas, thousands of values in seconds.
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Kind, RecordOf } from "../../scripts/record/kinds.ts";
import type { AnyEntry, Entry, List } from "../../scripts/record/list.ts";
import { loadSchemas } from "../../scripts/record/schemas.ts";
import { render } from "../../scripts/template/render.ts";
import { isOnlyBroken } from "../../scripts/text/crop.ts";
import { parsePointer } from "../../scripts/text/json.ts";

export const TEMPLATE = "templates/README.md";

/** The toolchain's own schemas: compiled once, which takes longer than everything else that a list needs. */
export const { schemas } = await loadSchemas(path.join(tmpdir(), "a-list-without-schemas"));

/** Records by id; in this order they stand in the list. */
export type Records = { [K in Exclude<Kind, "list">]?: Readonly<Record<string, RecordOf[K]>> };

/** @param root - where diagrams are looked for */
export function listOf(records: Records, root = path.join(tmpdir(), "no-list")): List {
  const tools = entriesOf("tool", records.tool);
  const toolsByName = new Map(tools.flatMap((tool) => namesOf(tool).map((name) => [name, tool] as const)));
  assert.equal(toolsByName.size, tools.flatMap(namesOf).length, "two tools have the same name");
  return {
    root,
    schemas,
    settings: undefined,
    components: entriesOf("component", records.component),
    tools,
    examples: entriesOf("example", records.example),
    diagrams: entriesOf("diagram", records.diagram),
    resources: entriesOf("resource", records.resource),
    toolsByName,
  };
}

export function entryOf<K extends Exclude<Kind, "list">>(kind: K, id: string, data: RecordOf[K]): Entry<K> {
  const { validate } = schemas[kind];
  validate(data);
  // A list's own schema may allow line breaks where ours do not, and a page withstands them.
  const errors = (validate.errors ?? []).filter(({ keyword, instancePath, params }) => {
    const value = parsePointer(instancePath).reduce<unknown>((found, step) => Object(found)[step], data);
    return keyword !== "pattern" || typeof value !== "string" || !isOnlyBroken(value, params.pattern);
  });
  assert.deepEqual(errors, [], `${kind} ${JSON.stringify(data)}`);
  // JSON is YAML.
  return { kind, id, file: `data/${kind}s/${id}.yml`, source: JSON.stringify(data), data };
}

/** Renders a list; whatever the records hold, the template is right and prints them all. */
export function pageOf(list: List, template: string): string {
  const { markdown, diagnostics } = render(list, TEMPLATE, template);
  assert.deepEqual(diagnostics.map(String), []);
  return markdown;
}

/** The same records as files of a list, for the real command. */
export function filesOf(list: List, template: string): Record<string, string> {
  const files = Object.fromEntries(entriesIn(list).map(({ file, source }) => [file, source]));
  return { ...files, "data/list.yml": '{ "name": "A list" }', [TEMPLATE]: template };
}

function namesOf({ data }: Entry<"tool">): string[] {
  return [data.name, ...(data.aliases ?? [])];
}

function entriesOf<K extends Exclude<Kind, "list">>(
  kind: K,
  records: Readonly<Record<string, RecordOf[K]>> = {},
): Entry<K>[] {
  return Object.entries(records).map(([id, data]) => entryOf(kind, id, data));
}

function entriesIn(list: List): AnyEntry[] {
  return [...list.components, ...list.tools, ...list.examples, ...list.resources];
}
