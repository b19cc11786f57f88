// `new`: describe an entry of any kind, and get its file.
import { parseArgs } from "node:util";
import type { Command } from "commander";
import { newKinds } from "../../forms/entry.ts";
import { fieldsOf } from "../../forms/fields.ts";
import { type Kind, withArticle } from "../../record/kinds.ts";
import { loadList } from "../../record/load.ts";
import { RULES } from "../../rules/index.ts";
import { didYouMean } from "../../text/did-you-mean.ts";
import type { Subcommand } from "../command.ts";
import { Trouble } from "../exit.ts";
import { addFieldOptions } from "../field-options.ts";
import type { Io } from "../io.ts";
import { findList } from "../lists.ts";
import { createEntry, type NewOptions, oneId } from "../new.ts";

export const command: Subcommand<NewOptions> = {
  description: "Describe an entry, and get its file.",
  examples: [
    "npm run new",
    "npm run new -- --url https://github.com/OWNER/NAME",
    'npm run new -- KIND --name "My Name"',
    "npm run new -- KIND --help",
  ],
  async declare(program, io, argv) {
    const { root } = parseArgs({ args: [...argv], options: { root: { type: "string" } }, strict: false }).values;
    const kinds = await kindsIn(io, typeof root === "string" ? root : undefined);
    const withOptions = (each: Command, kind: Kind): void => {
      addFieldOptions(each, fieldsOf(kind));
      each
        .option("--id <id>", "what its file is called, without .yml; made from its name unless said", oneId)
        .option("--dry-run", "write nothing; print the file's text")
        .option(
          "--root <dir>",
          "the list that it is for: a folder with data/ and templates/; the main one unless said",
        );
    };
    const [usual] = kinds;
    if (usual) withOptions(program, usual);
    const names = kinds.map(({ name }) => name);
    const whose = withArticle(usual?.noun ?? "entry");
    program
      .usage(`[${names.join("|")}] [options]`)
      .argument("[kind]", `${names.join(", ")}: each has its own options, and these are those of ${whose}`);
    for (const kind of kinds) {
      const each = program.command(kind.name, { hidden: true }).usage("[options]").allowExcessArguments(false);
      withOptions(each.setOptionValue("kind", kind.name), kind);
    }
  },
  async run(io, options, [word]) {
    if (word === undefined) return createEntry(io, options, RULES);
    const names = (await kindsIn(io, options.root)).map(({ name }) => name);
    throw new Trouble(
      `“${word}” is nothing that can be added.`,
      didYouMean(word, names) ?? `Say one of: ${names.join(", ")}.`,
    );
  },
};

/** Which kinds there are, with which fields, the list says. */
async function kindsIn(io: Io, root: string | undefined): Promise<Kind[]> {
  return newKinds(loadList(await findList(io, root)).list);
}
