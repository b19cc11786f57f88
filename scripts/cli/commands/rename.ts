// `rename OLD NEW`: give an entry another name, in its record and in everything that names it.
import { existsSync } from "node:fs";
import path from "node:path";
import { beforeByHand, findRenamed, mentionsIn, renamed, repaired, saidOf, type Which } from "../../forms/rename.ts";
import { loadList } from "../../record/load.ts";
import type { RenamingOptions } from "../../record/rename.ts";
import { writeFiles } from "../../text/write-files.ts";
import { EXIT, type Subcommand } from "../command.ts";
import { say } from "../io.ts";
import { displayPath, findList } from "../lists.ts";
import { sayFindings } from "../report.ts";

export const command: Subcommand<Which & RenamingOptions & { root?: string }> = {
  description: "Give an entry another name: its file, its record, and everything that names it.",
  examples: ['npm run rename "Old Name" "New Name"', 'npm run rename old-name "New Name" -- --root lists/NAME'],
  declare(program) {
    program
      .usage("OLD NEW [options]")
      .argument(
        "<old>",
        "an entry's name, one of its aliases, or its file's name without .yml; or a value that it declares for others to refer to",
      )
      .argument("<new>", "what it is called now; the old name becomes an alias, where there are any")
      .option("--no-alias", "do not keep the old name as an alias: it was a mistake")
      .option(
        "--keep-wording",
        "entries that say the old name go on saying it, as their sources do; it is an alias then",
      )
      .option("--kind <kind>", "the kind of the entry, where others are called the same")
      .option("--id <id>", "its file's name without .yml, where several entries declare the same value")
      .option("--root <dir>", "the list that it is in: a folder with data/ and templates/; the main one unless said");
  },
  async run(io, options, [old = "", name = ""]) {
    const root = findList(io, options.root);
    const written = loadList(root);
    const before = beforeByHand(written, old, name.trim(), options);
    const loaded = before ?? written;
    const repair = before ? undefined : await repaired(loaded, old, name.trim());
    const outcome = repair ?? (await renamed(loaded, findRenamed(loaded.list, old, options), name.trim(), options));
    if ("problem" in outcome) {
      say(io, `${outcome.problem}\nNothing was changed.`);
      return EXIT.findings;
    }
    const { plan, changes } = outcome;
    // Of a name that was there already, npm run lint says the rest.
    const findings = outcome.findings.filter(({ rule }) => !before || rule === "unknown-reference");
    if (await sayFindings(io, [{ root, diagnostics: findings }], changes)) {
      say(io, "Nothing was changed.");
      return EXIT.findings;
    }
    const existing = new Set([...changes.keys()].filter((file) => existsSync(path.join(root, file))));
    writeFiles(root, changes);
    for (const [file, text] of changes)
      io.stdout.write(`${text === undefined ? "D" : existing.has(file) ? "M" : "A"} ${displayPath(io, root, file)}\n`);
    say(io, saidOf(plan, options.alias && !repair));
    const mentions = mentionsIn(loaded, outcome);
    if (mentions.length > 0) {
      say(io, "Texts that say the old name are as they were, since they may quote somebody. Look at them:");
      for (const { file, at } of mentions) say(io, `  ${displayPath(io, root, file)}:${at.line}:${at.column}`);
    }
    say(io, "What comes next: npm run build");
    return EXIT.clean;
  },
};
