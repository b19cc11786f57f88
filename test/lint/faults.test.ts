// Faults of the linter that people met: small documents, and exactly the findings that they should have.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { lintAll } from "../../scripts/lint/lint-all.ts";
import { type Files, makeList } from "../support/lists.ts";

/** @returns `LINE:COLUMN rule: message` for each finding of page.md, with its hint in the next line where one is given */
async function findings(t: Parameters<typeof makeList>[0], page: string, others: Files = {}): Promise<string[]> {
  const root = await makeList(t, { "page.md": page, ...others });
  const { diagnostics } = await lintAll({ root, lists: [], documents: [`${root}/page.md`] });
  return diagnostics.map(({ range: { start }, rule, reason }) => `${start.line}:${start.column} ${rule}: ${reason}`);
}

/** @returns page.md as `--fix` leaves it */
async function fixed(t: Parameters<typeof makeList>[0], page: string): Promise<string> {
  const root = await makeList(t, { "page.md": page });
  await lintAll({ root, lists: [], documents: [`${root}/page.md`] }, true);
  return readFile(path.join(root, "page.md"), "utf8");
}

const FRONT_MATTERS = [
  "---\nlabels: bug, Javascript\ndescription: All about queues.\n---\n",
  "---\r\nlabels: bug, Javascript\r\n---\r\n",
  "---\ntitle: TODO\n\n# http://example.org/ \ntags:\n- github \n- '#x'\nlicense: http://example.org/   \n---\n",
  '---\n"title": "Lorem ipsum..": Javascript\n...\n',
  "+++\ntitle = 'Javascript'\n[params]\nurl = \"http://example.org/\"\n\nlist = [\n  1,\n]\n+++\n",
  '---\n{"title": "Javascript"}\n---\n',
  "---\nnotes: |\n  A text\n\n  ## of github:\n---",
];

test("front matter is no Markdown: no rule looks at it, and --fix leaves it alone", async (t) => {
  for (const front of FRONT_MATTERS) {
    const page = `${front}\n\n# Kit\n`;
    assert.deepEqual(await findings(t, page), [], front);
    assert.equal(await fixed(t, page), page);
  }
  const [front] = FRONT_MATTERS;
  assert.deepEqual(await findings(t, `${front}\n# Kit:\n\n[a](#labels)\n`), [
    "6:6 heading-punctuation: This heading ends in “:”.",
    "8:5 dead-anchor: Nothing on this page has the anchor “#labels”.",
  ]);
  // The headings of another file are not made of its front matter either.
  assert.deepEqual(
    await findings(t, "[a](other.md#kit), [b](other.md#draft-yes)\n", { "other.md": "---\ndraft: yes\n---\n# Kit\n" }),
    ["1:32 dead-anchor: Nothing on the page other.md has the anchor “#draft-yes”."],
  );
});

test("two lines of dashes with Markdown between them are no front matter, nor is data further down", async (t) => {
  const pages = [
    "---\n\nAll about Github.\n\n---\n",
    "---\n[Github]: https://example.org/\n---\n[Github]\n",
    "\n---\nname: Github\n---\n",
    "---\nname: Github\n",
  ];
  for (const page of pages) assert.match((await findings(t, page)).join("\n"), /name-case/, page);
});

test("final-stop: names and titles are not compared, in whichever column or item they stand", async (t) => {
  const table = (header: string, ...cells: string[]): string =>
    `| Feed | ${header} | Address |\n| --- | --- | --- |\n${cells.map((cell, at) => `| Feed ${at} | ${cell} | a${at}.example.org |\n`).join("")}`;
  const titles = ["Call Me Later.", "Risky Business", "Darknet Diaries Weekly", "The Art Of Detection"];
  const sentences = ["How we sort events.", "What we learned", "Where we went wrong", "When to sort"];
  for (const header of ["Title", "Name", "Show", "Episode", "Songs", "Author", "标题", "Titel"]) {
    for (const cells of [titles, sentences]) {
      assert.deepEqual(await findings(t, table(header, ...cells)), []);
      assert.equal(await fixed(t, table(header, ...cells)), table(header, ...cells));
    }
  }
  const items = `- ${titles.join("\n- ")}\n`;
  assert.deepEqual(await findings(t, items), []);
  const linked = titles.map((title, at) => `- [Show ${at}](https://example.org/${at}): ${title}\n`).join("");
  assert.deepEqual(await findings(t, linked), []);
  // What is a description goes on to be compared, in the first column too.
  assert.deepEqual(await findings(t, table("Short description", ...sentences)), [
    "3:30 final-stop: This description ends in a full stop, and its neighbours do not.",
  ]);
  assert.match(
    (await findings(t, "| What |\n| --- |\n| Sorts our events. |\n| Mixes all events |\n| Reads events |\n")).join(),
    /^3:19 final-stop/,
  );
});

