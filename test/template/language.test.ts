// The template language, rule by rule; templates, data and pages are written by hand.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { loadList } from "../../scripts/record/load.ts";
import { render } from "../../scripts/template/render.ts";
import { body, type Files, makeList, renderList } from "../support/lists.ts";

const PIPELINE = "name: Data Pipeline\nemoji: 🪵\nposition: 1\npurposes: [First, Second]\n";
const ENGINE = "name: Engine\nposition: 2\n";

function example(rest: string): Files {
  return { "data/examples/acme.yml": `organisation: Acme\nposition: 0\n${rest}` };
}

const TALK = "references: [{title: A talk, url: https://acme.example/talk}]\n";

/** The lines of the only table's body, of a template whose row is `row`. */
async function rows(t: TestContext, row: string, data: Files): Promise<string[]> {
  const cells = row.split(" | ").length;
  const head = `| ${Array(cells).fill("h").join(" | ")} |\n|${" --- |".repeat(cells)}`;
  const page = await renderList(t, `<!-- each examples -->\n${head}\n| ${row} |\n`, data);
  assert.deepEqual(
    page.diagnostics.filter(({ rule }) => rule !== "unprinted-entry").map(({ reason }) => reason),
    [],
  );
  return body(page).trim().split("\n").slice(2);
}

test("of a record that stands under another, the whole path is said", async (t) => {
  const genre = {
    "x-kind": { folder: "genres", name: "name", parent: "parent" },
    type: "object",
    properties: { name: { type: "string" }, parent: { type: "string", "x-ref": "genre" } },
  };
  const data = {
    "schemas/genre.schema.json": JSON.stringify(genre),
    "data/genres/games.yml": "name: Games\n",
    "data/genres/strategy.yml": "name: Strategy\nparent: games\n",
    "data/genres/war.yml": "name: War\nparent: strategy\n",
  };
  const { diagnostics } = await renderList(
    t,
    "# {genres.war.name}\n\n<!-- each genres.war.genres -->\n- {name}\n",
    data,
  );
  assert.deepEqual(
    diagnostics.filter(({ rule }) => rule === "template-field").map(({ reason, note }) => `${reason} ${note}`),
    [
      "“genres.war.name”: “war” stands under another entry. Did you mean “genres.games.genres.strategy.genres.war.name”?",
      "“each genres.war.genres”: “war” stands under another entry. Did you mean “genres.games.genres.strategy.genres.war.genres”?",
    ],
  );
});

test("what a record has itself stands for a list of the same name, of its own and of all", async (t) => {
  const game = {
    "x-kind": { folder: "games", name: "name" },
    type: "object",
    properties: { name: { type: "string" }, shop: { type: "string", "x-ref": "shop" } },
  };
  const shop = {
    "x-kind": { folder: "shops", name: "name" },
    type: "object",
    properties: { name: { type: "string" }, games: { type: "integer" } },
  };
  const data = {
    "schemas/game.schema.json": JSON.stringify(game),
    "schemas/shop.schema.json": JSON.stringify(shop),
    "data/games/chess.yml": "name: Chess\nshop: first\n",
    "data/shops/first.yml": "name: First\n",
    "data/shops/second.yml": "name: Second\ngames: 12\n",
  };
  const page = async (text: string) => {
    const { diagnostics, ...rendered } = await renderList(t, `<!-- each shops -->\n${text}\n`, data);
    const found = diagnostics.filter(({ rule }) => rule.startsWith("template")).map(({ reason }) => reason);
    return found.length > 0 ? found : body({ diagnostics, ...rendered });
  };
  assert.equal(await page("- {{games} of }{name}"), "- First\n- 12 of Second\n");
  assert.deepEqual(await page("- {{{games.name}, } of }{name}"), ["No schema has a field “games.name” here."]);
  assert.deepEqual(await page("## {name}\n\n<!-- each games -->\n- {name}"), ["“games” is not a list of records."]);
});

test("a misspelt “each” is one finding, which says so, and no fields below it are", async (t) => {
  for (const word of ["eahc", "Each", "foreach", "eech"]) {
    const { diagnostics } = await renderList(t, `# Tools\n\n<!-- ${word} tools -->\n- [{name}]({url})\n`, {});
    assert.deepEqual(
      diagnostics.map(({ file, line, reason, note }) => `${file}:${line}: ${reason} ${note}`),
      [`templates/README.md:3: This looks like an “each” and is none. Did you mean “each”? Write: <!-- each PATH -->`],
      word,
    );
  }
  const { diagnostics } = await renderList(t, "# Tools\n\n<!-- Each tool stands once is text -->\n", {});
  assert.deepEqual(
    diagnostics.map(({ line }) => line),
    [],
  );
});

test("each repeats a row, an item or a section, once a record", async (t) => {
  const data = {
    "data/components/data-pipeline.yml": PIPELINE,
    "data/components/engine.yml": ENGINE,
    "data/tools/b.yml": "name: b\ncomponents: {engine: {description: The *b*.}}\n",
    "data/tools/a.yml":
      "name: A\nurl: https://a.example/\ncomponents: {engine: {}, data-pipeline: {purposes: [First]}}\n",
  };
  const template = `# Tools

<!-- each components -->
0. {emoji} [{name}](#{anchor})

<!-- each components -->
## {name}

<!-- each tools -->
- [{name}]({url}){: {description}}
`;
  const page = await renderList(t, template, data);
  assert.deepEqual(page.diagnostics, []);
  assert.equal(
    body(page),
    `# Tools

0. 🪵 [Data Pipeline](#data-pipeline)
1. [Engine](#engine)

## Data Pipeline

- [A](https://a.example/)

## Engine

- [A](https://a.example/)
- b: The _b_.
`,
  );
});

