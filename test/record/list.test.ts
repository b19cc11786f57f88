// Loading a list: every mistake in the data is found at its place and said in plain words.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, rm, symlink, truncate, writeFile } from "node:fs/promises";
import process from "node:process";
import { test } from "node:test";
import { entriesOf } from "../../scripts/record/list.ts";
import { loadList } from "../../scripts/record/load.ts";
import { readPageSources } from "../../scripts/template/page.ts";
import { type Files, makeList } from "../support/lists.ts";
import { isThorough } from "../support/runs.ts";

const COMPONENT = "name: Pipeline\nposition: 0\npurposes: [Stream processing, Batch processing]\n";
const VALID: Files = {
  "data/list.yml": "name: Test\n",
  "data/components/pipeline.yml": COMPONENT,
  "data/tools/vector.yml":
    "name: Vector\nurl: https://vector.dev/\ncomponents:\n  pipeline:\n    purposes: [Stream processing]\n",
  "data/tools/kafka.yml": "name: Apache Kafka\naliases: [Kafka]\ncomponents:\n  pipeline: {}\n",
  "data/examples/acme.yml":
    "organisation: Acme\nposition: 0\ntechnologies: [Kafka]\nreferences:\n  - {title: A talk, url: https://acme.example/}\n",
  "data/resources/post.yml": "title: A post\nurl: https://post.example/\n",
};

/** `file:line:column rule: message | hint` */
async function findings(test: Parameters<typeof makeList>[0], files: Files): Promise<string[]> {
  const { diagnostics } = loadList(await makeList(test, { ...VALID, ...files }));
  return diagnostics.map(
    ({ file, range, rule, reason, note }) =>
      `${file}:${range.start.line}:${range.start.column} ${rule}: ${reason}${note ? ` | ${note}` : ""}`,
  );
}

test("a list without mistakes has no findings, and its names resolve", async (t) => {
  const { list, diagnostics } = loadList(await makeList(t, VALID));
  assert.deepEqual(diagnostics, []);
  assert.equal(list.named.get("Kafka")?.id, "kafka");
  assert.equal(list.named.get("Apache Kafka")?.id, "kafka");
  assert.deepEqual(
    entriesOf(list, "tool").map(({ id }) => id),
    ["kafka", "vector"],
  );
});

