// The fields of a kind of record → the options of a command.
import { type Command, Option } from "commander";
import type { Answer } from "../forms/answers.ts";
import { type Field, firstSentence, typesOf } from "../forms/fields.ts";

/** Their values become the option `answers`, in the order in which they are typed. */
export function addFieldOptions(program: Command, fields: readonly Field[]): void {
  const answers: Answer[] = [];
  for (const field of fields) {
    const value = isSwitch(field) ? "" : ` <${placeholder(field)}>`;
    program.addOption(new Option(`--${field.flag}${value}`, describe(field)));
    program.on(`option:${field.flag}`, (value: string | null) => {
      answers.push({ field, value: value ?? true });
      program.setOptionValue("answers", answers);
    });
  }
}

/** Does its option stand alone, without a value? */
function isSwitch({ schema }: Field): boolean {
  return typesOf(schema).join() === "boolean";
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
