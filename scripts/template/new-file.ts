// Links to GitHub's page for a new file and to issue forms, by which one adds an entry in a browser.
// They are short, because whoever reads the page's source reads them, too.
import { stringify } from "yaml";
import { type FolderOnGitHub, newFileUrl, newIssueUrl } from "../github/urls.ts";
import { type Entry, nameOf, valuesOf } from "../record/entry.ts";
import { fileOf, ITEM, KEY, type Kind, type Reference, type Schema, schemaUnder } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { homeOf } from "../record/repository.ts";
import { isObject } from "../text/json.ts";
import { type Fields, lazy } from "./values.ts";

/** Those that have an issue form. */
export function withForms(kinds: readonly Kind[]): Kind[] {
  return kinds.filter(({ form }) => form !== undefined);
}

/** The property by which a new record of a kind refers to another: its own, of one record, a list or a map of them. */
function referenceTo(kind: Kind, to: Kind): Reference | undefined {
  return kind.references.find(({ path, to: other, by }) => {
    const isOwn = path.length === 1 || (path.length === 2 && (path[1] === ITEM || path[1] === KEY));
    return other === to && by === "id" && isOwn;
  });
}

/**
 * @param at - the record that the new ones refer to, where their kind can
 * @returns for each kind, and for each with a form, where it leads; nothing for a list whose settings name no repository
 */
export function newLinks(list: List, at?: Entry): { new: Fields; form: Fields } {
  const kinds = list.kinds.all;
  const home = homeOf(list);
  if (!home) return { new: {}, form: {} };
  // GitHub looks for forms at the top of a repository only.
  const withForm = home.folder === "" ? withForms(kinds) : [];
  return {
    new: Object.fromEntries(kinds.map((kind) => [kind.name, lazy(() => newFileLink(home, kind, at))])),
    form: Object.fromEntries(withForm.map((kind) => [kind.name, lazy(() => formLink(home, kind, at))])),
  };
}

function newFileLink(home: FolderOnGitHub, kind: Kind, at: Entry | undefined): string {
  const text = stringify(startOf(kind, at), { nullStr: "", indentSeq: false, lineWidth: 0 });
  return newFileUrl(home, fileOf(kind, "NAME"), text.replace(/\n$/, ""));
}

/** Of a record that declares values, the first is chosen, as in the form each stands with its name. */
function formLink(home: FolderOnGitHub, kind: Kind, at: Entry | undefined): string {
  const reference = at && referenceTo(kind, at.kind);
  if (!reference) return newIssueUrl(home, `${kind.name}.yml`);
  const [declared] = saidOf(reference, kind, at).values;
  const answer = declared === undefined ? nameOf(at) : `${nameOf(at)}: ${declared}`;
  return newIssueUrl(home, `${kind.name}.yml`, { [String(reference.path[0])]: answer });
}

/** What a new record starts with; `null` stands for what is to be filled in. */
function startOf(kind: Kind, at: Entry | undefined): Record<string, unknown> {
  const reference = at && referenceTo(kind, at.kind);
  const record: Record<string, unknown> = {};
  const start = reference ? [...new Set([...kind.start, String(reference.path[0])])] : kind.start;
  for (const path of start) {
    const [property = "", ...below] = path.split(".");
    const schema = kind.schema.properties?.[property];
    if (!schema) continue;
    if (at && property === reference?.path[0]) record[property] = referring(reference, kind, at);
    else if (isNeeded(kind, property)) record[property] = filled(schema, below, record[property]);
  }
  return record;
}

/** Whether a new record has this property although its target is unknown: only if it is required. */
function isNeeded({ schema, references }: Kind, property: string): boolean {
  const isReference = references.some(({ path, by }) => path[0] === property && path.length <= 2 && by === "id");
  return !isReference || schema.required?.includes(property) === true;
}

/**
 * @param before - what other paths have put there already
 * @returns of what is inside of it only what is required
 */
function filled(schema: Schema, below: readonly string[], before: unknown): unknown {
  const start = schema["x-new"]?.value;
  if (start !== undefined) return start;
  if (schema.items) {
    const [item] = Array.isArray(before) ? before : [];
    return [filled(schema.items, below, item)];
  }
  const [property, ...rest] = below;
  const inner = property === undefined ? undefined : schema.properties?.[property];
  if (property === undefined || !inner) return null;
  const parts = isObject(before) ? before : {};
  if (!schema.required?.includes(property)) return parts;
  return { ...parts, [property]: filled(inner, rest, parts[property]) };
}

function referring(reference: Reference, kind: Kind, at: Entry): unknown {
  if (reference.path.at(-1) === ITEM) return [at.id];
  if (!reference.map) return at.id;
  const { property, values } = saidOf(reference, kind, at);
  if (property === undefined) return { [at.id]: {} };
  return { [at.id]: { [property]: values.length > 0 ? [null] : null } };
}

/** What a map says of a pair: values that the other record declares, or else the first property that is none of these. */
function saidOf({ map }: Reference, { references }: Kind, at: Entry): { property?: string; values: string[] } {
  const said = Object.entries((map && schemaUnder(map, "")?.properties) ?? {}).map(([property, schema]) => {
    const value = references.find(
      ({ by, schema: other }) => by === "value" && (other === schema || other === schema.items),
    );
    return { property, value, values: valuesOf(at, value?.field ?? "") };
  });
  return said.find(({ values }) => values.length > 0) ?? said.find(({ value }) => !value) ?? { values: [] };
}
