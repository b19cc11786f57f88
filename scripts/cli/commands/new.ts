// `new`: describe a tool, an example or a resource, and get its file.
import { parseArgs } from "node:util";
import type { Command } from "commander";
import { NEW_KINDS } from "../../forms/entry.ts";
import { fieldsOf } from "../../forms/fields.ts";
import { loadList } from "../../record/list.ts";
import { RULES } from "../../rules/index.ts";
import { didYouMean } from "../../text/did-you-mean.ts";
import type { Subcommand } from "../command.ts";
import { Trouble } from "../exit.ts";
import { addFieldOptions } from "../field-options.ts";
import { findList } from "../lists.ts";
import { createEntry, type NewOptions, oneId } from "../new.ts";

export const command: Subcommand<NewOptions> = {
  description: "Describe a tool, an example or a resource, and get its file.",
  examples: [
    "npm run new",
    "npm run new -- --url https://github.com/OWNER/NAME",
    'npm run new -- tool --name "My Tool" --component COMPONENT --purpose "What it does"',
    "npm run new -- example --help",
  ],
  async declare(program, io, argv) {
    // Which fields there are, the list says.
    const { root } = parseArgs({ args: [...argv], options: { root: { type: "string" } }, strict: false }).values;
    const { list } = await loadList(await findList(io, typeof root === "string" ? root : undefined));
    const withOptions = (each: Command, kind: (typeof NEW_KINDS)[number]): void => {
      addFieldOptions(each, fieldsOf(list.schemas[kind].schema));
      if (kind === "tool") each.option("--no-component", "no component lists it: only examples name it");
      each
        .option("--id <id>", "what its file is called, without .yml; made from its name unless said", oneId)
        .option("--dry-run", "write nothing; print the file's text")
        .option(
          "--root <dir>",
          "the list that it is for: a folder with data/ and templates/; the main one unless said",
        );
    };
    const [usual = "tool"] = NEW_KINDS;
    withOptions(program, usual);
    program
      .usage(`[${NEW_KINDS.join("|")}] [options]`)
      .argument("[kind]", `${NEW_KINDS.join(", ")}: each has its own options, and these are those of a ${usual}`);
    for (const kind of NEW_KINDS) {
      const each = program.command(kind, { hidden: true }).usage("[options]").allowExcessArguments(false);
      withOptions(each.setOptionValue("kind", kind), kind);
    }
  },
  async run(io, options, [word]) {
    if (word === undefined) return createEntry(io, options, RULES);
    throw new Trouble(
      `“${word}” is nothing that can be added.`,
      didYouMean(word, NEW_KINDS) ?? `Say one of: ${NEW_KINDS.join(", ")}.`,
    );
  },
};
