// `npm run new`: describe a tool, an example or a resource, and get its file.
import { command, run } from "./cli/command.ts";
import { addFieldOptions } from "./cli/field-options.ts";
import { kindFrom, rootFrom } from "./cli/kind-from.ts";
import { findList } from "./cli/lists.ts";
import { createEntry, type NewOptions, oneId } from "./cli/new.ts";
import type { Answer } from "./forms/answers.ts";
import { NEW_KINDS, type NewKind } from "./forms/entry.ts";
import { fieldsOf } from "./forms/fields.ts";
import { loadList } from "./record/list.ts";
import { RULES } from "./rules/index.ts";

const typed = process.argv.slice(2);
const answers: Answer[] = [];
let kind: NewKind | undefined;

void run<NewOptions>(
  async () => {
    const { list } = await loadList(await findList(rootFrom(typed)));
    const fields = NEW_KINDS.flatMap((each) => fieldsOf(list.schemas[each].schema));
    kind = kindFrom(typed, fields);
    const program = command("new", "Describe a tool, an example or a resource, and get its file.", [
      "npm run new",
      "npm run new -- --url https://github.com/OWNER/NAME",
      'npm run new -- tool --name "My Tool" --component COMPONENT --purpose "What it does"',
      "npm run new -- example --help",
    ])
      .usage(`[${NEW_KINDS.join("|")}] [options]`)
      .argument(
        "[kind]",
        `${NEW_KINDS.join(", ")}: each has its own options, and these are those of a ${kind ?? "tool"}`,
      );
    addFieldOptions(program, fieldsOf(list.schemas[kind ?? "tool"].schema), answers);
    if ((kind ?? "tool") === "tool") program.option("--no-component", "no component lists it: only examples name it");
    return program
      .option("--id <id>", "what its file is called, without .yml; made from its name unless said", oneId)
      .option("--dry-run", "write nothing; print the file's text")
      .option("--root <dir>", "the list that it is for: a folder with data/ and templates/; the main one unless said");
  },
  async (options) => createEntry({ ...options, kind, answers }, RULES),
);