const TOOL = "data/tools/new.yml";
const CASES: { name: string; files: Files; expected: string[] }[] = [
  {
    name: "an unquoted colon",
    files: { [TOOL]: "name: CI/CD: part 1\n" },
    expected: [
      `${TOOL}:1:7 yaml-syntax: There is a second “: ” in this line, so YAML reads it as a key inside a key. | Put the text in double quotes: title: "CI/CD: part 1"`,
    ],
  },
  {
    name: "a tab",
    files: { [TOOL]: "name: New\ncomponents:\n\tpipeline: {}\n" },
    expected: [
      `${TOOL}:3:1 yaml-syntax: The line is indented with a tab. | Use spaces: YAML does not allow tabs here.`,
    ],
  },
  {
    name: "a duplicate key",
    files: { [TOOL]: "name: New\nurl: https://a.example/\nurl: https://b.example/\n" },
    expected: [`${TOOL}:3:1 yaml-syntax: This key stands twice in the same record. | Keep one of the two.`],
  },
  {
    name: "an alias that nothing defines",
    files: { [TOOL]: "name: *new\n" },
    expected: [
      `${TOOL}:1:7 yaml-syntax: YAML reads the text after “*” as an alias, and the data uses none. | Write the value out; text that starts with * goes in double quotes: "*text"`,
    ],
  },
  {
    name: "an alias that something defines",
    files: { [TOOL]: "name: &n New\naliases: [*n]\n" },
    expected: [
      `${TOOL}:2:11 yaml-syntax: YAML reads the text after “*” as an alias, and the data uses none. | Write the value out; text that starts with * goes in double quotes: "*text"`,
    ],
  },
  {
    name: "an anchor, which swallows a word",
    files: { [TOOL]: "name: New\naliases: [a, &and more]\n" },
    expected: [
      `${TOOL}:2:14 yaml-syntax: YAML reads the word after “&” as an anchor and drops it, and the data uses none. | Leave it out; text that starts with & goes in double quotes: "&text"`,
    ],
  },
  {
    name: "an asterisk that starts the text between braces",
    files: { [TOOL]: "name: New\ncomponents: {pipeline: {description: *Fast* queue}}\n" },
    expected: [
      `${TOOL}:2:38 yaml-syntax: Plain text cannot start with “*”: YAML reads an alias. | Put the text in double quotes: "*text"`,
    ],
  },
  {
    name: "lines of Markdown without the bar in front, which are YAML, too",
    files: {
      "data/examples/new.yml":
        "organisation: N\nposition: 1\ntechnologies: [Kafka]\nreferences: [{title: A, url: https://a.example/}]\nnote:\n  - One\n  - Two: and\n",
    },
    expected: [
      "data/examples/new.yml:6:3 wrong-type: The lines of `note` are not marked as one text. | Write `note: |` above them.",
    ],
  },
  {
    name: "a list that is not there",
    files: {
      "data/examples/new.yml": "organisation: N\nposition: 1\nreferences: [{title: A, url: https://a.example/}]\n",
    },
    expected: [
      'data/examples/new.yml:1:1 missing-key: This record has no `technologies`. | Add a line such as: technologies: ["Kafka",{"text":"Serverless functions"}]',
    ],
  },
  {
    name: "a list of quotations without the bar in front",
    files: { "data/examples/new.yml": "organisation: N\nnote:\n  - > One thing.\n  - > Two things.\nposition: 1\n" },
    expected: [
      "data/examples/new.yml:2:1 yaml-syntax: The lines below `note` are not marked as one text. | Write `note: |` above them.",
    ],
  },
  {
    name: "a bracket that is not closed",
    files: { [TOOL]: "name: New\naliases: [a, b\nurl: https://a.example/\n" },
    expected: [
      `${TOOL}:3:1 yaml-syntax: A bracket was opened before this and is not closed. | Close it, or put the text in double quotes if the bracket belongs to it.`,
    ],
  },
  {
    name: "an unquoted “: ” between braces",
    files: { [TOOL]: "name: New\ncomponents: {pipeline: {purposes: [Say: hello: you]}}\n" },
    expected: [
      `${TOOL}:2:41 yaml-syntax: There is a second “: ” in this value, so YAML reads it as a key inside a key. | Put the text in double quotes: {title: "CI/CD: part 1"}. Or is a comma missing in front of the next key?`,
    ],
  },
  {
    name: "a dash between brackets",
    files: { [TOOL]: "name: New\naliases: [- newer]\n" },
    expected: [
      `${TOOL}:2:11 yaml-syntax: A dash makes no list item between braces or brackets. | Put the text in double quotes: "- text". A list is [a, b] there.`,
    ],
  },
  {
    name: "an unquoted “ #” that swallows the brace",
    files: { [TOOL]: "name: New\naliases: [C# (1), New #1]\nurl: https://a.example/\n" },
    expected: [
      `${TOOL}:2:23 yaml-syntax: Behind a blank, “#” starts a comment: what closes the bracket is a part of it. | Put the text in double quotes: {title: "Issue #1"}`,
    ],
  },
  {
    name: "a comment between brackets is none of it",
    files: { [TOOL]: "name: New\naliases: [a, # as [we] say\n  b] # [so]\nurl: [c\n" },
    expected: [
      `${TOOL}:4:7 yaml-syntax: A bracket was opened before this and is not closed. | Close it, or put the text in double quotes if the bracket belongs to it.`,
    ],
  },
  {
    name: "a bracket that closes nothing",
    files: { [TOOL]: "name: New\ncomponents: {pipeline: {purposes: a]}}\n" },
    expected: [
      `${TOOL}:2:36 yaml-syntax: This “]” closes nothing that was opened. | If it belongs to a text, put that in double quotes.`,
    ],
  },
  {
    name: "text around brackets, between brackets",
    files: { [TOOL]: "name: New\naliases: [New [2], b]\n" },
    expected: [
      `${TOOL}:2:15 yaml-syntax: A bracket or a quote ends the value in front of this. | If it is all one text, put it in double quotes: "Hive [2]". Or is a comma missing?`,
    ],
  },
  {
    name: "text that commas part, between braces",
    files: { "data/list.yml": "{name: Hive, Pig, and more, repository: https://github.com/a/b}\n" },
    expected: [
      'data/list.yml:1:14 unknown-key: `Pig` is not a key that is known here. | A comma ends the text. If it belongs to it, use double quotes: name: "Hive, Pig, and more"',
    ],
  },
  {
    name: "a colon without its blank, between braces",
    files: { "data/list.yml": "{name: Hive, repository:https://github.com/a/b}\n" },
    expected: [
      "data/list.yml:1:14 unknown-key: `repository:https://github.com/a/b` is not a key that is known here. | Write a blank behind the colon: repository: https://github.com/a/b",
    ],
  },
  {
    name: "a quote that is not closed",
    files: { [TOOL]: 'name: "New\n' },
    expected: [`${TOOL}:1:7 yaml-syntax: This quote is not closed. | Add the same sign at the end of the text.`],
  },
  {
    name: "text that runs into an indented key",
    files: { [TOOL]: "name: New\n  url: https://a.example/\n" },
    expected: [
      `${TOOL}:1:7 yaml-syntax: YAML cannot tell whether the next line belongs to this text or is a key of its own. | Keys of one record start in the same column, and a key ends in ": ".`,
    ],
  },
  {
    name: "two records in one file",
    files: { [TOOL]: "name: New\n---\nname: Newer\n" },
    expected: [`${TOOL}:2:1 yaml-syntax: The file holds more than one record (“---”). | One file holds one entry.`],
  },
  {
    name: "an empty file",
    files: { [TOOL]: "# nothing yet\n" },
    expected: [`${TOOL}:1:1 yaml-syntax: The file is empty. | Delete it, or fill in a record.`],
  },
  {
    name: "brackets nested without end",
    files: { [TOOL]: `name: ${"[".repeat(isThorough ? 90_000 : 20_000)}\n` },
    expected: [`${TOOL}:1:1 yaml-syntax: The values are nested too deeply to be read.`],
  },
  {
    name: "files that Windows cannot have, whatever their case and ending",
    files: {
      "data/tools/aux.yml": "name: Aux\n",
      "data/tools/com1.yml": "name: Com1\n",
      "data/tools/con.yml": "name: Con\n",
      "data/tools/lpt9.yml": "name: Lpt9\n",
      "data/tools/NUL.yml": "name: NUL\n",
      "data/tools/con.txt.yml": "name: Con.txt\n",
      "data/tools/nul.txt": "name: Nul\n",
      "data/tools/console.yml": "name: Console\n",
      "data/tools/com10.yml": "name: Com10\n",
    },
    expected: [
      "data/tools/NUL.yml:1:1 file-place: “NUL” is not an id in kebab-case. | Lower-case letters and digits, joined with hyphens: nul-1.yml",
      "data/tools/aux.yml:1:1 file-place: Windows cannot have a file called aux.yml. | Call it aux-1.yml.",
      "data/tools/com1.yml:1:1 file-place: Windows cannot have a file called com1.yml. | Call it com1-1.yml.",
      "data/tools/con.txt.yml:1:1 file-place: “con.txt” is not an id in kebab-case. | Lower-case letters and digits, joined with hyphens: con-txt.yml",
      "data/tools/con.yml:1:1 file-place: Windows cannot have a file called con.yml. | Call it con-1.yml.",
      "data/tools/lpt9.yml:1:1 file-place: Windows cannot have a file called lpt9.yml. | Call it lpt9-1.yml.",
      "data/tools/nul.txt:1:1 file-place: A record's file ends in .yml, not in .txt. | Only records stand here, each a YAML file such as nul-1.yml.",
    ],
  },
  {
    name: "a misspelt key and the key it leaves missing are one mistake",
    files: { [TOOL]: "nmae: New\n" },
    expected: [`${TOOL}:1:1 unknown-key: \`nmae\` is not a key that is known here. | Did you mean “name”?`],
  },
  {
    name: "an unknown key that is like no other",
    files: { [TOOL]: "name: New\nstars: 7\n" },
    expected: [
      `${TOOL}:2:1 unknown-key: \`stars\` is not a key that is known here. | Known keys: name, url, aliases, status, replacement, footnote, components.`,
    ],
  },
  {
    name: "a missing key",
    files: { [TOOL]: "url: https://a.example/\n" },
    expected: [`${TOOL}:1:1 missing-key: This record has no \`name\`. | Add a line such as: name: Vector`],
  },
  {
    name: "a missing key further in",
    files: {
      "data/examples/new.yml": "organisation: N\nposition: 1\ntechnologies: [Kafka]\nreferences:\n  - title: A\n",
    },
    expected: [
      "data/examples/new.yml:5:5 missing-key: Entry 1 of `references` has no `url`. | Add a line such as: url: https://slack.engineering/syscall-auditing-at-scale/",
    ],
  },
  {
    name: "a name that YAML reads as a number",
    files: { [TOOL]: "name: 1.10\n" },
    expected: [
      `${TOOL}:1:7 wrong-type: \`name\` must be text, and YAML reads this as the number 1.1. | Put it in double quotes.`,
    ],
  },
  {
    name: "a key without a value",
    files: { [TOOL]: "name: New\nurl:\n" },
    expected: [`${TOOL}:2:1 wrong-type: \`url\` has no value. | For example: https://github.com/vectordotdev/vector`],
  },
  {
    name: "text where a list belongs",
    files: { [TOOL]: "name: New\naliases: Newer\n" },
    expected: [`${TOOL}:2:10 wrong-type: \`aliases\` must be a list. | Write it in brackets: [Newer]`],
  },
  {
    name: "a list where a record belongs",
    files: { [TOOL]: "- name: New\n" },
    expected: [`${TOOL}:1:1 wrong-type: The record must be a block of keys, not a list.`],
  },
  {
    name: "a value outside the list",
    files: { [TOOL]: "name: New\nstatus: unmaintaned\n" },
    expected: [`${TOOL}:2:9 wrong-value: \`status\` cannot be unmaintaned. | Did you mean “unmaintained”?`],
  },
  {
    name: "an id as if it were a name",
    files: {
      "data/diagrams/d.yml":
        "title: T\nalt: A\ngrid: Kafka\nnodes:\n  - {id: Kafka, label: Kafka}\n  - {id: Amazon S3, label: S3}\n  - {id: é, label: E}\n",
    },
    expected: [
      ["5:10", "Kafka", "In kebab-case: kafka"],
      ["6:10", "Amazon S3", "In kebab-case: amazon-s3"],
      ["7:10", "é", "For example: kafka"],
    ].map(([place, id, such]) => {
      const message = `wrong-value: \`id\` cannot be ${id}.`;
      return `data/diagrams/d.yml:${place} ${message} | What the grid and the edges call it. It is not shown. ${such}`;
    }),
  },
  {
    name: "an empty text",
    files: { [TOOL]: 'name: ""\n' },
    expected: [`${TOOL}:1:7 wrong-value: \`name\` is empty. | Fill it in.`],
  },
  {
    name: "purposes beside a description",
    files: {
      [TOOL]: "name: New\ncomponents:\n  pipeline:\n    purposes: [Stream processing]\n    description: Both\n",
    },
    expected: [`${TOOL}:5:5 wrong-value: \`description\` cannot stand beside \`purposes\`. | Keep one of the two.`],
  },
  {
    name: "the same alias twice",
    files: { [TOOL]: "name: New\naliases: [a, b, a]\n" },
    expected: [`${TOOL}:2:17 wrong-value: \`aliases\` holds the same entry twice: a. | Entry 1 says it already.`],
  },
  {
    name: "a negative position",
    files: { "data/components/new.yml": "name: New\nposition: -1\n" },
    expected: ["data/components/new.yml:2:11 wrong-value: `position` cannot be -1. | It starts at 0."],
  },
  {
    name: "an author with parentheses",
    files: {
      "data/examples/new.yml":
        "organisation: N\nposition: 1\ntechnologies: [Kafka]\nreferences:\n  - {title: A, url: https://a.example/, by: Ann (Acme)}\n",
    },
    expected: [
      "data/examples/new.yml:5:45 wrong-value: `by` cannot be Ann (Acme). | Who wrote it or gave the talk. No parentheses: these surround the organisation. For example: Alex Bertsch",
    ],
  },
  {
    name: "a resource with url and parts",
    files: {
      "data/resources/new.yml": "title: N\nurl: https://a.example/\nparts: [{label: one, url: https://b.example/}]\n",
    },
    expected: ["data/resources/new.yml:2:1 wrong-value: `url` cannot stand beside `parts`. | Keep one of the two."],
  },
  {
    name: "a resource with neither",
    files: { "data/resources/new.yml": "title: N\n" },
    expected: [
      "data/resources/new.yml:1:1 missing-key: This record has no `url`. | Add a line such as: url: https://www.tines.com/blog/automating-detection-as-code",
    ],
  },
  {
    name: "a technology that is no tool",
    files: {
      "data/examples/new.yml":
        "organisation: N\nposition: 1\ntechnologies:\n  - Apache Kafak\n  - Cobol\nreferences: [{title: A, url: https://a.example/}]\n",
    },
    expected: [
      "data/examples/new.yml:4:5 unknown-reference: “Apache Kafak” is not the name or an alias of a tool here. | Did you mean “Apache Kafka”?",
      "data/examples/new.yml:5:5 unknown-reference: “Cobol” is not the name or an alias of a tool here. | Add data/tools/cobol.yml, or write “text: …” if it is not a tool.",
    ],
  },
  {
    name: "tools of a text and of a reference that are none",
    files: {
      "data/examples/new.yml":
        "organisation: N\nposition: 1\ntechnologies: [{text: Some, tools: [Vectr]}]\nreferences: [{title: A, url: https://a.example/, tools: [Kafkaa]}]\n",
    },
    expected: [
      "data/examples/new.yml:3:37 unknown-reference: “Vectr” is not the name or an alias of a tool here. | Did you mean “Vector”?",
      "data/examples/new.yml:4:58 unknown-reference: “Kafkaa” is not the name or an alias of a tool here. | Did you mean “Kafka”?",
    ],
  },
  {
    name: "components, purposes and replacements that do not exist",
    files: {
      [TOOL]:
        "name: New\nreplacement: vectro\ncomponents:\n  pipelin: {}\n  pipeline:\n    purposes: [Stream procesing]\n",
      "data/resources/new.yml": "title: N\nurl: https://a.example/\ncomponent: sink\n",
    },
    expected: [
      "data/resources/new.yml:3:12 unknown-reference: There is no component “sink”. | Components: pipeline.",
      `${TOOL}:2:14 unknown-reference: There is no tool “vectro”. | Did you mean “vector”?`,
      `${TOOL}:4:3 unknown-reference: There is no component “pipelin”. | Did you mean “pipeline”?`,
      `${TOOL}:6:16 unknown-reference: “Stream procesing” is not a purpose of Pipeline. | Did you mean “Stream processing”?`,
    ],
  },
  {
    name: "one name for two tools",
    files: { [TOOL]: "name: New\naliases: [Kafka]\n" },
    expected: [
      `${TOOL}:2:11 duplicate-name: Two tools are called “Kafka”. | If they are the same tool, keep one record; if not, give this one a name of its own.`,
    ],
  },
  {
    name: "a broken record is one finding, and what names it is none",
    files: { "data/tools/kafka.yml": "name: Apache Kafka\naliases: [Kafka]\nstars: 7\n" },
    expected: [
      "data/tools/kafka.yml:3:1 unknown-key: `stars` is not a key that is known here. | Known keys: name, url, aliases, status, replacement, footnote, components.",
    ],
  },
  {
    name: "a URL that a page must not hold, in a field and in Markdown",
    files: { [TOOL]: "name: New\nurl: javascript:alert(1)\nfootnote: See [this](vbscript:x).\n" },
    expected: [
      `${TOOL}:2:6 url: The URL "javascript:alert(1)" starts with “javascript:”, and only https, http and mailto are allowed.`,
      `${TOOL}:3:22 url: The URL "vbscript:x" starts with “vbscript:”, and only https, http and mailto are allowed.`,
    ],
  },
  {
    name: "bad URLs in Markdown, each where it is written: in quotes, in a block, as a definition, as text",
    files: {
      [TOOL]: `name: New\nfootnote: 'It''s [this](htps://a.example/)'\n`,
      "data/tools/other.yml":
        "name: Other\nfootnote: >-\n  First [this] and\n  https://exаmple.org.\n\n\n  [this]: </etc/a b>\n",
      "data/tools/third.yml": `name: Third\nfootnote: "\\u2192 ![x](\\\\etc) y"\n`,
    },
    expected: [
      `${TOOL}:2:25 url: The URL "htps://a.example/" starts with “htps:” instead of “https:”.`,
      `data/tools/other.yml:4:3 url: The URL "https://exаmple.org" has letters of two scripts in “exаmple”, some of which pass for others.`,
      `data/tools/other.yml:7:12 url: The URL "/etc/a%20b" leads out of the list: name a file in it, or write https://.`,
      `data/tools/third.yml:2:24 url: The URL "\\\\etc" leads out of the list: name a file in it, or write https://.`,
    ],
  },
  {
    name: "a bad URL beside another mistake",
    files: { [TOOL]: "name: New\nurl: htps://a.example/\nstars: 7\n" },
    expected: [
      `${TOOL}:2:6 url: The URL "htps://a.example/" starts with “htps:” instead of “https:”.`,
      `${TOOL}:3:1 unknown-key: \`stars\` is not a key that is known here. | Known keys: name, url, aliases, status, replacement, footnote, components.`,
    ],
  },
  {
    name: "what is like nothing that exists gets a list of what does",
    files: {
      [TOOL]: "name: New\nreplacement: qqq\ncomponents:\n  pipeline: {purposes: [Qqq]}\n  bare: {purposes: [Qqq]}\n",
      "data/components/bare.yml": "name: Bare\nposition: 1\n",
      "data/qqq/new.yml": "name: N\n",
      "data/tools/README": "N\n",
      "data/tools/tagged.yml": "name: !qqq N\n",
    },
    expected: [
      "data/qqq:1:1 file-place: Nothing reads this folder. | Folders: components, diagrams, examples, resources, tools.",
      "data/tools/README:1:1 file-place: A record's file ends in .yml, not in nothing. | Only records stand here, each a YAML file such as my-tool.yml.",
      `${TOOL}:2:14 unknown-reference: There is no tool “qqq”. | Add data/tools/qqq.yml.`,
      `${TOOL}:4:25 unknown-reference: “Qqq” is not a purpose of Pipeline. | Purposes: Stream processing; Batch processing.`,
      `${TOOL}:5:21 unknown-reference: “Qqq” is not a purpose of Bare. | data/components/bare.yml declares no purposes.`,
      'data/tools/tagged.yml:1:7 yaml-syntax: Plain text cannot start with “!”: YAML reads a tag. | Put the text in double quotes: "!text"',
    ],
  },
  {
    name: "a value of another type, and one that no sentence was written for",
    files: {
      [TOOL]: "name: [New]\naliases: {a: b}\n",
      "data/components/new.yml": "name: New\nposition: 1.5\n",
      "data/components/newer.yml": "name: Newer\nposition: true\npurposes: []\n",
      "data/examples/new.yml": "organisation: N\nposition: 1\ntechnologies: [7]\nreferences: []\n",
      "data/list.yml": "name: yes\nrepository: true\n",
    },
    expected: [
      "data/components/new.yml:2:11 wrong-type: `position` must be a whole number, not 1.5. | For example: 1",
      "data/components/newer.yml:2:11 wrong-type: `position` must be a whole number, not true or false. | For example: 1",
      "data/components/newer.yml:3:11 wrong-value: `purposes` is an empty list. | Fill it in, or delete it.",
      "data/examples/new.yml:3:16 wrong-type: Entry 1 of `technologies` must be text, and YAML reads this as the number 7. | Put it in double quotes.",
      "data/examples/new.yml:4:13 wrong-value: `references` is an empty list. | Fill it in.",
      "data/list.yml:2:13 wrong-type: `repository` must be text, and YAML reads this as the truth value true. | Put it in double quotes.",
      `${TOOL}:1:7 wrong-type: \`name\` must be text, not a list. | For example: Vector`,
      `${TOOL}:2:10 wrong-type: \`aliases\` must be a list, not a block of keys. | For example: ["Kafka"]`,
    ],
  },
  {
    name: "files in the wrong place",
    files: {
      "data/tools/New.yml": "name: N\n",
      "data/tools/new.yaml": "name: N\n",
      "data/tools/notes.txt": "N\n",
      "data/tools/more/new.yml": "name: N\n",
      "data/tolls/new.yml": "name: N\n",
      "data/new.yml": "name: N\n",
      "data/tools/.new.yml.swp": "an editor's",
    },
    expected: [
      "data/new.yml:1:1 file-place: Nothing reads this file. | Records stand in a folder of their kind, such as data/tools/new.yml.",
      "data/tolls:1:1 file-place: Nothing reads this folder. | Did you mean “tools”?",
      "data/tools/New.yml:1:1 file-place: “New” is not an id in kebab-case. | Lower-case letters and digits, joined with hyphens: new.yml",
      "data/tools/more:1:1 file-place: Nothing reads a folder in here. | Move its files up: one file an entry.",
      "data/tools/new.yaml:1:1 file-place: A record's file ends in .yml, not in .yaml. | Rename it to new.yml.",
      "data/tools/notes.txt:1:1 file-place: A record's file ends in .yml, not in .txt. | Only records stand here, each a YAML file such as notes.yml.",
    ],
  },
];

