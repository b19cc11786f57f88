// An issue filed with a form → the comment that answers it, whatever somebody wrote into its fields.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { parse } from "yaml";
import { questionsFor } from "../scripts/forms/form.ts";
import { readIssueBody } from "../scripts/forms/issue-body.ts";
import { answerTo as answerToIssue } from "../scripts/forms/suggestion.ts";
import type { List } from "../scripts/record/list.ts";
import { loadList } from "../scripts/record/load.ts";
import { copyFew, kindOf, makeList } from "./support/lists.ts";
import { run } from "./support/run.ts";
import { runs } from "./support/runs.ts";
import { character } from "./support/values.ts";

const FEW = await copyFew({ after });
const { list } = loadList(FEW);

/** The text that GitHub makes of a form, with line ends as browsers send them. */
function issue(kind: "tool" | "example", answers: Readonly<Record<string, string>>, of = list): string {
  const labels = questionsFor(of, kindOf(of, kind)).map(({ label }) => label);
  assert.deepEqual(
    Object.keys(answers).filter((label) => !labels.includes(label)),
    [],
  );
  return labels.map((label) => `### ${label}\r\n\r\n${answers[label] || "_No response_"}`).join("\r\n\r\n");
}

/** What is said to it, by the list of the tests or another. */
function answerTo(kind: "tool" | "example", body: string, of: List = list): Promise<string> {
  return answerToIssue(of, kindOf(of, kind), body);
}

const MILL = {
  Name: "Log Mill",
  URL: "https://github.com/example/log-mill",
  Components: "Data Pipeline: Stream processing, Detection and Correlation Engine",
  Description: "Mills logs: fast",
  Aliases: "Mill\r\n- LM",
  Status: "active",
};

/** What an independent reader of Markdown makes of a comment. */
function blocksOf(markdown: string): { type: string; content: string; info: string; level: number }[] {
  return new MarkdownIt({ html: true })
    .parse(markdown, {})
    .map(({ type, content, info, level }) => ({ type, content, info, level }));
}

function entryIn(markdown: string): string {
  const fence = blocksOf(markdown).find(({ type, info }) => type === "fence" && info === "yaml");
  assert.ok(fence, markdown);
  return fence.content;
}

test("a suggestion becomes the entry that npm run new writes, and one link opens it", async () => {
  const answer = await answerTo("tool", issue("tool", MILL));
  const made = await run([
    ...[
      "new",
      "tool",
      "--name",
      "Log Mill",
      "--url",
      "https://github.com/example/log-mill",
      "--alias",
      "Mill",
      "--alias",
      "LM",
    ],
    ...["--component", "data-pipeline", "--purpose", "Stream processing"],
    ...["--component", "detection-and-correlation-engine", "--description", "Mills logs: fast", "--dry-run"],
    ...["--root", FEW],
  ]);
  assert.equal(entryIn(answer), made.stdout);
  assert.equal(
    made.stdout,
    `# yaml-language-server: $schema=../../schemas/tool.schema.json
name: Log Mill
url: https://github.com/example/log-mill
aliases: [Mill, LM]
components:
  data-pipeline:
    purposes: [Stream processing]
  detection-and-correlation-engine:
    description: "Mills logs: fast"
`,
  );
  const [, link = ""] = /\*\*\[Open it as a new file\]\((\S+)\)\*\*/.exec(answer) ?? [];
  const url = new URL(link);
  assert.equal(url.origin + url.pathname, "https://github.com/0x4D31/detection-and-response-pipeline/new/main");
  assert.equal(url.searchParams.get("filename"), "data/tools/log-mill.yml");
  assert.equal(url.searchParams.get("value"), made.stdout);
});

test("all mistakes of an issue are said at once, each of them once", async () => {
  const mend = async (answers: Readonly<Record<string, string>>): Promise<string[]> => {
    const [fence] = blocksOf(await answerTo("tool", issue("tool", answers))).filter(({ type }) => type === "fence");
    return fence?.content.trimEnd().split("\n\n") ?? [];
  };
  const url = "URL: There is no file “example.org”.\n  If this is a site, write its scheme: https://example.org";
  const name = "Name: It is needed.";
  const place = "Components: It is not one of the places that the form offers.";
  assert.deepEqual(await mend({ URL: "example.org", Components: "Data Pipline: Milling" }), [name, place, url]);
  const [first, second, third, ...others] = await mend({ ...MILL, Name: "", URL: "example.org", Aliases: "Vector" });
  assert.deepEqual([first, second, others], [name, url, []]);
  assert.match(third ?? "", /Two tools are called “Vector”\./);
});

