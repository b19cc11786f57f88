// Four lists that share no kind with this one (test/lists/): everything follows from their schemas, data and templates.
import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { parse } from "yaml";
import { loadList } from "../scripts/record/load.ts";
import { type Api, generateApis } from "./support/generate-apis.ts";
import {
  build,
  copyOf,
  create,
  doorsOf,
  expectedPage,
  forms,
  LISTS,
  lint,
  mistypedReferences,
  NAMES,
  type Name,
  rename,
  schemasOf,
  shortened,
  told,
} from "./support/proof-lists.ts";
import { isThorough, tried } from "./support/runs.ts";

/** The list's page, once nothing is wrong with it. */
async function pageOf(root: string): Promise<string> {
  const { page, diagnostics } = await build(root);
  assert.deepEqual(diagnostics.map(told), []);
  return shortened(page);
}

for (const name of NAMES) {
  const root = path.join(LISTS, name);

  test(`${name}: it consists of schemas, data and a template`, async () => {
    assert.deepEqual((await readdir(root)).sort(), ["data", "schemas", "templates"]);
    assert.deepEqual(await readdir(path.join(root, "templates")), ["README.md"]);
    const folders = [...(await schemasOf(root)).values()].map((schema) => schema["x-kind"].folder);
    assert.deepEqual((await readdir(path.join(root, "data"))).sort(), [...folders, "list.yml"].sort());
  });

  test(`${name}: the page is the one that was written by hand`, async () => {
    assert.equal(await pageOf(root), await expectedPage(name));
  });

  test(`${name}: the linter is content, with its page and without`, async (context) => {
    const copy = await copyOf(context, name);
    assert.deepEqual((await lint(copy)).map(told), []);
    await writeFile(path.join(copy, "README.md"), (await build(copy)).page);
    assert.deepEqual((await lint(copy)).map(told), []);
  });

  test(`${name}: a mistyped reference is one finding, at its place, with what was meant`, async (context) => {
    // Outside of Git, which would be asked for each whether it was another one before.
    const copy = await copyOf(context, name);
    const all = await mistypedReferences(copy);
    assert.ok(all.length >= 8);
    for (const { file, text, line, column, meant } of tried(all, (_, index) => index % 3 === 0)) {
      const found = await lint(copy, new Map([[file, text]]));
      const places = found.map(({ rule, file, range }) => `${rule} ${file}:${range.start.line}:${range.start.column}`);
      assert.deepEqual(places, [`unknown-reference ${file}:${line}:${column}`], found.map(told).join("\n"));
      assert.ok(found[0]?.note?.includes(`Did you mean “${meant}”?`), `${file}: ${found[0]?.note}`);
    }
  });

  test(`${name}: a record in the folder of another kind is told to move, unless it could be of that kind`, () => {
    const loaded = loadList(root);
    const { entries, kinds } = loaded.list;
    for (const { kind, file: was, source, data } of entries) {
      for (const { folder, schema } of kinds.all.filter((other) => other !== kind)) {
        const file = `data/${folder}/moved.yml`;
        const { diagnostics } = loadList(
          root,
          new Map([
            [was, undefined],
            [file, source],
          ]),
          loaded,
        );
        const isTold = diagnostics.some((found) => found.file === file && found.rule === "file-place");
        const isKnown = Object.keys(data).every((key) => Object.hasOwn(schema.properties ?? {}, key));
        assert.equal(isTold, !isKnown, `${was} as ${file}`);
      }
    }
  });

  test(`${name}: an issue form asks for every field that is required`, async () => {
    const made = await forms(root);
    for (const [kind, schema] of await schemasOf(root)) {
      const text = made.get(kind);
      if (schema["x-kind"].form === undefined) {
        assert.equal(text, undefined, kind);
        continue;
      }
      // GitHub reads YAML 1.1, where `no` without quotes is no text.
      const { description, body }: Form = parse(text ?? "", { version: "1.1" });
      assert.equal(description, schema["x-kind"].form);
      const asked = new Map(body.map((element) => [element.id, element]));
      for (const key of schema.required) {
        const property = schema.properties[key];
        if (property?.["x-new"]) continue;
        assert.equal(asked.get(key)?.validations?.required, true, `${kind}: ${key}`);
        if (property?.enum) assert.deepEqual(asked.get(key)?.attributes.options, property.enum, `${kind}: ${key}`);
      }
      const options = body.flatMap(({ attributes }) => attributes.options ?? []);
      assert.deepEqual(
        options.filter((option) => typeof option !== "string"),
        [],
      );
    }
  });

  test(`${name}: each door opens GitHub's page for a new file, with what is known filled in`, async () => {
    const { page } = await build(root);
    const schemas = await schemasOf(root);
    const { repository, folder, doors } = DOORS[name];
    assert.deepEqual(
      doorsOf(page).map(({ page, file, text }) => {
        const [kind = "", schema] =
          [...schemas].find(([, schema]) => file === `${folder}data/${schema["x-kind"].folder}/NAME.yml`) ?? [];
        assert.ok(schema, file);
        assert.equal(page, `https://github.com/${repository}/new/main`);
        const record: Record<string, unknown> = parse(text);
        assert.deepEqual(Object.keys(record), schema["x-kind"].new ?? schema.required, text);
        const filled = Object.entries(record).filter(([, value]) => [value].flat().some((each) => each !== null));
        return [kind, Object.fromEntries(filled)];
      }),
      doors,
    );
  });
}

