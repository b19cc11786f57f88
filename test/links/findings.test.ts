// From what is known of links to findings: which, how severe, where, and what to do.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import pico from "picocolors";
import { proposeStatus } from "../../scripts/links/archived-repositories.ts";
import { endedExclusions, unreadExclusions } from "../../scripts/links/exclusions.ts";
import { findingsOf } from "../../scripts/links/findings.ts";
import { type LinkState, nextState } from "../../scripts/links/link-state.ts";
import type { Answer } from "../../scripts/links/web/answer.ts";
import { countBySeverity } from "../../scripts/report/findings.ts";
import { github } from "../../scripts/report/github.ts";
import { linksIssue } from "../../scripts/report/links-issue.ts";
import { pretty } from "../../scripts/report/pretty.ts";
import { stepSummary } from "../../scripts/report/step-summary.ts";
import { answer } from "../support/answers.ts";
import { findingsOf as reportable } from "../support/findings.ts";
import { collect, EVERY_PLACE, NOW, statesFrom, told } from "../support/links.ts";
import { type Files, makeList } from "../support/lists.ts";
import { markdownIt } from "../support/page.ts";
import { runs } from "../support/runs.ts";
import { hostileText } from "../support/values.ts";

interface Run {
  files?: Files;
  states: ReadonlyMap<string, LinkState>;
  unasked?: ReadonlyMap<string, string>;
  isNew?: boolean;
  now?: Date;
}

async function findIn(
  t: TestContext,
  { files = EVERY_PLACE, states, unasked = new Map(), isNew = false, now = NOW }: Run,
) {
  const root = await makeList(t, files);
  const { links, lists } = await collect(root);
  const { found, excluded, withheld } = findingsOf({ links, states, unasked, now, isNew });
  const diagnostics = found.map(({ diagnostic }) => diagnostic);
  const others = [
    ...unreadExclusions(root, lists, "error"),
    ...endedExclusions(root, lists, now),
    ...proposeStatus(links, states, now),
  ];
  return { text: [...diagnostics, ...others].map(told).join("\n"), diagnostics, excluded, withheld };
}

/** A death that two runs saw; another may prove it. */
function seenBefore(found: Answer, ...days: string[]): Map<string, LinkState> {
  let state: LinkState | undefined;
  for (const day of days) state = nextState(state, found, `${day}T04:23:00.000Z`);
  return new Map(state ? [[found.url, state]] : []);
}

test("each verdict is a finding where the link is written, with what to do, and with its other places", async (t) => {
  const { text } = await findIn(t, {
    states: statesFrom([
      answer("https://example.org/single", "ok"),
      answer("https://example.org/double", "ok", { suggestion: "https://www.example.org/double" }),
      answer("https://example.org/footnote", "dead", {
        confirmed: true,
        suggestion: "https://web.archive.org/web/2024/https://example.org/footnote",
      }),
      answer("https://example.org/flow", "dead", { reason: "host-unknown", evidence: "The host is unknown." }),
      answer("https://example.org/twice", "moved", { target: "https://example.org/new" }),
      answer("https://example.org/block", "blocked"),
      answer("https://example.org/image.png", "unsure"),
    ]),
  });
  assert.equal(
    text,
    `data/examples/acme.yml:5:34-5:59: info: https://example.org/block does not answer programs: 403 Forbidden. (blocked-link)
  hint: Look at it in a browser.
data/examples/acme.yml:7:16-7:45: info: Nobody can say today whether https://example.org/image.png is there: No answer in 20 s. (unsure-link)
data/examples/acme.yml:11:10-11:35: warning: https://example.org/twice has moved for good. (moved-link)
  hint: Write: https://example.org/new
  see data/resources/guide.yml:6:26-6:51: it is listed here too
data/tools/queue.yml:4:24-4:52: error: https://example.org/footnote is dead: 404 Not Found. (dead-link)
  hint: There is a copy: https://web.archive.org/web/2024/https://example.org/footnote
data/tools/queue.yml:6:57-6:81: warning: https://example.org/flow seems dead: The host is unknown, since 2026-11-24. (dead-link)
  hint: It is an error when 3 runs over 3 days have found it so.
data/tools/table.yml:2:7-2:33: info: There is a better address of https://example.org/double. (better-link)
  hint: Try: https://www.example.org/double`,
  );
});

