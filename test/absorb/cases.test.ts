// Edits that people made in README.md, or make elsewhere, each with the records and template that they mean.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { type Absorbed, absorbPage } from "../../scripts/absorb/absorb.ts";
import { readSource } from "../../scripts/absorb/source.ts";
import { MAIN_LIST } from "../support/lists.ts";
import { patched } from "../support/patches.ts";

const CASES = path.join(import.meta.dirname, "cases");
const read = (file: string): string => readFileSync(path.join(MAIN_LIST, file), "utf8");
const caseFile = (id: string, name: string): string => {
  try {
    return readFileSync(path.join(CASES, id, name), "utf8");
  } catch {
    return "";
  }
};

/** The page of a case, as somebody saved it. */
function editedPage(id: string): string {
  const page = patched(caseFile(id, "readme.diff"), read).get("README.md") ?? "";
  // The file says no more than that the last line end is gone.
  return id === "O18" ? page.replace(/\n$/, "").replaceAll("\n", "\r\n") : page;
}

/** Lines that nobody edited. */
const original = new Set(read("README.md").split("\n"));
const today = readSource(MAIN_LIST);
const outcomes = new Map<string, Absorbed>();

function absorbed(id: string): Absorbed {
  const outcome = outcomes.get(id) ?? absorbPage(today, editedPage(id), () => today);
  outcomes.set(id, outcome);
  return outcome;
}

const comments = (yaml: string): string[] => yaml.split("\n").filter((line) => /^\s*#/.test(line));

/** What is asked, or why it is computed, where nothing can be written: words of the line that says so. */
const QUESTIONS: Readonly<Record<string, readonly RegExp[]>> = {
  O03: [/Log collection and transformation.*Stream processing.*Stream and batch processing/],
  O10: [/Data Pipeline.*computed/],
  O16: [/URL of “Apache Spark”.*places show.*data\/tools\/apache-spark\.yml/],
  O27: [/SIEM Platforms/],
  R05: [/new table/, /whole list/],
  R07: [/new column “Deployment”.*no field holds it/],
  R22: [/Data movement and transformation.*Stream processing/],
};

let passed = 0;
const ids = readdirSync(CASES).sort();

for (const id of ids) {
  test(`${id}: the page that somebody edited becomes the records that it means`, () => {
    const found = absorbed(id);
    const expected = patched(caseFile(id, "expected.diff"), read);
    const wanted = [...expected.keys()].sort();
    const got = [...found.drafts].filter(([file, text]) => text === undefined || text !== textIfThere(file));
    assert.deepEqual(got.map(([file]) => file).sort(), wanted);
    for (const [file, text] of expected) {
      const draft = found.drafts.get(file);
      if (text === undefined || !file.endsWith(".yml")) {
        assert.equal(draft, text, file);
      } else {
        assert.deepEqual(parse(draft ?? ""), parse(text), file);
        assert.deepEqual(comments(draft ?? ""), comments(text), file);
      }
    }
    const said = found.kept.map(({ what, reason, question }) => `${what}: ${reason}. ${question}`).join("\n");
    for (const question of QUESTIONS[id] ?? []) assert.match(said, question);
    assert.equal(found.kept.length > 0, id in QUESTIONS, said);
    passed++;
  });
}

test("what the build makes of the records is the edited page, but for what is computed", () => {
  for (const id of ids) {
    const found = absorbed(id);
    const page = editedPage(id).split(/\r?\n/);
    const lines = new Set([...found.kept.map(({ edit }) => edit.line), ...found.noted.map(({ line }) => line)]);
    for (const { edit, says } of found.carried) if (says.length > 0) lines.add(edit.line);
    for (const left of found.rest) {
      const isComputed =
        left.type === "moved" || left.type === "noted" || (left.type === "changed" && left.changes.length === 0);
      // What is new is shown in other tables, too, and a renaming follows where nobody edited.
      const isUntouched = original.has(page[left.line - 1] ?? "");
      const follows = isUntouched || (left.type === "deleted" && found.drafts.has(left.entry.file));
      assert.ok(isComputed || follows || lines.has(left.line), `${id}: line ${left.line}, ${left.type}`);
    }
  }
});

test("all cases come out as they are wanted", () => {
  console.log(`${passed} of ${ids.length} cases`);
  assert.equal(ids.length, 37);
  assert.equal(passed, ids.length);
});

function textIfThere(file: string): string | undefined {
  try {
    return read(file);
  } catch {
    return undefined;
  }
}