interface Form {
  description: string;
  body: { id?: string; attributes: { options?: unknown[] }; validations?: { required?: boolean } }[];
}

/** Of each list: where it lives, and its doors in order, each with its kind and with what is filled in. */
const DOORS: Record<Name, { repository: string; folder: string; doors: [string, Record<string, unknown>][] }> = {
  books: {
    repository: "example/books-by-shop",
    folder: "",
    doors: [
      ["book", { shop: "corner-bookshop" }],
      ["book", { shop: "harbour-press" }],
      ["book", { shop: "night-owl-books" }],
      ["book", { shop: "paper-moon" }],
      ["shop", {}],
      ["book", { shop: "corner-bookshop" }],
    ],
  },
  courses: {
    repository: "example/lists",
    folder: "lists/courses/",
    doors: [
      ["course", { topic: "languages" }],
      ["course", { topic: "c-sharp" }],
      ["course", { topic: "python" }],
      ["course", { topic: "tools" }],
      ["course", { topic: "algebra" }],
      ["course", { topic: "linear-algebra" }],
      ["course", { topic: "probability" }],
      ["provider", {}],
      ["course", {}],
      ["topic", { position: 99 }],
    ],
  },
  "public-apis": {
    repository: "example/public-apis",
    folder: "",
    doors: [
      ["api", { category: "animals" }],
      ["api", { category: "art-and-design" }],
      ["api", { category: "weather" }],
      ["api", {}],
      ["category", {}],
    ],
  },
  "self-hosted": {
    repository: "example/self-hosted",
    folder: "",
    doors: [
      ["software", { tags: ["bookmarks"] }],
      ["software", { tags: ["calendar"] }],
      ["software", { tags: ["feed-readers"] }],
      ["software", { tags: ["monitoring"] }],
      ["software", { tags: ["wikis"] }],
      ["software", {}],
      ["tag", {}],
    ],
  },
};