test("final-stop: each script has its own stop, and its own words", async (t) => {
  const cases: [string[], string][] = [
    [["这是一个工具。", "那是一个东西。", "这也是一个工具。", "这是 一个 东西"], "这是 一个 东西。"],
    [["这是一个工具。", "那是一个东西。", "这也是一个工具。", "支持 Docker 的工具"], "支持 Docker 的工具。"],
    [
      ["イベントを並べます。", "イベントを混ぜます。", "これは道具です。", "イベントを読みます"],
      "イベントを読みます。",
    ],
    [["यह एक औज़ार है।", "वह एक चीज़ है।", "यह भी एक औज़ार है।", "यह एक किताब है"], "यह एक किताब है।"],
    [["Сортирует события.", "Читает события.", "Пишет события.", "Хранит события"], "Хранит события."],
    [["یہ ایک اوزار ہے۔", "وہ ایک چیز ہے۔", "یہ بھی ایک اوزار ہے۔", "یہ ایک کتاب ہے"], "یہ ایک کتاب ہے۔"],
    [["이것은 도구입니다.", "저것은 물건입니다.", "그것도 도구입니다.", "이것은 책입니다"], "이것은 책입니다."],
  ];
  for (const [items, last] of cases) {
    const page = `- ${items.join("\n- ")}\n`;
    assert.match((await findings(t, page)).join("\n"), /^4:\d+ final-stop: This description has no full stop[^\n]*$/);
    assert.equal(await fixed(t, page), `- ${[...items.slice(0, -1), last].join("\n- ")}\n`);
  }
  const [[chinese = []] = []] = cases;
  assert.equal(
    await fixed(t, "- 这是一个工具\n- 那是一个东西\n- 这也是一个工具。\n"),
    "- 这是一个工具\n- 那是一个东西\n- 这也是一个工具\n",
  );
  // Of several sentences, each needs its stop.
  assert.deepEqual(
    await findings(t, "- Sorts all events\n- Mixes events\n- Reads events. Writes them, too.\n- Keeps events\n"),
    [],
  );
  const long =
    "- Sorts all events. Mixes them.\n- Reads events. Writes them.\n- Keeps events. Loses none.\n- Finds events\n- Drops events.\n- Serves events.\n";
  assert.match((await findings(t, long)).join("\n"), /^4:9 final-stop: This description has no[^\n]*$/);
  // Those in another script are not exceptions.
  const mixed = `- ${[...chinese.slice(0, 3), "Sorts all events", "เครื่องมือสำหรับจัดเรียง"].join("\n- ")}\n`;
  assert.deepEqual(await findings(t, mixed), []);
  // An escaped stop goes with its backslash.
  assert.equal(
    await fixed(t, "- Sorts all events\n- Mixes events\n- Reads events\\.\n"),
    "- Sorts all events\n- Mixes events\n- Reads events\n",
  );
});

test("dead-anchor: a heading in HTML has an anchor like any other", async (t) => {
  const alive = [
    '[S](#getting-started)\n\n<h2 align="center">Getting started</h2>\n',
    "[S](#getting-started)\n\n<details><summary><h3>Getting <b>started</b></h3></summary>\n\nText.\n\n</details>\n",
    "[S](#tom--jerry)\n\n<H1>\n  Tom &amp; Jerry<!-- and -->\n</H1>\n",
    '[S](#getting-started)\n\n<h1 align="center">\n\nGetting `started`\n\n</h1>\n',
    "[S](#getting-started)\n\nText <h6>Getting *started*</h6>\n",
    '[S](#tools), [T](#tools-1)\n\n<h2 title="a > b">Tools</h2>\n\n## Tools\n',
    "[S](#one), [T](#two), [U](#three)\n\n<h1>One\n\n## Two\n\n<h3>Three\n",
    "[S](other.md#getting-started)\n",
  ];
  const other = { "other.md": "<h2>Getting started</h2>\n" };
  for (const page of alive) assert.deepEqual(await findings(t, page, other), [], page);
  for (const html of [
    "<!-- <h2>Getting started</h2> -->",
    '<!-- <a id="getting-started"></a> -->',
    "<p>Getting started</p>",
  ]) {
    assert.match((await findings(t, `[S](#getting-started)\n\n${html}\n`)).join(), /^1:5 dead-anchor/, html);
  }
});