/** A schema of records that have these properties, and a name. */
function schema(kind: object, properties: object): string {
  return JSON.stringify({ "x-kind": kind, type: "object", properties: { name: { type: "string" }, ...properties } });
}

const TOPICS: Files = {
  "schemas/topic.schema.json": schema(
    { folder: "topics", name: "name", parent: "parent" },
    { parent: { type: "string", "x-ref": "topic" } },
  ),
  "schemas/course.schema.json": schema(
    { folder: "courses", name: "name" },
    { topics: { type: "array", items: { type: "string", "x-ref": "topic" } } },
  ),
  "data/topics/code.yml": "name: Code\n",
  "data/topics/c.yml": "name: C\nparent: code\n",
  "data/topics/pointers.yml": "name: Pointers\nparent: c\n",
  "data/topics/lisp.yml": "name: Lisp\nparent: code\n",
  "data/topics/art.yml": "name: Art\n",
  "data/courses/knots.yml": "name: Knots\ntopics: [pointers, code]\n",
  "data/courses/loops.yml": "name: Loops\ntopics: [c]\n",
};

const AMBIGUOUS =
  "“name” may itself hold “ (”, with which the group behind it starts, so the row could not be read back.";

test("sections stand in sections, and each path is looked for in the innermost record first", async (t) => {
  const template = `# Topics

<!-- each topics -->
## {name}

<!-- each courses -->
- {name}{ ({{others.name}, })}

<!-- each topics -->
### {name}

<!-- each courses -->
- {name}

<!-- each topics -->
#### {name}, of {parent}

<!-- each courses -->
| {name} |
| --- |
| {number}. {name} |

## All of C

<!-- each topics.c.courses -->
- {name}
`;
  const page = await renderList(t, template, TOPICS);
  // A topic of a topic is none of the list's own.
  assert.deepEqual(
    page.diagnostics.map(({ rule, reason }) => [rule, reason]),
    [
      ["template-ambiguous", AMBIGUOUS],
      ["template-field", "“each topics.c.courses”: “c” stands under another entry."],
    ],
  );
  assert.equal(
    body(page),
    `# Topics

## Code

- Knots (Pointers)

### C

- Loops

#### Pointers, of C

| Pointers |
| --- |
| 0. Knots |
`,
  );
});

test("a record that is referred to is printed by its name, or by its fields", async (t) => {
  const data = { ...TOPICS, "data/topics/c.yml": "name: 'C #'\nparent: code\n" };
  const template =
    "<!-- each courses -->\n- {name}: {{topics}, }{ ({{topics.parent.name}, })}{ ![in {topics.parent}](img/{topics.id}.svg)}{ [{topics.parent}](#{topics.parent.anchor})}\n\n## Code\n";
  const page = await renderList(t, template, data);
  assert.equal(
    body(page),
    "- Knots: Pointers, Code (C #) ![in C #](img/pointers.svg) ![](img/code.svg) [C #](#)\n- Loops: C # (Code) ![in Code](img/c.svg) [Code](#code)\n\n## Code\n",
  );
});

test("links lead to the heading that a section made for the record, even if another reads the same", async (t) => {
  const template = `## C

Code [in C](#c).

<!-- each topics -->
- {name}{: {[{topics.name}](#{topics.anchor}), }}

<!-- each topics -->
## {name}

<!-- each topics -->
### {name}

{parent}
`;
  const page = await renderList(t, template, TOPICS);
  assert.equal(
    body(page),
    "## C\n\nCode [in C](#c).\n\n- Art\n- Code: [C](#c-1), [Lisp](#lisp)\n\n## Code\n\n### C\n\nCode\n\n### Lisp\n\nCode\n",
  );
});

test("a row that cannot be read back is printed, and the pattern that is asked for mends it", async (t) => {
  const cases: [text: string, pattern: string | undefined, wanted: string][] = [
    [" (", undefined, "^[^(]*$"],
    [": ", "^.*$", String.raw`^[^:\n\r\u2028\u2029]*$`],
    [" ]", undefined, String.raw`^[^\]]*$`],
    [" by ", undefined, String.raw`^(?![\s\S]*(?: by ))`],
    [" (by ", "^[A-Z]", String.raw`^(?![\s\S]*(?: \(by ))[\s\S]*(?:^[A-Z])`],
  ];
  for (const [text, pattern, wanted] of cases) {
    const template = `<!-- each things -->\n- {name}{${text}{maker}}\n`;
    const things = (pattern: string | undefined): Files => ({
      "schemas/thing.schema.json": schema(
        { folder: "things", name: "name" },
        { name: { type: "string", pattern }, maker: { type: "string" } },
      ),
      "data/things/loom.yml": "name: Loom\nmaker: Ada\n",
    });
    const page = await renderList(t, template, things(pattern));
    assert.equal(body(page), `- Loom${text}Ada\n`);
    const [found, ...others] = page.diagnostics;
    assert.deepEqual([found?.severity, found?.rule, others], ["warning", "template-ambiguous", []]);
    assert.equal(found?.note, `Say in its schema that it does not: "pattern": ${JSON.stringify(wanted)}`);
    assert.deepEqual((await renderList(t, template, things(wanted))).diagnostics, [], wanted);
  }
});

test("an id is letters, digits and hyphens, so text that starts with anything else ends it", async (t) => {
  for (const [text, count] of [
    [" by ", 0],
    [": ", 0],
    ["x-", 1],
  ] as const) {
    const template = `<!-- each resources -->\n- {id}{${text}{description}}\n`;
    const page = await renderList(t, template, { "data/resources/a.yml": "title: A\nurl: https://a.example/\n" });
    assert.equal(page.diagnostics.length, count, text);
  }
});

