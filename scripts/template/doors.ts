// Links by which somebody who has only a browser adds an entry: GitHub's page for a new file, with a record to fill in.

import { type FolderOnGitHub, newFileUrl } from "../github/urls.ts";
import type { Kind, Schema } from "../record/kinds.ts";
import type { Entry, List } from "../record/list.ts";
import { recordText } from "../record/record-text.ts";
import { homeOf } from "../record/repository.ts";
import type { Fields, Shape } from "./values.ts";

/** A place behind every row that is there, which does not change with each one. */
const LAST = 99;

const URL: Shape = { kind: "url" };

/** What a template may name below `new`: of the list, and of a component. */
export const DOORS: Shape = { kind: "record", fields: { tool: URL, example: URL, resource: URL } };
export const COMPONENT_DOORS: Shape = { kind: "record", fields: { tool: URL, resource: URL } };

export function doors(list: List): Fields {
  const home = homeOf(list);
  if (!home) return {};
  return { tool: toolDoor(list, home), example: exampleDoor(list, home), resource: resourceDoor(list, home) };
}

export function componentDoors(list: List, component: Entry<"component">): Fields {
  const home = homeOf(list);
  return home ? { tool: toolDoor(list, home, component), resource: resourceDoor(list, home, component) } : {};
}

function toolDoor(list: List, home: FolderOnGitHub, component?: Entry<"component">): string {
  const purposes = component?.data.purposes;
  const place = purposes ? { purposes } : { description: null };
  const record = { name: null, url: null, ...(component && { components: { [component.id]: place } }) };
  const comments = purposes ? { [`/components/${component.id}/purposes`]: "Keep what it does here." } : {};
  return door(list, home, "tool", record, comments);
}

function exampleDoor(list: List, home: FolderOnGitHub): string {
  const reference = { title: null, url: null, by: null, of: null };
  const record = { organisation: null, position: LAST, technologies: [null], note: null, references: [reference] };
  return door(list, home, "example", record, { "/position": `Rows are ordered by it; with ${LAST} yours comes last.` });
}

function resourceDoor(list: List, home: FolderOnGitHub, component?: Entry<"component">): string {
  return door(list, home, "resource", { title: null, component: component?.id, url: null, description: null }, {});
}

/** @param comments - by pointer, where the schema's own words do not say it */
function door(
  list: List,
  home: FolderOnGitHub,
  kind: Exclude<Kind, "list">,
  record: object,
  comments: Readonly<Record<string, string>>,
): string {
  const { schema } = list.schemas[kind];
  const told = new Map(Object.entries({ ...explain(record, schema, ""), ...comments }));
  const others = Object.keys(schema.properties ?? {}).filter((key) => !Object.hasOwn(record, key));
  const introduction = [
    `Fill this in, delete lines that stay empty, and give the file its name: My ${kind} → my-${kind}.yml`,
    ...(others.length === 0 ? [] : [`There are also: ${others.join(", ")}.`]),
  ];
  return newFileUrl(
    home,
    `data/${kind}s/my-${kind}.yml`,
    recordText(list, kind, record, { comments: told, introduction }),
  );
}

/** The first sentence of the schema about each value that is to be filled in, by pointer. */
function explain(value: unknown, schema: Schema, pointer: string): Record<string, string> {
  if (value === null) {
    const [sentence] = /^.*?[.?](?=\s|$)/.exec(schema.description ?? "") ?? [];
    return sentence === undefined ? {} : { [pointer]: sentence };
  }
  if (typeof value !== "object") return {};
  const parts = Object.entries(value).map(([key, item]) => {
    const inner = Array.isArray(value) ? schema.items : (schema.properties?.[key] ?? schema.additionalProperties);
    return typeof inner === "object" ? explain(item, inner, `${pointer}/${key}`) : {};
  });
  return Object.assign({}, ...parts);
}
