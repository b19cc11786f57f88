// `npm run new` in a terminal: what it asks, what it says at once, and what it keeps.
import assert from "node:assert/strict";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { copyFew } from "./support/lists.ts";
import { isThorough } from "./support/runs.ts";
import { asInTerminal, inTerminal } from "./support/terminal.ts";

/** A terminal of its own takes a process, and that a second. */
const talk = isThorough ? inTerminal : asInTerminal;

const DOWN = "\u001b[B";

test("in a terminal it asks, offers what can be chosen, and writes what was shown", {
  skip: process.platform !== "linux",
}, async (context) => {
  const root = await copyFew(context);
  const { status, screen } = await talk(
    ["new", "--root", root],
    [
      [/What is it\?/, "\r"],
      // What the list has is said at once, and the answer is there to be changed.
      [/URL/, "https://github.com/vectordotdev/vector\r"],
      [/it is the URL of “Vector”\. See data\/tools\/vector\.yml/, "\u0015https://github.com/example/log-mill\r"],
      // The name that the URL proposes is taken.
      [/Log Mill/, "\r"],
      [/Which components/, `${DOWN} \r`],
      [/Data Pipeline: purposes/, " \r"],
      [/Anything else\?/, " \r"],
      [/Alias 1/, "Mill\r"],
      [/Alias 2/, "\r"],
      [/Write .*log-mill\.yml\?/, "\r"],
    ],
  );
  assert.equal(status, 0, screen);
  assert.match(
    screen,
    /\| \[Log Mill\]\(https:\/\/github\.com\/example\/log-mill\) \| Log collection and transformation \|/,
  );
  assert.equal(
    await readFile(path.join(root, "data/tools/log-mill.yml"), "utf8"),
    `# yaml-language-server: $schema=../../schemas/tool.schema.json
name: Log Mill
url: https://github.com/example/log-mill
aliases: [Mill]
components:
  data-pipeline:
    purposes: [Log collection and transformation]
`,
  );
});

test("in a terminal an answer that cannot be right is asked again, and Ctrl-C leaves everything as it was", {
  skip: process.platform !== "linux",
}, async (context) => {
  const root = await copyFew(context);
  const { status, screen } = await talk(
    ["new", "example", "--root", root],
    [
      [/Organisation/, "\r"],
      [/It is needed\./, "Slack\r"],
      [/Id, which names its file: data\/examples\/slack\.yml is there already.*slack-2/s, "\r"],
      [/Technology 1/, "apache fl"],
      [/Apache Flink/, "\r"],
      [/Technology 2/, "Serverless"],
      [/not a tool of the list/, "\r"],
      [/Technology 3/, "\r"],
      [/Note/, "\r"],
      [/Reference: Title/, "Ours\r"],
      [/Reference: URL/, "htp://example.org\r"],
      [/This URL starts with “htp:”/, "\u0015example.org/a\r"],
      [/If it is a site, write https:\/\/example\.org\/a/, "\u0003"],
    ],
  );
  assert.equal(status, 2, screen);
  assert.match(screen, /It was cancelled, and nothing was written\./);
  assert.match(screen, /What you typed is kept in \S*\.drafts\/example\.json: npm run new goes on with it\./);
  await assert.rejects(stat(path.join(root, "data/examples/slack-2.yml")));

  // The next one goes on where this one ended, whatever was wrong is said at its question, and Escape goes back.
  const next = await talk(
    ["new", "--root", root],
    [
      [/There is a draft that was not written.*example “Slack”/s, "\r"],
      [/Reference: URL/, "https://example.org/a\r"],
      [/Reference: Author/, "\u001b"],
      [/Reference: URL.*https:\/\/example\.org\/a/s, "b\r"],
      [/Reference: Author/, "\r"],
      [/Reference: Organisation/, "\r"],
      [/Another reference\?/, "\r"],
      [/Anything else\?/, "\u001b"],
      [/Another reference\?/, "\r"],
      [/Anything else\?/, "\r"],
      [/Write .*slack-2\.yml\?/, "\r"],
    ],
  );
  assert.equal(next.status, 0, next.screen);
  assert.equal(
    await readFile(path.join(root, "data/examples/slack-2.yml"), "utf8"),
    `# yaml-language-server: $schema=../../schemas/example.schema.json
organisation: Slack
position: 4
technologies:
  - Amazon Managed Service for Apache Flink
  - text: Serverless
references:
  - title: Ours
    url: https://example.org/ab
`,
  );
  assert.deepEqual(await readdir(path.join(root, ".drafts")), [".gitignore"]);
});

