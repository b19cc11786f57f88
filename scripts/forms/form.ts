// The issue form for a kind of record: what it asks, and how what somebody wrote there becomes answers.

import { findTool } from "../record/find-tool.ts";
import type { Schema } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { isObject } from "../text/json.ts";
import type { Answer } from "./answers.ts";
import type { NewKind } from "./entry.ts";
import { type Field, fieldsOf, LAST_ITEM, LAST_KEY, typesOf } from "./fields.ts";

/** An element of a form, https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema */
export interface Question {
  /** Kebab-case. */
  id: string;
  /** The heading above the answer in the issue. */
  label: string;
  element: "input" | "textarea" | "dropdown";
  description: string;
  placeholder?: string | undefined;
  isRequired: boolean;
  /** Of a dropdown, in its order. */
  options?: readonly string[];
  /** Whether more than one option may be chosen. */
  isMultiple?: boolean;
  /** @param others - what was written under each of the form's labels */
  read: (written: string, others: ReadonlyMap<string, string>) => Read;
}

/** Answers; or what is wrong; or why what was written is left out of the entry. */
export type Read = Answer[] | { problem: string } | { leftOut: string };

/** Names files that are there already: nobody has one who only writes an issue. */
const DRAWN = "diagram";

/** What a form asks; what can be told from the rest, or drawn only in a clone, is not asked. */
export function questionsFor(list: List, kind: NewKind): Question[] {
  const { schema } = list.schemas[kind];
  const fields = fieldsOf(schema);
  const groups = Object.entries(schema.properties ?? {}).map(([key, property]): Question[] => {
    if (key === DRAWN) return [];
    const isRequired = schema.required?.includes(key) === true;
    const field = fields.find(({ path }) => path.length === 1 && path[0] === key);
    if (field?.holds === "keys") return questionsAboutPlaces(list, field, fields);
    if (!field) return questionsAboutLinks(key, property, fields, isRequired);
    if (typesOf(field.schema).includes("integer")) return [];
    return [key === "replacement" ? questionAboutReplacement(list, field) : questionAbout(key, property, field)];
  });
  // What is needed comes first.
  return groups.toSorted(([a], [b]) => Number(b?.isRequired ?? false) - Number(a?.isRequired ?? false)).flat();
}

function questionAbout(key: string, property: Schema, field: Field): Question {
  const { title = key, description = "", examples: [example] = [] } = property;
  const question = { id: key, label: title, description, isRequired: field.isRequired };
  if (property.enum) {
    const options = property.enum.map(String);
    return { ...question, element: "dropdown", options, read: (written) => [{ field, value: written }] };
  }
  const placeholder = Array.isArray(example) ? example.filter((each) => typeof each === "string").join("\n") : example;
  const shown = typeof placeholder === "string" ? placeholder : undefined;
  if (field.holds === "items") {
    const more = `${description} One a line.`;
    return {
      ...question,
      description: more,
      element: "textarea",
      placeholder: shown,
      read: (written) => lines(written, field),
    };
  }
  const element = field.schema.contentMediaType === "text/markdown" ? "textarea" : "input";
  return { ...question, element, placeholder: shown, read: (written) => [{ field, value: written }] };
}

function lines(written: string, field: Field): Answer[] {
  const items = written.split("\n").map((line) => line.replace(/^\s*(?:[-*•]\s+)?/, "").trim());
  return items.filter((item) => item !== "").map((value) => ({ field, value }));
}

/** Whoever fills in a form knows tools by their names. */
function questionAboutReplacement(list: List, field: Field): Question {
  const example = list.tools.find(({ id }) => field.schema.examples?.includes(id));
  return {
    ...questionAbout("replacement", field.schema, field),
    description: "The tool to use instead, by its name on the list.",
    placeholder: example?.data.name,
    read: (written) => {
      const tool = findTool(list, written);
      if (tool) return [{ field, value: tool.id }];
      const hint = didYouMean(written, list.toolsByName.keys()) ?? "Suggest that one first, or leave this empty.";
      return { problem: `“${written}” is not a tool of the list. ${hint}` };
    },
  };
}

interface Place {
  component: string;
  purpose: string | undefined;
}