test("an example's references are read as the page writes them", async () => {
  const answer = await answerTo(
    "example",
    issue("example", {
      Organisation: "Slack",
      Technologies: "Kafka\r\nServerless functions\r\n",
      Note: "> We did this.\r\n>\r\n> And that.",
      References:
        "[Ours: a [long] story](https://example.org/a_(b)) by Ann Example (Example Org)\r\n1. [Two](https://example.org/2)",
    }),
  );
  assert.equal(
    entryIn(answer),
    `# yaml-language-server: $schema=../../schemas/example.schema.json
organisation: Slack
position: 4
technologies:
  - Kafka
  - text: Serverless functions
note: |
  > We did this.
  >
  > And that.
references:
  - title: "Ours: a [long] story"
    url: https://example.org/a_(b)
    by: Ann Example
    of: Example Org
  - title: Two
    url: https://example.org/2
`,
  );
  assert.match(answer, /new file `data\/examples\/slack-2\.yml`/);
});

test("what is wrong is said in plain words, by the form's own labels", async () => {
  const cases: [Record<string, string>, RegExp][] = [
    [
      { ...MILL, URL: "htp://example.org" },
      /^URL: The URL "htp:\/\/example\.org" starts with “htp:” instead of “http:”\./m,
    ],
    [{ ...MILL, Name: "vector" }, /^“Vector” is here already\. See data\/tools\/vector\.yml:2:7$/m],
    [{ ...MILL, Components: "Somewhere" }, /^Components: It is not one of the places that the form offers\.$/m],
    [{ ...MILL, Name: "" }, /^Name: It is needed\.$/m],
    [{ ...MILL, Status: "archived" }, /^Status: .*footnote/m],
    [{ ...MILL, Name: "水車" }, /no Latin letters/],
  ];
  for (const [answers, words] of cases) {
    const answer = await answerTo("tool", issue("tool", answers));
    assert.match(answer, words);
    assert.doesNotMatch(answer, /Open it as a new file/);
    assert.ok(!answer.includes("```yaml"), answer);
  }
  const answer = await answerTo(
    "example",
    issue("example", { Organisation: "X", Technologies: "Kafka", References: "https://example.org/" }),
  );
  assert.match(
    answer,
    /^References: “https:\/\/example\.org\/” is not written as \[TITLE\]\(URL\) by AUTHOR \(ORGANISATION\)\.$/m,
  );
});

test("what is wrong is said in the words of the form", async () => {
  const said = async (answers: Readonly<Record<string, string>>): Promise<string> =>
    answerTo("tool", issue("tool", { ...MILL, ...answers }));
  const unmaintained = await said({ Status: "unmaintained" });
  assert.match(
    unmaintained,
    /^Status: “Log Mill” is unmaintained, and no footnote says so\.\n {2}Fill in “Footnote”: Log Mill is no longer maintained\.$/m,
  );
  const active = await said({ Replacement: "ElastAlert 2" });
  assert.match(
    active,
    /^Replacement: “Replacement” says what to use instead .*\n {2}Add why it is replaced, such as “Status”: unmaintained$/m,
  );
  const places = await said({ Components: "Data Pipeline: Milling" });
  assert.match(places, /^Components: It is not one of the places that the form offers\.$/m);
  for (const answer of [unmaintained, active, places])
    assert.doesNotMatch(answer, /`(?:status|replacement|purposes|components)`|^line \d/m);
});

test("a replacement is a tool of the list by its name, an alias or an id, however it is written", async () => {
  const gone = { ...MILL, Status: "unmaintained", Footnote: "Log Mill is no longer maintained." };
  for (const called of ["ElastAlert 2", "elastalert2", "elastalert-2"]) {
    const answer = await answerTo("tool", issue("tool", { ...gone, Replacement: called }));
    assert.equal(parse(entryIn(answer)).replacement, "elastalert-2", called);
  }
  const near = await answerTo("tool", issue("tool", { ...gone, Replacement: "ElastAlrt 2" }));
  assert.match(near, /^Replacement: “ElastAlrt 2” is not a tool of the list\. Did you mean “ElastAlert 2”\?$/m);
  const none = await answerTo("tool", issue("tool", { ...gone, Replacement: "Steam Mill" }));
  assert.match(
    none,
    /^Replacement: “Steam Mill” is not a tool of the list\. Suggest that one first, or leave this empty\.$/m,
  );
});

