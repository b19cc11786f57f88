// Asks for a record in a terminal, field by field: what is given is not asked again, and what can be chosen is offered.

import { existsSync } from "node:fs";
import path from "node:path";
import * as clack from "@clack/prompts";
import { nameOf } from "../record/entry.ts";
import { findDuplicate } from "../record/find.ts";
import { fileOf, firstSentence, ITEM, isUrl, KEY, type Kind, type Step, withArticle } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import type { Path } from "../record/references.ts";
import { capitalised } from "../text/first-letter.ts";
import { formatPointer, isObject } from "../text/json.ts";
import { Trouble } from "../text/trouble.ts";
import { recordUrlProblem } from "../text/url.ts";
import { type Answered, readValue } from "./answers.ts";
import { errorAt } from "./check.ts";
import { type Choice, choicesOf } from "./choices.ts";
import { type Dialogue, Ended, isText, isTexts, isYesOrNo, openDialogue, type Terminal } from "./dialogue.ts";
import { type Draft, keepDraft, newDraft, readDrafts } from "./drafts.ts";
import { freeId, idProblem, newEntry, proposals } from "./entry.ts";
import { type Field, fieldsOf, isStart, isSwitch } from "./fields.ts";
import { forbids, missingFields, missingValues } from "./missing.ts";
import { type Candidate, candidateOf, described } from "./new.ts";

/** Of a list of choices, at most this many lines are shown at once. */
const LINES = 10;

type Values = Record<string, unknown>;

export interface AskOptions {
  terminal: Terminal;
  list: List;
  kinds: readonly Kind[];
  /** What was typed behind the command. */
  given: Pick<Draft, "kind" | "id" | "flags">;
  /** How a file of the list is called. */
  display: (file: string) => string;
  /** Shows what is wrong with an entry; `true` when it cannot be written so. */
  report: (candidate: Candidate) => Promise<boolean>;
}

/** An entry, and the draft to delete when it is written. */
export interface Asked extends Candidate {
  draft: Draft;
}

/** Asks until there is an entry that the person wants written. A draft keeps what is typed for the next call. */
export async function askEntry(options: AskOptions): Promise<Asked> {
  const { terminal, list, given } = options;
  clack.intro(`A new entry for ${list.settings?.name ?? "the list"}`, terminal);
  clack.log.message("Escape goes back one question. Ctrl-C ends, and keeps what you typed.", terminal);
  let kept: string | undefined;
  try {
    const draft = (await chooseDraft(options)) ?? newDraft(list.root, given);
    if (Object.keys(draft.answers).length > 0) kept = draft.file;
    const dialogue = openDialogue(terminal, draft.answers, () => {
      keepDraft(list.root, draft);
      kept = draft.file;
    });
    return { ...(await dialogue.run(() => askAll(options, dialogue, draft))), draft };
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    const hint = kept && `What you typed is kept in ${options.display(kept)}: npm run new goes on with it.`;
    throw new Trouble("It was cancelled, and nothing was written.", hint);
  }
}

/** @returns `undefined` to begin anew */
async function chooseDraft({ terminal, list, given }: AskOptions): Promise<Draft | undefined> {
  if (given.flags.length > 0 || given.id !== undefined) return undefined;
  const drafts = readDrafts(list.root).filter(({ kind }) => given.kind === "" || kind === given.kind);
  if (drafts.length === 0) return undefined;
  const options = drafts.map((draft) => ({ value: draft.file, label: titleOf(list, draft), hint: draft.file }));
  const message = "There is a draft that was not written. Go on with it?";
  const all = [...options, { value: "", label: "Begin another entry" }];
  const chosen = await openDialogue(terminal, {}, () => {}).ask("", isText, (shown) =>
    clack.select({ message, options: all, ...shown }),
  );
  return drafts.find(({ file }) => file === chosen);
}