test("dead-anchor: the hyphen of a blank beside an image, an anchor or a comment may be there or not", async (t) => {
  const headings = [
    "![](https://example.org/a.png) Custom image",
    '<img src="https://example.org/a.png" alt=""> Custom image',
    "Custom image <a id=x></a>",
    "Custom image <!-- new -->",
    "[![x](https://example.org/a.png)](https://example.org/) Custom image",
    '<a name="x"></a> Custom image <br>',
  ];
  for (const heading of headings) {
    const links = [/^\W/.test(heading) ? "#-custom-image" : "#custom-image-", "#custom-image"];
    const page = `${links.map((url) => `[A section](${url})\n`).join("")}\n## ${heading}\n`;
    const found = (await findings(t, page)).filter((each) => !each.includes("image-alt"));
    assert.deepEqual(
      found,
      heading.endsWith("<br>") ? ["1:13 dead-anchor: Nothing on this page has the anchor “#-custom-image”."] : [],
      heading,
    );
  }
  // Of an emoji, GitHub keeps the hyphen.
  assert.match((await findings(t, "[a](#tools)\n\n## 🔧 Tools\n")).join(), /^1:5 dead-anchor/);
  const contents = "## Contents\n\n- [One](#one)\n- [Two](#two)\n\n## One\n\n## ![](https://example.org/a.png) Two\n";
  assert.ok(!(await findings(t, contents)).some((each) => each.includes(" contents: ")));
  const named =
    '## Contents\n\n- [C++](#cpp)\n- [C](#plain)\n\n## C++ <a id="cpp"></a>\n\n<a name="plain"></a>\n\n## C\n';
  assert.deepEqual(await findings(t, named), []);
});

test("HTML comments hold no images, links or anchors", async (t) => {
  const pages = [
    'Text <!-- <img src="a.png"> -->\n',
    '<!--\n<img src="a.png">\n<a href="http://example.org/">here</a> -->\n',
    '<div><!-- <img src="http://example.org/a.png"> --></div>\n',
    "- item <!-- > <img src=a.png> -->\n",
    '<p align="center">\n<!-- <a href="#nowhere"><img src="x y.png"></a> -->\n</p>\n',
  ];
  for (const page of pages) assert.deepEqual(await findings(t, page), [], page);
  assert.match(
    (await findings(t, '<!-- a --><img src="https://example.org/a.png"><!-- b -->\n')).join(),
    /^1:11 image-alt/,
  );
});

test("an attribute without a value is one with an empty value", async (t) => {
  const tags = [
    'src="https://example.org/a.png" alt',
    'alt src="https://example.org/a.png"',
    'src="https://example.org/a.png" alt=""',
    "src='https://example.org/a.png' alt=''",
    'src="https://example.org/a.png" ALT  width=1',
  ];
  for (const tag of tags) {
    assert.deepEqual(await findings(t, `<img ${tag}>\n`), [], tag);
    assert.deepEqual(await findings(t, `Text <img ${tag} /> text\n`), [], tag);
  }
  assert.deepEqual(
    await findings(t, '<a href>x</a> <a id>y</a> <img alt="a > b" src="https://example.org/a.png">\n'),
    [],
  );
  for (const tag of [
    'src="https://example.org/a.png" data-alt="x"',
    'src="https://example.org/alt=.png"',
    'src="https://example.org/a.png" title=" alt=x"',
  ]) {
    assert.match((await findings(t, `<img ${tag}>\n`)).join(), /image-alt/, tag);
  }
});