test("no records: the block goes, and the heading it leaves empty", async (t) => {
  const template = `# Title

## Kept

Text.

<!-- each resources -->
- {title}

## Gone

### Gone too

<!-- each resources -->
| h |
| --- |
| {title} |

## Parent

<!-- each resources -->
- {title}

### Child

Text.

## Last

<!-- each resources -->
- {title}
`;
  assert.equal(
    body(await renderList(t, template, {})),
    "# Title\n\n## Kept\n\nText.\n\n## Parent\n\n### Child\n\nText.\n",
  );
});

test("fields, and a link whose URL is missing", async (t) => {
  const data = {
    ...example(`technologies: [Linked, Bare]\n${TALK}`),
    "data/tools/linked.yml": "name: Linked\nurl: https://linked.example/\n",
    "data/tools/bare.yml": "name: Bare\n",
  };
  assert.deepEqual(await rows(t, "{number} | {organisation} | [{technologies.name}]({technologies.url})", data), [
    "| 0 | Acme | [Linked](https://linked.example/)<br>Bare |",
  ]);
});

test("a technology is printed as the example writes it, with the link of the tool that it names", async (t) => {
  const data = {
    ...example(`technologies: [Kafka, {text: Anything else}]\n${TALK}`),
    "data/tools/apache-kafka.yml": "name: Apache Kafka\naliases: [Kafka]\nurl: https://kafka.apache.org/\n",
  };
  assert.deepEqual(await rows(t, "• [{technologies.name}]({technologies.url})", data), [
    "| • [Kafka](https://kafka.apache.org/)<br>• Anything else |",
  ]);
});

const REFERENCES = `technologies: [{text: T}]
references:
  - {title: One, url: https://one.example/, by: Ann, of: Acme, old: true}
  - {title: Two, url: https://two.example/, of: Acme}
  - {title: Three, url: https://three.example/, also: [{title: Four, url: https://four.example/, by: Bob}, {title: Five, url: https://five.example/}]}
`;

test("a group is printed only when its fields have values; a field that is true prints nothing", async (t) => {
  assert.deepEqual(
    await rows(
      t,
      "{OLD {references.old}}**{references.title}**{ by {references.by}{ ({references.of})}}",
      example(REFERENCES),
    ),
    ["| OLD **One** by Ann (Acme)<br>**Two**<br>**Three** |"],
  );
});

test("a group with a list in it is repeated, joined by its trailing text", async (t) => {
  const data = example(REFERENCES);
  assert.deepEqual(
    await rows(
      t,
      "**{references.title}**{ with {[{references.also.title}]({references.also.url}){ by {references.also.by}}; }}",
      data,
    ),
    ["| **One**<br>**Two**<br>**Three** with [Four](https://four.example/) by Bob; [Five](https://five.example/) |"],
  );
});

test("a list of plain values", async (t) => {
  const data = {
    "data/components/data-pipeline.yml": PIPELINE,
    "data/tools/a.yml": "name: A\naliases: [x, y]\ncomponents: {data-pipeline: {purposes: [First, Second]}}\n",
    "data/tools/b.yml": "name: B\ncomponents: {data-pipeline: {purposes: [First]}}\n",
  };
  const template =
    "<!-- each components.data-pipeline.tools -->\n| n | p |\n| --- | --- |\n| {name}{ (also {{aliases} or })} | {{purposes}, } |\n";
  assert.equal(
    body(await renderList(t, template, data)),
    "| n | p |\n| --- | --- |\n| B | First |\n| A (also x or y) | First, Second |\n",
  );
});

test("markers are dropped for a single member, and numbers count from the template's", async (t) => {
  const two = example(`technologies: [{text: A}, {text: B}]\n${TALK}`);
  assert.deepEqual(
    await rows(
      t,
      "• {technologies.name} | - {technologies.name} | 3. {technologies.name} | 1. {references.title}",
      two,
    ),
    ["| • A<br>• B | - A<br>- B | 3. A<br>4. B | A talk |"],
  );
});

test("empty segments vanish, and so does a caption without its picture", async (t) => {
  const data = {
    ...example(
      `technologies: [{text: T}]\n${TALK}diagram:\n  - {file: img/there.svg, alt: It is there, caption: One}\n  - {file: img/gone.svg, alt: It is gone, caption: Two}\n`,
    ),
    "img/there.svg": "<svg/>",
  };
  const row = "{note}<br>{*{diagram.caption}*<br>}[![{diagram.alt}]({diagram.file})]({diagram.file}) | text<br>{note}";
  assert.deepEqual(await rows(t, row, data), ["| _One_<br>[![It is there](img/there.svg)](img/there.svg) | text |"]);
});

test("a literal brace, code and static text stay as they are", async (t) => {
  const template = "A \\{name\\}, `{code}`, :rocket: and $x$ of the template's own: {list.name}.\n";
  const page = await renderList(t, template, { "data/list.yml": "name: Mine\n" });
  assert.equal(body(page), "A {name}, `{code}`, :rocket: and $x$ of the template's own: Mine.\n");
});

test("braces in code are text, wherever the code stands; in a group they come in pairs", async (t) => {
  const template =
    "# `{list.name}`\n\n[`{a`](https://x.example/) `b}` {`{list.name}` of {list.name}}\n\n> ``{ ` }``\n\n    {x}\n\n<!-- each resources -->\n| `{title}` | h |\n| --- | --- |\n| `{title}`<br>• `\\{title}` {title} | `{` {title} |\n\n<!-- each resources -->\n- `{title}` {title}\n";
  const data = {
    "data/list.yml": "name: Mine\n",
    "data/resources/a.yml": "title: A\nurl: https://a.example/\n",
  };
  const page = await renderList(t, template, data);
  assert.deepEqual(page.diagnostics, []);
  assert.equal(
    body(page),
    "# `{list.name}`\n\n[`{a`](https://x.example/) `b}` `{list.name}` of Mine\n\n> ``{ ` }``\n\n```\n{x}\n```\n\n| `{title}` | h |\n| --- | --- |\n| `{title}`<br>• `\\{title}` A | `{` A |\n\n- `{title}` A\n",
  );
  const odd = await renderList(t, "{`{` {list.name}}\n", data);
  assert.deepEqual(
    odd.diagnostics.map(({ range, reason, note }) => [range.start.column, reason, note]),
    [[17, "A “{” is opened and not closed before this.", "Close it with “}”, or write \\{ for a literal brace."]],
  );
});

