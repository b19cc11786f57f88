// What would make room for a new column or section: the edits of schema, data and template, as a patch to read.
import path from "node:path";
import { idOf } from "../record/kinds.ts";
import { loadList } from "../record/load.ts";
import { recordText } from "../record/record-text.ts";
import { TEMPLATE } from "../template/page.ts";
import { readIfThere } from "../text/files.ts";
import type { NewPart } from "./find.ts";

/** @returns lines of a patch; without numbers of lines, since nobody applies it unread */
export function roomFor(root: string, part: NewPart): string[] {
  return part.heading === undefined ? columnPatch(root, part) : sectionPatch(root, part);
}

function templateLines(root: string): string[] {
  return (readIfThere(path.join(root, TEMPLATE)) ?? "").split(/\r?\n/);
}

function columnPatch(root: string, { each, columns }: NewPart): string[] {
  const lines = templateLines(root);
  const start = each ? each.range.start.line : 0;
  const [head = "", dashes = "", row = ""] = lines.slice(start, start + 3);
  const keys = columns.map((title) => idOf(title).replaceAll("-", "_"));
  const { list } = loadList(root);
  const folder = each?.path.at(-1) ?? "";
  const file = list.kinds.byFolder.get(folder)?.schemaFile ?? "schemas/KIND.schema.json";
  const schema = columns.flatMap((title, index) => [
    `+    "${keys[index]}": {`,
    `+      "title": ${JSON.stringify(title)},`,
    `+      "description": "What is it?",`,
    '+      "type": "string"',
    "+    }",
  ]);
  const more = (cells: readonly string[]): string => cells.map((cell) => ` ${cell} |`).join("");
  return [
    `--- ${file}`,
    `+++ ${file}`,
    '@@ "properties" @@',
    ...schema,
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