for (const { name, files, expected } of CASES) {
  test(name, async (t) => {
    assert.deepEqual(await findings(t, files), expected);
  });
}

test("a list inside a key, and text nested without end, are findings", async (t) => {
  assert.deepEqual(await findings(t, { [TOOL]: "name: New\n[a, b]: c\n" }), [
    `${TOOL}:2:1 yaml-syntax: A key is plain text, not a list or a block of keys. | Put it in double quotes if the brackets belong to it.`,
  ]);
  const deep = ["> ".repeat(3000), "- ".repeat(2500), "*a **b ".repeat(200) + "b** a*".repeat(200)];
  for (const text of deep) {
    assert.deepEqual(await findings(t, { [TOOL]: `name: New\nfootnote: ${JSON.stringify(`${text}x`)}\n` }), [
      `${TOOL}:2:11 markdown-depth: This text cannot be read: it is nested too deeply, or has too many brackets, asterisks, bars and the like.`,
    ]);
  }
  const wide = `name: New\nfootnote: ${JSON.stringify("- *a* [b](https://b.example/)\n".repeat(300))}\n`;
  assert.deepEqual(await findings(t, { [TOOL]: wide }), []);
});

test("two components with one name, whose headings could not be told apart", async (t) => {
  assert.deepEqual(await findings(t, { "data/components/other.yml": COMPONENT }), [
    "data/components/pipeline.yml:1:7 duplicate-name: Two components are called “Pipeline”. | If they are the same component, keep one record; if not, give this one a name of its own.",
  ]);
});

