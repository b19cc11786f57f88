// What is kept of what a site shows for nonsense: enough to compare its pages with, and no page.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { serialize } from "node:v8";
import fc from "fast-check";
import { likeness, type Nonsense, Nonsenses } from "../../../scripts/links/web/nonsense.ts";
import { settle } from "../../../scripts/links/web/settings.ts";
import { visit } from "../../../scripts/links/web/visit.ts";
import { Web } from "../../../scripts/links/web/web.ts";
import { difference, vocabularyOf } from "../../../scripts/links/web/words.ts";
import { runs } from "../../support/runs.ts";
import { type Page, Site } from "../../support/site.ts";

const shows =
  (title: string, body: string): Page =>
  (_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><title>${title}</title>${body}`);
  };
/** Short words, each another: as many as fit into what is read of a page. */
const words = (start: number): string =>
  Array.from({ length: 200_000 }, (_, index) => (start + index).toString(36)).join(" ");

async function openWeb(t: TestContext): Promise<Web> {
  const end = new AbortController();
  const web = new Web(settle({ allowPrivate: true, manners: false, retries: 0 }, end.signal));
  t.after(() => web.close(new Error("The test is over.")));
  return web;
}

test("a site's pages of a megabyte leave a few kilobytes, by which a page that is not there is still known", async (t) => {
  const missing = shows("Page not found", `<h1>Page not found</h1><p>${words(0)}</p><!--${"-".repeat(100_000)}-->`);
  const site = await Site.start(t, {
    "/": shows("Front", words(300_000)),
    "/page": shows("A page", words(600_000)),
    "*": missing,
  });
  const web = await openWeb(t);
  const nonsense = await new Nonsenses(web).atTop(new URL(`${site.url}/page`));
  assert.ok(nonsense);
  assert.ok(serialize(nonsense).byteLength < 20_000, `${serialize(nonsense).byteLength} bytes`);
  const likenessOf = async (path: string) =>
    likeness(await visit(web, new URL(path, site.url), { method: "GET" }), nonsense);
  assert.equal(await likenessOf("/gone"), "soft-404");
  assert.equal(await likenessOf("/page"), "own");
});

test("what a site shows is asked for once, and of a thousand sites at most it is remembered", async (t) => {
  const site = await Site.start(t, { "*": shows("Nothing", "Nothing") });
  const nonsenses = new Nonsenses(await openWeb(t));
  const folders = Array.from({ length: 1_001 }, (_, index) => new URL(`${site.url}/${index}/page`));
  const [first, ...rest] = folders;
  assert.ok(first);
  const known = await nonsenses.beside(first);
  assert.equal(await nonsenses.beside(first), known);
  assert.deepEqual([...new Set(site.asked)].length, 3);
  const others: (Nonsense | undefined)[] = [];
  for (const folder of rest.slice(0, -1)) others.push(await nonsenses.beside(folder));
  assert.equal(await nonsenses.beside(first), known, "asked lately");
  await nonsenses.beside(folders.at(-1) ?? first);
  assert.equal(await nonsenses.beside(first), known);
  assert.notEqual(await nonsenses.beside(rest[0] ?? first), others[0], "asked longest ago");
});

test("words as numbers differ as words do", () => {
  const list = fc.array(fc.constantFrom(..."abcdefgh", "the", "tool", "werkzeug", "道", "具", "сенсор", ""));
  fc.assert(
    fc.property(list, list, (one, other) => {
      const expected = new Set(one.filter((word) => !other.includes(word))).size;
      assert.equal(difference(vocabularyOf(one), vocabularyOf(other)), expected);
    }),
    runs(500),
  );
});
