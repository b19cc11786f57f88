// A record, or a value that one declares, under another name: which is meant, and what the change brings.
import { readdir } from "node:fs/promises";
import path from "node:path";
import { nameOf, namesOf, valuesOf } from "../record/entry.ts";
import type { Drafts } from "../record/files.ts";
import { declaredFields, findNamed, type Named } from "../record/find.ts";
import { fileOf, nounOfValue } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { type LoadedList, loadList } from "../record/load.ts";
import { type Mention, mentionsOf } from "../record/mentions.ts";
import { allLinks } from "../record/references.ts";
import { planRenaming, planRepair, type Renaming, type RenamingOptions, renameInDocument } from "../record/rename.ts";
import { replaceTexts } from "../record/replace-texts.ts";
import { PAGE, TEMPLATE } from "../template/page.ts";
import { type Diagnostic, isError } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { readBytes, readIfReadable } from "../text/files.ts";
import { kebab } from "../text/kebab.ts";
import { Trouble } from "../text/trouble.ts";
import { newFindings } from "./check.ts";

/** Options that choose one of several records with the same name. */
export interface Which {
  kind?: string;
  id?: string;
}

/** @throws {Trouble} when nothing is called so, or more than one thing */
export function findRenamed(list: List, called: string, which: Which): Named {
  const { byName, all: kinds } = list.kinds;
  const kind = which.kind === undefined ? undefined : byName.get(which.kind);
  if (which.kind !== undefined && !kind) {
    const names = kinds.map(({ name }) => name);
    throw new Trouble(
      `There is no kind “${which.kind}”.`,
      didYouMean(which.kind, names) ?? `Kinds: ${names.join(", ")}.`,
    );
  }
  const found = findNamed(list, called, { kind, id: which.id });
  const [named, ...others] = found;
  const elsewhere = named ? [] : findNamed(list, called, { kind });
  if (elsewhere.length > 0) {
    throw new Trouble(
      `No file ${which.id}.yml has or declares “${called}”.`,
      `That is in ${elsewhere.map(({ entry }) => entry.file).join(", ")}.`,
    );
  }
  if (!named) {
    const entries = list.entries.filter((entry) => kind === undefined || entry.kind === kind);
    const names = entries.flatMap((entry) => [
      ...namesOf(entry).map(({ name }) => name),
      entry.id,
      ...declaredFields(list, entry.kind).flatMap((field) => valuesOf(entry, field)),
    ]);
    throw new Trouble(
      `There is no ${kind?.noun ?? "entry"} “${called}”.`,
      didYouMean(called, names) ?? "Give a name, an alias, or a file's name without .yml.",
    );
  }
  if (others.length === 0) return named;
  const kindNames = new Set(found.map(({ entry }) => entry.kind.name));
  const choices =
    kindNames.size === found.length
      ? [...kindNames].map((name) => `--kind ${name}`)
      : found.map(({ entry }) => `--id ${entry.id}`);
  throw new Trouble(
    `“${called}” may be ${found.map(whatIs).join(", or ")}.`,
    `Say which: ${[...new Set(choices)].join(", or ")}`,
  );
}

/** `a shelf in data/shops/harbour-press.yml`, `data/books/tea.yml` */
function whatIs({ entry, value }: Named): string {
  return value ? `${nounOfValue(entry.kind, value.field)} in ${entry.file}` : entry.file;
}

/**
 * Where somebody changed a record's name by hand, and its file is called as before: the list as it was, of which the record is
 * renamed from the start. (With another file, something else may have taken its place.)
 */
export function beforeByHand(loaded: LoadedList, called: string, name: string, which: Which): LoadedList | undefined {
  const { list } = loaded;
  // That it was changed by hand, then, is not said.
  if ([...list.byName.values()].some((names) => names.has(called))) return undefined;
  const id = kebab(called);
  const [entry, ...others] = list.entries.filter(
    (each) => each.id === id && nameOf(each) === name && [undefined, each.kind.name].includes(which.kind),
  );
  if (!entry || others.length > 0) return undefined;
  const { kind } = entry;
  const missed = allLinks(list.links).find(
    ({ reference: { to, by }, value, to: found }) => !found && to === kind && by === "name" && kebab(value) === id,
  );
  // An id says nothing of the name, unless others do.
  const old = missed?.value ?? (called === id ? name : called);
  if (list.byName.get(kind.name)?.has(old)) return undefined;
  const source = replaceTexts(entry.source, (_, [key, ...below], part) =>
    part === "value" && key === kind.nameField && below.length === 0 ? old : undefined,
  );
  return loadList(list.root, new Map([[entry.file, source]]), loaded);
}