/** `tool “Log Mill”` */
function titleOf({ kinds }: List, { kind: name, flags, answers }: Draft): string {
  const kind = kinds.byName.get(name || String(answers.kind));
  const key = kind?.nameField ?? "name";
  const called = answers[`/${key}`] ?? flags.find(([flag]) => flag === key)?.[1];
  return `${kind?.noun ?? "entry"}${isText(called) ? ` “${called}”` : ""}`;
}

async function askAll(options: AskOptions, dialogue: Dialogue, draft: Draft): Promise<Candidate> {
  const { list, kinds, terminal, display, report } = options;
  const prompt = { message: "What is it?", options: kinds.map(({ name, noun }) => ({ value: name, label: noun })) };
  const name = draft.kind || (await dialogue.ask("kind", isText, (shown) => clack.select({ ...prompt, ...shown })));
  const kind = kinds.find((each) => each.name === name);
  if (!kind) throw new Trouble(`${draft.file} is a draft of a kind that the list has no more: ${name}.`);
  const given = described(
    draft.flags.flatMap(([flag, value]) => {
      const field = fieldsOf(kind).find((each) => each.flag === flag);
      return field ? [{ field, value }] : [];
    }),
  );
  const { record, id } = await askRecord(dialogue, list, kind, given, draft.id);
  const candidate = await candidateOf(list, kind, record, id);
  if ("says" in candidate) {
    // Somebody has added it since it was typed.
    clack.log.error(`${display(candidate.place)}${candidate.says}`, terminal);
    const keys = [kind.urlField, kind.nameField].filter((key) => key !== undefined);
    const known = keys.filter((key) => findDuplicate(list, kind, { [key]: record[key] }));
    for (const question of [...known.map((key) => formatPointer([key])), "id"]) dialogue.askAgain(question);
    throw new Ended();
  }
  const { entry, text, findings } = candidate;
  const file = display(entry.file);
  clack.note(text.trimEnd(), file, terminal);
  if (await report(candidate)) {
    const errors = findings.filter((found) => found.severity === "error" && found.file === entry.file);
    for (const { pointer = "" } of errors) dialogue.askAgain(pointer);
    throw new Ended();
  }
  for (const row of candidate.rows) clack.log.message(row, terminal);
  const isWanted = await dialogue.ask("", isYesOrNo, (shown) => clack.confirm({ message: `Write ${file}?`, ...shown }));
  if (!isWanted) throw new Ended();
  return candidate;
}

