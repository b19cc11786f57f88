// What is kept of what a site shows for a missing page: enough to compare its pages with, and no page.

import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { serialize } from "node:v8";
import fc from "fast-check";
import { withDefaults } from "../../../scripts/links/web/options.ts";
import { difference, vocabularyOf } from "../../../scripts/links/web/similarity.ts";
import { type MissingPage, MissingPages, resemblance } from "../../../scripts/links/web/soft-404.ts";
import { visit } from "../../../scripts/links/web/visit.ts";
import { WebClient } from "../../../scripts/links/web/web-client.ts";
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

async function openWeb(t: TestContext): Promise<WebClient> {
  const end = new AbortController();
  const web = new WebClient(withDefaults({ allowPrivate: true, manners: false, retries: 0 }, end.signal));
  t.after(() => web.close(new Error("The test is over.")));
  return web;
}

test("a site's pages of a megabyte leave a few kilobytes, by which a page that is not there is still known", async (t) => {
  const notFound = shows("Page not found", `<h1>Page not found</h1><p>${words(0)}</p><!--${"-".repeat(100_000)}-->`);
  const site = await Site.start(t, {
    "/": shows("Front", words(300_000)),
    "/page": shows("A page", words(600_000)),
    "*": notFound,
  });
  const web = await openWeb(t);
  const missing = await new MissingPages(web).atTop(new URL(`${site.url}/page`));
  assert.ok(missing);
  assert.ok(serialize(missing).byteLength < 20_000, `${serialize(missing).byteLength} bytes`);
  const resemblanceOf = async (path: string) => resemblance(await visit(web, new URL(path, site.url)), missing);
  assert.equal(await resemblanceOf("/gone"), "soft-404");
  assert.equal(await resemblanceOf("/page"), "own");
});

test("what a site shows is asked for once, and of so many sites at most it is remembered", async (t) => {
  const site = await Site.start(t, { "*": shows("Nothing", "Nothing") });
  const missingPages = new MissingPages(await openWeb(t), 10);
  const folders = Array.from({ length: 11 }, (_, index) => new URL(`${site.url}/${index}/page`));
  const [first, ...rest] = folders;
  assert.ok(first);
  const known = await missingPages.beside(first);
  assert.equal(await missingPages.beside(first), known);
  assert.deepEqual([...new Set(site.asked)].length, 3);
  const others: (MissingPage | undefined)[] = [];
  for (const folder of rest.slice(0, -1)) others.push(await missingPages.beside(folder));
  assert.equal(await missingPages.beside(first), known, "asked lately");
  await missingPages.beside(folders.at(-1) ?? first);
  assert.equal(await missingPages.beside(first), known);
  assert.notEqual(await missingPages.beside(rest[0] ?? first), others[0], "asked longest ago");
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