/** For a record of each kind: the flags of `new`, and the file that they make, below its modeline. */
const NEW: Record<Name, { args: string[]; file: string; text: string }[]> = {
  books: [
    {
      args: [
        "shop",
        "--name",
        "Tide & Tome",
        "--url",
        "https://tide.example.org/",
        "--description",
        "Only *wet* books.",
      ],
      file: "shops/tide-and-tome",
      text: "name: Tide & Tome\nurl: https://tide.example.org/\ndescription: Only *wet* books.\n",
    },
    {
      args: [
        ...["book", "--shop", "harbour-press", "--title", "Tea: A Proof", "--author", "Nuno Reis", "--year", "2024"],
        ...["--licence", "CC-BY-4.0", "--price", "18.5", "--shelf", "Mathematics", "--follows", "Lists | Trees"],
      ],
      file: "books/tea-a-proof",
      text: `title: "Tea: A Proof"
author: Nuno Reis
year: 2024
licence: CC-BY-4.0
price: 18.5
shop: harbour-press
shelf: Mathematics
follows: Lists | Trees
`,
    },
  ],
  courses: [
    {
      args: ["topic", "--name", "F#", "--parent", "languages", "--position", "2", "--description", "Functions first."],
      file: "topics/f-sharp",
      text: "name: F#\nparent: languages\nposition: 2\ndescription: Functions first.\n",
    },
    {
      args: ["provider", "--name", "Radio One Two", "--url", "https://radio.example.org/", "--certificate", "Postcard"],
      file: "providers/radio-one-two",
      text: "name: Radio One Two\nurl: https://radio.example.org/\ncertificates: [Postcard]\n",
    },
    {
      args: [
        ...["course", "--title", "F# on Air", "--url", "https://radio.example.org/f", "--topic", "f-sharp"],
        ...["--provider", "Radio One Two", "--level", "experts", "--certificate", "Postcard"],
        ...["--required-course", "C# by Ear", "--description", "types, live"],
      ],
      file: "courses/f-sharp-on-air",
      text: `title: F# on Air
url: https://radio.example.org/f
topic: f-sharp
provider: Radio One Two
level: experts
certificate: Postcard
requires: [C# by Ear]
description: types, live
`,
    },
  ],
  "public-apis": [
    {
      args: ["category", "--name", "Time & Tide"],
      file: "categories/time-and-tide",
      text: "name: Time & Tide\n",
    },
    {
      args: [
        ...[
          "api",
          "--name",
          "High Water",
          "--url",
          "https://tides.example.org/",
          "--description",
          "When it is high tide",
        ],
        ...["--category", "time-and-tide", "--auth", "No", "--https", "--cors", "no"],
      ],
      file: "apis/high-water",
      // Readers of YAML 1.1 take `no` for false.
      text: `name: High Water
url: https://tides.example.org/
description: When it is high tide
category: time-and-tide
auth: "No"
https: true
cors: "no"
`,
    },
  ],
  "self-hosted": [
    {
      args: ["tag", "--name", "Chat", "--description", "Talk to each other.", "--related", "calendar"],
      file: "tags/chat",
      text: "name: Chat\ndescription: Talk to each other.\nrelated: [calendar]\n",
    },
    {
      args: [
        ...["licence", "--identifier", "EUPL-1.2", "--name", "European Union Public License 1.2"],
        ...["--url", "https://spdx.org/licenses/EUPL-1.2.html"],
      ],
      file: "licences/eupl-1-2",
      text: "identifier: EUPL-1.2\nname: European Union Public License 1.2\nurl: https://spdx.org/licenses/EUPL-1.2.html\n",
    },
    {
      args: ["platform", "--name", "Deno", "--description", "another runtime for JavaScript"],
      file: "platforms/deno",
      text: "name: Deno\ndescription: another runtime for JavaScript\n",
    },
    {
      args: [
        ...["software", "--name", "Town Crier", "--website", "https://crier.example.org/", "--needs-service"],
        ...["--description", "Says it to everybody.", "--licence", "EUPL-1.2", "--licence", "MIT"],
        ...["--platform", "deno", "--tag", "chat", "--tag", "calendar"],
      ],
      file: "software/town-crier",
      text: `name: Town Crier
website: https://crier.example.org/
description: Says it to everybody.
licences: [EUPL-1.2, MIT]
platforms: [deno]
tags: [chat, calendar]
needs_service: true
`,
    },
  ],
};

/** A line of the page for each of those that the page shows. */
const NEW_LINES: Record<Name, string[]> = {
  books: [
    "- [Tide & Tome](#tide--tome)",
    "[Tide & Tome](https://tide.example.org/). Only _wet_ books.",
    "| Tea: A Proof (after _Lists \\| Trees_) | Mathematics | Nuno Reis | 2024 | CC-BY-4.0 | 18.5 |",
  ],
  courses: [
    "#### F\\#",
    "| [Radio One Two](https://radio.example.org/) | Postcard | F# on Air |",
    "- [F# on Air](https://radio.example.org/f) by [Radio One Two](https://radio.example.org/), for experts: types, live (Postcard) after [C# by Ear](https://night.example.org/c-sharp)",
  ],
  "public-apis": [
    "## Time & Tide",
    "| [High Water](https://tides.example.org/) | When it is high tide | No | ✓ | no |",
  ],
  "self-hosted": [
    "## Chat",
    "See also [Calendar](#calendar).",
    "- [Town Crier](https://crier.example.org/) ⚠: Says it to everybody. — EUPL-1.2, MIT on Deno; also in [Calendar](#calendar)",
    "- [EUPL-1.2](https://spdx.org/licenses/EUPL-1.2.html): European Union Public License 1.2",
    "- Deno: another runtime for JavaScript",
  ],
};