test("fields in a table's heading, in a note of the template's own, and inside a URL", async (t) => {
  const template =
    "Of {list.name}[^1].\n\n[^1]: Mine: {list.name}.\n\n<!-- each resources -->\n| {list.name} |\n| --- |\n| [{title}](https://x.example/{title}?q) |\n";
  const data = {
    "data/list.yml": "name: Mine\n",
    "data/resources/a.yml": "title: a b?c#d/e\nurl: https://a.example/\n",
  };
  const page = await renderList(t, template, data);
  assert.deepEqual(page.diagnostics, []);
  assert.equal(
    body(page),
    "Of Mine[^1].\n\n[^1]: Mine: Mine.\n\n| Mine |\n| --- |\n| [a b?c#d/e](https://x.example/a%20b%3Fc%23d/e?q) |\n",
  );
});

test("an item's box stays", async (t) => {
  const data = { "data/resources/a.yml": "title: A\nurl: https://a.example/\n" };
  assert.equal(body(await renderList(t, "<!-- each resources -->\n- [ ] {title}\n", data)), "- [ ] A\n");
});

test("fields in headings, quotations and items that are not repeated", async (t) => {
  const template =
    "# {list.name}\n\n> Of {list.name}.\n\n- *{list.name}*{ at <{list.repository}>}\n- [{list.name}]({list.repository})\n\n{list.name}\n";
  const page = await renderList(t, template, { "data/list.yml": "name: Mine\n" });
  assert.equal(body(page), "# Mine\n\n> Of Mine.\n\n- _Mine_\n- Mine\n\nMine\n");
});

test("a Markdown field that stands alone is inserted as blocks, without headings or HTML", async (t) => {
  const note = "note: |\n  # Big\n\n  One *two*.\n\n  - a\n  - b\n\n  > said\n\n  <div>raw</div>\n";
  const data = example(`technologies: [{text: T}]\n${TALK}${note}`);
  const page = await renderList(t, "<!-- each examples -->\n## {organisation}\n\n{note}\n", data);
  assert.equal(body(page), "## Acme\n\n**Big**\n\nOne _two_.\n\n- a\n- b\n\n> said\n\n\\<div>raw\\</div>\n");
});

test("block Markdown is flattened for a cell", async (t) => {
  const cases: [string, string][] = [
    ["Plain words.", "Plain words."],
    ["One\ntwo.\n\nThree.", "One two.<br>Three."],
    ["> Said *so*.\n>\n> Twice.", '_"Said so.<br>Twice."_'],
    ["- a\n- b", "- a<br>- b"],
    ["3. a\n4. b", "3. a<br>4. b"],
    ["- > one\n- > two", '- _"one"_<br>- _"two"_'],
    ["> 1. **A** – b\n> 2. c", '_"1. **A** – b<br>2. c"_'],
    ["# Head\n\ntext", "**Head**<br>text"],
    ["```js\na | b\n```", "`a \\| b`"],
    ["a  \nb", "a<br>b"],
    ["<b>x</b> &amp; y", "\\<b>x\\</b> & y"],
    ["[a][r] b\n\n[r]: https://r.example/", "[a](https://r.example/) b"],
    ["| a | b |\n| - | - |\n| c | d |", "a \\| b<br>c \\| d"],
    ["- [x] done\n- [ ] open", "- \\[x] done<br>- \\[ ] open"],
    ["> out\n>\n> > in", '_"out<br>"in""_'],
    ["a\n\n---\n\nb", "a<br>b"],
    ["x[^1]\n\n[^1]: y", "x\\[^1]<br>\\[^1]: y"],
    ["![alt](img/a.png) ~~no~~", "![alt](img/a.png) ~~no~~"],
  ];
  for (const [source, expected] of cases) {
    const note = `note: |\n${source.replace(/^/gm, "  ")}\n`;
    assert.deepEqual(
      await rows(t, "{note}", example(`technologies: [{text: T}]\n${TALK}${note}`)),
      [`| ${expected} |`],
      source,
    );
  }
});

test("an address may stand right behind what opens emphasis", async (t) => {
  const link = (address: string): string => `[${address}](mailto:${address})`;
  const cases: [string, string][] = [
    ["_help@example.org answers within a day_", `_${link("help@example.org")} answers within a day_`],
    ["__help@example.org__ answers", `**${link("help@example.org")}** answers`],
    ["*help@example.org* and ~~me@example.org~~", `_${link("help@example.org")}_ and ~~${link("me@example.org")}~~`],
    ["(_ask me@example.org_)", `(_ask ${link("me@example.org")}_)`],
    ["> _me@example.org_", `_"${link("me@example.org")}"_`],
    ["_me@example.org", link("\\_me@example.org").replace("mailto:\\_", "mailto:_")],
    ["a_b@example.org and a_b@c_d.example", `${link("a_b@example.org")} and ${link("a_b@c_d.example")}`],
    ["`me@example.org` [me@example.org](x.md) a@b", "`me@example.org` [me@example.org](x.md) a<span>@</span>b"],
    [
      "me@example.org1 me@example.org_ me@@example.org",
      "me<span>@</span>example.org1 me<span>@</span>example.org\\_ me@<span>@</span>example.org",
    ],
  ];
  for (const [source, expected] of cases) {
    const note = `note: ${JSON.stringify(source)}\n`;
    assert.deepEqual(
      await rows(t, "{note}", example(`technologies: [{text: T}]\n${TALK}${note}`)),
      [`| ${expected} |`],
      source,
    );
  }
});

