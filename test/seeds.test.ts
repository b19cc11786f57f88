// The two seeds as they came, linted as documents: what is wrong with them is found, and what is right is left alone.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, readFile } from "node:fs/promises";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { lintAll, type Targets } from "../scripts/lint/lint-all.ts";
import type { Diagnostic } from "../scripts/text/diagnostic.ts";
import { makeList } from "./support/lists.ts";
import { HOME } from "./support/run.ts";

const FIRST = "detection-and-response-pipeline.md";
const SECOND = "threat-detection-pipeline.md";
const FROZEN = path.join(HOME, "test/fidelity");

/** SHA-256 of the seeds as they came. */
const SEALS: Readonly<Record<string, string>> = {
  [FIRST]: "ed16b608e26b1eff576611b4a7242eb1dbf1fda8a6b7f2b0b478b68b95cee3e5",
  [SECOND]: "6ca78b5e5895861a9a82340b6a9f226eaa764d51fb671fc225a5be45118e36e5",
};

/** The first seed was frozen repaired: somebody had read its UTF-8 as Mac Roman, all of it. */
async function readSeed(name: string): Promise<string> {
  const bytes = await readFile(path.join(FROZEN, "seeds", name));
  return new TextDecoder(name === FIRST ? "macintosh" : "utf-8").decode(bytes);
}

/** Both seeds in a folder, with their images. */
async function layOut(t: TestContext): Promise<Targets> {
  const root = await makeList(t, { [FIRST]: await readSeed(FIRST), [SECOND]: await readSeed(SECOND) });
  await cp(path.join(FROZEN, "lists/detection-and-response-pipeline/img"), path.join(root, "img"), { recursive: true });
  return { root, lists: [], documents: [FIRST, SECOND].map((name) => path.join(root, name)) };
}

/** The findings of one rule in one seed: their lines, and the text that they are about. */
function seen(findings: readonly Diagnostic[], rule: string, file: string, text: string): string[] {
  return findings
    .filter((finding) => finding.rule === rule && finding.file === file)
    .map(({ range }) => `${range.start.line}: ${text.slice(range.start.offset, range.end.offset)}`);
}

test("the seeds are as they came", async () => {
  for (const [name, seal] of Object.entries(SEALS)) {
    assert.equal(
      createHash("sha256")
        .update(await readSeed(name))
        .digest("hex"),
      seal,
      name,
    );
  }
});

test("every finding in the seeds is one that is meant", async (t) => {
  const { diagnostics } = await lintAll(await layOut(t));
  const counts: Record<string, Record<string, number>> = { [FIRST]: {}, [SECOND]: {} };
  for (const { file, rule } of diagnostics) {
    const ofFile = counts[file] ?? {};
    ofFile[rule] = (ofFile[rule] ?? 0) + 1;
  }
  assert.deepEqual(counts, {
    [FIRST]: {
      // Every emoji, bullet, dash, and curly quote; those beside each other count once.
      mojibake: 68,
      // Netflix, LinkedIn (two), Dropbox, HELK, AWS.
      "image-alt": 6,
      // The licence's badge, and what it links to.
      "http-url": 2,
      // `### Resources:`, beside `### Resources`.
      "heading-punctuation": 1,
      // “Github” in a title, “Linkedin” behind an author, “MacOS” in a technology and in a title.
      "name-case": 4,
      // “Microsoft Sentinel?”
      unfinished: 1,
      // The row of Airbnb.
      "table-pipe": 1,
      // “KSQL” in an example, “ksqlDB” in a table.
      "two-names": 1,
    },
    [SECOND]: {
      "image-alt": 3,
      "http-url": 2,
      "name-case": 1,
      unfinished: 1,
      "table-pipe": 1,
      // Behind the two introductions.
      "trailing-space": 2,
    },
  });
});

/** Is this text what becomes of UTF-8 that is read as Mac Roman? By the decoder of the platform, not by the rule's table. */
function isMacRomanMojibake(text: string): boolean {
  const macRoman = new TextDecoder("macintosh").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const bytes = [...text].map((character) => macRoman.indexOf(character));
  if (bytes.includes(-1)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
    return true;
  } catch {
    return false;
  }
}