test("symbolic links are not followed", async (t) => {
  const root = await makeList(t, VALID);
  await symlink("vector.yml", `${root}/data/tools/link.yml`);
  await symlink("tools", `${root}/data/more`);
  const { diagnostics } = loadList(root);
  assert.deepEqual(
    diagnostics.map(({ file, reason }) => `${file}: ${reason}`),
    ["data/more: Symbolic links are not read.", "data/tools/link.yml: Symbolic links are not read."],
  );
});

const LINK = "Symbolic links are not read.";
for (const folder of ["data", "data/components", "data/tools", "templates", "img"])
  test(`a symbolic link in the place of ${folder}/ is one finding, whatever refers to what it leads to`, async (t) => {
    const elsewhere = await makeList(t, { ...VALID, "templates/README.md": "# Elsewhere\n", "img/a.svg": "<svg/>" });
    const root = await makeList(t, VALID);
    await rm(`${root}/${folder}`, { recursive: true, force: true });
    await symlink(`${elsewhere}/${folder}`, `${root}/${folder}`);
    const { diagnostics, files } = loadList(root);
    assert.deepEqual(
      diagnostics.map(({ file, reason }) => `${file}: ${reason}`),
      [`${folder}: ${LINK}`],
    );
    assert.ok(files.every(({ file }) => !file.startsWith(`${folder}/`)));
  });