test("a blank in a URL is right where the syntax allows it", async (t) => {
  const pages = [
    "[n](<my notes.md>)\n",
    "![n](<my notes.md>)\n",
    "[n][m]\n\n[m]: <my notes.md>\n",
    '<img src="https://i.example.org/b?label=built with" alt="x">\n',
    "<a href='my notes.md'>n</a>\n",
    '<a href=" https://example.org/ ">n</a>\n',
    '[n](<my notes.md#a b> "Title")\n',
    '<img alt="x" srcset="https://example.org/a.png 1x, https://example.org/b.png 2x">\n',
  ];
  for (const page of pages)
    assert.deepEqual(await findings(t, page, { "my notes.md": '<a id="a b"></a>\n' }), [], page);
  // They are looked at like any other.
  assert.match(
    (await findings(t, "[n](<my note.md>)\n", { "my notes.md": "" })).join(),
    /^1:6 missing-file: There is no file “my note.md”/,
  );
  assert.match((await findings(t, "[n](<http://example.org/a b>)\n")).join(), /^1:6 http-url/);
  assert.match((await findings(t, "[n](https://example.org/a b)\n")).join(), /url: This stays text/);
});

test("link-text: what an item or a row starts with is a name, if it is described or its URL has it", async (t) => {
  const names = [
    "- [click](https://github.com/pallets/click/) - A toolkit.\n",
    "- [here](https://here.example.org/)\n",
    "- [URL](https://github.com/example/parser): parses addresses\n",
    "- [more](https://example.org/m) by Ann\n",
    "1. **[This](https://example.org/t)** – a magazine\n",
    "* [x] [that](https://example.org/) (a command)\n",
    "- ⭐ [Link](https://example.org/l) — a shell\n",
    "| Tool | Purpose |\n| --- | --- |\n| [more](https://example.org/m) | pages texts |\n",
    "What a [URL](https://en.wikipedia.org/wiki/URL#Syntax) is, a [URL](https://url.spec.whatwg.org/), a [URL](https://nodejs.org/api/url.html).\n",
    "Thomas [More](https://en.wikipedia.org/wiki/More) and [This Page](https://example.org/This_Page).\n",
  ];
  for (const page of names) assert.deepEqual(await findings(t, page), [], page);
  const others = [
    "- [Click here](https://example.org/a) to read on.\n",
    "- See [here](https://example.org/here)\n",
    "- [here](https://example.org/a)\n",
    "| Tool | Purpose |\n| --- | --- |\n| Queue | [more](https://example.org/m) |\n",
    "[here](https://example.org/here) - A toolkit.\n",
    "- A [link](https://example.org/) - or two\n",
    "See [HERE](https://example.org/here)\n",
    "See [Here](https://example.org/Here-and-there)\n",
    "The [URL](https://example.org/?url=a)\n",
    "The [url](https://example.org/url)\n",
  ];
  for (const page of others) assert.match((await findings(t, page)).join("\n"), /^\d:\d+ link-text: “[^\n]*$/, page);
});

test("unfinished: TODO and lorem ipsum may be what a text is about, or a name", async (t) => {
  const subjects = [
    "- [Hipsum](https://example.org/h) - Hipster lorem ipsum generator.\n",
    "- [Bacon](https://example.org/b) - A Meatier Lorem Ipsum Generator\n",
    "- [todo.txt](https://example.org/t) - Plain text TODO format\n",
    "- [TBD](https://tbd.example.org/) - A network of wallets\n",
    "- [XXX](https://example.org/x): a codec\n",
    "- [Kanban](https://example.org/k): Boards with WIP limits for your TODO\n",
    "Finds TODO, FIXME and XXX in code.\n",
    "Turns every TODO into an issue.\n",
    "- **TBD** - A network of wallets\n",
    "| Name | What |\n| --- | --- |\n| XXX | A film of three |\n",
    "- [Kanri](https://example.org/k) - TODO management for teams.\n",
    "Ann's Almanac, Volume XXX\n",
    "Keeps a TODO file, and reads lorem ipsum placeholders.\n",
    "- 这是什么?\n- ¿Qué es esto?\n- Warum sortieren?\n- これは何?\n",
  ];
  for (const page of subjects) assert.deepEqual(await findings(t, page), [], page);
  const open = [
    "- [Queue](https://example.org/q) - TODO\n",
    "- TODO add more\n",
    "Price: TBD.\n",
    "Keeps alerts (TBA), and events.\n",
    "Lorem ipsum dolor sit amet.\n",
    "| Tool | Purpose |\n| --- | --- |\n| Queue | Lorem ipsum |\n",
    "We sort events, and FIXME.\n",
    "## TBD\n",
    "| Name | What |\n| --- | --- |\n| XXX | ? |\n",
    "- **TODO**: more\n",
    "| Name | What |\n| --- | --- |\n| TODO: more | see the issue |\n",
    "- [TODO](#todo)\n\n# Todo\n",
    "Released in TBD\n".replace("in ", ""),
  ];
  for (const page of open) assert.match((await findings(t, page)).join("\n"), /^\d:\d+ unfinished: “[^\n]*$/, page);
});