test("in a terminal nothing is lost when an entry cannot be written: what is wrong is asked again, the rest is not", {
  skip: process.platform !== "linux",
}, async (context) => {
  const root = await copyFew(context);
  const { status, screen } = await talk(
    ["new", "tool", "--name", "Log Mill", "--alias", "kafka", "--root", root],
    [
      [/URL/, "https://github.com/example/log-mill\r"],
      [/Which components/, `${DOWN}${DOWN}${DOWN}${DOWN} \r`],
      // What the linter would say of it is said here, and not after all questions.
      [/Investigation and Case Management: description/, "Mills [logs](htp://example.org)\r"],
      [/htp:/, "\u0015Mills logs\r"],
      [/Anything else\?/, `${DOWN} \r`],
      [/Footnote/, "A note.\r"],
      // The alias was given as a flag: nothing to ask again, so the rest is kept.
      [/“kafka” .*Nothing|was written/s, ""],
    ],
  );
  assert.notEqual(status, 0, screen);
  assert.match(screen, /What you typed is kept in \S*\.drafts\/tool\.json/);
  assert.match(await readFile(path.join(root, ".drafts/tool.json"), "utf8"), /Mills logs/);
});

test("in a terminal, what was said is not asked, and what is there already is said before any question", {
  skip: process.platform !== "linux",
}, async (context) => {
  const root = await copyFew(context);
  const { status, screen } = await talk(
    ["new", "--no-component", "tool", "--root", root],
    [
      [/URL/, "\r"],
      [/Name/, "水車\r"],
      [/Id, which names its file: its name has no Latin letters/, "Water Mill\r"],
      [/An id is written like this: water-mill/, "\u0015vector\r"],
      [/That one is taken\./, "-mill\r"],
      [/Anything else\?/, "\r"],
      [/Write .*vector-mill\.yml\?/, "\r"],
    ],
  );
  assert.equal(status, 0, screen);
  assert.doesNotMatch(screen, /Which components/);
  assert.match(await readFile(path.join(root, "data/tools/vector-mill.yml"), "utf8"), /\nname: 水車\n$/);
  const known = await talk(["new", "--name", "fluent-bit", "--root", root], []);
  assert.equal(known.status, 1, known.screen);
  assert.match(known.screen, /“Fluent Bit” is here already\.\s+Nothing was written\./);
});

test("in a terminal, Ctrl-D ends as Ctrl-C does; what somebody else has added since is asked again, and the rest is kept", {
  skip: process.platform !== "linux",
}, async (context) => {
  const root = await copyFew(context);
  const begun = await talk(
    ["new", "resource", "--root", root],
    [
      [/URL/, "https://example.org/talk\r"],
      [/Title/, "A talk\r"],
      [/Component/, `${DOWN}\r`],
      [/Description/, "\u0004"],
    ],
  );
  assert.equal(begun.status, 2, begun.screen);
  assert.match(begun.screen, /What you typed is kept in \S*\.drafts\/resource\.json: npm run new goes on with it\./);
  await writeFile(path.join(root, "data/resources/talk.yml"), "title: Talk\nurl: https://example.org/talk\n");
  const next = await talk(
    ["new", "--root", root],
    [
      [/There is a draft that was not written.*resource “A talk”/s, "\r"],
      [/Description/, "\r"],
      [/data\/resources\/talk\.yml:2:6.*URL/s, "2\r"],
      [/Write .*a-talk\.yml\?/, "\r"],
    ],
  );
  assert.equal(next.status, 0, next.screen);
  assert.match(
    await readFile(path.join(root, "data/resources/a-talk.yml"), "utf8"),
    /\nurl: https:\/\/example\.org\/talk2\n/,
  );
});