test("a description stands in each component that has no purposes, and where it cannot stand, that is said", async () => {
  const [both, none] = await Promise.all(
    [
      "Detection and Correlation Engine, Data Pipeline: Stream processing, Investigation and Case Management",
      "Data Pipeline: Stream processing",
    ].map((Components) => answerTo("tool", issue("tool", { ...MILL, Components }))),
  );
  assert.deepEqual(parse(entryIn(both ?? "")).components, {
    "detection-and-correlation-engine": { description: "Mills logs: fast" },
    "data-pipeline": { purposes: ["Stream processing"] },
    "investigation-and-case-management": { description: "Mills logs: fast" },
  });
  assert.deepEqual(parse(entryIn(none ?? "")).components, { "data-pipeline": { purposes: ["Stream processing"] } });
  assert.match(none ?? "", /^Description: It is left out: where the form offers purposes, these are shown instead\.$/m);
  assert.doesNotMatch(both ?? "", /left out/);
});

test("an entry that is there already is named, with a link that edits it", async () => {
  const edit = "https://github.com/0x4D31/detection-and-response-pipeline/edit/main/data";
  const known = await answerTo("tool", issue("tool", { ...MILL, Name: "kafka" }));
  assert.match(
    known,
    /^“kafka” is here already: it is another name of “Apache Kafka”\. See data\/tools\/apache-kafka\.yml:\d+:\d+$/m,
  );
  assert.ok(
    known.endsWith(
      `\n\nTo change what is there: **[edit \`data/tools/apache-kafka.yml\`](${edit}/tools/apache-kafka.yml)**.`,
    ),
  );
  const answers = { Organisation: "slack", Technologies: "Kafka", References: "[T](https://example.org/t)" };
  const second = await answerTo("example", issue("example", answers));
  assert.match(second, /for a new file `data\/examples\/slack-2\.yml`/);
  assert.match(
    second,
    /^There is a `data\/examples\/slack\.yml` already\. If that is the same, do not add it a second time\.$/m,
  );
  assert.ok(second.includes(`**[edit \`data/examples/slack.yml\`](${edit}/examples/slack.yml)**`));
});

test("what GitHub writes for an answer that was not given is none: “None” in a dropdown, and only there", async () => {
  const nothing = await answerTo("tool", issue("tool", { ...MILL, Status: "" }));
  assert.equal(await answerTo("tool", issue("tool", { ...MILL, Status: "None" })), nothing);
  const called = await answerTo("tool", issue("tool", { ...MILL, Name: "None" }));
  assert.match(entryIn(called), /^name: None$/m);
  assert.match(await answerTo("tool", issue("tool", { ...MILL, Components: "None" })), /^Components: It is needed\.$/m);
});

test("a name is one line, whatever somebody makes of the issue's text", async () => {
  const answer = await answerTo("tool", issue("tool", { ...MILL, Name: "Log\r\nMill" }));
  assert.match(answer, /^Name: It has to be one line\.$/m);
});

