// What would make room for what the template has no place for: a new section as files that work, anything else as words or lines to read.
import path from "node:path";
import { toString as textOf } from "mdast-util-to-string";
import { newEntry } from "../forms/entry.ts";
import type { Drafts } from "../record/files.ts";
import { idOf, type Kind } from "../record/kinds.ts";
import { loadList } from "../record/load.ts";
import { TEMPLATE } from "../template/page.ts";
import { applyEdits } from "../text/edits.ts";
import { readIfThere } from "../text/files.ts";
import type { Absorbed } from "./absorb.ts";
import type { NewPart } from "./edit.ts";
import { headingIn, headingText } from "./find/blocks.ts";
import { cellsOf } from "./find/cells.ts";
import { readSource } from "./source.ts";

/** @returns a sentence, or lines of a patch: without numbers of lines, since nobody applies it unread */
export function roomFor(root: string, part: NewPart): string | string[] {
  const lines = (readIfThere(path.join(root, TEMPLATE)) ?? "").split(/\r?\n/);
  const { each, section, table } = part;
  if (section) {
    const words = `${table ? "table" : "list"} whose ${table ? "last row" : "item"} names fields`;
    return `Add to ${TEMPLATE}: ## ${section.heading}, and below it <!-- each … --> with a ${words}.`;
  }
  if (!each) return `Add to ${TEMPLATE}: <!-- each … --> with a table whose last row names fields.`;
  const kind = loadList(root).list.kinds.byFolder.get(each.path.at(-1) ?? "");
  // The template may have changed meanwhile.
  const isIts = (line: string | undefined): boolean => line?.includes(each.path.join(".")) === true;
  const { line } = each.range.start;
  const start = isIts(lines[line - 1]) ? line : lines.findIndex(isIts) + 1;
  return each.prototype.type === "item" ? tablePatch(lines, start, kind, part) : columnPatch(lines, start, kind, part);
}

function patch(file: string, where: string, gone: readonly string[], fresh: readonly string[]): string[] {
  const changes = [...gone.map((line) => `-${line}`), ...fresh.map((line) => `+${line}`)];
  return [`--- ${file}`, `+++ ${file}`, `@@ ${where} @@`, ...changes];
}

function keyOf(title: string): string {
  return idOf(title).replaceAll("-", "_");
}

/** Cells of a row, behind its first bar. */
function cells(texts: readonly string[]): string {
  return texts.map((text) => ` ${text} |`).join("");
}

/** A list that was made a table: its item as a row, and a column for each field. */
function tablePatch(lines: readonly string[], start: number, kind: Kind | undefined, { table }: NewPart): string[] {
  const item = lines[start] ?? "";
  const titles = table?.children[0]?.children.map((cell) => textOf(cell)) ?? [];
  const link = /^\s*(?:[-*]|\d+\.) (\[[^\]]*\]\([^)]*\)(?:\{mark\})?)/.exec(item)?.[1];
  const first = link ?? `{${kind?.nameField ?? "name"}}`;
  const known = JSON.stringify(kind?.schema.properties ?? {});
  const fresh = titles.slice(1).filter((title) => !known.includes(`"${keyOf(title)}"`));
  const fields = [first, ...titles.slice(1).map((title) => `{${keyOf(title)}}`)];
  const rows = [titles, titles.map(() => "---"), fields].map((row) => `|${cells(row)}`);
  return [...(fresh.length > 0 ? schemaPatch(kind, fresh) : []), ...patch(TEMPLATE, `line ${start + 1}`, [item], rows)];
}

function schemaPatch(kind: Kind | undefined, titles: readonly string[]): string[] {
  const properties = titles.flatMap((title) => [
    `    "${keyOf(title)}": {`,
    `      "title": ${JSON.stringify(title)},`,
    '      "description": "What is it?",',
    '      "examples": ["…"],',
    '      "type": "string"',
    "    },",
  ]);
  return patch(kind?.schemaFile ?? "schemas/KIND.schema.json", '"properties"', [], properties);
}

function columnPatch(lines: readonly string[], start: number, kind: Kind | undefined, { columns }: NewPart): string[] {
  const old = lines.slice(start, start + 3);
  const more = [columns, columns.map(() => "---"), columns.map((title) => `{${keyOf(title)}}`)];
  const rows = more.map((row, index) => `${old[index] ?? ""}${cells(row)}`);
  return [...schemaPatch(kind, columns), ...patch(TEMPLATE, `line ${start + 1}`, old, rows)];
}

/**
 * A record of the new section's own, and its rows as those of another table with the same columns: as a rule all that it takes.
 *
 * @returns `undefined` where that would not do
 */
export function roomForSection({ root, after, drafts }: Absorbed, { table, section }: NewPart): Drafts | undefined {
  const today = after ?? readSource(root);
  const { list, template, written } = today;
  if (!section?.splice || section.template !== template) return undefined;
  const { heading, splice, rows } = section;
  const headings = today.parsed.blocks.flatMap((block) => headingIn(block) ?? []);
  if (headings.some((other) => headingText(other) === heading)) return undefined;
  const titles = table?.children[0]?.children.map((cell) => textOf(cell)).join("|") ?? "";
  for (const each of today.parsed.blocks) {
    if (each.type !== "each" || each.path.length !== 3 || each.prototype.type === "section") continue;
    const [folder = "", , members = ""] = each.path;
    const kind = list.kinds.byFolder.get(folder);
    const { prototype, range } = each;
    const end = (prototype.type === "row" ? prototype.table : prototype.list).position?.end.offset;
    const own = cellsOf(each, []).map(({ title }) => title.trim());
    if (!kind || end === undefined || (prototype.type === "row") !== (table !== undefined) || own.join("|") !== titles)
      continue;
    const { id, file, record, text: recordText } = newEntry(list, kind, { [kind.nameField]: heading }, idOf(heading));
    const isWhole = (kind.schema.required ?? []).every((key) => record[key] !== undefined);
    if (id === "" || !isWhole || list.entries.some((entry) => entry.file === file)) return undefined;
    const block = template.slice(range.start.offset, end).replace(/^.*/, `<!-- each ${folder}.${id}.${members} -->`);
    const text = applyEdits(template, [{ ...splice, text: splice.text.replace(rows, () => block) }]);
    const room = new Map([
      [file, recordText],
      [TEMPLATE, written.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text],
    ]);
    return readSource(root, new Map([...drafts, ...room]), today).errors.length === 0 ? room : undefined;
  }
  return undefined;
}
