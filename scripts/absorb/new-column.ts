// What would make room for a new column or section: the edits of schema, data and template, as a patch to read.
import path from "node:path";
import { toString as textOf } from "mdast-util-to-string";
import { idOf, type Kind } from "../record/kinds.ts";
import { loadList } from "../record/load.ts";
import { recordText } from "../record/record-text.ts";
import { TEMPLATE } from "../template/page.ts";
import { readIfThere } from "../text/files.ts";
import type { NewPart } from "./edit.ts";

/** @returns lines of a patch; without numbers of lines, since nobody applies it unread */
export function roomFor(root: string, part: NewPart): string[] {
  const lines = (readIfThere(path.join(root, TEMPLATE)) ?? "").split(/\r?\n/);
  const { each, heading } = part;
  if (heading !== undefined) return sectionPatch(root, lines, heading, part);
  if (!each) return [`  Add to ${TEMPLATE}: <!-- each … --> with a table whose last row names fields.`];
  const kind = loadList(root).list.kinds.byFolder.get(each.path.at(-1) ?? "");
  const start = each.range.start.line;
  return each.prototype.type === "item" ? tablePatch(lines, start, kind, part) : columnPatch(lines, start, kind, part);
}

function patch(file: string, where: string, gone: readonly string[], fresh: readonly string[], old = file): string[] {
  const changes = [...gone.map((line) => `-${line}`), ...fresh.map((line) => `+${line}`)];
  return [`--- ${old}`, `+++ ${file}`, `@@ ${where} @@`, ...changes];
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

function sectionPatch(root: string, lines: readonly string[], heading: string, { table }: NewPart): string[] {
  const { list } = loadList(root);
  const titles = table?.children[0]?.children.length ?? 0;
  // The table of the template that has as many columns.
  const each = /^<!--\s*each\s+([\w-]+)\.([\w-]+)\.([\w-]+)\s*-->/;
  const at = lines.findIndex((line, index) => {
    const count = (lines[index + 1] ?? "").split("|").length - 2;
    return each.test(line) && (titles === 0 || count === titles);
  });
  const [, folder = "", , members = ""] = each.exec(lines[at] ?? "") ?? [];
  const kind = list.kinds.byFolder.get(folder);
  if (!kind) return [`  Add to ${TEMPLATE}: ## ${heading}, and below it <!-- each … --> with a table.`];
  const id = idOf(heading);
  const record: Record<string, unknown> = { [kind.nameField]: heading };
  for (const key of kind.schema.required ?? []) {
    const numbers = list.entries.flatMap((entry) =>
      entry.kind === kind && typeof entry.data[key] === "number" ? [entry.data[key]] : [],
    );
    if (key !== kind.nameField) record[key] = numbers.length > 0 ? Math.max(...numbers) + 1 : null;
  }
  const section = [`## ${heading}`, "", `<!-- each ${folder}.${id}.${members} -->`, ...lines.slice(at + 1, at + 4)];
  return [
    ...patch(`data/${folder}/${id}.yml`, "new", [], recordText(kind, record).trimEnd().split("\n"), "/dev/null"),
    ...patch(TEMPLATE, "new section", [], section),
  ];
}
