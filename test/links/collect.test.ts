// Which links a list holds, and where each is written, to the column.
import assert from "node:assert/strict";
import { test } from "node:test";
import { collectLinks } from "../../scripts/links/collect.ts";
import { collect, EVERY_PLACE, listed } from "../support/links.ts";
import { makeList } from "../support/lists.ts";

const PLACES: readonly [url: string, place: string, pointer: string | undefined][] = [
  ["https://github.com/example/list", "data/list.yml:2:13-2:44", "/repository"],
  ["https://example.org/single", "data/tools/queue.yml:3:7-3:33", "/url"],
  ["https://example.org/footnote", "data/tools/queue.yml:4:24-4:52", "/footnote"],
  ["https://example.org/autolink", "data/tools/queue.yml:4:65-4:93", "/footnote"],
  ["https://example.org/bare", "data/tools/queue.yml:4:96-4:120", "/footnote"],
  ["https://example.org/flow", "data/tools/queue.yml:6:57-6:81", "/components/transport/description"],
  ["https://example.org/double", "data/tools/table.yml:2:7-2:33", "/url"],
  ["https://example.org/block", "data/examples/acme.yml:5:34-5:59", "/note"],
  ["https://example.org/image.png", "data/examples/acme.yml:7:16-7:45", "/note"],
  ["https://example.org/reference", "data/examples/acme.yml:9:32-9:61", "/references/0/url"],
  ["https://example.org/twice", "data/examples/acme.yml:11:10-11:35", "/references/1/url"],
  ["https://example.org/twice", "data/resources/guide.yml:6:26-6:51", "/parts/1/url"],
  ["https://example.org/folded", "data/resources/guide.yml:5:7-5:33", "/parts/0/url"],
  ["https://example.org/definition", "data/resources/guide.yml:10:10-10:40", "/description"],
  ["https://example.org/html?a=1&b=2", "templates/README.md:3:10-3:46", undefined],
  ["https://example.org/template", "templates/README.md:4:14-4:42", undefined],
  ["https://example.org/by-hand", "README.md:3:19-3:46", undefined],
];

test("every link of data, template and page is found once, with its places and JSON Pointers", async (t) => {
  const { links } = await collect(await makeList(t, EVERY_PLACE));
  const found = [...links].flatMap(([url, places]) => places.map((place) => [url, listed(place), place.pointer]));
  assert.deepEqual(found.sort(), PLACES.map(([url, place, pointer]) => [url, place, pointer]).sort());
});

test("at each place stands the URL as it is written", () => {
  for (const [url, place] of PLACES) {
    const [, file = "", line = "", start = "", end = ""] = /^(.+):(\d+):(\d+)-\d+:(\d+)$/.exec(place) ?? [];
    const text = EVERY_PLACE[file]?.split("\n")[Number(line) - 1] ?? "";
    assert.equal(text.slice(Number(start) - 1, Number(end) - 1).replaceAll("&amp;", "&"), url, place);
  }
});

test("of two lists, each place is named from the folder above; what is no web address is the linter's", async (t) => {
  const tool = (url: string): string => `name: Queue\nurl: ${url}\n`;
  const template = "# A list\n\n<!-- each tools -->\n- [{name}]({url})\n";
  const base = await makeList(t, {
    // What the list below has its schemas from.
    "data/list.yml": "name: A list\n",
    "data/tools/queue.yml": tool("https://example.org/"),
    "data/tools/mail.yml": "name: Mail\nurl: mailto:a@example.org\n",
    "data/tools/file.yml": "name: File\nurl: docs/file.md\n",
    "data/tools/wrong.yml": "name: Wrong\nurl: https//example.org/wrong\n",
    "data/tools/broken.yml": "name: Broken\nurls: x\nurl: https://example.org/broken\n",
    "templates/README.md": template,
    "lists/other/data/tools/queue.yml": tool("https://example.org/"),
    "lists/other/templates/README.md": template,
  });
  const { links } = await collectLinks(base, [base, `${base}/lists/other`]);
  assert.deepEqual([...links].map(([url, places]) => [url, ...places.map(listed)]).sort(), [
    ["https://example.org/", "data/tools/queue.yml:2:6-2:26", "lists/other/data/tools/queue.yml:2:6-2:26"],
    // A record with a mistake elsewhere has its links all the same.
    ["https://example.org/broken", "data/tools/broken.yml:3:6-3:32"],
  ]);
});