test("a death is a warning that says since when, an error when it is proven, and at once in a new link", async (t) => {
  const lost = answer("https://example.org/flow", "dead", { reason: "host-unknown", evidence: "The host is unknown" });
  const place = "data/tools/queue.yml:6:57-6:81";
  const files = EVERY_PLACE;
  const two = await findIn(t, { files, states: seenBefore(lost, "2026-11-20", "2026-11-24") });
  assert.equal(
    two.text,
    `${place}: warning: https://example.org/flow seems dead: The host is unknown, since 2026-11-20, in 2 runs. (dead-link)\n  hint: It is an error when 3 runs over 3 days have found it so.`,
  );
  const three = await findIn(t, { files, states: seenBefore(lost, "2026-11-20", "2026-11-22", "2026-11-24") });
  assert.equal(
    three.text,
    `${place}: error: https://example.org/flow is dead: The host is unknown, since 2026-11-20, in 3 runs. (dead-link)`,
  );
  const fresh = await findIn(t, { files, states: seenBefore(lost, "2026-11-24"), isNew: true });
  assert.equal(fresh.text, `${place}: error: https://example.org/flow is dead: The host is unknown. (dead-link)`);

  // A resolver that does not answer today brings nothing back to life.
  const { url } = lost;
  const before = seenBefore(lost, "2026-11-18", "2026-11-20", "2026-11-22").get(url);
  const today = await findIn(t, {
    files,
    states: new Map([[url, nextState(before, answer(url, "unsure"), NOW.toISOString())]]),
  });
  assert.equal(
    today.text,
    `${place}: error: https://example.org/flow is dead: The host is unknown, since 2026-11-18, in 3 runs. (dead-link)`,
  );
});

test("a link that nobody asked is a note that says why; what was found of it before is still said, and proves no more", async (t) => {
  const [single, flow, block] = ["single", "flow", "block"].map((name) => `https://example.org/${name}`);
  assert.ok(single && flow && block);
  const why = "The time for the run was spent before.";
  const lost = answer(flow, "dead", { reason: "host-unknown", evidence: "The host is unknown" });
  const { text } = await findIn(t, {
    states: new Map([...seenBefore(lost, "2026-11-20"), ...seenBefore(answer(single, "ok"), "2026-11-20")]),
    unasked: new Map([single, flow, block].map((url) => [url, why])),
    isNew: true,
  });
  assert.equal(
    text,
    `data/examples/acme.yml:5:34-5:59: info: https://example.org/block was not asked: The time for the run was spent before. (unsure-link)
data/tools/queue.yml:3:7-3:33: info: https://example.org/single was not asked: The time for the run was spent before. (unsure-link)
  hint: What was found last, on 2026-11-20: 200 OK.
data/tools/queue.yml:6:57-6:81: warning: https://example.org/flow seems dead: The host is unknown, since 2026-11-20. (dead-link)
  hint: It is an error when 3 runs over 3 days have found it so.`,
  );
});

test("which findings say that nobody could look is known: who merges a new link has to see them", async (t) => {
  const root = await makeList(t, EVERY_PLACE);
  const { links } = await collect(root);
  const states = statesFrom([
    answer("https://example.org/single", "blocked"),
    answer("https://example.org/double", "blocked", { reason: "rate-limited", evidence: "429 Too Many Requests" }),
    answer("https://example.org/flow", "unsure"),
  ]);
  const asked = new Map([["https://example.org/block", "The time for the run was spent before."]]);
  const { found } = findingsOf({ links, states, unasked: asked, now: NOW, isNew: true });
  assert.deepEqual(
    found.filter(({ isUnasked }) => isUnasked).map(({ diagnostic }) => diagnostic.reason),
    [
      "https://example.org/block was not asked: The time for the run was spent before.",
      "https://example.org/double does not answer programs: 429 Too Many Requests.",
    ],
  );
});

const EXCLUSION = (until: string): Files => ({
  ...EVERY_PLACE,
  "data/list.yml": `name: A list
exclusions:
  - {pattern: "https://example.org/*", reason: It answers no programs., until: "${until}"}
`,
});

test("an exclusion hides what may be the site's way with programs, and no plain death", async (t) => {
  const answers = [
    answer("https://example.org/single", "dead", { confirmed: true }),
    answer("https://example.org/double", "dead", {
      reason: "soft-404",
      evidence: "It shows its front page",
      status: 200,
    }),
    answer("https://example.org/block", "blocked"),
    answer("https://example.org/image.png", "unsure"),
    answer("https://example.org/twice", "moved", { target: "https://example.org/new" }),
    answer("https://example.org/flow", "ok"),
  ];
  const dead = "data/tools/queue.yml:3:7-3:33: error: https://example.org/single is dead: 404 Not Found. (dead-link)";
  const active = await findIn(t, { files: EXCLUSION("2026-11-24"), states: statesFrom(answers) });
  assert.equal(active.text, dead);
  assert.equal(active.excluded, 4);
  const ended = await findIn(t, { files: EXCLUSION("2026-11-23"), states: statesFrom(answers) });
  assert.equal(ended.excluded, 0);
  assert.deepEqual(countBySeverity(ended.diagnostics), { error: 1, warning: 2, info: 2 });
  assert.match(
    ended.text,
    /^data\/list\.yml:3:80-3:92: warning: The exclusion of “https:\/\/example\.org\/\*” ended on 2026-11-23\. \(ended-exclusion\)\n {2}hint: Delete it; or give it another day if this still holds: It answers no programs\.$/m,
  );
});

