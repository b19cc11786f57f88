// Asks for a record in a terminal, field by field: what is given is not asked again, and what can be chosen is offered.
import { existsSync } from "node:fs";
import path from "node:path";
import * as clack from "@clack/prompts";
import { readValue } from "../forms/answers.ts";
import { choicesOf } from "../forms/choices.ts";
import {
  fileOf,
  freeId,
  idProblem,
  NAME_FIELDS,
  NEW_KINDS,
  type NewEntry,
  type NewKind,
  newEntry,
  proposals,
} from "../forms/entry.ts";
import { type Field, fieldsOf, firstSentence, LAST_ITEM, LAST_KEY, typesOf } from "../forms/fields.ts";
import { findKnown, placeOfKnown } from "../forms/known.ts";
import { lacksPurpose, missingFields } from "../forms/missing.ts";
import type { Schema } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { isObject } from "../text/json.ts";
import { urlProblem } from "../text/url.ts";
import { Trouble } from "./exit.ts";

/** Standard output is for the result. */
const output = process.stderr;
/** Of a list of choices, so many lines are shown at once. */
const LINES = 10;

/** What is asked although it may be missing; further fields come under “Anything else?”. */
const USUAL: Readonly<Record<NewKind, readonly string[]>> = {
  tool: ["url", "components"],
  example: ["note"],
  resource: ["component", "url", "description"],
};

type Values = Record<string, unknown>;

/** What keeps a value from being taken, though it could stand in the field. */
type Objection = (value: string) => string | undefined;

export function begin(list: List): void {
  clack.intro(`A new entry for ${list.settings?.data.name ?? "the list"}`, { output });
}

export async function askKind(): Promise<NewKind> {
  const options = NEW_KINDS.map((value) => ({ value }));
  return answered(await clack.select({ message: "What is it?", options, output }));
}

export async function confirm(message: string): Promise<boolean> {
  return answered(await clack.confirm({ message, output }));
}

export function show(title: string, text: string): void {
  clack.note(text, title, { output });
}

/** What need not be asked, besides the record's fields. */
interface Settled {
  id: string | undefined;
  /** No component lists it. */
  isUnlisted: boolean;
}

/**
 * @param given - what need not be asked
 * @returns the same with all that was answered; and an id where the name gives none, or one that is taken
 * @throws {Trouble} when the person presses Ctrl-C or Escape
 */
export async function askRecord(
  list: List,
  kind: NewKind,
  given: Readonly<Values>,
  settled: Settled,
): Promise<{ record: Values; id: string | undefined }> {
  const { properties = {}, required = [] } = list.schemas[kind].schema;
  const record: Values = { ...given };
  const keys = Object.keys(properties).filter((key) => key !== "components" || !settled.isUnlisted);
  const isAsked = (key: string): boolean => required.includes(key) || USUAL[kind].includes(key);
  const needed = missingFields(list, kind, given).map(({ flag }) => flag);
  const fields = fieldsOf(list.schemas[kind].schema).map((field) => ({
    ...field,
    isRequired: field.isRequired || needed.includes(field.flag),
  }));
  const asker = new Asker(list, fields);
  // A repository's URL tells what the tool may be called, so that it is asked first.
  const order = keys.toSorted(
    (a, b) => Number(b === "url" && kind === "tool") - Number(a === "url" && kind === "tool"),
  );
  let { id } = settled;
  for (const key of order.filter(isAsked)) {
    const proposed = proposals(list, kind, record)[key];
    // Where a row stands among the others is nobody's first thought.
    if (typeof proposed === "number") continue;
    if (record[key] === undefined)
      record[key] = await asker.value([key], proposed, (value) => isKnown(list, kind, key, value));
    else if (key === "components") record[key] = await asker.places(record[key]);
    if (key === NAME_FIELDS[kind]) id = (await idFor(newEntry(list, kind, record, id), list.root)) ?? id;
  }
  // What has an address of its own has none for each of its parts.
  const isLeft = (key: string): boolean => key !== "parts" || record.url === undefined;
  const others = keys.filter((key) => record[key] === undefined && !isAsked(key) && isLeft(key));
  for (const key of await askOthers(others, properties)) {
    record[key] = await asker.value([key]);
  }
  return { record: Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)), id };
}

