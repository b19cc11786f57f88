// `rename OLD NEW`: give a tool another name, in its record and in everything that names it.
import { RULES } from "../../rules/index.ts";
import type { Subcommand } from "../command.ts";
import { type RenameOptions, renameTool } from "../rename.ts";

export const command: Subcommand<RenameOptions> = {
  description: "Give a tool another name: its file, its record, and everything that names it.",
  examples: [
    'npm run rename "Old Name" "New Name"',
    'npm run rename old-name "New Name" -- --root lists/threat-detection-pipeline',
  ],
  declare(program) {
    program
      .usage("OLD NEW [options]")
      .argument("<old>", "the tool's name, one of its aliases, or its file's name without .yml")
      .argument("<new>", "what it is called now; the old name becomes an alias")
      .option("--root <dir>", "the list that it is in: a folder with data/ and templates/; the main one unless said");
  },
  run(io, options, names) {
    return renameTool(io, names, options, RULES);
  },
};