for (const name of NAMES) {
  test(`${name}: \`new\` writes a record of each kind, and lint and build are content with it`, async (context) => {
    const root = await copyOf(context, name);
    const kinds = [...(await schemasOf(root)).keys()];
    assert.deepEqual(NEW[name].map(({ args: [kind] }) => kind).sort(), kinds.sort());
    for (const { args, file, text } of NEW[name]) {
      const { status, stderr } = await create(root, ...args);
      assert.equal(status, 0, stderr);
      const modeline = `# yaml-language-server: $schema=../../schemas/${args[0]}.schema.json\n`;
      assert.equal(await readFile(path.join(root, `data/${file}.yml`), "utf8"), modeline + text);
    }
    assert.deepEqual((await lint(root)).map(told), []);
    const lines = new Set((await pageOf(root)).split("\n"));
    for (const line of NEW_LINES[name]) assert.ok(lines.has(line), `missing: ${line}`);
  });
}

test("`new` asks for the required fields of a list's own schema, and refuses a reference that leads nowhere", async () => {
  const books = path.join(LISTS, "books");
  const missing = await create(books, "book", "--title", "A Book", "--dry-run");
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /^error: --author, --year, --licence, --price, --shop are missing\.\n/);
  const [, { args = [] } = {}] = NEW.books;
  const wrong = await create(
    books,
    ...args.map((arg) => (arg === "harbour-press" ? "harbor-press" : arg)),
    "--dry-run",
  );
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /“harbor-press”.*unknown-reference/);
  assert.match(wrong.stderr, /Did you mean “harbour-press”\?/);
});

interface Renaming {
  old: string;
  name: string;
  /** As `rename` lists them. */
  changed: string[];
  /** Files as they are afterwards, below the modeline. */
  files?: Record<string, string>;
  /** What changes on the page, each everywhere. */
  page: [string, string][];
}