test("where a list's settings cannot be read, that is said, and nothing that they may exclude", async (t) => {
  const states = statesFrom([
    answer("https://example.org/single", "dead", { confirmed: true }),
    answer("https://example.org/double", "blocked"),
    answer("https://example.org/twice", "moved", { target: "https://example.org/new" }),
  ]);
  const dead = "data/tools/queue.yml:3:7-3:33: error: https://example.org/single is dead: 404 Not Found. (dead-link)\n";
  const hint =
    "  hint: Until they can, nothing is said of a link that they may exclude. npm run lint shows all that is wrong.";
  const broken: [Files, RegExp][] = [
    [
      { "data/list.yml": "name: A list\nexclusions: no\n" },
      /^data\/list\.yml:2:13-2:15: error: The list's settings cannot be read: .+ \(unread-exclusions\)\n/,
    ],
    [{ "data/list.yml": "name: [" }, /^data\/list\.yml:1:\d+-.*: error: The list's settings cannot be read: .+\n/],
    [
      { "data/list.yaml": "name: A list\n" },
      /^data\/list\.yaml:1:1-1:1: error: The list's settings cannot be read: Nothing reads this file\. \(unread-exclusions\)\n/,
    ],
  ];
  const { "data/list.yml": _, ...others } = EVERY_PLACE;
  for (const [settings, message] of broken) {
    const { text, excluded, withheld } = await findIn(t, { files: { ...others, ...settings }, states });
    assert.ok(text.startsWith(dead), text);
    assert.match(text.slice(dead.length), message);
    assert.ok(text.endsWith(`\n${hint}`), text);
    assert.deepEqual([excluded, withheld], [0, 2]);
  }
  // Without any settings nothing is excluded.
  const { text, withheld } = await findIn(t, { files: others, states });
  assert.match(text, /has moved for good/);
  assert.equal(withheld, 0);
});

test("an archived repository, or a quiet one, is a proposal for the record of its tool that does not say so", async (t) => {
  const tool = (name: string, more = ""): string =>
    `name: ${name}\nurl: https://github.com/example/${name.toLowerCase()}\n${more}`;
  const files: Files = {
    "data/list.yml": "name: A list\n",
    "data/tools/archived.yml": tool("Archived"),
    "data/tools/quiet.yml": tool("Quiet"),
    "data/tools/active.yml": tool("Active", "status: active\n"),
    "data/tools/lively.yml": tool("Lively"),
    "data/tools/known.yml": tool("Known", "status: unmaintained\nfootnote: Nobody keeps it.\n"),
    "data/resources/guide.yml": "title: Guide\nurl: https://github.com/example/guide\n",
    "templates/README.md": EVERY_PLACE["templates/README.md"] ?? "",
  };
  const about = (name: string, archived: boolean, pushed?: string): Answer =>
    answer(`https://github.com/example/${name}`, "ok", {
      repository: { name: `example/${name}`, archived, ...(pushed === undefined ? {} : { pushed }) },
    });
  const { text } = await findIn(t, {
    files,
    states: statesFrom([
      about("archived", true, "2026-11-01"),
      about("quiet", false, "2024-11-24T04:22:59Z"),
      about("active", true),
      about("lively", false, "2024-11-24T04:23:01Z"),
      about("known", true),
      about("guide", true),
    ]),
  });
  const missing = "and the tool's record does not say so. (tool-status)";
  assert.equal(
    text,
    `data/tools/active.yml:2:6-2:39: warning: The repository example/active is archived, ${missing}
  hint: If that is right, write: “status: archived” and “footnote: "Active is archived: its repository can only be read."”
data/tools/archived.yml:2:6-2:41: warning: The repository example/archived is archived, ${missing}
  hint: If that is right, write: “status: archived” and “footnote: "Archived is archived: its repository can only be read."”
data/tools/quiet.yml:2:6-2:38: warning: The repository example/quiet has had no push since 2024-11-24, ${missing}
  hint: If that is right, write: “status: unmaintained” and “footnote: Quiet has had no commit since 2024-11.”`,
  );
});

test("a proposal keeps to the words that the list's own schema has for a status", async (t) => {
  const schema = {
    $id: "app.schema.json",
    title: "App",
    "x-kind": { folder: "apps", name: "title", note: "remark" },
    type: "object",
    properties: {
      title: { type: "string" },
      url: { type: "string", format: "uri-reference" },
      status: { enum: ["in use", "unmaintained", "dead"], default: "in use" },
      remark: { type: "string", contentMediaType: "text/markdown" },
    },
  };
  const url = "https://github.com/example/old";
  const states = statesFrom([answer(url, "ok", { repository: { name: "example/old", archived: true } })]);
  const hintWith = async (words: readonly string[]): Promise<string> => {
    const status = { ...schema.properties.status, enum: words };
    const files = {
      "data/list.yml": "name: A list\n",
      "data/apps/old.yml": `title: Old\nurl: ${url}\n`,
      "schemas/app.schema.json": JSON.stringify({ ...schema, properties: { ...schema.properties, status } }),
      "templates/README.md": "# A list\n\n<!-- each apps -->\n- [{title}]({url})\n",
    };
    const { text } = await findIn(t, { files, states });
    assert.match(text, /, and the app's record does not say so\. \(tool-status\)\n/);
    return text.split("\n").at(-1) ?? "";
  };
  const remark = '“remark: "Old is archived: its repository can only be read."”';
  assert.equal(
    await hintWith(["in use", "unmaintained", "dead"]),
    `  hint: If that is right, write: “status: unmaintained” and ${remark}`,
  );
  assert.equal(
    await hintWith(["in use", "gone", "dead"]),
    `  hint: If that is right, write: a status (gone, dead) and ${remark}`,
  );
});

test("nothing that a page answered or a contributor wrote can act in a terminal, an annotation, a summary or an issue", async (t) => {
  const root = await makeList(t, EXCLUSION("2026-11-23"));
  const { links, lists } = await collect(root);
  const urls = [...links.keys()];
  const words = fc.oneof(
    hostileText,
    fc.constantFrom(
      "@somebody",
      "#1",
      "a/b#2",
      "::error::x",
      "\n::set-output name=a::b",
      "##[add-mask]x",
      "\u001b[2J",
      "\u001b]8;;https://x.example\u0007",
      "<img src=x onerror=alert(1)>",
      "</details>",
      "[x](https://x.example)",
      "GH-1",
      "0123456789abcdef0123456789abcdef01234567",
    ),
  );
  const verdict = fc.constantFrom("moved", "dead", "blocked", "unsure", "ok") as fc.Arbitrary<Answer["verdict"]>;
  const hostile = fc.record({
    verdict,
    evidence: words,
    target: words,
    suggestion: words,
    title: words,
    confirmed: fc.boolean(),
    name: words,
  });
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (all) => {
      const states = statesFrom(
        all.map(({ name, ...each }, index) =>
          answer(urls[index % urls.length] ?? "", each.verdict, {
            ...each,
            repository: { name, archived: true },
          }),
        ),
      );
      const { found: problems } = findingsOf({ links, states, unasked: new Map(), now: NOW, isNew: false });
      const diagnostics = problems.map(({ diagnostic }) => diagnostic);
      const found = reportable(
        [...diagnostics, ...endedExclusions(root, lists, NOW), ...proposeStatus(links, states, NOW)],
        { command: "npm run links" },
      );
      const terminal = pretty(found, pico.createColors(false));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
      assert.doesNotMatch(terminal, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|^\s*::|##\[/m);
      const annotations = github(found);
      for (const line of annotations.split("\n"))
        assert.match(line, /^(?:$|::(?:error|warning|notice) (?:file|title)=)/);
      for (const markdown of [stepSummary(found), linksIssue(found, 60_000) ?? ""]) assertHarmless(markdown);
    }),
    runs(300),
  );
});

const OWN_HTML = /^(?:<br>|<details><summary>[\w ]+ \(\d+\)<\/summary>|<\/details>)\n?$/;

/** Only headings, lists, tables, code and plain words; no link of others, no HTML but our own. */
function assertHarmless(markdown: string): void {
  const visit = (tokens: ReturnType<typeof markdownIt.parse>): void => {
    for (const { type, content, children } of tokens) {
      if (type.startsWith("html")) assert.match(content, OWN_HTML);
      assert.notEqual(type, "link_open");
      assert.notEqual(type, "image");
      if (type === "text" || type === "text_special")
        assert.doesNotMatch(content, /[@#<>[\]]|:\/\/|www\.|GH-\d|[\da-f]{7}/i, markdown);
      visit(children ?? []);
    }
  };
  visit(markdownIt.parse(markdown, {}));
}
