// New addresses are written where the old ones stand, and nothing else changes; what cannot be written so is left.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { judgeLinks } from "../../scripts/links/judge.ts";
import { type Move, mendMoves, mendText } from "../../scripts/links/mend.ts";
import { answer } from "../support/answers.ts";
import { collect, EVERY_PLACE, knownFrom, NOW } from "../support/links.ts";
import { makeList } from "../support/lists.ts";
import { runs } from "../support/runs.ts";

async function movesIn(root: string, target: (url: string) => string): Promise<Move[]> {
  const { links } = await collect(root);
  const known = knownFrom([...links.keys()].map((url) => answer(url, "moved", { target: target(url) })));
  return [...judgeLinks({ links, known, unasked: new Map(), now: NOW, isNew: false }).moves.values()].flat();
}

test("every place but the page has the new address; quotes, comments and all else stay as they are", async (t) => {
  const root = await makeList(t, EVERY_PLACE);
  const moves = await movesIn(root, (url) =>
    url.replace("example.org", "www.example.net").replace("github.com/", "github.com/new-"),
  );
  const mended = await mendMoves(root, moves);
  assert.equal(mended.length, 16);
  for (const [file, source] of Object.entries(EVERY_PLACE)) {
    const expected =
      file === "README.md"
        ? source
        : source
            .replace(/https:\/\/example\.org/g, "https://www.example.net")
            .replace("github.com/", "github.com/new-");
    assert.equal(await readFile(path.join(root, file), "utf8"), expected, file);
  }
  assert.deepEqual(await mendMoves(root, await movesIn(root, (url) => url)), [], "fixing twice changes nothing more");
});

test("the fragment that is listed stays, unless the move named one", async (t) => {
  const template = "# A list\n\n[a](https://example.org/a#part) [b](https://example.org/b#part)\n";
  const root = await makeList(t, { "data/list.yml": "name: A list\n", "templates/README.md": template });
  await mendMoves(
    root,
    await movesIn(root, (url) => (url.includes("/a") ? "https://example.net/a" : "https://example.net/b#other")),
  );
  assert.equal(
    await readFile(path.join(root, "templates/README.md"), "utf8"),
    "# A list\n\n[a](https://example.net/a#part) [b](https://example.net/b#other)\n",
  );
});

test("where a comma would end the address in YAML, it is written in quotes; where that is no way, it is said", async (t) => {
  const files = {
    "data/list.yml": "name: A list\n",
    "data/examples/acme.yml": `organisation: Acme # ours
position: 0
technologies: []
note: See https://example.org/plain.
references: [{title: One, url: https://example.org/flow}, {url: "https://example.org/quoted", title: Two}]
`,
    "data/tools/queue.yml": `name: Queue
components: {transport: {description: Read https://example.org/markdown first}}
`,
    "data/tools/table.yml": `name: Table
components: {transport: {description: Say \\o/ at https://example.org/backslash}}
`,
    "templates/README.md": "# A list\n",
    "README.md": "# A list\n\n[by hand](https://example.org/by-hand)\n",
  };
  const root = await makeList(t, files);
  const { links } = await collect(root);
  const known = knownFrom(
    [...links.keys()].map((url) => answer(url, "moved", { target: url.replace("org/", "net/x,y/") })),
  );
  const { diagnostics, moves, writable } = judgeLinks({ links, known, unasked: new Map(), now: NOW, isNew: false });
  const mended = await mendMoves(root, [...moves.values()].flat());
  assert.deepEqual(mended, [...writable]);
  assert.equal(
    await readFile(path.join(root, "data/examples/acme.yml"), "utf8"),
    files["data/examples/acme.yml"]
      .replaceAll("example.org/", "example.net/x,y/")
      .replace("https://example.net/x,y/flow", '"https://example.net/x,y/flow"'),
  );
  assert.equal(
    await readFile(path.join(root, "data/tools/queue.yml"), "utf8"),
    'name: Queue\ncomponents: {transport: {description: "Read https://example.net/x,y/markdown first"}}\n',
  );
  const left = diagnostics.filter(({ fix }) => !fix);
  assert.deepEqual(
    left.map(({ file, note }) => [file, note]),
    [
      ["data/tools/table.yml", "Write: https://example.net/x,y/backslash (by hand: --fix cannot)"],
      ["README.md", "Write: https://example.net/x,y/by-hand (by hand: --fix cannot)"],
    ],
  );
});

test("a byte order mark and line ends of Windows stay", async (t) => {
  const root = await makeList(t, {
    "data/tools/queue.yml": "\ufeffname: Queue\r\nurl: https://example.org/ # ours\r\n",
    "templates/README.md": "# A list\r\n\r\n[a](https://example.org/)\r\n",
  });
  await mendMoves(root, await movesIn(root, () => "https://example.net/x"));
  assert.equal(
    await readFile(path.join(root, "data/tools/queue.yml"), "utf8"),
    "\ufeffname: Queue\r\nurl: https://example.net/x # ours\r\n",
  );
  assert.equal(
    await readFile(path.join(root, "templates/README.md"), "utf8"),
    "# A list\r\n\r\n[a](https://example.net/x)\r\n",
  );
});

test("whatever the target, each file says the same but for the new addresses, or is left as it was", async (t) => {
  const root = await makeList(t, EVERY_PLACE);
  const { links } = await collect(root);
  const places = [...links.values()].flat().filter(({ file }) => file.endsWith(".yml"));
  const part = fc.constantFrom(
    ..."()[]{}<>'\"`*_~|\\:#,&%$!;?= -".split(""),
    "a",
    "%20",
    "é",
    "🪵",
    ": ",
    " #",
    "](",
    "\n",
    "--",
    "}, {",
  );
  const target = fc.array(part, { maxLength: 6 }).map((parts) => `https://example.net/${parts.join("")}`);
  fc.assert(
    fc.property(fc.constantFrom(...places), target, (place, url) => {
      const source = EVERY_PLACE[place.file] ?? "";
      const { text, mended } = mendText(source, [{ place, target: url }]);
      if (mended.length === 0) {
        assert.equal(text, source);
        return;
      }
      // Every text is what it was, but for the address; an independent reading of both says so.
      const [before, after] = [source, text].map((each) => JSON.stringify(parse(each)));
      const written = /https:\/\/example\.net\/[^\s]*/.exec(after ?? "")?.[0] ?? "";
      assert.notEqual(written, "");
      const [head = "", tail = ""] = (before ?? "").split(place.url);
      assert.ok(after?.startsWith(head) && after.endsWith(tail), text);
      assert.equal(text.split("\n").length, source.split("\n").length);
    }),
    runs(400),
  );
});
