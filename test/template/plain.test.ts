// Markdown that is made without remark-stringify's escapes is what remark-stringify makes, character by character.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { PhrasingContent, Root, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { stringify } from "../../scripts/template/stringify.ts";
import { runs } from "../support/runs.ts";

const SETTINGS = runs(2_000);

/** The oracle: no handler of ours. */
const remark = unified().use(remarkGfm, { tablePipeAlign: false }).use(remarkStringify, {
  bullet: "-",
  emphasis: "_",
  listItemIndent: "one",
  incrementListMarker: true,
  resourceLink: true,
});

const character = fc.constantFrom(..."abc XYZ 01 .,;:!?'\"()%/+-–_*`~#&<>[]|@$\\=^é日🪵");
const wordy = fc.array(character, { minLength: 1, maxLength: 12 }).map((characters) => characters.join(""));
const words = fc.constantFrom(
  "Log shipping",
  "a",
  "Stores logs (IOCs) for containers, without agents.",
  ": text",
  "x ",
  " y",
  ", ",
  // Two in a row may make what neither is.
  ...["ww", "w", ".a", "w.", "http", "s", "http:", "s:", ":", "//a", "/a", "1", "1.", "(a)", "a.b", "+", "-"],
);
const value = fc.oneof(wordy, words);
const text = value.map((value): PhrasingContent => ({ type: "text", value }));
const url = fc.oneof(
  fc.constantFrom(
    "https://example.org/a_b?c=d#e",
    "https://github.com/a/b",
    "img/a.svg",
    "http://a.b/(c)",
    "#x",
    "a b",
  ),
  wordy,
);
const link = fc
  .record({ url, value })
  .map(({ url, value }): PhrasingContent => ({ type: "link", url, title: null, children: [{ type: "text", value }] }));
const code = value.map((value): PhrasingContent => ({ type: "inlineCode", value }));
const strong = value.map((value): PhrasingContent => ({ type: "strong", children: [{ type: "text", value }] }));
const html = fc.constant<PhrasingContent>({ type: "html", value: "<br>" });
const phrasing = fc.array(fc.oneof({ weight: 3, arbitrary: text }, link, code, strong, html), { maxLength: 5 });
const row = fc.array(phrasing, { minLength: 1, maxLength: 3 });

const tableOf = (rows: PhrasingContent[][][]): RootContent => ({
  type: "table",
  children: rows.map((cells) => ({
    type: "tableRow",
    children: cells.map((children) => ({ type: "tableCell", children })),
  })),
});
const listOf = (items: PhrasingContent[][], ordered: boolean): RootContent => ({
  type: "list",
  ordered,
  spread: false,
  start: ordered ? 0 : null,
  children: items.map((children) => ({
    type: "listItem",
    spread: false,
    checked: null,
    children: [{ type: "paragraph", children }],
  })),
});

/** Ours writes the line below a heading with three dashes a column. */
const shortDashes = (markdown: string): string =>
  markdown.replace(/^\|(?: --- \|)+$/gm, (line) => line.replaceAll("---", "-"));

function assertSame(children: RootContent[]): void {
  const tree: Root = { type: "root", children };
  assert.equal(shortDashes(stringify(structuredClone(children)).markdown), shortDashes(remark.stringify(tree)));
}

test("tables", () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => assertSame([tableOf(rows)])),
    SETTINGS,
  );
});

test("lists", () => {
  fc.assert(
    fc.property(fc.array(phrasing, { minLength: 1, maxLength: 4 }), fc.boolean(), (items, ordered) =>
      assertSame([listOf(items, ordered)]),
    ),
    SETTINGS,
  );
});

test("paragraphs", () => {
  fc.assert(
    fc.property(phrasing, (children) => assertSame([{ type: "paragraph", children }])),
    SETTINGS,
  );
});
