// What a list's schemas declare: the kinds of its records (`x-kind`), and what these refer to (`x-ref`).

import { DEVICE } from "../text/files.ts";
import { uncapitalised } from "../text/first-letter.ts";

/** The parts of a JSON Schema (draft 2020-12) that the toolchain looks at itself; ajv sees all of it. */
export interface Schema {
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly format?: string;
  readonly contentMediaType?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  /** Of a kind's schema: which kind it is. */
  readonly "x-kind"?: Declaration;
  /** What the string refers to: `KIND` (an id), `KIND.name` (a name or alias), `KIND.FIELD` (a value of that record). */
  readonly "x-ref"?: string;
  /** Of an object that stands where a reference could: the property that is printed in the place of a record's name. */
  readonly "x-text"?: string;
  /** Of a map whose keys refer to records: how the list that those get is ordered. */
  readonly "x-order"?: readonly string[];
  /** Of a kind's schema: what a complete record is like. What one lacks is no mistake. */
  readonly "x-complete"?: Schema;
  /** What a new record starts with here, and the comment above it. */
  readonly "x-new"?: { readonly value?: unknown; readonly comment?: string };
}

/** The value of `x-kind`, as keywords.ts describes it. */
interface Declaration {
  /** Where the records stand, below data/; also what templates call them. */
  readonly folder: string;
  /** The property that names a record. */
  readonly name: string;
  /** The property with its other names. */
  readonly aliases?: string;
  /** Properties to sort by; then the id. The name, if left out. */
  readonly order?: readonly string[];
  /** The property with its footnote. */
  readonly note?: string;
  /** The property by which it stands under another record. */
  readonly parent?: string;
  /** Its records are there for others to refer to, and are printed if one does. */
  readonly legend?: boolean;
  /** The properties that a new record starts with, besides those with a value of `x-new`. The required ones, if left out. */
  readonly new?: readonly string[];
  /** What its issue form asks. It has none, if left out. */
  readonly form?: string;
  /** Lists of another kind's records, each with the ways that lead there. */
  readonly through?: Readonly<Record<string, readonly string[]>>;
  /** Its records are drawn: data/FOLDER/ID.yml as img/ID.svg. */
  readonly drawn?: boolean;
}

/** Every member of a list. */
export const ITEM: unique symbol = Symbol("every item");
/** At the end of a path: each key of a map. Inside of a path: the value under each key. */
export const KEY: unique symbol = Symbol("every key");

/** A step from a record to its values: a property's name, or every member of a list or map. */
export type Step = string | typeof ITEM | typeof KEY;

export interface Reference {
  /** Where the references stand in a record of the kind that has them. */
  readonly path: readonly Step[];
  readonly from: Kind;
  readonly to: Kind;
  /** A record's id, its name or an alias, or one of the values that one of its properties lists. */
  readonly by: "id" | "name" | "value";
  /** For `value`: that property. */
  readonly field?: string;
  /** The schema in which the `x-ref` stands. */
  readonly schema: Schema;
  /** For a reference that is the key of a map: the map's schema. */
  readonly map?: Schema;
}

export interface Kind {
  /** That of the schema's file. */
  readonly name: string;
  /** What to call one record in a sentence: the schema's title in small letters. */
  readonly noun: string;
  readonly schema: Schema;
  /** Relative to the list's root; `undefined` for one of the toolchain's. */
  readonly schemaFile: string | undefined;
  readonly folder: string;
  readonly nameField: string;
  readonly aliasesField: string | undefined;
  readonly noteField: string | undefined;
  /** The first property that is a URL. */
  readonly urlField: string | undefined;
  readonly parentField: string | undefined;
  readonly order: readonly string[];
  /** The integer that says where a record stands, and nothing else: it is in `order`, and new records get one by `x-new`. */
  readonly placeField: string | undefined;
  readonly isLegend: boolean;
  /** Top-level properties and paths below them that a new record starts with. */
  readonly start: readonly string[];
  /** What its issue form asks; without one, it has none. */
  readonly form: string | undefined;
  /** Paths by the folder of the kind to which they lead. */
  readonly through: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Its records are drawn, and printed as images. */
  readonly isDrawn: boolean;
  readonly references: readonly Reference[];
}

