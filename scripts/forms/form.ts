// The issue form for a kind of record: what it asks, and how what somebody wrote there becomes answers.
import { type Entry, nameOf, valuesOf } from "../record/entry.ts";
import { findId } from "../record/find.ts";
import { firstSentence, ITEM, isMarkdown, isUrl, KEY, type Kind, type Schema, withArticle } from "../record/kinds.ts";
import { entriesOf, type List } from "../record/list.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { isObject } from "../text/json.ts";
import type { Answer } from "./answers.ts";
import { choicesOf } from "./choices.ts";
import { type Field, fieldsOf, isSwitch } from "./fields.ts";
import { forbids } from "./missing.ts";

/** An element of a form, https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema */
export interface Question {
  /** Of a field of the record's own, its key. */
  id: string;
  /** The heading above the answer in the issue. */
  label: string;
  element: "input" | "textarea" | "dropdown";
  description: string;
  placeholder?: string | undefined;
  isRequired: boolean;
  options?: readonly string[];
  isMultiple?: boolean;
  /** @param others - what was written for each of the form's questions, by their ids */
  read: (written: string, others: ReadonlyMap<string, string>) => Read;
}

/** Answers; or what is wrong; or why what was written is left out of the entry. */
export type Read = Answer[] | { problem: string } | { leftOut: string };

/** What a form asks: every property but those with `x-new` and drawings. */
export function questionsFor(list: List, kind: Kind): Question[] {
  const fields = fieldsOf(kind);
  const { properties = {}, required = [] } = kind.schema;
  const groups = Object.entries(properties).map(([key, property]): Question[] => {
    if (property["x-new"]) return [];
    const isRequired = required.includes(key);
    const below = fields.filter(({ path }) => path[0] === key);
    const [field] = below.filter(({ path }) => path.length === 1);
    if (field?.reference?.to.isDrawn) return [];
    if (field?.holds === "keys") return questionsAboutPlaces(list, kind, field, below);
    if (field) return [questionAbout(list, key, property, field)];
    if (property.items) return questionsAboutParts(key, property, below, isRequired);
    const parts = below.filter(({ path, holds }) => holds !== "keys" && path.every((step) => typeof step === "string"));
    return parts.map((part) => questionAbout(list, part.flag, part.schema, part));
  });
  // What is needed comes first.
  const questions = groups.toSorted(([a], [b]) => Number(b?.isRequired ?? false) - Number(a?.isRequired ?? false));
  return withOwnLabels(questions.flat());
}

/** GitHub refuses a form in which two fields have one label. */
function withOwnLabels(questions: readonly Question[]): Question[] {
  const labels = new Set<string>();
  return questions.map((question) => {
    const label = labels.has(question.label) ? `${question.label} (${question.id})` : question.label;
    labels.add(label);
    return { ...question, label };
  });
}

function questionAbout(list: List, key: string, property: Schema, field: Field): Question {
  const { title = key, description = "", examples: [example] = [] } = property;
  const { reference } = field;
  const question = { id: key, label: title, description, isRequired: field.isRequired };
  const values = optionsOf(list, field);
  const options = [...(values?.keys() ?? [])];
  const isList = field.holds === "items";
  if (areOptions(options)) {
    return {
      ...question,
      element: "dropdown",
      description: isList ? `${description} More than one may be chosen.` : description,
      options,
      ...(isList ? { isMultiple: true } : {}),
      read: (written) => {
        const chosen = isList ? optionsIn(written, options) : [written];
        if (!chosen) return { problem: "It is not one of those that the form offers." };
        // “no” is the default of an optional switch, so it is left out.
        if (written === "no" && isSwitch(field) && !field.isRequired) return [];
        return chosen.map((option) => ({ field, value: values?.get(option) ?? option }));
      },
    };
  }
  const examples = [example].flat().filter((each) => typeof each === "string" || typeof each === "number");
  const byId = reference?.by === "id" ? list.byId.get(reference.to.name) : undefined;
  const shown = examples.map((each) => {
    const entry = byId?.get(String(each));
    return entry ? nameOf(entry) : String(each);
  });
  const hint = reference?.by === "id" ? (isList ? " Here, names are enough." : " Here, the name is enough.") : "";
  return {
    ...question,
    element: isList || isMarkdown(field.schema) ? "textarea" : "input",
    description: `${description}${hint}${isList ? " One a line." : ""}`,
    placeholder: shown.join("\n") || undefined,
    read: (written) => readAll(list, isList ? lines(written) : [written], field),
  };
}

