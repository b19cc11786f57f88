// A run ends when it is told to, whatever a server does with the connection; and the connection is cut, as the server sees.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import { checkUrls } from "../../../scripts/links/web/check-urls.ts";
import type { CheckOptions } from "../../../scripts/links/web/options.ts";
import { type Page, Site } from "../../support/site.ts";

/** Nothing but the end of the run ends these: no timer of a request, no limit of a body. */
const endless: CheckOptions = {
  allowPrivate: true,
  manners: false,
  suggest: false,
  connectTimeout: 3_600_000,
  headersTimeout: 3_600_000,
  bodyTimeout: 3_600_000,
  bodyLimit: Number.MAX_SAFE_INTEGER,
};
const HTML = { "content-type": "text/html" };
/** Where a promise is never kept, the test fails and does not hang. */
const LONGEST = { timeout: 120_000 };

/** Writes for ever, as fast as the other end reads, or drop by drop. */
function pour(chunk: string | Buffer, pause: number, headers: Record<string, string> = HTML): Page {
  return async (_, response) => {
    response.writeHead(200, headers);
    while (!response.destroyed) {
      const goesOn = response.write(chunk);
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
      else if (!goesOn) await new Promise((resolve) => response.once("drain", resolve).once("close", resolve));
      else await new Promise((resolve) => setImmediate(resolve));
    }
  };
}

const HOSTILE: Readonly<Record<string, Page>> = {
  "never answers": () => {},
  "drips headers": ({ socket }) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    const drip = setInterval(() => socket.write("x: y\r\n"), 5);
    socket.once("close", () => clearInterval(drip));
  },
  "drips a body": pour("<p>drop</p>", 5),
  "has a body without end": pour("<p>and so on</p>".repeat(4_000), 0),
  "has a packed body without end": pour(gzipSync(Buffer.alloc(1024 * 1024, "<p>x</p>")), 0, {
    ...HTML,
    "content-encoding": "gzip",
  }),
  "says 404 with a body without end": async (request, response) => {
    response.statusCode = 404;
    await pour("<p>nothing</p>".repeat(4_000), 0)(request, response);
  },
};

/** A site that does one thing, and when its connections begin to be asked and end. */
async function open(t: TestContext, page: Page): Promise<{ url: string; asked: Promise<void>; cut: Promise<void> }> {
  let onAsked = (): void => {};
  let onCut = (): void => {};
  const asked = new Promise<void>((resolve) => {
    onAsked = resolve;
  });
  const cut = new Promise<void>((resolve) => {
    onCut = resolve;
  });
  const site = await Site.start(t, {
    "*": (request, response) => {
      request.socket.once("close", onCut);
      page(request, response);
      onAsked();
    },
  });
  // A fragment, so that a page is read to its end.
  return { url: `${site.url}/page#part`, asked, cut };
}

for (const [does, page] of Object.entries(HOSTILE)) {
  test(`aborted while a server ${does}: no answer, and the connection is cut`, LONGEST, async (t) => {
    const { url, asked, cut } = await open(t, page);
    const stop = new AbortController();
    asked.then(() => setImmediate(() => stop.abort(new Error("Ctrl-C"))));
    await checkUrls([url], { ...endless, signal: stop.signal }, ({ reason }) => assert.fail(reason));
    await cut;
  });

  test(`out of time while a server ${does}: the link is unsure, and the connection is cut`, LONGEST, async (t) => {
    const { url, cut } = await open(t, page);
    const reasons: string[] = [];
    await checkUrls([url], { ...endless, budget: 200 }, ({ reason }) => reasons.push(reason));
    assert.deepEqual(reasons, ["budget"]);
    await cut;
  });
}
