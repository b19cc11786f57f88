// What a stranger's server may send to keep us busy: each of these took minutes when a reader went over it again and again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isChallenge } from "../../../scripts/links/web/challenges.ts";
import { Cookies } from "../../../scripts/links/web/cookies.ts";
import { unpackers } from "../../../scripts/links/web/decode.ts";
import type { Reply } from "../../../scripts/links/web/http.ts";
import { type PageReader, readPage } from "../../../scripts/links/web/page.ts";
import { parkingSign } from "../../../scripts/links/web/parked-domains.ts";
import { sessionIn } from "../../../scripts/links/web/redirects.ts";

const URL_OF_PAGE = new URL("http://stranger.test/");
const reply: Reply = {
  url: URL_OF_PAGE,
  status: 200,
  ok: true,
  statusLine: "200 OK",
  header: () => undefined,
  cookies: [],
  complete: true,
};
const LARGE = 2 * 1024 * 1024;
const CHUNK = 64 * 1024;

function read(text: string, all: boolean): PageReader {
  const reader = readPage(all);
  for (let at = 0; at < text.length; at += CHUNK) if (!reader.push(text.slice(at, at + CHUNK))) break;
  return reader;
}

for (const sign of ["awswaf.com/", "cdn-cgi/challenge-platform/"])
  test(`a script that repeats ${sign} is no wall`, () => {
    const page = read(`<script>${sign.repeat(LARGE / sign.length)}</script>`, true).page();
    assert.equal(isChallenge(reply, page), false);
  });

test("a wall is known by its script", () => {
  const page = read(`<script src="https://x.token.awswaf.com/0a1b/challenge.js"></script>`, false).page();
  assert.equal(isChallenge(reply, page), true);
});

test("what arrived is kept up to a limit, also of a page that is read to its end", () => {
  const page = read(`<p id="first">x</p><!--${"-".repeat(LARGE)}--><p id="last">x</p>`, true).page();
  assert.ok(page.raw.length <= 256 * 1024);
  assert.deepEqual([...page.anchors], ["first", "last"]);
});

test("blanks after an address are no registrar's script", () => {
  const page = read(`<script>window.location.href${" ".repeat(200_000)}</script>`, false).page();
  assert.equal(parkingSign(page, URL_OF_PAGE), undefined);
});

test("a cookie of blanks is none, and blanks around a name and a value go", () => {
  const cookies = new Cookies();
  cookies.keep(URL_OF_PAGE, [`a=b${" ".repeat(120_000)}c`, " d = e f ; Path=/", "g=", "=h", "no pair", "i=j=k"]);
  assert.equal(cookies.for(URL_OF_PAGE), "d=e f; g=; i=j=k");
});

/** In milliseconds. Blanks and letters that were gone over again for each of them took ten seconds and more. */
const SOON = 2_000;

test("a path that says nothing is no session, and blanks in a coding are none", () => {
  const start = performance.now();
  assert.equal(sessionIn(URL_OF_PAGE, new URL(`/${"a".repeat(120_000)}`, URL_OF_PAGE)), undefined);
  assert.equal(sessionIn(URL_OF_PAGE, new URL("/a=1;jsessionid=1=2/b", URL_OF_PAGE)), "jsessionid");
  assert.deepEqual(unpackers(`gzip${" ".repeat(120_000)}x`), []);
  assert.deepEqual(unpackers(" gzip , br ")?.length, 2);
  assert.ok(performance.now() - start < SOON);
});

test("of a host's cookies the first thirty are kept, each of 4 kB at most", () => {
  const cookies = new Cookies();
  const size = (): number => cookies.for(URL_OF_PAGE).length;
  cookies.keep(
    URL_OF_PAGE,
    Array.from({ length: 10_000 }, (_, index) => `name-${index}=value`),
  );
  assert.deepEqual(
    cookies.for(URL_OF_PAGE).split("; "),
    Array.from({ length: 30 }, (_, index) => `name-${index}=value`),
  );
  // However many redirects set however many more, what is sent with the next request does not grow.
  for (let hop = 0; hop < 50; hop++) cookies.keep(URL_OF_PAGE, [`hop-${hop}=${"x".repeat(4_000)}`, `name-0=${hop}`]);
  assert.equal(
    size(),
    "name-0=49; ".length + 9 * "name-1=value; ".length + 20 * "name-10=value; ".length - "; ".length,
  );
  // One that is taken back makes room for one.
  cookies.keep(URL_OF_PAGE, ["name-1=; Max-Age=0", "late=1", "later=1"]);
  assert.match(cookies.for(URL_OF_PAGE), /; late=1$/);
  cookies.keep(URL_OF_PAGE, [`late=${"x".repeat(4_096)}`, `name-2=${"x".repeat(4_089)}`]);
  assert.equal(/; late=(\w*)/.exec(cookies.for(URL_OF_PAGE))?.[1], "1");
  assert.equal(/name-2=(x*)/.exec(cookies.for(URL_OF_PAGE))?.[1]?.length, 4_089);
});

test("a cookie with 128 kB of attributes is none, and with 4 kB of them is read at once", () => {
  const cookies = new Cookies();
  for (const filler of [" ", ";", "; ", ";\t max-age "]) {
    cookies.keep(URL_OF_PAGE, [`a=b;${filler.repeat(120_000 / filler.length)}x`]);
    assert.equal(cookies.for(URL_OF_PAGE), "");
    const shorter = filler.repeat(Math.floor(4_000 / filler.length));
    cookies.keep(URL_OF_PAGE, [`a=b;${shorter}x`]);
    assert.equal(cookies.for(URL_OF_PAGE), "a=b");
    cookies.keep(URL_OF_PAGE, [`a=b;${shorter}; max-age=0`]);
    assert.equal(cookies.for(URL_OF_PAGE), "");
  }
});

test("elements deeper than any browser goes end the reading, and the page is not complete", () => {
  for (const close of ["</b>", "</template>"])
    assert.throws(() => read("<svg>".repeat(200_000) + close.repeat(250_000), true), /deep/);
  assert.doesNotThrow(() => read("<div>".repeat(500) + "</div>".repeat(500), true));
  assert.doesNotThrow(() => read("<p>one<br><img>two".repeat(20_000), true));
});