test("every run of mojibake is found, from its first character to its last", async (t) => {
  const text = await readSeed(FIRST);
  const runs = [...text.matchAll(/[^\0-\x7f]+/g)].filter(({ 0: run }) => isMacRomanMojibake(run));
  const { diagnostics } = await lintAll(await layOut(t));
  const found = diagnostics.filter(({ rule, file }) => rule === "mojibake" && file === FIRST);
  assert.deepEqual(
    found.map(({ range }) => [range.start.offset, range.end.offset]),
    runs.map(({ 0: run, index }) => [index, index + run.length]),
  );
  assert.equal(runs.length, 68);
});

test("what is wrong is found where it stands", async (t) => {
  const texts = { [FIRST]: await readSeed(FIRST), [SECOND]: await readSeed(SECOND) };
  const { diagnostics } = await lintAll(await layOut(t));
  const inFirst = (rule: string): string[] => seen(diagnostics, rule, FIRST, texts[FIRST]);
  const inSecond = (rule: string): string[] => seen(diagnostics, rule, SECOND, texts[SECOND]);

  assert.deepEqual(inFirst("image-alt"), [
    "106: ![](img/Netflix_socless.png)",
    "107: ![](img/Linkedin-high-level-strategy.png)",
    "107: ![](img/Linkedin-simplified-data-pipelines.png)",
    "109: ![](img/Dropbox_pipeline.png)",
    "111: ![](img/HELK_design.png)",
    "112: ![](img/AWSServerlessArchitecture.png)",
  ]);
  assert.deepEqual(inSecond("image-alt"), [
    "15: ![](img/Netflix_socless.png)",
    "16: ![](img/Linkedin-high-level-strategy.png)",
    "16: ![](img/Linkedin-simplified-data-pipelines.png)",
  ]);
  const licence = [
    "http://mirrors.creativecommons.org/presskit/buttons/88x31/svg/cc-zero.svg",
    "http://creativecommons.org/publicdomain/zero/1.0",
  ];
  assert.deepEqual(
    inFirst("http-url"),
    licence.map((url) => `123: ${url}`),
  );
  assert.deepEqual(
    inSecond("http-url"),
    licence.map((url) => `25: ${url}`),
  );
  assert.deepEqual(inFirst("heading-punctuation"), ["94: :"]);
  assert.deepEqual(inFirst("name-case"), ["95: Github", "107: Linkedin", "109: MacOS", "109: MacOS"]);
  assert.deepEqual(inSecond("name-case"), ["16: Linkedin"]);
  assert.deepEqual(inFirst("unfinished"), ["107: ?"]);
  assert.deepEqual(inSecond("unfinished"), ["16: ?"]);
  for (const finding of diagnostics.filter(({ rule }) => rule === "unfinished")) {
    assert.match(finding.reason, /Microsoft Sentinel/);
  }
  // The last character of the row, behind which the pipe is missing.
  assert.deepEqual(inFirst("table-pipe"), ["110: )"]);
  assert.deepEqual(inSecond("table-pipe"), ["18: g"]);
  assert.deepEqual(inFirst("two-names"), ["111: KSQL"]);
  const [names] = diagnostics.filter(({ rule }) => rule === "two-names");
  assert.deepEqual(
    names?.related.map(({ file, range }) => [file, texts[FIRST].slice(range.start.offset, range.end.offset)]),
    [[FIRST, "ksqlDB"]],
  );
});

