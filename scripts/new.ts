// `npm run new`: describe an entry of any kind, and get its file.
import { command, run } from "./cli/command.ts";
import { addFieldOptions } from "./cli/field-options.ts";
import { kindFrom, rootFrom } from "./cli/kind-from.ts";
import { findList } from "./cli/lists.ts";
import { createEntry, type NewOptions, oneId } from "./cli/new.ts";
import type { Answer } from "./forms/answers.ts";
import { newKinds } from "./forms/entry.ts";
import { fieldsOf } from "./forms/fields.ts";
import { withArticle } from "./record/kinds.ts";
import { loadList } from "./record/load.ts";
import { RULES } from "./rules/index.ts";

const typed = process.argv.slice(2);
const answers: Answer[] = [];
let kind: string | undefined;

void run<NewOptions>(
  async () => {
    const { list } = loadList(await findList(rootFrom(typed)));
    const kinds = newKinds(list);
    const names = kinds.map(({ name }) => name);
    kind = kindFrom(typed, names, kinds.flatMap(fieldsOf));
    const chosen = kinds.find(({ name }) => name === kind) ?? kinds[0];
    const program = command("new", "Describe an entry, and get its file.", [
      "npm run new",
      "npm run new -- --url https://github.com/OWNER/NAME",
      ...names.map((name) => `npm run new -- ${name} --help`),
    ])
      .usage(`[${names.join("|")}] [options]`)
      .argument(
        "[kind]",
        `${names.join(", ")}: each has its own options, and these are those of ${withArticle(chosen?.noun ?? "entry")}`,
      );
    addFieldOptions(program, chosen ? fieldsOf(chosen) : [], answers);
    return program
      .option("--id <id>", "what its file is called, without .yml; made from its name unless said", oneId)
      .option("--dry-run", "write nothing; print the file's text")
      .option("--root <dir>", "the list that it is for: a folder with data/ and templates/; the main one unless said");
  },
  async (options) => createEntry({ ...options, kind, answers }, RULES),
);
