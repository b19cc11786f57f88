// What has to be known of a command line before its options are: the list says which fields there are, the kind which count.
import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Field, isSwitch } from "../forms/fields.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { Trouble } from "./exit.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

const OWN: Options = {
  id: { type: "string" },
  root: { type: "string" },
  "dry-run": { type: "boolean" },
  help: { type: "boolean", short: "h" },
};

export function rootFrom(typed: readonly string[]): string | undefined {
  const { root } = parseArgs({ args: [...typed], options: OWN, strict: false }).values;
  return typeof root === "string" ? root : undefined;
}

/**
 * The kind of record may stand in front of the options, behind them, or between two.
 *
 * @param kinds - their names
 * @param fields - of all kinds
 * @throws {Trouble} when a word is no kind, and no option's value
 */
export function kindFrom(
  typed: readonly string[],
  kinds: readonly string[],
  fields: readonly Field[],
): string | undefined {
  const options: Options = { ...OWN };
  for (const field of fields) {
    options[field.flag] = { type: isSwitch(field) ? "boolean" : "string" };
    if (field.negation !== undefined) options[`no-${field.flag}`] = { type: "boolean" };
  }
  for (const token of parseArgs({ args: [...typed], options, strict: false, tokens: true }).tokens) {
    // Behind an option that there is not, words may be its values: that it is unknown is what has to be said.
    if (token.kind === "option" && !Object.hasOwn(options, token.name)) return undefined;
    if (token.kind !== "positional") continue;
    const kind = kinds.find((each) => each === token.value);
    if (kind !== undefined) return kind;
    throw new Trouble(
      `“${token.value}” is nothing that can be added.`,
      didYouMean(token.value, kinds) ?? `Say one of: ${kinds.join(", ")}.`,
    );
  }
  return undefined;
}
