// What `npm run rename` does: looks for the tool, says what keeps it from being renamed, or changes all files at once.
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { newFindings } from "../forms/check.ts";
import type { Drafts } from "../record/files.ts";
import { findTool } from "../record/find-tool.ts";
import { loadList } from "../record/list.ts";
import { mentionsOf } from "../record/mentions.ts";
import { planRenaming, type Renaming, renameInDocument } from "../record/rename.ts";
import { summary } from "../report/findings.ts";
import { pretty } from "../report/pretty.ts";
import type { Rule } from "../rules/support/rule.ts";
import { PAGE, TEMPLATE } from "../template/page.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { replaceFiles } from "../text/replace-files.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import { colorsFor, type Io, say } from "./io.ts";
import { displayPath, findList } from "./lists.ts";
import { findingsIn } from "./report.ts";

export interface RenameOptions {
  root?: string;
}

export async function renameTool(
  io: Io,
  [old = "", name = ""]: readonly string[],
  options: RenameOptions,
  rules: readonly Rule[],
): Promise<ExitStatus> {
  const root = await findList(io, options.root);
  const { list, files, diagnostics } = await loadList(root);
  const isBroken = diagnostics.find(({ severity }) => severity === "error");
  if (isBroken) {
    throw new Trouble(
      `${displayPath(io, root, isBroken.file)} has a mistake: what names the tool there may be missed.`,
      "First: npm run lint",
    );
  }
  const from = findTool(list, old);
  if (!from) {
    const names = [...list.toolsByName.keys(), ...list.tools.map(({ id }) => id)];
    throw new Trouble(
      `There is no tool “${old}”.`,
      didYouMean(old, names) ?? "Give its name, an alias, or its file's name without .yml.",
    );
  }
  const plan = planRenaming(list, files, from, name.trim());
  if ("problem" in plan) {
    say(io, `${plan.problem}\nNothing was changed.`);
    return EXIT.findings;
  }
  const findings = await newFindings(root, plan.drafts, rules, new Map([[from.file, `data/tools/${plan.id}.yml`]]));
  if (findings.length > 0) {
    say(io, pretty(findingsIn(io, { root, diagnostics: findings }, plan.drafts), colorsFor(io, io.stderr)));
    say(io, `${summary(findings)}.`);
  }
  if (findings.some(({ severity }) => severity === "error")) {
    say(io, "Nothing was changed.");
    return EXIT.findings;
  }
  const changes = new Map([...plan.drafts, ...(await documents(root, plan))]);
  const known = new Set([...changes.keys()].filter((file) => existsSync(path.join(root, file))));
  await replaceFiles(root, changes);
  for (const [file, text] of changes)
    io.stdout.write(`${text === undefined ? "D" : known.has(file) ? "M" : "A"} ${displayPath(io, root, file)}\n`);
  say(io, `“${from.data.name}” is “${plan.name}” now, and its old name an alias.`);
  const renamed = await loadList(root);
  const template = await readFile(path.join(root, TEMPLATE), "utf8");
  const mentions = mentionsOf(renamed.list, renamed.files, template, from.data.name);
  if (mentions.length > 0) {
    say(io, "Texts that say the old name are as they were, since they may quote somebody. Look at them:");
    for (const { file, at } of mentions) say(io, `  ${displayPath(io, root, file)}:${at.line}:${at.column}`);
  }
  say(io, "What comes next: npm run build");
  return EXIT.clean;
}

/** The list's documents that name the tool's file or its note, as they will be. */
async function documents(root: string, plan: Renaming): Promise<Drafts> {
  const changed = new Map<string, string>();
  for (const folder of ["", "templates", ".github"]) {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((each) => each.isFile() && each.name.endsWith(".md"))) {
      const file = path.posix.join(folder, entry.name);
      // The build makes it.
      if (file === PAGE) continue;
      const text = await readFile(path.join(root, file), "utf8");
      const fresh = renameInDocument(text, plan);
      if (fresh !== text) changed.set(file, fresh);
    }
  }
  return changed;
}