/** A record of each kind, and a value that one record declares for others. */
const RENAMINGS: Record<Name, Renaming[]> = {
  books: [
    {
      old: "Corner Bookshop",
      name: "Corner Books",
      changed: [
        "A data/shops/corner-books.yml",
        "D data/shops/corner-bookshop.yml",
        "M data/books/a-compiler-for-one.yml",
        "M data/books/a-compiler-for-two.yml",
        "M data/books/ghosts-in-the-stack-a-graphic-novel.yml",
        "M data/books/more-ghosts-in-the-stack.yml",
        // Its path, shops.corner-bookshop.new.book.
        "M templates/README.md",
      ],
      files: {
        "data/shops/corner-books.yml": `name: Corner Books
url: https://corner.example.org/
town: Porto
shelves: [Programming, Graphic novels]
description: Small, and open until *late*.
`,
        "data/books/a-compiler-for-two.yml": `title: A Compiler for Two
url: https://books.example.org/compiler/2
author: Ada Brandt
year: 2021
licence: CC-BY-SA-4.0
price: 34.5
shop: corner-books
shelf: Programming
follows: A Compiler for One
`,
      },
      page: [
        ["[Corner Bookshop]", "[Corner Books]"],
        ["## Corner Bookshop", "## Corner Books"],
        ["(#corner-bookshop)", "(#corner-books)"],
      ],
    },
    {
      old: "Ghosts in the Stack: A Graphic Novel",
      name: "Ghosts in the Stack",
      changed: [
        "A data/books/ghosts-in-the-stack.yml",
        "D data/books/ghosts-in-the-stack-a-graphic-novel.yml",
        "M data/books/more-ghosts-in-the-stack.yml",
      ],
      page: [["Ghosts in the Stack: A Graphic Novel", "Ghosts in the Stack"]],
    },
    {
      old: "Graphic novels",
      name: "Comics",
      changed: [
        "M data/books/ghosts-in-the-stack.yml",
        "M data/books/more-ghosts-in-the-stack.yml",
        "M data/shops/corner-books.yml",
      ],
      files: {
        "data/shops/corner-books.yml": `name: Corner Books
url: https://corner.example.org/
town: Porto
shelves: [Programming, Comics]
description: Small, and open until *late*.
`,
      },
      page: [["Graphic novels", "Comics"]],
    },
  ],
  courses: [
    {
      old: "Languages",
      name: "Programming Languages",
      changed: [
        "A data/topics/programming-languages.yml",
        "D data/topics/languages.yml",
        "M data/topics/c-sharp.yml",
        "M data/topics/python.yml",
      ],
      page: [
        ["[Languages](#languages)", "[Programming Languages](#programming-languages)"],
        ["### Languages", "### Programming Languages"],
      ],
    },
    {
      old: "Open Campus",
      name: "Open Academy",
      changed: [
        "A data/providers/open-academy.yml",
        "D data/providers/open-campus.yml",
        "M data/courses/matrices-a-love-story.yml",
        "M data/courses/version-control-for-two.yml",
      ],
      files: {
        // What it was called before is another name of it; courses that write OC go on writing it.
        "data/providers/open-academy.yml": `name: Open Academy
url: https://campus.example.org/
aliases: [OC, Open Campus]
certificates:
  - Statement of attendance
  - Diploma
`,
      },
      page: [["[Open Campus]", "[Open Academy]"]],
    },
    {
      old: "Python for Accountants",
      name: "Python for Bookkeepers",
      changed: [
        "A data/courses/python-for-bookkeepers.yml",
        "D data/courses/python-for-accountants.yml",
        "M data/courses/matrices-a-love-story.yml",
      ],
      page: [["Python for Accountants", "Python for Bookkeepers"]],
    },
    {
      old: "Diploma",
      name: "Certificate",
      changed: ["M data/courses/matrices-a-love-story.yml", "M data/providers/open-academy.yml"],
      page: [["Diploma", "Certificate"]],
    },
  ],
  "public-apis": [
    {
      old: "Art & Design",
      name: "Arts",
      changed: [
        "A data/categories/arts.yml",
        "D data/categories/art-and-design.yml",
        "M data/apis/colour-names.yml",
        "M data/apis/museum-of-lines.yml",
      ],
      page: [
        ["Art & Design", "Arts"],
        ["#art--design", "#arts"],
      ],
    },
    {
      old: "iBird",
      name: "iBirds",
      changed: ["A data/apis/ibirds.yml", "D data/apis/ibird.yml"],
      page: [["[iBird]", "[iBirds]"]],
    },
  ],
  "self-hosted": [
    {
      old: "Feed Readers",
      name: "Feeds",
      changed: [
        "A data/tags/feeds.yml",
        "D data/tags/feed-readers.yml",
        "M data/software/almanac.yml",
        "M data/software/clipper.yml",
        "M data/software/linkbox.yml",
        "M data/software/tube-watch.yml",
        "M data/tags/bookmarks.yml",
      ],
      page: [
        ["Feed Readers", "Feeds"],
        ["#feed-readers", "#feeds"],
      ],
    },
    {
      old: "AGPL-3.0",
      name: "AGPL-3.0-only",
      changed: [
        "A data/licences/agpl-3-0-only.yml",
        "D data/licences/agpl-3-0.yml",
        "M data/software/dayplan.yml",
        "M data/software/tube-watch.yml",
      ],
      files: {
        // Its property `name` is another one than the one that it goes by.
        "data/licences/agpl-3-0-only.yml": `identifier: AGPL-3.0-only
name: GNU Affero General Public License v3.0
url: https://spdx.org/licenses/AGPL-3.0.html
`,
      },
      page: [
        ["— AGPL-3.0 on", "— AGPL-3.0-only on"],
        ["[AGPL-3.0]", "[AGPL-3.0-only]"],
      ],
    },
    {
      old: "Node.js",
      name: "Node",
      changed: [
        "A data/platforms/node.yml",
        "D data/platforms/node-js.yml",
        "M data/software/clipper.yml",
        "M data/software/linkbox.yml",
      ],
      page: [["Node.js", "Node"]],
    },
    {
      old: "Clippr",
      name: "Clippings",
      changed: ["A data/software/clippings.yml", "D data/software/clipper.yml"],
      files: {
        "data/software/clippings.yml": `name: Clippings
website: https://clipper.example.org/
source: https://git.example.org/clipper
aliases: [Clippr, Clipper]
description: Cuts articles out of pages.
licences: [MIT]
platforms: [node]
tags: [bookmarks, feeds]
archived: true
footnote: Clipper is read-only. Use *Linkbox*, which imports what it kept.
`,
      },
      page: [
        ["[Clipper]", "[Clippings]"],
        ["note-clipper", "note-clippings"],
      ],
    },
  ],
};