test("what is right is left alone", async (t) => {
  const { diagnostics } = await lintAll(await layOut(t));
  const right: Record<string, readonly string[]> = {
    [FIRST]: [
      // Another tool than the one with the note, in descriptions and in the note itself.
      "[ElastAlert2](https://github.com/jertel/elastalert2) or Elastic $ecurity",
      "[ElastAlert2](https://github.com/jertel/elastalert2) instead.",
      // What somebody said stays as it was said.
      "From there we use ElastAlert to query",
      // Marks of the note 0.
      "[ElastAlert](https://github.com/Yelp/elastalert)[0]",
      "ElastAlert[0]",
      // Brackets that are no links.
      "[(Re)building Threat Detection and Incident Response at LinkedIn]",
      "[OLD] [Meet Securitybot",
      // Tables without padding.
      "|---|---|",
      "|---|---|---|---|",
      // One anchor, linked from the contents and from the text.
      "[Data Pipeline](#data-pipeline)",
      "[data pipeline](#data-pipeline)",
      // Contents that start at 0, and cells whose numbers do.
      "0. ",
      "<br>4. **DetectionKit**",
    ],
    [SECOND]: [
      "[ElastAlert2](https://github.com/jertel/elastalert2) instead.",
      "From there we use ElastAlert to query",
      "[ElastAlert](https://github.com/Yelp/elastalert)[0]",
      "[(Re)building Threat Detection and Incident Response at LinkedIn]",
      "|---|---|---|---|",
      "# threat-detection-pipeline\n✨",
    ],
  };
  for (const [file, texts] of Object.entries(right)) {
    const seed = await readSeed(file);
    for (const text of texts) {
      assert.ok(seed.includes(text), text);
      for (let start = seed.indexOf(text); start !== -1; start = seed.indexOf(text, start + 1)) {
        const end = start + text.length;
        const about = diagnostics.filter(
          (finding) => finding.file === file && finding.range.start.offset < end && start < finding.range.end.offset,
        );
        assert.deepEqual(about.map(String), [], `${file}: ${text}`);
      }
    }
  }
});

test("--fix repairs the first seed, leaves what is right as it was, and has nothing to do the second time", async (t) => {
  const targets = await layOut(t);
  const file = path.join(targets.root, FIRST);
  const { diagnostics } = await lintAll(targets, true);
  const fixed = await readFile(file, "utf8");
  assert.deepEqual(diagnostics.filter((finding) => finding.fix).map(String), []);
  assert.deepEqual([...fixed.matchAll(/[^\0-\x7f]+/g)].map(({ 0: run }) => run).filter(isMacRomanMojibake), []);

  // By hand: what the seed says, and what it says it with.
  for (const text of [
    "✨ A compilation of suggested tools for each component",
    "👷 🏗\n",
    "  0. 📦 [Detection-as-Code Pipeline](#detection-as-code-pipeline)",
    "  1. 🪵 [Data Pipeline]",
    "  2. ⚠️ [Detection and Correlation Engine]",
    "  3. ⚙️ [Response",
    "  4. 🔍 [Investigation",
    "💡 [Real-world Examples]",
    "📑 [Additional Resources]",
    "| 0 | • Databricks <br>• Apache Spark <br>",
    "home-grown solutions we’ve built",
    "**Notebook-based testing CI** – Previously",
    "as either ‘False Positive’ or ‘True Positive’ following",
  ]) {
    assert.ok(fixed.includes(text), text);
  }

  // All of it: the repaired seed, and the few other repairs.
  const repaired = await readFile(path.join(FROZEN, "seeds", FIRST), "utf8");
  const expected = repaired
    .replace("### Resources:\n", "### Resources\n")
    .replace("[Using Github For", "[Using GitHub For")
    .replace("Jeff Bollinger (Linkedin)", "Jeff Bollinger (LinkedIn)")
    .replace("for MacOS monitoring", "for macOS monitoring")
    .replace("[MacOS monitoring", "[macOS monitoring")
    .replace("by Austin Byers (Airbnb)\n", "by Austin Byers (Airbnb) |\n");
  assert.equal(fixed, expected);

  const again = await lintAll(targets, true);
  assert.deepEqual(again.mended, []);
  assert.equal(await readFile(file, "utf8"), fixed);
});

test("--fix leaves the second seed's right characters alone", async (t) => {
  const targets = await layOut(t);
  const file = path.join(targets.root, SECOND);
  const before = await readFile(file, "utf8");
  await lintAll(targets, true);
  const expected = before
    .replace("👷 🏗 \n", "👷 🏗\n")
    .replace("more details. \n", "more details.\n")
    .replace("Jeff Bollinger (Linkedin)", "Jeff Bollinger (LinkedIn)")
    .replace("by Airbnb Eng\n", "by Airbnb Eng |\n");
  assert.equal(await readFile(file, "utf8"), expected);
});
