// What `--check` prints.
import assert from "node:assert/strict";
import { test } from "node:test";
import { applyPatch } from "diff";
import fc from "fast-check";
import { difference } from "../../scripts/report/difference.ts";

const compare = (current: string | undefined, built: string, origins: Record<number, string> = {}): string =>
  difference({ name: "README.md", current, built, originOf: (line) => origins[line] });

test("nothing, when nothing differs", () => {
  assert.equal(compare("a\n", "a\n"), "");
});

test("a unified diff with the data file in the hunk's heading and behind each changed line", () => {
  const current = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\n12\nextra\n13\n";
  const built = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\nnew\n";
  assert.equal(
    compare(current, built, { 5: "data/five.yml", 14: "data/new.yml" }),
    `--- README.md	as it stands
+++ README.md	as the build makes it
@@ -2,7 +2,7 @@ data/five.yml
 2
 3
 4
-five
+5
 6
 7
 8
@@ -10,5 +10,5 @@ data/new.yml
 10
 11
 12
-extra
 13
+new
# README.md:5: data/five.yml
# README.md:13: made from the template, or by hand
# README.md:15: data/new.yml
`,
  );
});

test("each data file is named once, however much of it differs", () => {
  const notes = (text: string): string[] => text.match(/^# .*$/gm) ?? [];
  const origins = { 1: "data/a.yml", 2: "data/b.yml", 3: "data/a.yml", 4: "data/a.yml" };
  assert.deepEqual(notes(compare("1\n2\n3\n4\n5\n6\n", "one\ntwo\nthree\nfour\nfive\nsix\n", origins)), [
    "# README.md:1: data/a.yml (and 2 more lines)",
    "# README.md:2: data/b.yml",
    "# README.md:5: made from the template, or by hand (and 1 more line)",
  ]);
});

test("a file that is not there yet differs in every line", () => {
  assert.equal(
    compare(undefined, "a\nb\n", { 1: "data/a.yml", 2: "data/b.yml" }),
    `--- README.md	not there
+++ README.md	as the build makes it
@@ -0,0 +1,2 @@
+a
+b
# README.md:1: data/a.yml
# README.md:1: data/b.yml
`,
  );
});

test("a last line without its newline is seen", () => {
  assert.match(compare("a", "a\n"), /\\ No newline at end of file/);
});

test("what nobody sees is said, and no equal lines are shown", () => {
  const ends = "# README.md: its lines end as on Windows (CRLF), and the build ends them with LF.\n";
  const mark = "# README.md: it starts with a byte order mark, and the build writes none.\n";
  assert.equal(compare("a\r\nb\r\n", "a\nb\n"), ends);
  assert.equal(compare("\ufeffa\nb\n", "a\nb\n"), mark);
  assert.equal(compare("\ufeffa\r\nb\n", "a\nb\n"), mark + ends);
  assert.equal(
    compare("\ufeffa\nb\n", "a\nc\n"),
    "--- README.md\tas it stands\n+++ README.md\tas the build makes it\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n" +
      `${mark}# README.md:2: made from the template, or by hand\n`,
  );
});

test("the patch makes the one from the other", () => {
  const text = fc
    .array(fc.constantFrom("a", "b", "| c |", "", "@@ -1 +1 @@", "--- x", "+++ y", "# z"))
    .map((lines) => `${lines.join("\n")}\n`);
  fc.assert(
    fc.property(text, text, (current, built) => {
      const patch = compare(current, built, { 1: "data/a.yml", 2: "data/b.yml" });
      if (patch !== "") assert.equal(applyPatch(current, patch.replace(/(^# README\.md:.*\n)+(?![\s\S])/m, "")), built);
    }),
  );
});