/** A value's question is named by its JSON Pointer. @returns an id where the name gives none, or one that is taken */
async function askRecord(
  dialogue: Dialogue,
  list: List,
  kind: Kind,
  { record: given, denied }: Answered,
  givenId: string | undefined,
): Promise<{ record: Values; id: string | undefined }> {
  const needed = missingFields(list, kind, given, denied).map(({ flag }) => flag);
  const allFields = fieldsOf(kind).map((field) => {
    return { ...field, isRequired: field.isRequired || needed.includes(field.flag) };
  });
  const record: Values = { ...given };
  let chosenId = givenId;
  const { properties = {}, required = [] } = kind.schema;
  const keys = Object.keys(properties).filter((key) => !denied.some(({ path: [first] }) => first === key));
  // Further fields come under “Anything else?”.
  const isAsked = (key: string): boolean => required.includes(key) || isStart(kind, { path: [key] });
  // The URL is asked first, because the name can be proposed from it.
  const isFirst = (key: string): number => Number(key === kind.urlField);
  for (const key of keys.toSorted((a, b) => isFirst(b) - isFirst(a)).filter(isAsked)) {
    const proposed = proposals(list, kind, record)[key] ?? properties[key]?.["x-new"]?.value;
    // A proposed number is a sort key, or what new records start with: it is not asked.
    if (typeof proposed === "number") continue;
    record[key] = await askProperty(key, isText(proposed) ? proposed : undefined);
    if (key === kind.nameField) await askId();
  }
  const others = keys.filter((key) => record[key] === undefined && !isAsked(key) && isPossible(key));
  for (const key of await askOthers(others)) record[key] = await askProperty(key);
  const answered = Object.entries(record).filter(([, value]) => value !== undefined);
  return { record: Object.fromEntries(answered), id: chosenId };

  /** Could the record have a property, beside what it has? */
  function isPossible(key: string): boolean {
    return !forbids(list, kind, { ...record, [key]: properties[key]?.examples?.[0] ?? null });
  }

  /** Asks for an id where the name gives none, or one that is taken. */
  async function askId(): Promise<void> {
    const { id, file } = newEntry(list, kind, record, chosenId);
    const isTaken = (other: string): boolean => existsSync(path.join(list.root, other));
    if (id !== "" && !isTaken(file)) return;
    const why = id === "" ? "its name has no Latin letters to make one from" : `${file} is there already`;
    const prompt = {
      message: `Id, which names its file: ${why}`,
      ...(id === "" ? { placeholder: `my-${kind.name}` } : {}),
      validate: (typed = "") => idProblem(typed) ?? (isTaken(fileOf(kind, typed)) ? "That one is taken." : undefined),
    };
    const proposed = id === "" ? undefined : freeId(kind, id, isTaken);
    chosenId = await dialogue.ask("id", isText, (shown) => clack.text({ ...prompt, ...shown }), proposed);
  }

  /** Asks which of the further fields the entry is to have. */
  async function askOthers(keys: readonly string[]): Promise<string[]> {
    const options = keys.map((key) => {
      const schema = properties[key] ?? {};
      return { value: key, label: schema.title ?? capitalised(key), hint: firstSentence(schema) };
    });
    return options.length === 0
      ? []
      : choose("others", "Anything else? (Space chooses, Enter goes on.)", options, false);
  }

  /** @returns the value that a property has, with what was missing of it; `undefined` when it is left out */
  async function askProperty(key: string, proposed?: string): Promise<unknown> {
    const field = partsOf().find(({ path: [own] }) => own === key);
    const value = record[key];
    if (value === undefined && !isPossible(key)) return undefined;
    if (field?.holds === "keys") return askPlaces(field, isObject(value) ? value : {});
    if (value !== undefined) return value;
    return field ? askField(field, [key], proposed) : askParts(key);
  }

  function askField(field: Field, at: Path, proposed?: string): Promise<unknown> {
    return field.holds === "items" ? askItems(field, at) : askOne(field, at, proposed);
  }

  /** Asks under which records it is listed, and what is said of it under each. */
  async function askPlaces(field: Field, given: Readonly<Values>): Promise<Values | undefined> {
    const { reference, title, isRequired, negation } = field;
    const key = lastKey(field);
    const choices = choicesOf(list, { ...field, schema: reference?.schema ?? {} }) ?? [];
    const places: Values = { ...given };
    if (!reference || choices.length === 0) return undefined;
    if (Object.keys(places).length === 0) {
      const options = choices.map(({ value, hint }) => ({ value, label: hint ?? value }));
      const message = `Which ${title.toLowerCase()}? (Space chooses${negation === undefined ? "" : `; none: ${negation}`}.)`;
      const required = isRequired && negation === undefined;
      for (const id of await choose(formatPointer([key]), message, options, required)) places[id] = {};
    }
    for (const [id, place] of Object.entries(places)) {
      const missing = missingValues(list, field, allFields, id, place);
      if (isObject(place) && Object.keys(place).length > 0 && missing.length === 0) continue;
      const entry = list.byId.get(reference.to.name)?.get(id);
      const parts = missing.length > 0 ? missing : partsOf(key, KEY).filter(({ holds }) => holds === "value");
      const value: Values = {};
      for (const part of parts) {
        const name = `${entry ? nameOf(entry) : id}: ${part.title.toLowerCase()}`;
        const found = await askOfPlace({ ...part, title: name }, [key, id, lastKey(part)]);
        if (found !== undefined) value[lastKey(part)] = found;
      }
      places[id] = value;
    }
    return Object.keys(places).length === 0 ? undefined : places;
  }

  async function askOfPlace(part: Field, at: Path): Promise<unknown> {
    const [map = "", id = ""] = at;
    const offered = choicesOf(list, part, { [map]: { [id]: {} } }, at);
    if (part.holds !== "items" || !offered) return askOne(part, at);
    const options = offered.map(({ value }) => ({ value }));
    return choose(formatPointer(at), `${part.title} (Space chooses)`, options, true);
  }

  /** Parts one after the other, such as references; or those of the one that there is. */
  async function askParts(key: string): Promise<Values | Values[] | undefined> {
    const own = partsOf(key);
    if (own.length > 0) return askPart(own, [key], "");
    const fields = partsOf(key, ITEM).filter((each) => each.isRequired || isStart(kind, each));
    if (fields.length === 0) return undefined;
    const name = partName(fields).toLowerCase();
    const parts: Values[] = [];
    for (;;) {
      const index = parts.length;
      parts.push(await askPart(fields, [key, index], index === 0 ? "" : ` ${index + 1}`));
      const question = formatPointer([key, index + 1]);
      const message = `Another ${name}?`;
      if (!(await dialogue.ask(question, isYesOrNo, (shown) => clack.confirm({ message, ...shown }), false)))
        return parts;
    }
  }

  async function askPart(fields: readonly Field[], at: Path, number: string): Promise<Values> {
    const part: Values = {};
    // What is needed comes first.
    for (const field of fields.toSorted((a, b) => Number(b.isRequired) - Number(a.isRequired))) {
      const title = `${partName(fields)}${number}: ${field.title}`;
      const value = await askField({ ...field, title }, [...at, lastKey(field)]);
      if (value !== undefined) part[lastKey(field)] = value;
    }
    return part;
  }

  /** Texts one after the other: chosen where the list has some to offer, or typed. */
  async function askItems(field: Field, at: Path): Promise<string[] | undefined> {
    const items: string[] = [];
    for (;;) {
      const prefix = at.length > 1 ? `${field.title}: ` : "";
      const title = `${prefix}${field.schema.title ?? field.title} ${items.length + 1}`;
      const next = { ...field, title, isRequired: field.isRequired && items.length === 0 };
      const here = [...at, items.length];
      const offered = choicesOf(list, field, record)?.filter(({ value }) => !items.includes(value));
      const item = offered ? await askChoice(next, here, offered) : await askOne(next, here);
      if (!isText(item) || item === "") return items.length === 0 ? undefined : items;
      items.push(item);
    }
  }

  /** A choice, or what is typed instead. */
  function askChoice(field: Field, at: Path, offered: readonly Choice[]): Promise<string> {
    const { isRequired, title, schema, reference } = field;
    const options = offered.map(({ value, hint = "" }) => ({ value, label: value, hint }));
    const other = schema["x-text"] === undefined ? undefined : reference?.to;
    const hint = other ? `not ${withArticle(other.noun)} of the list` : "";
    return dialogue.ask(formatPointer(at), isText, ({ initialValue: before, ...shown }) =>
      clack.autocomplete<string>({
        message: `${title}${isRequired ? "" : " (the first choice ends)"}`,
        ...(before ? { initialUserInput: before } : {}),
        options() {
          const typed = this.userInput.trim();
          const isOffered = offered.some(({ value }) => value.toLowerCase() === typed.toLowerCase());
          const none = isRequired || typed !== "" ? [] : [{ value: "", label: "no more" }];
          const instead =
            typed === "" || isOffered || other === undefined ? [] : [{ value: typed, label: typed, hint }];
          return [...none, ...options, ...instead];
        },
        maxItems: LINES,
        ...shown,
      }),
    );
  }

  /** One value; `undefined` for an empty line. */
  async function askOne(field: Field, at: Path, proposed?: string): Promise<unknown> {
    const { isRequired, schema, title } = field;
    const words = isSwitch(field) ? [{ value: "yes" }, { value: "no" }] : choicesOf(list, field, record, at);
    const read = (typed: string): unknown => {
      const found = typed.trim() === "" ? undefined : readValue(field, typed);
      return found && "value" in found ? found.value : undefined;
    };
    if (words && words.length > 0) {
      const options = words.map(({ value, ...more }) => ({ value, label: value, ...more }));
      const none = isRequired ? [] : [{ value: "", label: "none" }];
      const prompt = { message: title, options: [...none, ...options], maxItems: LINES };
      return read(await dialogue.ask(formatPointer(at), isText, (shown) => clack.select({ ...prompt, ...shown })));
    }
    const [example] = schema.examples ?? [];
    const isBlock = typeof example === "string" && example.includes("\n");
    const askText = isBlock ? clack.multiline : clack.text;
    const hint = `${isRequired ? "" : " (Enter leaves it out)"}${isBlock ? " (an empty line ends it)" : ""}`;
    const prompt = {
      message: `${title}${hint}`,
      ...(typeof example === "string" ? { placeholder: example.split("\n", 1)[0] ?? "" } : {}),
      validate: (typed = "") => problemWith(field, typed, list.root) ?? problemInList(at, read(typed)),
    };
    const show = async (shown: Terminal): Promise<string | symbol> => (await askText({ ...prompt, ...shown })) ?? "";
    return read(await dialogue.ask(formatPointer(at), isText, show, proposed));
  }

  function choose(
    question: string,
    message: string,
    options: { value: string; label?: string; hint?: string }[],
    required: boolean,
  ): Promise<string[]> {
    return dialogue.ask(question, isTexts, ({ initialValue: initialValues = [], ...shown }) =>
      clack.multiselect({ message, options, required, initialValues, ...shown }),
    );
  }

  /** What is wrong with a value: that the list has it already, or what the linter would say of it. */
  async function problemInList(at: Path, value: unknown): Promise<string | undefined> {
    if (value === undefined) return undefined;
    const duplicate = at.length > 1 ? undefined : findDuplicate(list, kind, { [String(at[0])]: value });
    if (duplicate) return `${duplicate.message} See ${duplicate.place}`;
    return errorAt(list, kind, record, { at, value });
  }

  /** The fields of the record; of a property's parts; of each of its items (ITEM), or of what stands under its keys (KEY). */
  function partsOf(...steps: Step[]): Field[] {
    return allFields.filter(
      ({ path }) => path.length === steps.length + 1 && steps.every((step, index) => step === path[index]),
    );
  }
}

/** What one of some parts is called: `Reference`. */
function partName([field]: readonly Field[]): string {
  return capitalised(field?.flag.split("-")[0] ?? "");
}

/** @param root - of the list, whose files a URL may name */
function problemWith(field: Field, typed: string, root: string): string | undefined {
  if (typed.trim() === "") return field.isRequired ? "It is needed." : undefined;
  const read = readValue(field, typed);
  if ("problem" in read) return read.problem;
  const { pattern } = field.schema;
  const text = String(read.value);
  const problem = isUrl(field.schema) ? recordUrlProblem(text) : undefined;
  if (problem !== undefined) return `This URL ${problem}.`;
  if (isUrl(field.schema) && HOST.test(text) && !existsSync(path.join(root, text))) {
    return `There is no such file. If it is a site, write https://${text}`;
  }
  return pattern === undefined || new RegExp(pattern, "u").test(text)
    ? undefined
    : (field.schema.description ?? `It has to match ${pattern}.`);
}

/** A URL without its scheme, as people write it. */
const HOST = /^[\w-]+(?:\.[\w-]+)+(?:[/?#:]|$)/;

function lastKey({ path }: Field): string {
  return String(path.at(-1));
}
