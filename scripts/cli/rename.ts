// What `npm run rename` does: looks for what is called so, says what keeps it from being renamed, or changes all files at once.
import { existsSync } from "node:fs";
import path from "node:path";
import { findRenamed, mentionsIn, renamed, saidOf, type Which } from "../forms/rename.ts";
import { loadList } from "../record/load.ts";
import { summary } from "../report/findings.ts";
import { pretty } from "../report/pretty.ts";
import type { Rule } from "../rules/support/rule.ts";
import { writeFiles } from "../text/write-files.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import { colorsFor, type Io, say } from "./io.ts";
import { displayPath, findList } from "./lists.ts";
import { findingsIn } from "./report.ts";

export interface RenameOptions extends Which {
  root?: string;
}

export async function renameEntry(
  io: Io,
  [old = "", name = ""]: readonly string[],
  options: RenameOptions,
  rules: readonly Rule[],
): Promise<ExitStatus> {
  const root = await findList(io, options.root);
  const loaded = loadList(root);
  const isBroken = loaded.diagnostics.find(({ severity }) => severity === "error");
  if (isBroken) {
    throw new Trouble(
      `${displayPath(io, root, isBroken.file)} has a mistake: what refers to the entry there may be missed.`,
      "First: npm run lint",
    );
  }
  const outcome = await renamed(loaded, findRenamed(loaded.list, old, options), name.trim(), rules);
  if ("problem" in outcome) {
    say(io, `${outcome.problem}\nNothing was changed.`);
    return EXIT.findings;
  }
  const { plan, changes, findings } = outcome;
  if (findings.length > 0) {
    say(io, pretty(findingsIn(io, { root, diagnostics: findings }, changes), colorsFor(io, io.stderr)));
    say(io, `${summary(findings)}.`);
  }
  if (findings.some(({ severity }) => severity === "error")) {
    say(io, "Nothing was changed.");
    return EXIT.findings;
  }
  const existing = new Set([...changes.keys()].filter((file) => existsSync(path.join(root, file))));
  writeFiles(root, changes);
  for (const [file, text] of changes)
    io.stdout.write(`${text === undefined ? "D" : existing.has(file) ? "M" : "A"} ${displayPath(io, root, file)}\n`);
  say(io, saidOf(plan));
  const mentions = await mentionsIn(root, plan.old);
  if (mentions.length > 0) {
    say(io, "Texts that say the old name are as they were, since they may quote somebody. Look at them:");
    for (const { file, at } of mentions) say(io, `  ${displayPath(io, root, file)}:${at.line}:${at.column}`);
  }
  say(io, "What comes next: npm run build");
  return EXIT.clean;
}