for (const name of NAMES) {
  test(`${name}: a record of each kind and a declared value can be renamed, everywhere`, async (context) => {
    const root = await copyOf(context, name);
    let page = await expectedPage(name);
    for (const { old, name: fresh, changed, files = {}, page: edits } of RENAMINGS[name]) {
      assert.deepEqual(await rename(root, old, fresh), changed);
      for (const [file, text] of Object.entries(files)) {
        const source = await readFile(path.join(root, file), "utf8");
        assert.equal(source.replace(/^# yaml-language-server: \$schema=\S+\n/, ""), text, file);
      }
      for (const [before, after] of edits) page = page.replaceAll(before, after);
      assert.equal(await pageOf(root), page);
      assert.deepEqual((await lint(root)).map(told), []);
    }
  });
}

test("a new field is an edit of a schema, a record and a template", async (context) => {
  const root = await copyOf(context, "books");
  const edit = async (file: string, from: string, to: string): Promise<void> => {
    const text = await readFile(path.join(root, file), "utf8");
    assert.ok(text.includes(from), `${file}: ${from}`);
    await writeFile(path.join(root, file), text.replace(from, to));
  };
  const pages = '{"title": "Pages", "description": "How many pages it has.", "examples": [99], "type": "integer"}';
  await edit("schemas/book.schema.json", '"properties": {', `"properties": { "pages": ${pages},`);
  await edit("data/books/proofs-by-hand.yml", "price: 42\n", "price: 42\npages: 321\n");
  await edit("templates/README.md", "| Price |", "| Price | Pages |");
  await edit("templates/README.md", "| --: |\n", "| --: | --- |\n");
  await edit("templates/README.md", "| {price} |", "| {price} | {pages} |");
  const page = await pageOf(root);
  assert.ok(page.includes("| 2016 | CC0-1.0 | 42 | 321 |\n"), page);
  assert.ok(page.includes("| 2022 | CC0-1.0 | 44 | |\n"), page);
  assert.deepEqual((await lint(root)).map(told), []);
});

const ROWS = isThorough ? 1500 : 200;

test(`public-apis: ${ROWS} generated rows are on the page in their order, and a mistake among them is found`, async (context) => {
  const root = await copyOf(context, "public-apis");
  const apis = generateApis(root, ROWS);
  assert.deepEqual((await lint(root)).map(told), []);
  const page = await pageOf(root);
  for (const category of new Set(apis.map((api) => api.category))) {
    const expected = apis.filter((api) => api.category === category).sort(byName);
    const [, section = ""] = page.split(`\n## ${category}\n`);
    const [, rows = ""] = /^\n\| API .*\n\| --- .*\n((?:\|.*\n)+)\n➕ /.exec(section) ?? [];
    assert.equal(rows, expected.map(rowOf).join(""), category);
    assert.ok(page.includes(`\n- [${category}](#${category.toLowerCase().replaceAll(" ", "-")})\n`), category);
  }
  const file = "data/apis/high-water.yml";
  const text = `name: High Water\nurl: https://tides.example.org/\ndescription: When it is high tide\ncategory: coastal-tide\nauth: "No"\nhttps: true\ncors: "no"\n`;
  const [found, ...more] = await lint(root, new Map([[file, text]]));
  assert.match(found ? told(found) : "", /^data\/apis\/high-water\.yml:4:11 unknown-reference: /);
  assert.match(found?.note ?? "", /Did you mean “coastal-tides”\?/);
  assert.deepEqual(more.map(told), []);
});

function byName(a: Api, b: Api): number {
  return a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1;
}

function rowOf({ name, url, description, auth, https, cors }: Api): string {
  return `| [${name}](${url}) | ${description} | ${auth} |${https ? " ✓ " : " "}| ${cors} |\n`;
}