/** After a renaming by hand: the change with which references to `called` lead to `name`, if that is clear. */
export async function repaired(loaded: LoadedList, called: string, name: string): Promise<Renamed | undefined> {
  const { list, diagnostics } = loaded;
  const links = allLinks(list.links);
  const kinds = new Set(
    links.flatMap(({ reference, value, to }) => (!to && kebab(value) === kebab(called) ? [reference.to] : [])),
  );
  const records = [...kinds].flatMap((kind) => findNamed(list, name, { kind })).filter(({ value }) => !value);
  const values = links.filter(({ reference, value, to }) => !to && reference.by === "value" && value === called);
  const declared = findNamed(list, name).filter(({ entry, value }) =>
    values.some(({ reference }) => reference.to === entry.kind && reference.field === value?.field),
  );
  const [found, ...others] = records.length > 0 ? records : declared;
  if (!found || others.length > 0) return undefined;
  refuseMistakes(list, diagnostics, ({ rule }) => rule !== "unknown-reference");
  const plan = planRepair(loaded, called, found);
  const changes = new Map([...plan.drafts, ...(await changedDocuments(list.root, plan))]);
  // Whatever else is found now was hidden by references that led nowhere: npm run lint says it.
  const findings = (await newFindings(loaded, changes)).filter(({ rule }) => rule === "unknown-reference");
  return { plan, changes, findings };
}

export interface Renamed {
  plan: Renaming;
  /** Files with the change; nothing is written yet. */
  changes: Drafts;
  /** Which the list has with the change, and had not without it. */
  findings: readonly Diagnostic[];
}

/** The change, or why it cannot be. @throws {Trouble} when not all records can be read */
export async function renamed(
  loaded: LoadedList,
  named: Named,
  name: string,
  options: RenamingOptions = {},
): Promise<Renamed | { problem: string }> {
  const { list, invalid, diagnostics } = loaded;
  // A wrong reference is no obstacle: a renaming that was interrupted leaves some, and is ended by another.
  const unread = new Set(invalid.map(({ file }) => file.file));
  refuseMistakes(list, diagnostics, ({ rule, file }) => rule === "schema" || unread.has(file));
  const plan = planRenaming(loaded, named, name, options);
  if ("problem" in plan) return plan;
  const moved = new Map([[plan.from.file, fileOf(plan.from.kind, plan.id)]]);
  const documents = named.value ? [] : await changedDocuments(list.root, plan);
  const changes = new Map([...plan.drafts, ...documents]);
  return { plan, changes, findings: await newFindings(loaded, changes, moved) };
}

function refuseMistakes({ root }: List, all: readonly Diagnostic[], counts: (found: Diagnostic) => boolean): void {
  const mistake = all.find((found) => isError(found) && counts(found));
  if (!mistake) return;
  const file = path.join(root, mistake.file);
  throw new Trouble(`${file} has a mistake: what refers to the entry there may be missed.`, "First: npm run lint");
}

/** The list's documents that name the record's file or its note, as they will be. */
async function changedDocuments(root: string, plan: Renaming): Promise<Drafts> {
  const changed = new Map<string, string>();
  for (const folder of ["", "templates", ".github"]) {
    const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.filter((each) => each.isFile() && each.name.endsWith(".md"))) {
      const file = path.posix.join(folder, entry.name);
      // README.md is generated.
      if (file === PAGE) continue;
      const text = readIfReadable(path.join(root, file), { root }) ?? "";
      const fresh = renameInDocument(text, plan);
      if (fresh !== text) changed.set(file, fresh);
    }
  }
  return changed;
}

/** Places in texts that keep the old name, because they may be quotations. @param known - the list before its changes */
export function mentionsIn(known: LoadedList, { plan, changes }: Renamed): Mention[] {
  if (plan.old === plan.name) return [];
  const { root } = known.list;
  const { list, files } = loadList(root, changes, known);
  const template = { file: TEMPLATE, text: readBytes(path.join(root, TEMPLATE), { root }).toString("utf8") };
  return mentionsOf(list, files, template, plan);
}

/** `“Wheel” is “Mill” now, and its old name an alias.`, or what its file is called now */
export function saidOf({ from, old, name, id }: Renaming, isAlias = true): string {
  if (old === name) return `${from.file} is ${fileOf(from.kind, id)} now.`;
  const isRecord = from.id !== id || nameOf(from) === old;
  const alias = isAlias && isRecord && from.kind.aliasesField !== undefined ? ", and its old name an alias" : "";
  return `“${old}” is “${name}” now${alias}.`;
}
