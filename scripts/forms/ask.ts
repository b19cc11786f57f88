// Asks for a record in a terminal, field by field: what is given is not asked again, and what can be chosen is offered.

import { existsSync } from "node:fs";
import path from "node:path";
import type { Readable, Writable } from "node:stream";
import * as clack from "@clack/prompts";
import { nameOf } from "../record/entry.ts";
import { findDuplicate } from "../record/find.ts";
import { fileOf, firstSentence, ITEM, isUrl, KEY, type Kind, type Schema, withArticle } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import type { Path } from "../record/references.ts";
import { isObject } from "../text/json.ts";
import { Trouble } from "../text/trouble.ts";
import { urlProblem } from "../text/url.ts";
import { readValue } from "./answers.ts";
import { type Choice, choicesOf } from "./choices.ts";
import { freeId, idProblem, type NewEntry, newEntry, proposals } from "./entry.ts";
import { type Field, fieldsOf, isStart, isSwitch, typesOf } from "./fields.ts";
import { mayHave, missingFields, missingValues } from "./missing.ts";

/** Where questions are shown and answered. */
export interface Terminal {
  input: Readable;
  output: Writable;
}

/** Of a list of choices, so many lines are shown at once. */
const LINES = 10;

type Values = Record<string, unknown>;

/** What keeps a value from being taken, though it could stand in the field. */
type Objection = (value: string) => string | undefined;

export function begin(terminal: Terminal, list: List): void {
  clack.intro(`A new entry for ${list.settings?.name ?? "the list"}`, terminal);
}

export async function askKind(terminal: Terminal, kinds: readonly Kind[]): Promise<Kind> {
  const options = kinds.map((kind) => ({ value: kind, label: kind.noun }));
  return answered(await clack.select({ message: "What is it?", options, ...terminal }));
}

export async function confirm(terminal: Terminal, message: string): Promise<boolean> {
  return answered(await clack.confirm({ message, ...terminal }));
}

export function show(terminal: Terminal, title: string, text: string): void {
  clack.note(text, title, terminal);
}

/** What need not be asked, besides the record's fields. */
interface Given {
  id: string | undefined;
  /** Maps that are to be empty. */
  denied: readonly Field[];
}

/**
 * @param given - what need not be asked
 * @returns the same with all that was answered; and an id where the name gives none, or one that is taken
 * @throws {Trouble} when the person presses Ctrl-C or Escape
 */
export async function askRecord(
  terminal: Terminal,
  list: List,
  kind: Kind,
  given: Readonly<Values>,
  { id: givenId, denied }: Given,
): Promise<{ record: Values; id: string | undefined }> {
  const { properties = {}, required = [] } = kind.schema;
  const record: Values = { ...given };
  const isDenied = (key: string): boolean => denied.some(({ path }) => path[0] === key);
  const keys = Object.keys(properties).filter((key) => !isDenied(key));
  // Further fields come under “Anything else?”.
  const isAsked = (key: string): boolean => required.includes(key) || isStart(kind, { path: [key] });
  const needed = missingFields(list, kind, given, denied).map(({ flag }) => flag);
  const fields = fieldsOf(kind).map((field) => ({
    ...field,
    isRequired: field.isRequired || needed.includes(field.flag),
  }));
  const asker = new Asker(terminal, list, fields, record);
  // A repository's URL tells what it may be called, so that it is asked first.
  const isFirst = (key: string): number => Number(kind.nameField === "name" && key === kind.urlField);
  let id = givenId;
  for (const key of keys.toSorted((a, b) => isFirst(b) - isFirst(a)).filter(isAsked)) {
    const proposed = proposals(list, kind, record)[key];
    // Where a row stands among the others is nobody's first thought.
    if (typeof proposed === "number") continue;
    if (record[key] === undefined && mayHave(list, kind, record, key))
      record[key] = await asker.value([key], proposed, (value) => repeated(list, kind, key, value));
    else record[key] = await asker.completed(key);
    if (key === kind.nameField) id = (await idFor(terminal, newEntry(list, kind, record, id), list.root)) ?? id;
  }
  const others = keys.filter((key) => record[key] === undefined && !isAsked(key) && mayHave(list, kind, record, key));
  for (const key of await askOthers(terminal, others, properties)) {
    record[key] = await asker.value([key]);
  }
  return { record: Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)), id };
}

/** What is there already is said where it is typed, and not after all the questions. */
function repeated(list: List, kind: Kind, key: string, value: unknown): string | undefined {
  const duplicate = findDuplicate(list, kind, { [key]: value });
  return duplicate && `${duplicate.message} See ${duplicate.place}`;
}