export interface Kinds {
  /** In the order of their names. */
  readonly all: readonly Kind[];
  readonly byName: ReadonlyMap<string, Kind>;
  readonly byFolder: ReadonlyMap<string, Kind>;
}

/** What templates of a list may name besides its kinds (template/model.ts): no kind's folder is called so. */
export const RESERVED_FOLDERS: readonly string[] = ["count", "form", "list", "new", "notes", "pipeline"];

/**
 * What templates call what is computed of a kind's records (template/model.ts), and what it is: of a property that is called so,
 * they know nothing. A list of the records that refer to one gives way to a property of its name instead.
 */
export function reservedFields(kind: Kind, { all }: Kinds): ReadonlyMap<string, string> {
  const refers = kind.references.some(({ by }) => by !== "value");
  const isThrough = all.some(({ through }) => through.has(kind.folder));
  return new Map([
    ["id", "its file’s name"],
    ["target", "where links to it lead"],
    ["number", "its place among the others"],
    ["anchor", "what a link to its heading ends with"],
    ["new", "links that add records to it"],
    ["form", "links to forms"],
    ...(kind.noteField === undefined ? [] : ([["mark", "the mark of its note"]] as const)),
    ...(kind.isDrawn ? ([["file", "its drawing"]] as const) : []),
    ...(refers ? ([["others", "what else it refers to"]] as const) : []),
    ...(isThrough
      ? ([
          ["used", "whether a record leads to it"],
          ["names", "what leads to it"],
        ] as const)
      : []),
    ...[...kind.through.keys()].map((folder) => [folder, "the records that `through` leads to"] as const),
  ]);
}

/** Of an id, in schemas too. */
export const KEBAB = "^[a-z0-9]+(?:-[a-z0-9]+)*$";

/** An id is its file's name: kebab-case, so that it is the same on every file system and in every URL. */
export const ID = new RegExp(`(?!${DEVICE.source})${KEBAB}`);

/** The id that a record of this name would have: `My Tool` → `my-tool` */
export function idOf(name: string): string {
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return DEVICE.test(id) ? `${id}-1` : id;
}

/** `data/tools/ID.yml` */
export function fileOf({ folder }: Kind, id: string): string {
  return `data/${folder}/${id}.yml`;
}

/** `a tool`, `an example` */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

export function typesOf({ type = [] }: Schema): readonly string[] {
  return typeof type === "string" ? [type] : type;
}

/** `a purpose`: what the schema calls one of the values. */
export function nounOfValue({ schema }: Kind, field: string): string {
  const property = schemaUnder(schema, field);
  return withArticle((property?.items?.title ?? property?.title ?? field).toLowerCase());
}

/** @returns compares keys as the schema orders them; those that it does not know come last, as they came */
export function keyOrder({ properties = {} }: Schema): (a: string, b: string) => number {
  const keys = Object.keys(properties);
  const placeOf = (key: string): number => (keys.includes(key) ? keys.indexOf(key) : keys.length);
  return (a, b) => placeOf(a) - placeOf(b);
}

/**
 * @param schemas - by the names of their files; each has an `x-kind` that is as VOCABULARY says
 * @returns the kinds; what a reference names that is not there is left out, and is `checkKinds`'s to report
 */