test("two-names, name-url: a bare URL is no name, and a repository may hold many things", async (t) => {
  const bare =
    "- https://one.example.org/\n- https://one.example.org\n- <https://one.example.org>\n- www.one.example.org\n- [One](https://one.example.org/)\n";
  assert.ok((await findings(t, bare)).every((each) => each.includes("link-text")));
  const pages = [
    "- [uv](https://github.com/astral-sh/uv)\n- [uv-build](https://github.com/astral-sh/uv)\n",
    "- [hatch](https://github.com/pypa/hatch)\n- [hatchling](https://github.com/pypa/hatch/)\n".replace(
      "hatch/)",
      "hatch)",
    ),
    "| Beat |\n| --- |\n| [Filebeat](https://github.com/elastic/beats) |\n| [Packetbeat](https://github.com/elastic/beats.git) |\n",
    "- [One](https://gitlab.com/example/all)\n- [Two](https://gitlab.com/example/all/)\n",
    "- [awesome-c](https://github.com/ann/awesome-c)\n- [awesome-c](https://github.com/bob/awesome-c)\n",
  ];
  for (const page of pages) assert.deepEqual(await findings(t, page), [], page);
  const items = [
    "- [django](https://github.com/django/django)\n- [geodjango](https://github.com/django/django)\n",
    "| Who |\n| --- |\n| [Ann](https://ann.example/) |\n| [Ann](https://social.example/@ann) |\n",
  ];
  for (const page of items) assert.deepEqual(await findings(t, page), [], page);
  const named = "- [Queue](https://example.org/q)\n- [Engine](https://example.org/q/)\n";
  assert.deepEqual(await findings(t, named), ["2:4 two-names: “Engine” and “Queue” have the same URL."]);
  const mentioned =
    "| Tool | Uses |\n| --- | --- |\n| [ksqlDB](https://github.com/example/ksql) | x |\n| [Acme](https://example.org/) | [KSQL](https://github.com/example/ksql) |\n";
  assert.deepEqual(await findings(t, mentioned), ["4:35 two-names: “KSQL” and “ksqlDB” have the same URL."]);
});

test("duplicate-tool: a repository may hold many tools", async (t) => {
  const lint = async (tools: Readonly<Record<string, string>>): Promise<string[]> => {
    const files = Object.entries(tools).map(([name, url]) => [
      `data/tools/${name}.yml`,
      `name: ${name}\nurl: ${url}\n`,
    ]);
    const template =
      "# A list\n\n<!-- each tools -->\n- [{name}]({url}){mark}\n\n<!-- each notes -->\n0. {target}{text}\n";
    const root = await makeList(t, {
      "data/list.yml": "name: A list\n",
      "templates/README.md": template,
      ...Object.fromEntries(files),
    });
    const { diagnostics } = await lintAll({ root, lists: [root], documents: [] });
    return diagnostics.map(({ file, rule }) => `${file} ${rule}`);
  };
  assert.deepEqual(
    await lint({ filebeat: "https://github.com/elastic/beats", packetbeat: "https://github.com/elastic/beats" }),
    [],
  );
  assert.deepEqual(
    await lint({ uv: "https://github.com/astral-sh/uv", "uv-build": "https://github.com/astral-sh/uv" }),
    [],
  );
  assert.deepEqual(
    await lint({
      vector: "https://github.com/vectordotdev/vector",
      vectordotdev: "https://www.GitHub.com/vectordotdev/vector.git",
    }),
    ["data/tools/vectordotdev.yml duplicate-tool"],
  );
  assert.deepEqual(
    await lint({ vector: "https://github.com/vectordotdev/vector", vectr: "https://github.com/vectordotdev/vector" }),
    ["data/tools/vectr.yml duplicate-tool"],
  );
  assert.deepEqual(await lint({ one: "https://example.org/a", two: "https://www.example.org/a/" }), [
    "data/tools/two.yml duplicate-tool",
  ]);
  assert.deepEqual(await lint({ tbd: "https://tbd.example.org/", xxx: "https://xxx.example.org/" }), []);
});

