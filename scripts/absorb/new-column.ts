// What would make room for a new column or section: the edits of schema, data and template, as a patch to read.
import path from "node:path";
import { toString as textOf } from "mdast-util-to-string";
import { idOf } from "../record/kinds.ts";
import { loadList } from "../record/load.ts";
import { recordText } from "../record/record-text.ts";
import { TEMPLATE } from "../template/page.ts";
import { readIfThere } from "../text/files.ts";
import type { NewPart } from "./edit.ts";

/** @returns lines of a patch; without numbers of lines, since nobody applies it unread */
export function roomFor(root: string, part: NewPart): string[] {
  if (part.heading !== undefined) return sectionPatch(root, part);
  if (!part.each) return [`  Add to ${TEMPLATE}: <!-- each … --> with a table whose last row names fields.`];
  return part.each.prototype.type === "item" ? tablePatch(root, part) : columnPatch(root, part);
}

function templateLines(root: string): string[] {
  return (readIfThere(path.join(root, TEMPLATE)) ?? "").split(/\r?\n/);
}

function keyOf(title: string): string {
  return idOf(title).replaceAll("-", "_");
}

/** A list that was made a table: its item as a row, and a column for each field. */
function tablePatch(root: string, { each, table }: NewPart): string[] {
  const lines = templateLines(root);
  const at = each ? each.range.start.line : 0;
  const item = lines[at] ?? "";
  const titles = table?.children[0]?.children.map((cell) => textOf(cell)) ?? [];
  const { list } = loadList(root);
  const kind = list.kinds.byFolder.get(each?.path.at(-1) ?? "");
  const link = /^\s*(?:[-*]|\d+\.) (\[[^\]]*\]\([^)]*\)(?:\{mark\})?)/.exec(item)?.[1];
  const first = link ?? `{${kind?.nameField ?? "name"}}`;
  const known = JSON.stringify(kind?.schema.properties ?? {});
  const fresh = titles.slice(1).filter((title) => !known.includes(`"${keyOf(title)}"`));
  return [
    ...(fresh.length > 0 ? schemaPatch(kind?.schemaFile ?? "schemas/KIND.schema.json", fresh) : []),
    `--- ${TEMPLATE}`,
    `+++ ${TEMPLATE}`,
    `@@ line ${at + 1} @@`,
    `-${item}`,
    `+| ${titles.join(" | ")} |`,
    `+|${titles.map(() => " --- |").join("")}`,
    `+| ${[first, ...titles.slice(1).map((title) => `{${keyOf(title)}}`)].join(" | ")} |`,
  ];
}

function schemaPatch(file: string, titles: readonly string[]): string[] {
  const properties = titles.flatMap((title) => [
    `+    "${keyOf(title)}": {`,
    `+      "title": ${JSON.stringify(title)},`,
    '+      "description": "What is it?",',
    '+      "examples": ["…"],',
    '+      "type": "string"',
    "+    },",
  ]);
  return [`--- ${file}`, `+++ ${file}`, '@@ "properties" @@', ...properties];
}

function columnPatch(root: string, { each, columns }: NewPart): string[] {
  const lines = templateLines(root);
  const start = each ? each.range.start.line : 0;
  const [head = "", dashes = "", row = ""] = lines.slice(start, start + 3);
  const keys = columns.map(keyOf);
  const { list } = loadList(root);
  const folder = each?.path.at(-1) ?? "";
  const file = list.kinds.byFolder.get(folder)?.schemaFile ?? "schemas/KIND.schema.json";
  const more = (cells: readonly string[]): string => cells.map((cell) => ` ${cell} |`).join("");
  return [
    ...schemaPatch(file, columns),
    `--- ${TEMPLATE}`,
    `+++ ${TEMPLATE}`,
    `@@ line ${start + 1} @@`,
    ...[head, dashes, row].map((line) => `-${line}`),
    `+${head}${more(columns)}`,
    `+${dashes}${more(columns.map(() => "---"))}`,
    `+${row}${more(keys.map((key) => `{${key}}`))}`,
  ];
}

function sectionPatch(root: string, { heading = "", table }: NewPart): string[] {
  const { list } = loadList(root);
  const lines = templateLines(root);
  const titles = table?.children[0]?.children.length ?? 0;
  // The table of the template that has as many columns.
  const each = /^<!--\s*each\s+([\w-]+)\.([\w-]+)\.([\w-]+)\s*-->/;
  const at = lines.findIndex((line, index) => {
    const cells = (lines[index + 1] ?? "").split("|").length - 2;
    return each.test(line) && (titles === 0 || cells === titles);
  });
  const [, folder = "", , members = ""] = each.exec(lines[at] ?? "") ?? [];
  const kind = list.kinds.byFolder.get(folder);
  if (!kind || at === -1) return [`  Add to ${TEMPLATE}: ## ${heading}, and below it <!-- each … --> with a table.`];
  const id = idOf(heading);
  const record: Record<string, unknown> = { [kind.nameField]: heading };
  for (const key of kind.schema.required ?? []) {
    const numbers = list.entries.flatMap((entry) =>
      entry.kind === kind && typeof entry.data[key] === "number" ? [entry.data[key]] : [],
    );
    if (key !== kind.nameField) record[key] = numbers.length > 0 ? Math.max(...numbers) + 1 : null;
  }
  return [
    "--- /dev/null",
    `+++ data/${folder}/${id}.yml`,
    "@@ new @@",
    ...recordText(kind, record)
      .trimEnd()
      .split("\n")
      .map((line) => `+${line}`),
    `--- ${TEMPLATE}`,
    `+++ ${TEMPLATE}`,
    "@@ new section @@",
    `+## ${heading}`,
    "+",
    `+<!-- each ${folder}.${id}.${members} -->`,
    ...lines.slice(at + 1, at + 4).map((line) => `+${line}`),
  ];
}
