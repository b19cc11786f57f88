// The engine knows no kind of this list: no file under scripts/ names one, but those that say in their first line that they are about it.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { HOME } from "./support/run.ts";

/** The kinds of this list and what only its records have, as words of names in code; `example` is a word of JSON Schema, too. */
const KINDS = /^(?:tools?|components?|diagrams?|resources?|organi[sz]ations?|purposes?|technolog(?:y|ies))$/i;
const EXAMPLES = /(["'`])example\1|\b(?:list|entries|files|kinds)\.examples?\b/;

/** Files that are about kinds of this list. Those of a room are so by its name; each of the others says it in its first line. */
const ROOMS = ["scripts/drawing/"];
const ABOUT = ["scripts/rules/unnamed-tool.ts", "scripts/template/drawings.ts"];

/** Rules keep the names that settings and comments know them by; and packages have options and codes. */
const ALLOWED = new Set([
  ...["component-heading", "duplicate-tool", "duplicateTool", "technology-name", "technologyName", "tool-status"],
  ...["unnamed-tool", "unnamedTool", "resourceLink", "resourceDestinationString", "RESOURCE_EXHAUSTION"],
]);

/** Words of others: SARIF's properties, and what links say in English. */
const FOREIGN = ["scripts/report/sarif.ts", "scripts/rules/support/leading-links.ts"];

interface Found {
  line: number;
  name: string;
}

const STRINGS = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** With blanks for what is for people: comments and sentences. A text that is one word, or a path of words, is a name. */
function codeOf(source: string): string {
  const blank = (text: string): string =>
    text.replace(/\$\{[^}]*\}|[^\n]/g, (part) => (part.startsWith("${") ? part : " "));
  return source.replace(STRINGS, (text) => (/^["'`][\w./{}$-]*["'`]$/.test(text) ? text : blank(text)));
}

/** `toolsByName` → `tools`, `By`, `Name` */
function wordsOf(name: string): string[] {
  return name.split(/(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+/);
}

function namesIn(source: string): Found[] {
  return codeOf(source)
    .split("\n")
    .flatMap((line, index) => {
      const names = [...line.matchAll(/[A-Za-z_$][\w$-]*/g)].map(([name]) => name);
      const found = names.filter((name) => !ALLOWED.has(name) && wordsOf(name).some((word) => KINDS.test(word)));
      const example = EXAMPLES.exec(line)?.[0];
      return [...found, ...(example === undefined ? [] : [example])].map((name) => ({ line: index + 1, name }));
    });
}

test("no file under scripts/ names a kind, but those that are about one", async () => {
  const entries = await readdir(path.join(HOME, "scripts"), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.(?:ts|mjs)$/.test(entry.name))
    .map((entry) => path.relative(HOME, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
  assert.ok(files.length > 50);
  const offenders: string[] = [];
  for (const file of files) {
    if (ROOMS.some((room) => file.startsWith(room))) continue;
    const found = namesIn(await readFile(path.join(HOME, file), "utf8"));
    if (found.length === 0 || ABOUT.includes(file) || FOREIGN.includes(file)) continue;
    const some = found.slice(0, 5).map(({ line, name }) => `    ${file}:${line}: ${name}`);
    offenders.push([`${file} names a kind ${found.length} times`, ...some].join("\n"));
  }
  assert.equal(offenders.length, 0, `${offenders.length} files:\n${offenders.join("\n")}`);
});

test("what is about a kind of this list says so in its first line, and needs to", async () => {
  for (const file of ABOUT) {
    const source = await readFile(path.join(HOME, file), "utf8");
    const [first = ""] = source.split("\n");
    assert.ok(namesIn(source).length > 0, `${file} names no kind, and need not be listed here`);
    assert.ok(
      wordsOf(first).some((word) => KINDS.test(word)),
      `${file} does not say which kind it is about: ${first}`,
    );
  }
});