/** @returns `undefined` for an entry whose own id will do */
async function idFor(terminal: Terminal, { kind, id, file }: NewEntry, root: string): Promise<string | undefined> {
  const isTaken = (other: string): boolean => existsSync(path.join(root, other));
  if (id !== "" && !isTaken(file)) return undefined;
  const why = id === "" ? "its name has no Latin letters to make one from" : `${file} is there already`;
  const settings = {
    message: `Id, which names its file: ${why}`,
    ...(id === "" ? { placeholder: `my-${kind.name}` } : { initialValue: freeId(kind, id, isTaken) }),
    validate: (typed = "") => idProblem(typed) ?? (isTaken(fileOf(kind, typed)) ? "That one is taken." : undefined),
    ...terminal,
  };
  return answered(await clack.text(settings));
}

/** Which of the fields that most entries do without. */
async function askOthers(
  terminal: Terminal,
  keys: readonly string[],
  properties: Readonly<Record<string, Schema>>,
): Promise<string[]> {
  const options = keys.map((key) => {
    const schema = properties[key] ?? {};
    return { value: key, label: schema.title ?? capital(key), hint: firstSentence(schema) };
  });
  if (options.length === 0) return [];
  const message = "Anything else? (Enter goes on.)";
  return answered(await clack.multiselect({ message, options, required: false, ...terminal }));
}

class Asker {
  readonly #terminal: Terminal;
  readonly #list: List;
  readonly #fields: readonly Field[];
  /** What has been answered. */
  readonly #record: Readonly<Values>;

  constructor(terminal: Terminal, list: List, fields: readonly Field[], record: Readonly<Values>) {
    this.#terminal = terminal;
    this.#list = list;
    this.#fields = fields;
    this.#record = record;
  }

  /** @returns `undefined` when it is left out */
  async value(path: Field["path"], proposed?: unknown, objection?: Objection): Promise<unknown> {
    const field = this.#at(path);
    if (!field) return this.#parts(path);
    switch (field.holds) {
      case "keys":
        return this.#places(field, {});
      case "items":
        return this.#items(field);
      case "value":
        return this.#one(field, typeof proposed === "string" ? proposed : undefined, objection);
    }
  }

  /** What a property has, with what it lacks of it. */
  async completed(key: string): Promise<unknown> {
    const field = this.#at([key]);
    const value = this.#record[key];
    return field?.holds === "keys" && isObject(value) ? this.#places(field, value) : value;
  }

