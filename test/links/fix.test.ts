// New addresses are written where the old ones stand, and nothing else changes; what cannot be written so is left.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { parse } from "yaml";
import { findingsOf } from "../../scripts/links/findings.ts";
import { moveAt } from "../../scripts/links/fix.ts";
import { fixText } from "../../scripts/lint/fix.ts";
import { fixFiles } from "../../scripts/lint/lint-all.ts";
import { type Diagnostic, inOrder } from "../../scripts/text/diagnostic.ts";
import { answer } from "../support/answers.ts";
import { collect, EVERY_PLACE, NOW, statesFrom } from "../support/links.ts";
import { makeList } from "../support/lists.ts";
import { runs } from "../support/runs.ts";

async function findingsIn(root: string, target: (url: string) => string) {
  const { links } = await collect(root);
  const states = statesFrom([...links.keys()].map((url) => answer(url, "moved", { target: target(url) })));
  return findingsOf({ links, states, unasked: new Map(), now: NOW, isNew: false }).found;
}

/** @returns the moves that were written */
async function fix(root: string, target: (url: string) => string): Promise<Diagnostic[]> {
  const moves = (await findingsIn(root, target)).flatMap(({ moves }) => moves);
  return fixFiles(root, inOrder(moves));
}

test("every place but the page has the new address; quotes, comments and all else stay as they are", async (t) => {
  const root = await makeList(t, EVERY_PLACE);
  const mended = await fix(root, (url) =>
    url.replace("example.org", "www.example.net").replace("github.com/", "github.com/new-"),
  );
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
  assert.deepEqual(await fix(root, (url) => url), [], "fixing twice changes nothing more");
});

test("into a network of one's own, an address is written only where there was such a one before", async (t) => {
  const listed = (url: string): string => `# A list\n\n[a](${url})\n`;
  for (const target of [
    "http://127.0.0.1/",
    "http://169.254.169.254/latest",
    "http://a.10.0.0.1.nip.io/",
    "http://wiki/",
  ]) {
    for (const [url, after] of [
      ["https://example.org/a", "https://example.org/a"],
      ["http://localhost/a", target],
    ] as const) {
      const root = await makeList(t, { "data/list.yml": "name: A list\n", "templates/README.md": listed(url) });
      await fix(root, () => target);
      assert.equal(await readFile(path.join(root, "templates/README.md"), "utf8"), listed(after), target);
    }
  }
});

test("the fragment that is listed stays, unless the move named one", async (t) => {
  const template = "# A list\n\n[a](https://example.org/a#part) [b](https://example.org/b#part)\n";
  const root = await makeList(t, { "data/list.yml": "name: A list\n", "templates/README.md": template });
  await fix(root, (url) => (url.includes("/a") ? "https://example.net/a" : "https://example.net/b#other"));
  assert.equal(
    await readFile(path.join(root, "templates/README.md"), "utf8"),
    "# A list\n\n[a](https://example.net/a#part) [b](https://example.net/b#other)\n",
  );
});

test("an address in a group of the template is written there", async (t) => {
  const template = "# A list\n\n<!-- each tools -->\n- {name}{ ([why](https://example.org/a) {{url}})}\n";
  const tool = { "data/tools/queue.yml": "name: Queue\n" };
  const root = await makeList(t, { "data/list.yml": "name: A list\n", "templates/README.md": template, ...tool });
  await fix(root, () => "https://example.net/a");
  assert.equal(
    await readFile(path.join(root, "templates/README.md"), "utf8"),
    template.replace("https://example.org/a", "https://example.net/a"),
  );
});

test("where a comma would end the address in YAML, it is written in quotes; in the page alone, it is said", async (t) => {
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
  const found = await findingsIn(root, (url) => url.replace("org/", "net/x,y/"));
  const moves = found.flatMap((each) => each.moves);
  const writable = inOrder(moves.filter((move) => move.fix));
  assert.deepEqual(await fixFiles(root, inOrder(moves)), writable);
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
  assert.equal(
    await readFile(path.join(root, "data/tools/table.yml"), "utf8"),
    'name: Table\ncomponents: {transport: {description: "Say \\\\o/ at https://example.net/x,y/backslash"}}\n',
  );
  const left = found.map(({ diagnostic }) => diagnostic).filter((diagnostic) => !diagnostic.fix);
  assert.deepEqual(
    left.map(({ file, note }) => [file, note]),
    [["README.md", "Write: https://example.net/x,y/by-hand (by hand: --fix cannot)"]],
  );
});

test("a byte order mark and line ends of Windows stay", async (t) => {
  const root = await makeList(t, {
    "data/tools/queue.yml": "\ufeffname: Queue\r\nurl: https://example.org/ # ours\r\n",
    "templates/README.md": "# A list\r\n\r\n[a](https://example.org/)\r\n",
  });
  await fix(root, () => "https://example.net/x");
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
  const target = fc.array(part, { maxLength: 6 }).map((parts) => new URL(`https://example.net/${parts.join("")}`).href);
  fc.assert(
    fc.property(fc.constantFrom(...places), target, (place, url) => {
      const source = EVERY_PLACE[place.file] ?? "";
      const { text, mended } = fixText(place.file, source, [moveAt(place, url)]);
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
