// Records as text: as the list's own files are written, and the same record again when they are read.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { entriesOf } from "../../scripts/record/list.ts";
import { loadList } from "../../scripts/record/load.ts";
import { recordText } from "../../scripts/record/record-text.ts";
import { rewriteRecord } from "../../scripts/record/rewrite-record.ts";
import { parseYaml } from "../../scripts/record/yaml.ts";
import { kindOf, MAIN_LIST } from "../support/lists.ts";
import { runs } from "../support/runs.ts";
import { character } from "../support/values.ts";

const { list } = loadList(MAIN_LIST);
const tool = kindOf(list, "tool");

test("the list's own records are written as people wrote them, but for comments and longer lists", () => {
  const entries = ["tool", "example", "resource"].flatMap((kind) => entriesOf(list, kind));
  const different = entries.filter((entry) => {
    const [modeline, ...lines] = entry.source.split("\n");
    // Diagrams are added by hand, when they are drawn.
    const bare = lines.filter((line) => !/^\s*#|^diagram:/.test(line)).map((line) => line.replace(/\s#\s.*$/, ""));
    return recordText(entry.kind, { ...entry.data, diagram: undefined }) !== [modeline, ...bare].join("\n");
  });
  assert.ok(entries.length > 80);
  assert.deepEqual(
    different.map(({ id }) => id),
    ["amazon-managed-service-for-apache-flink"],
  );
});

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: character, maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        "\n",
        "\r\n",
        "  ",
        "# x",
        ": ",
        "- ",
        "'",
        '"',
        "{",
        "]",
        "&a",
        "*a",
        "!t",
        "%",
        "---",
        "a",
        "\t",
        "null",
        "1e3",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
);

test("whatever a record holds, reading its text gives it back, and the YAML is clean", () => {
  fc.assert(
    fc.property(text, text, fc.array(text, { minLength: 1, maxLength: 3 }), text, (name, url, aliases, description) => {
      const record = { name, url, aliases, components: { "a-b": { description }, c: {} } };
      const written = recordText(tool, record, { comments: new Map([["/name", "Say: its # name"]]) });
      assert.deepEqual(parseYaml("a.yml", written).diagnostics, []);
      assert.deepEqual(
        parse(written),
        JSON.parse(JSON.stringify(record, (_, value) => (typeof value === "string" ? value.toWellFormed() : value))),
      );
    }),
    runs(500),
  );
});

test("a text that stood without quotes gets none where it needs none, such as for a comma", () => {
  const rewritten = (from: string, to: string): string | undefined =>
    rewriteRecord(`name: ${from}\n`, { name: to }, { properties: { name: {} } });
  assert.equal(
    rewritten("Stores alerts, at any scale.", "Keeps alerts, at any scale."),
    "name: Keeps alerts, at any scale.\n",
  );
  assert.equal(rewritten("'Stores alerts, at any scale.'", "Keeps alerts."), "name: 'Keeps alerts.'\n");
  assert.equal(rewritten("Stores alerts", "Keeps: alerts"), 'name: "Keeps: alerts"\n');
  assert.equal(
    rewriteRecord("names: [Stores, Alerts]\n", { names: ["Stores, and more", "Alerts"] }, {}),
    'names: ["Stores, and more", Alerts]\n',
  );
});

test("nothing is left of what goes from a record, and nothing else of it changes", () => {
  for (const [source, wanted, text] of [
    ["a: |\n  two\n  lines\nb: 1\n", { a: "one", b: 1 }, "a: one\nb: 1\n"],
    ["{a: 1, b: 2, c: 3}\n", { a: 1 }, "{a: 1}\n"],
    ["{a: 1, b: 2, c: 3}\n", { c: 3 }, "{c: 3}\n"],
    ["[a, b, c, d]\n", ["a", "d"], "[a, d]\n"],
    ["- a: 1 # one\n  b: 2 # two\n", [{ b: 2 }], "- b: 2 # two\n"],
    ["a: {b: [1]}\n", { a: { b: [1, { c: "two\nlines" }] } }, 'a: {b: [1, {c: "two\\nlines"}]}\n'],
    ["- - a\n  - b\n", [["b", "c"]], "- - b\n  - c\n"],
  ] as const) {
    assert.equal(rewriteRecord(source, wanted, {}), text);
  }
});