  /** Under which records it is listed, and what is said of it under each. */
  async #places(field: Field, given: Readonly<Values>): Promise<Values | undefined> {
    const { reference, title, path, isRequired } = field;
    const choices = choicesOf(this.#list, { ...field, schema: reference?.schema ?? {} }) ?? [];
    const places: Values = { ...given };
    if (!reference || choices.length === 0) return undefined;
    if (Object.keys(places).length === 0) {
      const options = choices.map(({ value, hint }) => ({ value, label: hint ?? value }));
      const message = `Which ${title.toLowerCase()}?${field.negation === undefined ? "" : ` (None: ${field.negation}.)`}`;
      const required = isRequired && field.negation === undefined;
      for (const id of answered(await clack.multiselect({ message, options, required, ...this.#terminal })))
        places[id] = {};
    }
    for (const [id, place] of Object.entries(places)) {
      const missing = missingValues(this.#list, field, this.#fields, id, place);
      if (isObject(place) && Object.keys(place).length > 0 && missing.length === 0) continue;
      const entry = this.#list.byId.get(reference.to.name)?.get(id);
      places[id] = await this.#place([...path, KEY], [String(path[0]), id], entry ? nameOf(entry) : id, missing);
    }
    return Object.keys(places).length === 0 ? undefined : places;
  }

  /** @param missing - what has to be said of it; else, whatever can be */
  async #place(path: Field["path"], at: Path, name: string, missing: readonly Field[]): Promise<Values> {
    const parts = missing.length > 0 ? missing : this.#below(path).filter(({ holds }) => holds === "value");
    const place: Values = {};
    for (const part of parts) {
      const message = `${name}: ${part.title.toLowerCase()}`;
      const offered = choicesOf(this.#list, part, { [String(at[0])]: { [String(at[1])]: {} } }, [...at, lastKey(part)]);
      if (part.holds === "items" && offered) {
        const options = offered.map(({ value }) => ({ value }));
        place[lastKey(part)] = answered(
          await clack.multiselect({ message, options, required: true, ...this.#terminal }),
        );
      } else {
        const value = await this.#one({ ...part, title: message }, undefined);
        if (value !== undefined) place[lastKey(part)] = value;
      }
    }
    return place;
  }

  /** Parts one after the other, such as references; or those of the one that there is. */
  async #parts(path: Field["path"]): Promise<Values | Values[] | undefined> {
    const isText = ({ holds, schema }: Field): boolean => holds === "value" && typesOf(schema).includes("string");
    const own = this.#below(path).filter(isText);
    if (own.length > 0) return this.#part(own, "");
    const fields = this.#below([...path, ITEM]).filter(isText);
    const parts: Values[] = [];
    do parts.push(await this.#part(fields, parts.length === 0 ? "" : ` ${parts.length + 1}`));
    while (await clack.confirm({ message: "One more?", initialValue: false, ...this.#terminal }).then(answered));
    return parts;
  }

  async #part(fields: readonly Field[], number: string): Promise<Values> {
    const part: Values = {};
    for (const field of fields) {
      const [name = ""] = field.flag.split("-");
      const value = await this.#one({ ...field, title: `${capital(name)}${number}: ${field.title}` }, undefined);
      if (value !== undefined) part[lastKey(field)] = value;
    }
    return part;
  }

  /** Texts one after the other: chosen where the list has some to offer, or typed. */
  async #items(field: Field): Promise<string[] | undefined> {
    const items: string[] = [];
    for (;;) {
      const next = { ...field, title: `${field.schema.title ?? field.title} ${items.length + 1}` };
      const isRequired = field.isRequired && items.length === 0;
      const offered = choicesOf(this.#list, field, this.#record)?.filter(({ value }) => !items.includes(value));
      const item = offered
        ? await choose(this.#terminal, next, offered, isRequired)
        : await this.#one({ ...next, isRequired }, undefined);
      if (typeof item !== "string") return items.length === 0 ? undefined : items;
      items.push(item);
    }
  }

  async #one(field: Field, proposed: string | undefined, objection?: Objection): Promise<unknown> {
    const choices = choicesOf(this.#list, field, this.#record);
    const { schema, isRequired } = field;
    if (isSwitch(field)) return (await confirm(this.#terminal, `${field.title}?`)) || (isRequired ? false : undefined);
    if (choices && choices.length > 0) {
      const none = { value: "", label: isRequired ? "" : "none" };
      const options = [
        ...(isRequired ? [] : [none]),
        ...choices.map(({ value, hint }) => ({ value, ...(hint === undefined ? {} : { hint }) })),
      ];
      return (
        answered(await clack.select({ message: field.title, options, maxItems: LINES, ...this.#terminal })) || undefined
      );
    }
    const [example] = schema.examples ?? [];
    const settings = {
      message: `${field.title}${isRequired ? "" : " (or Enter)"}`,
      ...(typeof example === "string" ? { placeholder: example.split("\n", 1)[0] ?? "" } : {}),
      ...(proposed === undefined ? {} : { initialValue: proposed }),
      validate: (text = "") => problemWith(field, text, this.#list.root) ?? objection?.(text.trim()),
      ...this.#terminal,
    };
    const typed = answered(await clack.text(settings)) ?? "";
    const read = typed.trim() === "" ? undefined : readValue(field, typed);
    return read && "value" in read ? read.value : undefined;
  }

  #at(path: Field["path"]): Field | undefined {
    return this.#fields.find((field) => same(field.path, path));
  }

  #below(path: Field["path"]): Field[] {
    return this.#fields.filter((field) => field.path.length === path.length + 1 && same(field.path.slice(0, -1), path));
  }
}

/** A choice, or what is typed instead; an empty line ends. */
async function choose(
  terminal: Terminal,
  field: Field,
  offered: readonly Choice[],
  isRequired: boolean,
): Promise<string | undefined> {
  const options = offered.map(({ value, hint }) => ({ value, label: value, ...(hint === undefined ? {} : { hint }) }));
  const kind = field.schema["x-text"] === undefined ? undefined : field.reference?.to;
  const hint = kind ? `not ${withArticle(kind.noun)} of the list` : "";
  const chosen = await clack.autocomplete<string>({
    message: `${field.title}${isRequired ? "" : " (the first choice ends)"}`,
    options() {
      const typed = this.userInput.trim();
      const isOffered = offered.some(({ value }) => value.toLowerCase() === typed.toLowerCase());
      const own = typed === "" || isOffered || kind === undefined ? [] : [{ value: typed, label: typed, hint }];
      return [...(isRequired || typed !== "" ? [] : [{ value: "", label: "no more" }]), ...options, ...own];
    },
    maxItems: LINES,
    ...terminal,
  });
  return answered(chosen) || undefined;
}

/** @param root - of the list, whose files a URL may name */
function problemWith(field: Field, typed: string, root: string): string | undefined {
  if (typed.trim() === "") return field.isRequired ? "It is needed." : undefined;
  const read = readValue(field, typed);
  if ("problem" in read) return read.problem;
  const { pattern } = field.schema;
  const text = String(read.value);
  const problem = isUrl(field.schema) ? urlProblem(text) : undefined;
  if (problem !== undefined) return `This URL ${problem}.`;
  if (isUrl(field.schema) && HOST.test(text) && !existsSync(path.join(root, text))) {
    return `There is no such file. If it is a site, write https://${text}`;
  }
  return pattern === undefined || new RegExp(pattern, "u").test(text)
    ? undefined
    : (field.schema.description ?? `It has to match ${pattern}.`);
}

/** What people write who leave out the scheme. */
const HOST = /^[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)/;

function answered<T>(value: T | typeof clack.CANCEL_SYMBOL): T {
  if (clack.isCancel(value)) throw new Trouble("It was cancelled, and nothing was written.");
  return value;
}

function lastKey({ path }: Field): string {
  return String(path.at(-1));
}

function same(a: Field["path"], b: Field["path"]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