/** `none` is what GitHub itself offers. */
function areOptions(options: readonly string[]): boolean {
  return options.length > 0 && options.every((option) => !/^none$/i.test(option));
}

/**
 * What a dropdown offers, with the value of each; `undefined` where people write. Records that are suggested with forms are not
 * offered: the form would have to be made anew with each.
 */
function optionsOf(list: List, field: Field): ReadonlyMap<string, string> | undefined {
  const { schema, reference } = field;
  if (isSwitch(field)) return new Map(["yes", "no"].map((word) => [word, word]));
  if (reference && (reference.to.form !== undefined || schema["x-text"] !== undefined)) return undefined;
  if (reference?.by === "id") return byOwnName(entriesOf(list, reference.to));
  const choices = choicesOf(list, field);
  return choices && new Map(choices.map(({ value }) => [value, value]));
}

/** Ids by what people know the records by. */
function byOwnName(entries: readonly Entry[]): Map<string, string> {
  const names = entries.map(nameOf);
  const isShared = (name: string): boolean => names.indexOf(name) !== names.lastIndexOf(name);
  return new Map(
    entries.map((entry) => [isShared(nameOf(entry)) ? `${nameOf(entry)} (${entry.id})` : nameOf(entry), entry.id]),
  );
}

/** Whether or not people write them as a list. */
function lines(written: string): string[] {
  const items = written.split("\n").map((line) => line.trim().replace(/^[-*•]\s+/, ""));
  return items.filter((item) => item !== "");
}

/** In a form, records are given by name; ids are looked up. */
function readAll(list: List, written: readonly string[], field: Field): Read {
  const { reference, isRequired } = field;
  if (reference?.by !== "id") return written.map((value) => ({ field, value }));
  const answers: Answer[] = [];
  for (const name of written) {
    const value = findId(list, reference.to, name);
    if (value === undefined) {
      const names = list.byName.get(reference.to.name)?.keys() ?? [];
      const hint = didYouMean(name, names) ?? `Suggest that one first${isRequired ? "" : ", or leave this empty"}.`;
      return { problem: `“${name}” is not ${withArticle(reference.to.noun)} of the list. ${hint}` };
    }
    answers.push({ field, value });
  }
  return answers;
}

/** The map whose keys refer to records: which ones, and the values of the pair (asked once for all of them). */
function questionsAboutPlaces(list: List, kind: Kind, keys: Field, below: readonly Field[]): Question[] {
  const { reference, path, title, schema } = keys;
  if (!reference) return [];
  const parts = below.filter((part) => part.path.length === 3 && part.path[1] === KEY);
  const values = parts.find((part) => part.reference?.by === "value" && part.reference.to === reference.to);
  const places = new Map<string, { place: Answer; value?: Answer }>();
  for (const [name, id] of byOwnName(entriesOf(list, reference.to))) {
    const place = { field: keys, value: id };
    const entry = list.byId.get(reference.to.name)?.get(id);
    const declared = entry && values?.reference?.field ? valuesOf(entry, values.reference.field) : [];
    if (!values || declared.length === 0) places.set(name, { place });
    else for (const value of declared) places.set(`${name}: ${value}`, { place, value: { field: values, value } });
  }
  const [id, options] = [String(path[0]), [...places.keys()]];
  if (!areOptions(options)) return [];
  const read = (written: string): Read => {
    const chosen = optionsIn(written, options);
    if (!chosen) return { problem: "It is not one of the places that the form offers." };
    const answers = chosen.flatMap((option) => places.get(option) ?? []);
    return answers.flatMap(({ place, value }) => (value ? [place, value] : [place]));
  };
  const description = `${firstSentence(schema)} More than one may be chosen.`;
  const where = { id, label: title, element: "dropdown" as const, description, options, isMultiple: true, read };
  return [{ ...where, isRequired: true }, ...parts.filter(({ holds }) => holds === "value").map(aboutPair)];

  /** A value of the pair: asked once, and written in each of the chosen places that can have it. */
  function aboutPair(field: Field): Question {
    const key = String(field.path[2]);
    const isFree = !Object.hasOwn(kind.schema.properties ?? {}, key);
    const question = questionAbout(list, isFree ? key : field.flag, field.schema, field);
    const both = { [key]: "", ...(values && { [String(values.path[2])]: [""] }) };
    const isEither = forbids(list, kind, { [id]: { id: both } });
    const open = [...places].filter(([, { value }]) => value === undefined || !isEither);
    const isAll = open.length === places.size;
    return {
      ...question,
      description: isAll
        ? question.description
        : `${question.description} It is shown in: ${open.map(([name]) => name).join(", ")}.`,
      read: (written, others) => {
        const chosen = optionsIn(others.get(id) ?? "", options);
        const found = open.filter(([name]) => chosen?.includes(name));
        // A problem with the chosen places is reported at their own question.
        if (found.length > 0 || !chosen || chosen.length === 0) {
          return found.flatMap(([, { place }]) => [place, { field, value: written }]);
        }
        const instead = values?.title.toLowerCase() ?? "others";
        return { leftOut: `It is left out: where the form offers ${instead}, these are shown instead.` };
      },
    };
  }
}