/** What is there already is said where it is typed, and not after all the questions. */
function isKnown(list: List, kind: NewKind, key: string, value: unknown): string | undefined {
  const known = findKnown(list, kind, { [key]: value });
  return known && `${known.says} See ${placeOfKnown(known)}`;
}

/** @returns `undefined` for an entry whose own id will do */
async function idFor({ kind, id, file }: NewEntry, root: string): Promise<string | undefined> {
  const isTaken = (other: string): boolean => existsSync(path.join(root, other));
  if (id !== "" && !isTaken(file)) return undefined;
  const why = id === "" ? "its name has no Latin letters to make one from" : `${file} is there already`;
  const settings = {
    message: `Id, which names its file: ${why}`,
    ...(id === "" ? { placeholder: "my-tool" } : { initialValue: freeId(kind, id, isTaken) }),
    validate: (typed = "") => idProblem(typed) ?? (isTaken(fileOf(kind, typed)) ? "That one is taken." : undefined),
    output,
  };
  return answered(await clack.text(settings));
}

/** Which of the fields that most entries do without. */
async function askOthers(keys: readonly string[], properties: Readonly<Record<string, Schema>>): Promise<string[]> {
  const options = keys.map((key) => {
    const schema = properties[key] ?? {};
    return { value: key, label: schema.title ?? capital(key), hint: firstSentence(schema) };
  });
  if (options.length === 0) return [];
  const message = "Anything else? (Enter goes on.)";
  return answered(await clack.multiselect({ message, options, required: false, output }));
}

class Asker {
  readonly #list: List;
  readonly #fields: readonly Field[];

  constructor(list: List, fields: readonly Field[]) {
    this.#list = list;
    this.#fields = fields;
  }

  /** @returns `undefined` when it is left out */
  async value(path: Field["path"], proposed?: unknown, objection?: Objection): Promise<unknown> {
    const field = this.#at(path);
    if (!field) return this.#parts(path);
    switch (field.holds) {
      case "keys":
        return this.places({});
      case "items":
        return this.#items(field);
      case "value":
        return this.#one(field, typeof proposed === "string" ? proposed : undefined, objection);
    }
  }

