// `npm run rename OLD NEW`: give a tool another name, in its record and in everything that names it.
import { command, run } from "./cli/command.ts";
import { type RenameOptions, renameTool } from "./cli/rename.ts";
import { RULES } from "./rules/index.ts";

const program = command("rename", "Give a tool another name: its file, its record, and everything that names it.", [
  'npm run rename "Old Name" "New Name"',
  'npm run rename old-name "New Name" -- --root lists/threat-detection-pipeline',
])
  .usage("OLD NEW [options]")
  .argument("<old>", "the tool's name, one of its aliases, or its file's name without .yml")
  .argument("<new>", "what it is called now; the old name becomes an alias")
  .option("--root <dir>", "the list that it is in: a folder with data/ and templates/; the main one unless said");

void run<RenameOptions>(program, (options, names) => renameTool(names, options, RULES));