const ODD: [name: string, make: (file: string) => unknown, record: string, text: string][] = [
  [
    "a pipe",
    (file) => execFileSync("mkfifo", [file]),
    "This is no plain file.",
    "The file cannot be read: it is no plain file.",
  ],
  [
    "a link to a device without an end",
    (file) => symlink("/dev/zero", file),
    LINK,
    "The file cannot be read: it is a symbolic link, and nothing is read or written through one.",
  ],
  [
    "a link that leads nowhere",
    (file) => symlink("nowhere", file),
    LINK,
    "The file cannot be read: it is a symbolic link, and nothing is read or written through one.",
  ],
  [
    "three gigabytes of nothing",
    (file) => writeFile(file, "").then(() => truncate(file, 3e9)),
    "The file cannot be read: it has 3000000 kB, and 100 kB are read at most.",
    "The file cannot be read: it has 3000000 kB, and 1000 kB are read at most.",
  ],
  [
    "more lines than are read",
    (file) => writeFile(file, "\n".repeat(20_000)),
    "The file has 20001 lines, and 20000 are read at most.",
    "The file has 20001 lines, and 20000 are read at most.",
  ],
  [
    "bytes that are not UTF-8",
    (file) => writeFile(file, Buffer.from([0x6e, 0xff, 0x0a])),
    "The file is not UTF-8 text.",
    "The file is not UTF-8 text.",
  ],
];
for (const [name, make, ofRecord, ofText] of ODD)
  test(`${name} is one finding, and nobody waits for it`, { skip: process.platform === "win32" }, async (t) => {
    for (const file of ["data/tools/kafka.yml", "data/list.yml", "templates/README.md", "schemas/tool.schema.json"]) {
      const root = await makeList(t, { ...VALID, "templates/README.md": "# Test\n" });
      if (file.startsWith("schemas/")) await cp("schemas", `${root}/schemas`, { recursive: true });
      await rm(`${root}/${file}`, { force: true });
      await make(`${root}/${file}`);
      const { loaded } = await readPageSources(root);
      assert.deepEqual(
        loaded.diagnostics.map((found) => `${found.file}: ${found.reason}`),
        [`${file}: ${file.startsWith("data/") ? ofRecord : ofText}`],
      );
    }
  });