test("table-cells: bars behind the last column are deleted, and nothing else", async (t) => {
  const table =
    "| Animal | Wild | Tame |\n| --- | --- | --- |\n| Dog | No | Yes | |\n| Cat | No | Yes | | |\n| Ox | No | Yes |  |  \n";
  assert.deepEqual(await findings(t, table), [
    "3:18 table-cells: This row has 4 cells, and the header has 3.",
    "4:18 table-cells: This row has 5 cells, and the header has 3.",
    "5:17 table-cells: This row has 4 cells, and the header has 3.",
    "5:21 trailing-space: There is white space at the end of this line.",
  ]);
  assert.equal(
    await fixed(t, table),
    "| Animal | Wild | Tame |\n| --- | --- | --- |\n| Dog | No | Yes |\n| Cat | No | Yes |\n| Ox | No | Yes |\n",
  );
  const full = "| Animal | Wild |\n| --- | --- |\n| Dog | No | Yes | |\n| Cat | `a|b` |\n";
  assert.equal(await fixed(t, full), full);
});

test("in a list: front matter of the template, and a blank in a record's Markdown", async (t) => {
  const root = await makeList(t, {
    "data/list.yml": "name: A list\n",
    "data/tools/queue.yml":
      "name: Queue\nurl: https://example.org/q\nstatus: archived\nfootnote: Read [why](<my notes.md>).\n",
    "my notes.md": "# Why\n",
    "templates/README.md":
      "---\ntitle: Javascript.\n---\n# A list\n\n<!-- each tools -->\n- [{name}]({url}){mark}\n\n<!-- each notes -->\n0. {target}{text}\n",
  });
  const { diagnostics } = await lintAll({ root, lists: [root], documents: [] });
  assert.deepEqual(
    diagnostics.map(({ rule, reason }) => `${rule}: ${reason}`),
    [],
  );
});

test("a URL with letters that pass for others, and one that leads out of the list, is one finding", async (t) => {
  assert.deepEqual(
    await findings(t, "[a](/etc/x), [b](\\etc), [c](https://exаmple.org/), www.exаmple.org, <https://exаmple.org>\n", {
      "package.json": "{}\n",
    }),
    [
      "1:5 missing-file: There is no file “/etc/x”.",
      "1:18 missing-file: There is no file “\\etc”.",
      '1:29 url: The URL "https://exаmple.org/" has letters of two scripts in “exаmple”, some of which pass for others.',
      '1:52 url: The URL "http://www.exаmple.org" has letters of two scripts in “exаmple”, some of which pass for others.',
      '1:70 url: The URL "https://exаmple.org" has letters of two scripts in “exаmple”, some of which pass for others.',
    ],
  );
  for (const footnote of [
    "[a](/etc/x)",
    "[a](\\etc)",
    "[a](https://exаmple.org/)",
    "www.exаmple.org",
    "![a](../../etc/x)",
  ]) {
    const root = await makeList(t, {
      "data/list.yml": "name: A list\n",
      "data/tools/queue.yml": `name: Queue\nurl: https://example.org/q\nstatus: archived\nfootnote: See ${footnote}.\n`,
      "templates/README.md":
        "# A list\n\n<!-- each tools -->\n- [{name}]({url}){mark}\n\n<!-- each notes -->\n0. {target}{text}\n",
    });
    const { diagnostics } = await lintAll({ root, lists: [root], documents: [] });
    assert.deepEqual(
      diagnostics.map(({ rule }) => rule),
      ["url"],
      footnote,
    );
  }
});

test("every finding in the Markdown of a record says which value it is in", async (t) => {
  const footnote = "Gone, TODO. ![](a.svg) [b]() [c](https://example.org/a b) ** d** [here](https://example.org/)";
  const root = await makeList(t, {
    "data/list.yml": "name: A list\n",
    "data/tools/queue.yml": `name: Queue\nurl: https://example.org/q\nstatus: archived\nfootnote: "${footnote}"\n`,
    "templates/README.md":
      "# A list\n\n<!-- each tools -->\n- [{name}]({url}){mark}\n\n<!-- each notes -->\n0. {target}{text}\n",
  });
  const { diagnostics } = await lintAll({ root, lists: [root], documents: [] });
  assert.deepEqual(new Set(diagnostics.map(({ pointer }) => pointer)), new Set(["/footnote"]));
  const rules = [...new Set(diagnostics.map(({ rule }) => rule))].sort();
  assert.deepEqual(rules, ["image-alt", "link-text", "missing-file", "unfinished", "unmade-emphasis", "url"]);
});