  /** The components that list a tool, and what it does in each. */
  async places(given: unknown): Promise<Values | undefined> {
    const field = this.#fields.find(({ holds }) => holds === "keys");
    const known: Values = isObject(given) ? { ...given } : {};
    const choices = (field && choicesOf(this.#list, field)) ?? [];
    if (!field || choices.length === 0) return undefined;
    if (Object.keys(known).length === 0) {
      const options = choices.map(({ value, hint }) => ({ value, label: hint ?? value }));
      const message = "Which components does it serve? (None: only examples name it.)";
      for (const id of answered(await clack.multiselect({ message, options, required: false, output }))) known[id] = {};
    }
    for (const [id, place] of Object.entries(known)) {
      if (isObject(place) && Object.keys(place).length > 0 && !lacksPurpose(this.#list, id, place)) continue;
      const name = this.#list.components.find((component) => component.id === id)?.data.name ?? id;
      known[id] = await this.#place(field, id, name);
    }
    return Object.keys(known).length === 0 ? undefined : known;
  }

  async #place(parent: Field, id: string, name: string): Promise<Values> {
    const parts = this.#below([...parent.path, LAST_KEY]);
    const purposes = parts.find((part) => part.holds === "items");
    const offered = (purposes && choicesOf(this.#list, purposes, id)) ?? [];
    if (purposes && offered.length > 0) {
      const options = offered.map(({ value }) => ({ value }));
      const message = `${name}: what does it do there?`;
      return { [lastKey(purposes)]: answered(await clack.multiselect({ message, options, required: true, output })) };
    }
    const place: Values = {};
    for (const part of parts.filter(({ holds }) => holds === "value")) {
      const value = await this.#one({ ...part, title: `${name}: ${part.title.toLowerCase()}` }, undefined);
      if (value !== undefined) place[lastKey(part)] = value;
    }
    return place;
  }

  /** Parts one after the other, such as references. */
  async #parts(path: Field["path"]): Promise<Values[] | undefined> {
    const fields = this.#below([...path, LAST_ITEM]).filter(
      ({ holds, schema }) => holds === "value" && typesOf(schema).includes("string"),
    );
    const parts: Values[] = [];
    do {
      const part: Values = {};
      for (const field of fields) {
        const [name = ""] = field.flag.split("-");
        const title = `${capital(name)}${parts.length === 0 ? "" : ` ${parts.length + 1}`}: ${field.title}`;
        const value = await this.#one({ ...field, title }, undefined);
        if (value !== undefined) part[lastKey(field)] = value;
      }
      parts.push(part);
    } while (await clack.confirm({ message: "One more?", initialValue: false, output }).then(answered));
    return parts;
  }

  /** Texts one after the other: chosen where the list has some to offer, or typed. */
  async #items(field: Field): Promise<string[] | undefined> {
    const items: string[] = [];
    for (;;) {
      const next = { ...field, title: `${field.schema.title ?? field.title} ${items.length + 1}` };
      const isRequired = field.isRequired && items.length === 0;
      const offered = choicesOf(this.#list, field)?.filter(({ value }) => !items.includes(value));
      const item = offered
        ? await choose(next, offered, isRequired)
        : await this.#one({ ...next, isRequired }, undefined);
      if (typeof item !== "string") return items.length === 0 ? undefined : items;
      items.push(item);
    }
  }

  async #one(field: Field, proposed: string | undefined, objection?: Objection): Promise<unknown> {
    const choices = choicesOf(this.#list, field);
    const { schema, isRequired } = field;
    if (typesOf(schema).includes("boolean")) return (await confirm(`${field.title}?`)) || undefined;
    if (choices) {
      const none = { value: "", label: isRequired ? "" : "none" };
      const options = [
        ...(isRequired ? [] : [none]),
        ...choices.map(({ value, hint }) => ({ value, ...(hint === undefined ? {} : { hint }) })),
      ];
      return answered(await clack.select({ message: field.title, options, maxItems: LINES, output })) || undefined;
    }
    const [example] = schema.examples ?? [];
    const settings = {
      message: `${field.title}${isRequired ? "" : " (or Enter)"}`,
      ...(typeof example === "string" ? { placeholder: example.split("\n", 1)[0] ?? "" } : {}),
      ...(proposed === undefined ? {} : { initialValue: proposed }),
      validate: (text = "") => problemWith(field, text, this.#list.root) ?? objection?.(text.trim()),
      output,
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
  field: Field,
  offered: readonly { value: string; hint?: string | undefined }[],
  isRequired: boolean,
): Promise<string | undefined> {
  const options = offered.map(({ value, hint }) => ({ value, label: value, ...(hint === undefined ? {} : { hint }) }));
  const chosen = await clack.autocomplete<string>({
    message: `${field.title}${isRequired ? "" : " (the first choice ends)"}`,
    options() {
      const typed = this.userInput.trim();
      const isOffered = offered.some(({ value }) => value.toLowerCase() === typed.toLowerCase());
      const own = typed === "" || isOffered ? [] : [{ value: typed, label: typed, hint: "not a tool of the list" }];
      return [...(isRequired || typed !== "" ? [] : [{ value: "", label: "no more" }]), ...options, ...own];
    },
    maxItems: LINES,
    output,
  });
  return answered(chosen) || undefined;
}

/** @param root - of the list, whose files a URL may name */
function problemWith(field: Field, typed: string, root: string): string | undefined {
  if (typed.trim() === "") return field.isRequired ? "It is needed." : undefined;
  const read = readValue(field, typed);
  if ("problem" in read) return read.problem;
  const { format, pattern } = field.schema;
  const text = String(read.value);
  const problem = format === "uri-reference" ? urlProblem(text) : undefined;
  if (problem !== undefined) return `This URL ${problem}.`;
  if (format === "uri-reference" && HOST.test(text) && !existsSync(path.join(root, text))) {
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