test("a heading inside a field that imitates another field is not read as one", async () => {
  const forged = issue("tool", { ...MILL, Description: "Good\r\n\r\n### URL\r\n\r\nhttps://evil.example/" });
  const answer = await answerTo("tool", forged);
  assert.match(answer, /^The line “### URL” is there more than once\./m);
  assert.ok(!answer.includes("evil.example"), answer);
  // It is the imitated heading that is named, whichever of the two comes first.
  const late = issue("tool", { ...MILL, Description: "Good\r\n\r\n### Name\r\n\r\nEvil" });
  assert.match(await answerTo("tool", late), /^The line “### Name” is there more than once\./m);
  const skips = issue("tool", { ...MILL, Description: "Good\r\n\r\n### Footnote\r\n\r\nEvil" });
  assert.match(await answerTo("tool", skips), /^The line “### Footnote” is there more than once\./m);
  // Other headings are text like any other.
  const own = await answerTo("tool", issue("tool", { ...MILL, Description: "# Good\r\n### Other" }));
  assert.ok(own.includes("Other"));
});

test("an entry that is too long for a link is there to copy", async () => {
  const note = Array.from({ length: 60 }, (_, index) => `> ${"Ünïcode wörds ".repeat(6)}${index}`).join("\r\n");
  const answers = {
    Organisation: "Example Org",
    Technologies: "Kafka",
    Note: note,
    References: "[T](https://example.org/t)",
  };
  const answer = await answerTo("example", issue("example", answers));
  assert.match(
    answer,
    /It is too long for a link: copy it into \[a new file\]\(https:\/\/github\.com\/\S+\/new\/main\?filename=data\/examples\/example-org\.yml&value=\)/,
  );
  assert.equal(parse(entryIn(answer)).note.split("\n").length, 61);
});

/** Text that wants out of its place. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."```|~~~~|````yaml|<script>alert(1)</script>|<!-- x -->|-->|@everyone|@github/security|#1|owner/repo#2|$(id)|`id`|; rm -rf /|::set-output name=x::y|::stop-commands::t|$\u007b{ secrets.GITHUB_TOKEN }}|: |- |# |{|}|[|]|&a|*a|!!js/function|%YAML|---|...|'|\"|\\|\r\n|\n|\r|\t|\u0000|\u001b[31m|\u200b|\u202e|\u2028|\ufeff|\ud800|</details>|[x](javascript:alert(1))|![i](https://example.org/i.png)|_No response_|### Other|:tada:|$x$|~|null|true|0x10|1e3|<<: *a|__proto__|constructor".split(
          "|",
        ),
      ),
      fc.string({ maxLength: 12, unit: "grapheme" }),
      fc.string({ maxLength: 12, unit: character }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(""));

const SMALL = {
  "data/list.yml": "name: Small\nrepository: https://github.com/owner/small\n",
  "data/components/barn.yml": "name: Barn\nposition: 0\n",
  "data/tools/wheel.yml": "name: Wheel\ncomponents: {barn: {description: Turns}}\n",
  "templates/README.md":
    "# Small\n\n## Barn\n\n<!-- each components.barn.tools -->\n- [{name}]({url}){: {description}}\n",
};

test("whatever somebody writes, nothing leaves its place in the comment, and the entry says what was written", async (context) => {
  // A small list: what is asked here does not depend on the other records, and linting them all takes long.
  const root = await makeList(context, SMALL);
  const { list } = loadList(root);
  let entries = 0;
  await fc.assert(
    fc.asyncProperty(hostile, hostile, hostile, fc.boolean(), async (name, description, alias, isFriendly) => {
      const oneLine = (text: string): string => text.replace(/[\r\n]+/g, " ");
      const answers = {
        // An input has one line, whatever is pasted.
        Name: `${isFriendly ? "Log Mill " : ""}${oneLine(name)}`,
        URL: "https://github.com/example/log-mill",
        Components: "Barn",
        Description: description,
        Aliases: oneLine(alias),
      };
      const answer = await answerTo("tool", issue("tool", answers, list), list);
      const blocks = blocksOf(answer);
      // Paragraphs of our own, and blocks of code: nothing else, nothing inside of anything.
      const outside = blocks.filter(({ type }) => type !== "fence");
      assert.deepEqual([...new Set(outside.map(({ type }) => type))].sort(), [
        "inline",
        "paragraph_close",
        "paragraph_open",
      ]);
      for (const { content } of outside.filter(({ type }) => type === "inline")) {
        assert.match(
          content,
          /^(?:Thank you! Before this can be an entry, something has to be mended\. Edit the text of this issue, and this answer follows:|Thank you! This is the entry, for a new file `data\/tools\/[a-z0-9-]+\.yml`:|Before you do, have a look at this:|\*\*\[Open it as a new file\]\(https:\/\/github\.com\/owner\/small\/new\/main\?filename=data\/tools\/[a-z0-9-]+\.yml&value=[\w.~%:+-]+\)\*\*: “Commit changes…” there makes a pull request of it\.)$/,
        );
      }
      const entry = blocks.find(({ info }) => info === "yaml");
      if (!entry) return;
      entries++;
      const record = parse(entry.content);
      assert.deepEqual(
        Object.keys(record).filter((key) => !["name", "url", "aliases", "components"].includes(key)),
        [],
      );
      assert.deepEqual(Object.keys(record.components), ["barn"]);
      assert.equal(record.url, "https://github.com/example/log-mill");
      const value = new URL(/\*\*\[Open it as a new file\]\((https:[^)]+)\)/.exec(answer)?.[1] ?? "").searchParams.get(
        "value",
      );
      assert.deepEqual(parse(value ?? ""), record);
    }),
    {
      ...runs(300),
      examples: [
        ["", "Mills logs: fast", "Mill", true],
        ["\t!", "", "", true],
      ],
    },
  );
  assert.ok(entries > 0, "none became an entry");
});

/** 20,000 characters of a kind that regular expressions, fences or YAML may make more of. */
const LONG: Readonly<Record<string, (length: number) => string>> = {
  "blanks behind “by”": (length) => `[T](https://a.example/x) by ${" ".repeat(length)}!()`,
  "blanks in the brackets": (length) => `[T](${" ".repeat(length)}x`,
  "brackets without end": (length) => "[](".repeat(length / 3),
  "links in a line": (length) => `${"[a](b)".repeat(length / 6)}!`,
  "“by” again and again": (length) => `[T](u)${" by x".repeat(length / 5)}(`,
  backticks: (length) => "`".repeat(length),
  "blanks in a line": (length) => `a${" ".repeat(length)}b`,
  "empty lines": (length) => `a${"\n".repeat(length)}b`,
  "tabs and line ends": (length) => `a${"\t\r".repeat(length / 2)}b`,
  bullets: (length) => "- ".repeat(length / 2),
  "control characters": (length) => "\u0001".repeat(length),
  "a lone half": (length) => "\ud800".repeat(length),
  "wide characters": (length) => "\u{1f600}".repeat(length / 2),
  "Markdown that is nested": (length) => "> ".repeat(length / 2),
  "many lines": (length) => "x\n".repeat(length / 2),
};

for (const [name, textOf] of Object.entries(LONG)) {
  test(`${name}: read in a moment, and the answer fits into a comment`, async (context) => {
    const root = await makeList(context, {
      "data/list.yml": "name: Small\nrepository: https://github.com/owner/small\n",
      "data/components/barn.yml": "name: Barn\nposition: 0\n",
      "data/tools/wheel.yml": "name: Wheel\ncomponents: {barn: {}}\n",
      "templates/README.md": "# Small\n\n<!-- each examples -->\n- {organisation}: {note} {references.title}\n",
    });
    const { list } = loadList(root);
    const answers = { Organisation: "Mill", Technologies: "Wheel", References: "[T](https://a.example/x)" };
    for (const field of ["Technologies", "References"]) {
      const body = issue("example", { ...answers, [field]: textOf(6_000) }, list);
      // GitHub refuses longer ones: “body is too long (maximum is 65536 characters)”
      assert.ok((await answerTo("example", body, list)).length <= 65_536 - 100, field);
    }
    const start = performance.now();
    for (const { read } of questionsFor(list, kindOf(list, "example"))) read(textOf(60_000), new Map());
    assert.match(
      await answerTo("example", issue("example", { ...answers, Note: textOf(60_000) }, list), list),
      /too long/,
    );
    // Before, 8,000 blanks took six minutes.
    assert.ok(performance.now() - start < 20_000, `${performance.now() - start} ms`);
  });
}

test("a body's text is found under its own label only, whatever the line ends", () => {
  const labels = ["Name", "URL", "Description"];
  const questions = labels.map((label) => ({ label, element: "textarea" as const }));
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 3, maxLength: 3 }), fc.constantFrom("\n", "\r\n"), (texts, end) => {
      const body = labels.map((label, index) => `### ${label}${end}${end}${texts[index]}${end}${end}`).join("");
      const read = readIssueBody(body, questions);
      assert.ok("answers" in read);
      for (const [index, label] of labels.entries()) {
        const text = (texts[index] ?? "").replace(/\r\n?/g, "\n").replace(/^\n+|\s+$/g, "");
        assert.equal(read.answers.get(label) ?? "_No response_", text === "" ? "_No response_" : text);
      }
    }),
    runs(300),
  );
  assert.ok("answers" in readIssueBody("x".repeat(65_536), questions));
  assert.ok("answers" in readIssueBody("\n".repeat(65_536), questions));
});

test("outside of a workflow, the command says what to do instead", async () => {
  const { status, stderr } = await run(["suggest"]);
  assert.equal(status, 2);
  assert.match(stderr, /There is no issue to answer\.\n.*npm run new/);
});
