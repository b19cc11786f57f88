// `rename OLD NEW`: give an entry another name, in its record and in everything that names it.
import { RULES } from "../../rules/index.ts";
import type { Subcommand } from "../command.ts";
import { type RenameOptions, renameEntry } from "../rename.ts";

export const command: Subcommand<RenameOptions> = {
  description: "Give an entry another name: its file, its record, and everything that names it.",
  examples: [
    'npm run rename "Old Name" "New Name"',
    'npm run rename old-name "New Name" -- --root lists/threat-detection-pipeline',
  ],
  declare(program) {
    program
      .usage("OLD NEW [options]")
      .argument(
        "<old>",
        "an entry's name, one of its aliases, or its file's name without .yml; or a value that it declares for others to refer to",
      )
      .argument("<new>", "what it is called now; the old name becomes an alias, where there are any")
      .option("--kind <kind>", "the kind of the entry, where others are called the same")
      .option("--id <id>", "its file's name without .yml, where several entries declare the same value")
      .option("--root <dir>", "the list that it is in: a folder with data/ and templates/; the main one unless said");
  },
  run(io, options, names) {
    return renameEntry(io, names, options, RULES);
  },
};