test("a name that is not UTF-8 is a finding wherever it stands", { skip: process.platform !== "linux" }, async (t) => {
  const names = ["data/\xff", "data/tools/a\xff.yml", "schemas/a\xff.schema.json", "img/a\xff.svg", "a\xff.md"];
  for (const name of names) {
    const root = await makeList(t, { ...VALID, "templates/README.md": "# Test\n", "img/a.png": "" });
    await cp("schemas", `${root}/schemas`, { recursive: true });
    await writeFile(Buffer.from(`${root}/${name}`, "latin1"), "name: X\n");
    const { loaded } = await readPageSources(root);
    assert.deepEqual(
      loaded.diagnostics.map((found) => `${found.file}: ${found.reason}`),
      name.startsWith("img/") || name.endsWith(".md")
        ? []
        : [`${name.replace("\xff", "\ufffd")}: Its name is not UTF-8.`],
    );
  }
});

test("a list without components has none to name", async (t) => {
  const root = await makeList(t, { [TOOL]: "name: New\ncomponents: {any: {}}\n" });
  const { diagnostics } = loadList(root);
  assert.deepEqual(
    diagnostics.map(({ note }) => note),
    ["Components: none yet."],
  );
});

test("entries that are ordered alike are ordered by their ids", async (t) => {
  const resource = "title: Same\nurl: https://same.example/\n";
  const root = await makeList(t, { "data/resources/b.yml": resource, "data/resources/a.yml": resource });
  assert.deepEqual(
    entriesOf(loadList(root).list, "resource").map(({ id }) => id),
    ["a", "b"],
  );
});