/** In which components the tool is listed, and what it does there. */
function questionsAboutPlaces(list: List, keys: Field, fields: readonly Field[]): Question[] {
  const places = new Map<string, Place>();
  for (const { id, data } of list.components) {
    if (!data.purposes) places.set(data.name, { component: id, purpose: undefined });
    for (const purpose of data.purposes ?? []) places.set(`${data.name}: ${purpose}`, { component: id, purpose });
  }
  if (places.size === 0) return [];
  const below = fields.filter(({ path }) => path.at(-2) === LAST_KEY);
  const purposes = below.find(({ holds }) => holds === "items");
  const read = (written: string): Read => {
    const chosen = optionsIn(written, [...places.keys()]);
    if (!chosen) return { problem: "It is not one of the places that the form offers." };
    return chosen
      .flatMap((option) => places.get(option) ?? [])
      .flatMap(({ component, purpose }) => {
        const place = { field: keys, value: component };
        return purpose === undefined || !purposes ? [place] : [place, { field: purposes, value: purpose }];
      });
  };
  const where: Question = {
    id: "components",
    label: keys.title,
    element: "dropdown",
    description: "What does it do, in which part of the pipeline? More than one may be chosen.",
    isRequired: true,
    options: [...places.keys()],
    isMultiple: true,
    read,
  };
  const texts = below.filter(({ holds }) => holds === "value");
  return [where, ...texts.map((field) => questionAboutPlace(where, places, keys, field))];
}

/** What a tool does where no purposes are to choose from: it is said once, and stands in each such component. */
function questionAboutPlace(where: Question, places: ReadonlyMap<string, Place>, keys: Field, field: Field): Question {
  const question = questionAbout(String(field.path.at(-1)), field.schema, field);
  const open = [...places].filter(([, { purpose }]) => purpose === undefined);
  const names = open.map(([name]) => name);
  const isAll = open.length === places.size;
  return {
    ...question,
    description: isAll ? question.description : `${question.description} It is shown in: ${names.join(", ")}.`,
    read: (written, others) => {
      const chosen = optionsIn(others.get(where.label) ?? "", [...places.keys()]);
      const components = open.filter(([name]) => chosen?.includes(name)).map(([, { component }]) => component);
      // What is wrong with the places is said there.
      if (components.length > 0 || !chosen || chosen.length === 0) {
        return components.flatMap((value): Answer[] => [
          { field: keys, value },
          { field, value: written },
        ]);
      }
      return { leftOut: "It is left out: where the form offers purposes, these are shown instead." };
    },
  };
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

/** Things with a title and an address, as the page writes them: `[TITLE](URL) by AUTHOR (ORGANISATION)`. */
function questionsAboutLinks(key: string, property: Schema, fields: readonly Field[], isRequired: boolean): Question[] {
  const parts = fields.filter(({ path }) => path.length === 3 && path[0] === key && path[1] === LAST_ITEM);
  const url = parts.find(({ schema }) => schema.format === "uri-reference" && schema.pattern === undefined);
  const text = parts.find((part) => part !== url && part.isRequired);
  if (!url || !text) return [];
  const [by, of] = ["by", "of"].map((name) => parts.find(({ path }) => path[2] === name));
  const shape = `[${text.title.toUpperCase()}](${url.title})${by ? ` by ${by.title.toUpperCase()}` : ""}${of ? ` (${of.title.toUpperCase()})` : ""}`;
  const read = (written: string): Read => {
    const answers: Answer[] = [];
    for (const line of written.split("\n").map((each) => each.replace(/^\s*(?:(?:[-*•]|\d+\.)\s+)?/, "").trim())) {
      if (line === "") continue;
      const [, title, address = "", author, organisation] = LINK.exec(line) ?? [];
      if (title === undefined) return { problem: `“${line}” is not written as ${shape}.` };
      answers.push({ field: text, value: title }, { field: url, value: address });
      if (by && author !== undefined) answers.push({ field: by, value: author });
      if (of && organisation !== undefined) answers.push({ field: of, value: organisation });
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
      description: `${description} One a line: \`${shape}\``,
      placeholder: isObject(example) ? linkText(example, text, url, by, of) : undefined,
      isRequired,
      read,
    },
  ];
}

const LINK = /^\[(.+?)\]\(\s*<?([^\s<>]+?)>?\s*\)(?:\s+by\s+([^()]+?))?(?:\s+\(([^()]+)\))?\.?$/;

function linkText(example: Record<string, unknown>, text: Field, url: Field, by?: Field, of?: Field): string {
  const partOf = (field: Field | undefined): unknown => field && example[String(field.path.at(-1))];
  const [author, organisation] = [partOf(by), partOf(of)];
  const rest = `${author === undefined ? "" : ` by ${author}`}${organisation === undefined ? "" : ` (${organisation})`}`;
  return `[${partOf(text)}](${partOf(url)})${rest}`;
}
