// The fields of a kind of record → the options of a command.
import { type Command, Option } from "commander";
import type { Answer } from "../forms/answers.ts";
import { type Field, isSwitch, typesOf } from "../forms/fields.ts";
import { firstSentence, isUrl } from "../record/kinds.ts";

/** Their values become the option `answers`, in the order in which they are typed. */
export function addFieldOptions(program: Command, fields: readonly Field[]): void {
  const answers: Answer[] = [];
  for (const field of fields) {
    const add = (flag: string, value: string, words: string, meant: boolean): void => {
      program.addOption(new Option(`--${flag}${value}`, words));
      program.on(`option:${flag}`, (typed: string | null) => {
        answers.push({ field, value: typed ?? meant });
        program.setOptionValue("answers", answers);
      });
    };
    add(field.flag, isSwitch(field) ? "" : ` <${placeholder(field)}>`, describe(field), true);
    if (field.negation !== undefined) add(`no-${field.flag}`, "", field.negation, false);
  }
}

function placeholder({ holds, schema }: Field): string {
  if (holds === "keys") return "id";
  if (isUrl(schema)) return "url";
  const types = typesOf(schema);
  return types.includes("integer") || types.join() === "number" ? "number" : "text";
}

function describe({ schema, holds }: Field): string {
  const choices = schema.enum ? ` One of: ${schema.enum.join(", ")}.` : "";
  return `${firstSentence(schema)}${choices}${holds === "value" ? "" : " May be repeated."}`;
}