test("where a name is first listed is a related place", async (t) => {
  const root = await makeList(t, { ...VALID, [TOOL]: "name: New\naliases: [Kafka]\n" });
  const { diagnostics } = loadList(root);
  const related = diagnostics[0]?.related[0];
  assert.equal(related?.file, "data/tools/kafka.yml");
  assert.deepEqual([related?.range.start.line, related?.range.start.column], [2, 11]);
});

test("bytes that are not UTF-8 are a finding", async (t) => {
  const root = await makeList(t, VALID);
  await writeFile(`${root}/${TOOL}`, Buffer.from([0x6e, 0x3a, 0x20, 0xff]));
  const { diagnostics } = loadList(root);
  assert.deepEqual(diagnostics.map(String), [`1:1-1:1: The file is not UTF-8 text.`]);
});

test("a record that is too large is a finding, and not read", async (t) => {
  const text = "name: New\ncomponents:\n  pipeline: {}\n";
  const long = (size: number): string => `${text}#${"x".repeat(size - text.length - 2)}\n`;
  const root = await makeList(t, { ...VALID, [TOOL]: long(100_001) });
  const { diagnostics } = loadList(root);
  assert.deepEqual(diagnostics.map(String), [
    "1:1-1:1: The file cannot be read: it has 101 kB, and 100 kB are read at most.",
  ]);
  await writeFile(`${root}/${TOOL}`, long(100_000));
  assert.deepEqual(loadList(root).diagnostics, []);
});