test("literal text stays text where GitHub would link or mention, outside of links", async (t) => {
  const cases: [string, string][] = [
    ["git clone git@forge.example.org:x/y", "git clone git<span>@</span>forge.example.org:x/y"],
    ["xmpp:a@b.example", "xmpp:a<span>@</span>b.example"],
    ["mailto:a@b.example, @user", "mailto:a<span>@</span>b.example, <span>@</span>user"],
    ["https://x.example and FTP://x.example", "https<span>:</span>//x.example and FTP<span>:</span>//x.example"],
    ["(www.x.example) WWW.X.EXAMPLE", "(www<span>.</span>x.example) WWW<span>.</span>X.EXAMPLE"],
    ["www. x and (www.)", "www<span>.</span> x and (www<span>.</span>)"],
    ["pip install a@1.0, 5 @ 3", "pip install a<span>@</span>1.0, 5 @ 3"],
    ["c:\\x and a:b", "c:\\x and a:b"],
  ];
  for (const [text, expected] of cases) {
    const data = example(`technologies: [{text: ${JSON.stringify(text)}}]\n${TALK}`);
    assert.deepEqual(await rows(t, "{technologies.name}", data), [`| ${expected} |`], text);
  }
  const tool = { "data/tools/a.yml": "name: a@b.example, www.x.example\nurl: https://a.example/\n" };
  const data = { ...tool, ...example(`technologies: ['a@b.example, www.x.example']\n${TALK}`) };
  assert.deepEqual(await rows(t, "[{technologies.name}]({technologies.url})", data), [
    "| [a@b.example, www.x.example](https://a.example/) |",
  ]);
});

test("in a destination or a title, no parser finds a character reference, or an end", async (t) => {
  const cases: [url: string, written: string][] = [
    ["https://x.example/?a&colon;b&copy=c&d", "https://x.example/?a&amp;colon;b\\&copy=c\\&d"],
    ["https://x.example/&#58;&#x3a;", "https://x.example/&amp;#58;&amp;#x3a;"],
    ["https://x.example/\\&colon;", "https://x.example/\\\\&amp;colon;"],
    ['https://x.example/a>b"c`d{e}', "https://x.example/a%3Eb%22c%60d{e}"],
    ["https://x.example/(a)", "https://x.example/\\(a\\)"],
    ["https://x.example/a|b", "https://x.example/a\\|b"],
    ["https://x.example/&amp;lt;", "https://x.example/&amp;amp;lt;"],
  ];
  for (const [url, written] of cases) {
    const reference = `references: [{title: A, url: ${JSON.stringify(url)}}]\n`;
    const data = example(
      `technologies: [{text: T}]\n${reference}note: ${JSON.stringify('![x](a.png "&amp;quot; \\\\&amp;lt;")')}\n`,
    );
    assert.deepEqual(await rows(t, "[{references.title}]({references.url})", data), [`| [A](${written}) |`], url);
    assert.deepEqual(await rows(t, "{note}", data), ['| ![x](a.png "&amp;quot; \\\\&amp;lt;") |'], url);
  }
});

test("rows are ordered by the last-declared purpose, then by name; examples by position; resources by title", async (t) => {
  const tool = (name: string, purposes: string): string =>
    `name: ${name}\ncomponents: {p: {purposes: [${purposes}]}}\n`;
  const reference = "technologies: [{text: T}]\nreferences: [{title: R, url: https://r.example/}]\n";
  const data = {
    "data/components/p.yml": "name: P\nposition: 0\npurposes: [One, Two]\n",
    "data/tools/1.yml": tool("zeta", "One"),
    "data/tools/2.yml": tool("Beta", "One"),
    "data/tools/3.yml": tool("alpha", "Two, One"),
    "data/tools/4.yml": "name: None\ncomponents: {p: {}}\n",
    "data/tools/5.yml": tool("Ärger", "One"),
    "data/examples/b.yml": `organisation: B\nposition: 7\n${reference}`,
    "data/examples/a.yml": `organisation: A\nposition: 7\n${reference}`,
    "data/examples/c.yml": `organisation: C\nposition: 2\n${reference}`,
    "data/resources/x.yml": "title: Late\nurl: https://l.example/\n",
    "data/resources/y.yml": "title: Early\nurl: https://e.example/\n",
  };
  const template =
    "<!-- each components.p.tools -->\n- {name}\n\n***\n\n<!-- each examples -->\n1. {organisation}{number}\n\n***\n\n<!-- each resources -->\n- {title}\n";
  assert.equal(
    body(await renderList(t, template, data)),
    "- Beta\n- zeta\n- Ärger\n- alpha\n- None\n\n***\n\n1. C0\n2. A1\n3. B2\n\n***\n\n- Early\n- Late\n".replace(
      "ärger",
      "Ärger",
    ),
  );
});

test("the first line says what the page is made from, and each line knows its record", async (t) => {
  const data = {
    "data/resources/b.yml": "title: B\nurl: https://b.example/\n",
    "data/resources/a.yml": "title: A\nurl: https://a.example/\n",
  };
  const page = await renderList(
    t,
    "# T\n\n<!-- each resources -->\n| h |\n| --- |\n| {title} |\n\n<!-- each resources -->\n- {title}\n",
    data,
  );
  const lines = page.markdown.split("\n");
  assert.equal(
    lines[0],
    "<!-- Generated by `npm run build` from data/ and templates/README.md. You may edit this page: your change goes into data/. -->",
  );
  const origins = lines
    .map((line, index) => [line, page.origins.get(index + 1)?.file])
    .filter(([, file]) => file !== undefined);
  assert.deepEqual(origins, [
    ["| A |", "data/resources/a.yml"],
    ["| B |", "data/resources/b.yml"],
    ["- A", "data/resources/a.yml"],
    ["- B", "data/resources/b.yml"],
  ]);
});