export function kindsOf(schemas: ReadonlyMap<string, { schema: Schema; file?: string | undefined }>): Kinds {
  const all = [...schemas].flatMap(([name, { schema, file }]): (Kind & { references: Reference[] })[] => {
    const declaration = schema["x-kind"];
    if (!declaration) return [];
    const { title = name } = schema;
    const [urlField] = Object.entries(schema.properties ?? {}).find(([, property]) => isUrl(property)) ?? [];
    const started = Object.keys(schema.properties ?? {}).filter(
      (key) => schema.properties?.[key]?.["x-new"]?.value !== undefined,
    );
    const through = Object.entries(declaration.through ?? {});
    const order = declaration.order ?? [declaration.name];
    return [
      {
        name,
        // `Tool` → `tool`, and `API` stays.
        noun: /^\p{Lu}\p{Ll}/u.test(title) ? uncapitalised(title) : title,
        schema,
        schemaFile: file,
        folder: declaration.folder,
        nameField: declaration.name,
        aliasesField: declaration.aliases,
        noteField: declaration.note,
        urlField,
        parentField: declaration.parent,
        order,
        placeField: order.find((key) => isPlace(schema.properties?.[key] ?? {})),
        isLegend: declaration.legend === true,
        start: [...new Set([...(declaration.new ?? [declaration.name, ...(schema.required ?? [])]), ...started])],
        form: declaration.form,
        through: new Map(through.map(([folder, paths]) => [folder, paths.map((path) => path.split("."))])),
        isDrawn: declaration.drawn === true,
        references: [],
      },
    ];
  });
  const byName = new Map<string, Kind>(all.map((kind) => [kind.name, kind]));
  for (const from of all) {
    eachSchema(from.schema, [], (schema, path, map) => {
      const to = readReference(schema["x-ref"], byName);
      if (to) from.references.push({ path, from, schema, ...to, ...(map && { map }) });
    });
  }
  return { all, byName, byFolder: new Map(all.map((kind) => [kind.folder, kind])) };
}

function isPlace(schema: Schema): boolean {
  return schema["x-new"] !== undefined && typesOf(schema).includes("integer");
}

/** The kind, and how the text names one of its records; `undefined` for what is none. */
function readReference(
  text: string | undefined,
  kinds: ReadonlyMap<string, Kind>,
): Pick<Reference, "to" | "by" | "field"> | undefined {
  const [name = "", field, ...rest] = (text ?? "").split(".");
  const to = kinds.get(name);
  if (!to || rest.length > 0) return undefined;
  if (field === undefined) return { to, by: "id" };
  if (field === "name" || field === to.nameField) return { to, by: "name" };
  return to.schema.properties && Object.hasOwn(to.schema.properties, field) ? { to, by: "value", field } : undefined;
}

/**
 * Calls `visit` for a schema and each schema below it that describes a part of the value, with the path to that part; for
 * that of a map's keys, with the map's too.
 */
export function eachSchema(
  schema: Schema,
  path: readonly Step[],
  visit: (schema: Schema, path: readonly Step[], map?: Schema) => void,
): void {
  visit(schema, path);
  for (const [key, inner] of Object.entries(schema.properties ?? {})) eachSchema(inner, [...path, key], visit);
  if (schema.items) eachSchema(schema.items, [...path, ITEM], visit);
  if (schema.propertyNames) visit(schema.propertyNames, [...path, KEY], schema);
  if (typeof schema.additionalProperties === "object") eachSchema(schema.additionalProperties, [...path, KEY], visit);
}

/** Are these the properties on a path, whatever lists and maps stand between them? */
export function isAlong(path: readonly Step[], properties: readonly string[]): boolean {
  const names = path.filter((step) => typeof step === "string");
  return names.length === properties.length && names.every((name, index) => name === properties[index]);
}

/** The references at the ends of a way: a path of properties, over the records that they name. */
export function lastReferences(kind: Kind, way: readonly string[]): Reference[] {
  return way.flatMap((_, index) => {
    const rest = way.slice(index + 1);
    const next = kind.references.filter(({ path }) => isAlong(path, way.slice(0, index + 1)));
    return rest.length === 0 ? next : next.flatMap(({ to }) => lastReferences(to, rest));
  });
}

/** The schema of what stands under a key, if there is one. */
export function schemaUnder(schema: Schema, key: string): Schema | undefined {
  const { properties = {}, additionalProperties } = schema;
  if (Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}

/** Is it text that is read as Markdown? All other text is literal. */
export function isMarkdown({ contentMediaType }: Schema): boolean {
  return contentMediaType === "text/markdown";
}

export function isUrl({ format }: Schema): boolean {
  return format !== undefined && /^[ui]ri(?:-reference)?$/.test(format);
}

/** What a description says first, which is enough for a line. */
export function firstSentence({ description = "" }: Schema): string {
  return /^.*?[.?](?=\s|$)/.exec(description)?.[0] ?? description;
}