/** GitHub writes chosen options with a comma between two, and an option may have one of its own. */
function optionsIn(written: string, options: readonly string[]): string[] | undefined {
  if (written === "") return [];
  for (const option of options) {
    if (written === option) return [option];
    if (!written.startsWith(`${option}, `)) continue;
    const rest = optionsIn(written.slice(option.length + 2), options);
    if (rest) return [option, ...rest];
  }
  return undefined;
}

/**
 * Parts one a line: things with a title and an address as people write them, `[TITLE](URL)`, and behind it what the parts
 * `by` and `of` are; of other things, what they need, with `|` between two.
 */
function questionsAboutParts(key: string, property: Schema, below: readonly Field[], isRequired: boolean): Question[] {
  const parts = below.filter(({ path, holds }) => path.length === 3 && path[1] === ITEM && holds === "value");
  const way = linkWay(parts) ?? rowWay(parts.filter((part) => part.isRequired));
  if (!way) return [];
  const read = (written: string): Read => {
    const answers: Answer[] = [];
    for (const line of lines(written).map((each) => each.replace(/^\d+\.\s+/, ""))) {
      const found = way.read(line);
      if (!found) return { problem: `“${line}” is not written as ${way.shape}.` };
      answers.push(...found);
    }
    return answers;
  };
  const { title: label = key, description = "" } = property;
  const example = property.items?.examples?.[0];
  return [
    {
      id: key,
      label,
      element: "textarea",
      description: `${description} One a line: \`${way.shape}\``,
      placeholder: isObject(example) ? way.write(example) : undefined,
      isRequired,
      read,
    },
  ];
}

/** How people write several fields in one line. */
interface Way {
  shape: string;
  read: (line: string) => Answer[] | undefined;
  write: (example: Readonly<Record<string, unknown>>) => string;
}

/** For lines in which no two blanks stand side by side, so that it takes no more than the square of their length. */
const LINK = /^\[(.+?)\]\( ?<?([^\s<>]+?)>? ?\)(?: by ([^()]+?))?(?: \(([^()]+)\))?\.?$/;
/** Of a line with a link, in UTF-16 code units. */
const LINE_LENGTH = 2_000;

function linkWay(parts: readonly Field[]): Way | undefined {
  const url = parts.find(({ schema }) => isUrl(schema) && schema.pattern === undefined);
  const text = parts.find((part) => part !== url && part.isRequired);
  if (!url || !text) return undefined;
  const [by, of] = ["by", "of"].map((name) => parts.find(({ path }) => path[2] === name));
  const write = (wordOf: (field: Field) => unknown): string => {
    const [name, other] = [by && wordOf(by), of && wordOf(of)];
    const rest = `${name === undefined ? "" : ` by ${name}`}${other === undefined ? "" : ` (${other})`}`;
    return `[${wordOf(text)}](${wordOf(url)})${rest}`;
  };
  return {
    shape: write((field) => (field === url ? url.title : field.title.toUpperCase())),
    read: (line) => {
      if (line.length > LINE_LENGTH) return undefined;
      const [, title, ...rest] = LINK.exec(line.split(/\s+/).join(" ")) ?? [];
      if (title === undefined) return undefined;
      const found = [text, url, by, of].map((field, index) => ({ field, value: [title, ...rest][index] }));
      return found.flatMap(({ field, value }) => (field && value !== undefined ? [{ field, value }] : []));
    },
    write: (example) => write(({ path }) => example[String(path[2])]),
  };
}

function rowWay(fields: readonly Field[]): Way | undefined {
  if (fields.length === 0) return undefined;
  return {
    shape: fields.map(({ title }) => title.toUpperCase()).join(" | "),
    read: (line) => {
      const values = line.split("|").map((value) => value.trim());
      if (values.length !== fields.length) return undefined;
      return fields.map((field, index) => ({ field, value: values[index] ?? "" }));
    },
    write: (example) => fields.map(({ path }) => String(example[String(path[2])])).join(" | "),
  };
}