test("an entry that nothing prints is a finding; a replacement and a counted tool are not", async (t) => {
  const data = {
    ...example(
      "technologies: [{text: uses Old, tools: [Old]}]\nreferences: [{title: T, url: https://t.example/, tools: [About]}]\n",
    ),
    "data/components/p.yml": "name: P\nposition: 0\n",
    "data/tools/old.yml": "name: Old\nreplacement: new\n",
    "data/tools/new.yml": "name: New\nreplacement: newest\n",
    "data/tools/newest.yml": "name: Newest\n",
    "data/tools/about.yml": "name: About\n",
    "data/tools/lost.yml": "name: Lost\n",
    "data/resources/lost.yml": "title: Lost\nurl: https://l.example/\n",
  };
  const page = await renderList(t, "<!-- each examples -->\n- {organisation}\n", data);
  assert.deepEqual(
    page.diagnostics.map(({ file, rule, reason }) => `${file} ${rule}: ${reason}`),
    [
      "data/components/p.yml unprinted-entry: Nothing prints this component.",
      "data/resources/lost.yml unprinted-entry: Nothing prints this resource.",
      "data/tools/lost.yml unprinted-entry: Nothing prints this tool.",
    ],
  );
});

test("a template that is at fault says where and what instead", async (t) => {
  const cases: [template: string, expected: string][] = [
    ["<!-- each tols -->\n- {name}\n", "1:1 “tols” is not a list of records. | Did you mean “tools”?"],
    [
      "<!-- each list -->\n- {name}\n",
      "1:1 “list” is not a list of records. | Lists: components, diagrams, examples, resources, tools, notes.",
    ],
    [
      "<!-- each components.nowhere.tools -->\n- {name}\n",
      "1:1 “each components.nowhere.tools”: there is no components entry “nowhere”. | Ids: none yet.",
    ],
    [
      "<!-- each a..b -->\n- {name}\n",
      "1:1 “a..b” is not a path. | A path is words joined with dots: FOLDER, or FOLDER.ID.LIST",
    ],
    [
      "<!-- each tools -->\n\ntext\n",
      "1:1 “each” repeats the table, list or heading that follows it, and there is none.",
    ],
    ["<!-- each tools -->\n", "1:1 “each” repeats the table, list or heading that follows it, and there is none."],
    [
      "<!-- each tools -->\n| a |\n| - |\n",
      "2:1 The table under “each” needs one row below its heading: the prototype.",
    ],
    [
      "<!-- each tools -->\n- {name}\n- {id}\n",
      "2:1 The list under “each” needs one item of one paragraph: the prototype.",
    ],
    ["<!-- each tools -->\n- {nam}\n", "2:3 No schema has a field “nam” here. | Did you mean “name”?"],
    ["<!-- each tools -->\n- **{name}**{ ({nam})}\n", "2:16 No schema has a field “nam” here. | Did you mean “name”?"],
    ["{list.nme}\n", "1:1 No schema has a field “list.nme” here. | Did you mean “list.name”?"],
    ["<!-- each tools -->\n- [{name}]({ulr})\n", "2:3 No schema has a field “ulr” here. | Did you mean “url”?"],
    [
      "<!-- each tools -->\n- {aliases}\n",
      "2:3 “aliases” is a list. | Repeat it in braces of its own, with what stands between two: {{aliases}, }",
    ],
    ["<!-- each components -->\n- {anchor}\n", "2:3 “anchor” cannot be printed as text."],
    [
      "{list}\n",
      "1:1 “list” cannot be printed as text. | Name one of its fields: name, repository, exclusions, rules.",
    ],
    ["<!-- each tools -->\n- [{name}]({footnote})\n", "2:3 “footnote” cannot be printed at the start of a URL."],
    [
      "<!-- each tools -->\n- **{name}**{ words only}\n",
      "2:13 There is no field in these braces. | A group is printed when its fields have values. Write \\{ for a literal brace.",
    ],
    [
      "<!-- each tools -->\n- {name}{ }\n",
      "2:9 There is neither a field nor text in these braces. | Write \\{ for a literal brace.",
    ],
    [
      "text\n\n- {name\n",
      "3:7 A “{” is opened and not closed before this. | Close it with “}”, or write \\{ for a literal brace.",
    ],
    [
      "<!-- each tools -->\n- {name}{ ({status})}\n",
      '2:3 “name” may itself hold “ (”, with which the group behind it starts, so the row could not be read back. | Say in its schema that it does not: "pattern": "^[^(\\\\n\\\\r\\\\u2028\\\\u2029]*$"',
    ],
    [
      "> <!-- each notes -->\n> 0. {text}\n",
      "1:3 “each notes” stands by itself: not in a quotation, a list or a section that is repeated.",
    ],
    ["<!-- each notes -->\n0. {target}{txt}\n", "2:12 No schema has a field “txt” here. | Did you mean “text”?"],
  ];
  for (const [template, expected] of cases) {
    const page = await renderList(t, template, {});
    const found = page.diagnostics.map(
      ({ range, reason, note }) => `${range.start.line}:${range.start.column} ${reason}${note ? ` | ${note}` : ""}`,
    );
    assert.deepEqual(found, [expected], template);
  }
});

test("a template that the page's own anchors do not fit names the component", async (t) => {
  const data = { "data/components/p.yml": "position: 0\nname: P & Q\n" };
  const page = await renderList(t, "<!-- each components -->\n- [{name}](#{anchor})\n", data);
  assert.deepEqual(
    page.diagnostics.map(({ file, range, reason }) => `${file}:${range.start.line}:${range.start.column} ${reason}`),
    ["data/components/p.yml:2:7 The page links to “P & Q”, and none of its headings reads so."],
  );
});

