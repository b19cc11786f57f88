// The fields of a kind of record → the options of a command.
import { type Command, Option } from "commander";
import type { Answer } from "../forms/answers.ts";
import { type Field, firstSentence, isSwitch, typesOf } from "../forms/fields.ts";

/** @param answers - filled when the command is parsed, in the order in which the options are typed */
export function addFieldOptions(program: Command, fields: readonly Field[], answers: Answer[]): void {
  for (const field of fields) {
    const value = isSwitch(field) ? "" : ` <${placeholder(field)}>`;
    program.addOption(new Option(`--${field.flag}${value}`, describe(field)));
    program.on(`option:${field.flag}`, (value: string | null) => {
      answers.push({ field, value: value ?? true });
    });
    if (field.negation === undefined) continue;
    program.addOption(new Option(`--no-${field.flag}`, field.negation));
    program.on(`option:no-${field.flag}`, () => {
      answers.push({ field, value: false });
    });
  }
}

function placeholder({ holds, schema }: Field): string {
  if (holds === "keys") return "id";
  if (schema.format === "uri-reference") return "url";
  return typesOf(schema).includes("integer") ? "number" : "text";
}

function describe({ schema, holds }: Field): string {
  const choices = schema.enum ? ` One of: ${schema.enum.join(", ")}.` : "";
  return `${firstSentence(schema)}${choices}${holds === "value" ? "" : " May be repeated."}`;
}