test("a pointer (RFC 6901) says which value is meant", async (t) => {
  const root = await makeList(t, { ...VALID, [TOOL]: "name: New\ncomponents:\n  a/b~c: {}\n" });
  const { diagnostics } = loadList(root);
  assert.deepEqual(
    diagnostics.map(({ pointer, reason }) => [pointer, reason]),
    [["/components/a~1b~0c", "“a/b~c” is not an id."]],
  );
});

test("a record of many mistakes has its first two hundred explained, in few steps", async (t) => {
  const count = isThorough ? 6_000 : 1_500;
  const keys = Array.from({ length: count }, (_, index) => `key-${index}: x\n`).join("");
  const found = await findings(t, { [TOOL]: `name: New\n${keys}` });
  assert.equal(found.length, 201);
  assert.equal(
    found[0],
    `${TOOL}:1:1 wrong-value: This record has ${count - 200} more mistakes of this kind. | Mend those that are shown; the next ones are shown then.`,
  );
  const names = Array.from({ length: count }, (_, index) => `tool ${index}`).join(", ");
  const file = "data/examples/new.yml";
  const unknown = await findings(t, {
    [file]: `organisation: New\nposition: 1\ntechnologies: [${names}]\nreferences: [{title: A, url: https://a.example/}]\n`,
  });
  assert.equal(unknown.length, 201);
  assert.ok(unknown[0]?.includes(`:1:1 unknown-reference: This record has ${count - 200} more mistakes of this kind.`));
});