test("anchors are GitHub's, for repeated headings too", async (t) => {
  const data = {
    "data/components/p.yml": "name: CI/CD & “Co”\nposition: 0\n",
    "data/components/q.yml": "name: Notes\nposition: 1\n",
  };
  const template = "<!-- each components -->\n- [{name}](#{anchor})\n\n## CI/CD & “Co”\n\n## Notes\n\n## Notes\n";
  const page = await renderList(t, template, data);
  assert.match(page.markdown, /^- \[CI\/CD & “Co”\]\(#cicd--co\)\n- \[Notes\]\(#notes\)$/m);
});

test("rendering does not change the list: the same twice", async (t) => {
  const root = await makeList(t, { "data/resources/a.yml": "title: A\nurl: https://a.example/\n" });
  const { list } = await loadList(root);
  const once = render(list, "<!-- each resources -->\n- {title}\n");
  assert.equal(render(list, "<!-- each resources -->\n- {title}\n").markdown, once.markdown);
});

test("odds and ends of templates", async (t) => {
  const data = {
    "data/list.yml": "name: Mine\n",
    "data/resources/a.yml": "title: A\nurl: https://a.example/\n",
    "data/examples/b.yml":
      "organisation: B\nposition: 5\ntechnologies: [{text: T}]\nreferences: [{title: R, url: https://r.example/}]\nnote: |\n  ```js\n  code()\n  ```\n\n  [^1] ![](img/x.png)\n\n  | a |\n  | - |\n  | <i>b</i> |\n\n  [^1]: n\n",
  };
  const cases: [template: string, expected: string][] = [
    // A marker without a list is text; a cell without a value is empty.
    [
      "<!-- each resources -->\n| h | i |\n| - | - |\n| • {title} | • {description} |\n",
      "| h | i |\n| --- | --- |\n| • A | |\n",
    ],
    // A paragraph and a list whose fields have no value go.
    [
      "{list.repository}{list.repository}\n\n> {list.repository}x{list.repository}\n\n- {list.repository}\n\nEnd.\n",
      "> x\n\nEnd.\n",
    ],
    // Text between an emptied block and the next heading keeps the heading.
    ["# T\n\n## H\n\n<!-- each tools -->\n- {name}\n\nKept.\n", "# T\n\n## H\n\nKept.\n"],
    [
      "# T\n\n## H\n\n<!-- each tools -->\n- {name}\n\n<!-- each components -->\n- {name}\n\n## I\n\nKept.\n",
      "# T\n\n## I\n\nKept.\n",
    ],
    // Alternative text without a value is empty.
    ["<!-- each resources -->\n- {title} ![{component}](img/{id}.svg)\n", "- A ![](img/a.svg)\n"],
    [
      "<!-- each examples -->\n## {number}\n\n{number}\n\n{note}\n",
      "## 0\n\n0\n\n```js\ncode()\n```\n\n\\[^1] ![](img/x.png)\n\n| a |\n| --- |\n| \\<i>b\\</i> |\n\n\\[^1]: n\n",
    ],
  ];
  for (const [template, expected] of cases) {
    assert.equal(body(await renderList(t, template, data)), expected, template);
  }
});

test("a column whose heading names a list is repeated for its members, each about the same member of the row's own", async (t) => {
  const data = {
    "data/components/data-pipeline.yml": PIPELINE,
    "data/components/engine.yml": ENGINE,
    "data/tools/a.yml": "name: A\nurl: https://a.example/\ncomponents: {engine: {}}\n",
    "data/tools/b.yml": "name: B\ncomponents: {engine: {}, data-pipeline: {}}\n",
    "data/tools/c.yml": "name: C\n",
    "data/examples/one.yml": `organisation: One\nposition: 0\ntechnologies: [A, {text: More, tools: [B]}]\n${TALK}`,
    "data/examples/two.yml": `organisation: Two\nposition: 1\ntechnologies: [A, C]\n${TALK}`,
    "data/examples/three.yml": `organisation: Three\nposition: 2\ntechnologies: [{text: Nothing}]\n${TALK}`,
  };
  const template = `<!-- each examples -->
| Who | {components.emoji} {components.name} | # |
| :-- | :-: | --: |
| {organisation} | {✓ {components.used}}<br>{[{components.tools.name}]({components.tools.url}) + }<br>{components.id} | {number} |
`;
  assert.equal(
    body(await renderList(t, template, data)),
    `| Who | 🪵 Data Pipeline | Engine | # |
| :--- | :---: | :---: | ---: |
| One | ✓<br>B<br>data-pipeline | ✓<br>[A](https://a.example/) + B<br>engine | 0 |
| Two | data-pipeline | ✓<br>[A](https://a.example/)<br>engine | 1 |
| Three | data-pipeline | engine | 2 |
`,
  );
  const lists =
    "<!-- each examples -->\n| {components.name} | {notes.name} |\n| --- | --- |\n| {components.nme} | {organisation} |\n";
  const wrong = await renderList(t, lists, data);
  assert.deepEqual(
    wrong.diagnostics.map(({ reason, note }) => `${reason} ${note}`),
    ["No schema has a field “components.nme” here. Did you mean “components.name”?"],
  );
});

test("without members, a table with repeated columns goes, and the heading that it leaves empty", async (t) => {
  const data = example(`technologies: [{text: T}]\n${TALK}`);
  const template =
    "# T\n\n## By component\n\n<!-- each examples -->\n| Who | {components.name} |\n| --- | --- |\n| {organisation} | {components.used} |\n\n## Rest\n\nText\n";
  assert.equal(body(await renderList(t, template, data)), "# T\n\n## Rest\n\nText\n");
});

test("a tool in a diagram is one that the example uses", async (t) => {
  const data = {
    "data/components/engine.yml": ENGINE,
    "data/tools/a.yml": "name: A\ncomponents: {engine: {}}\n",
    "data/diagrams/acme.yml": "title: T\nalt: Alt\ngrid: a\nnodes: [{id: a, tool: A}]\n",
    ...example(`technologies: [{text: T}]\ndiagram: [acme]\n${TALK}`),
  };
  const template =
    "<!-- each examples -->\n| Who | {components.name} |\n| --- | --- |\n| {organisation} | {yes {components.used}} |\n";
  assert.equal(body(await renderList(t, template, data)).split("\n")[2], "| Acme | yes |");
});

test("a drawing is printed as it is, or field by field", async (t) => {
  const data = {
    "data/components/engine.yml": `${ENGINE}summary: Finds it\n`,
    "data/diagrams/one.yml": "title: T\nalt: The [first] | one\ncaption: One *\ngrid: a\nnodes: [{id: a, label: A}]\n",
    "data/diagrams/two.yml": "title: T\nalt: The second\ngrid: a\nnodes: [{id: a, label: A}]\n",
    ...example(`technologies: [{text: T}]\ndiagram: [one, two]\n${TALK}`),
  };
  const one = "[![The \\[first\\] \\| one](img/one.svg)](img/one.svg)";
  const two = "[![The second](img/two.svg)](img/two.svg)";
  assert.deepEqual(await rows(t, "{diagram}", data), [`| _One \\*_<br>${one}<br>${two} |`]);
  assert.deepEqual(await rows(t, "{![{diagram.alt}]({diagram.file}), }", data), [
    "| ![The \\[first\\] \\| one](img/one.svg), ![The second](img/two.svg) |",
  ]);
  const pipeline = "The components in their order: 0. Engine (Finds it).";
  assert.equal(
    body(await renderList(t, "{pipeline}\n\nAs text: {pipeline.file}.\n", data)),
    `[![${pipeline}](img/pipeline.svg)](img/pipeline.svg)\n\nAs text: img/pipeline.svg.\n`,
  );
  const none = await renderList(t, "# T\n\n{pipeline}\n\n{In order: {pipeline}}\n", {
    "data/tools/a.yml": "name: A\n",
  });
  assert.equal(body(none), "# T\n");
});

test("a link's title has fields, too; without their values, a group with such a link goes", async (t) => {
  const data = {
    ...example(`technologies: [Bolt]\n${TALK}`),
    "data/tools/bolt.yml": "name: Bolt\nurl: https://bolt.example/\n",
  };
  assert.deepEqual(await rows(t, '{[more](#{id} "By {organisation}")} | {[home](#{id} "{list.repository}")}', data), [
    '| [more](#acme "By Acme") | |',
  ]);
});

test("a record can be led to, and the records of a kind are counted", async (t) => {
  const template =
    "{count.examples} of {count.tools}\n\n<!-- each examples -->\n- {target}{organisation}, see [it](#{id})\n\n<!-- each tools -->\n- {name}\n";
  const page = await renderList(t, template, {
    ...example(`technologies: [Bolt]\n${TALK}`),
    "data/tools/bolt.yml": "name: Bolt\n",
    "data/tools/nut.yml": "name: Nut\n",
  });
  assert.deepEqual(page.diagnostics, []);
  assert.equal(body(page), '1 of 2\n\n- <a id="acme"></a>Acme, see [it](#acme)\n\n* Bolt\n* Nut\n');
});

test("a circle of parents is one finding, which names it, and nothing below it is another", async (t) => {
  const schema = {
    "x-kind": { folder: "resources", name: "title", parent: "parent" },
    type: "object",
    required: ["title"],
    properties: { title: { type: "string" }, parent: { type: "string", "x-ref": "resource" } },
  };
  const { diagnostics } = await renderList(t, "<!-- each resources -->\n- {title}\n", {
    "schemas/resource.schema.json": JSON.stringify(schema),
    "data/resources/a-talk.yml": "title: A talk\nparent: slides\n",
    "data/resources/slides.yml": "title: Slides\nparent: a-talk\n",
    "data/resources/page-one.yml": "title: Page one\nparent: slides\n",
    "data/resources/whole.yml": "title: Whole\n",
  });
  assert.deepEqual(
    diagnostics.map(({ file, line, column, reason, note }) => `${file}:${line}:${column}: ${reason} ${note}`),
    [
      "data/resources/a-talk.yml:2:9: Nothing prints this resource, which stands under itself: “A talk” under “Slides” under “A talk”. Take “parent” out of one of them, or name another there.",
    ],
  );
});

test("a field in HTML and a brace that nothing opens are said, not printed", async (t) => {
  const template = `<p><a href="{url}">here</a></p>

Written in <a title="{name}">HTML</a>, with <!-- {name} --> and \`{name}\` and \\}.

<!-- each tools -->
- name} {: {url}}
`;
  const { diagnostics } = await renderList(t, template, { "data/tools/a.yml": "name: A\nurl: https://a.example/\n" });
  assert.deepEqual(
    diagnostics.map(({ line, column, severity, reason }) => `${line}:${column} ${severity}: ${reason}`),
    [
      "1:1 error: A field cannot stand here.",
      "3:12 error: A field cannot stand here.",
      "6:7 warning: This “}” closes nothing, and is printed.",
    ],
  );
});

test("only a kind that has an issue form has a link to it", async (t) => {
  const { diagnostics } = await renderList(t, "[Add]({form.tool}), [add]({form.diagram})\n", {});
  assert.deepEqual(
    diagnostics.map(({ reason }) => reason),
    ["No schema has a field “form.diagram” here."],
  );
});
