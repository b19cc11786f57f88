// What a browser shows is there: pages that programs are refused, other encodings, pages that lead on by themselves.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import type { Answer } from "../../../scripts/links/web/answer.ts";
import { html, prose, send } from "./behaviours.ts";
import { type Handler, startWeb, type Visitor, type Web } from "./server.ts";
import { answersOf } from "./world.ts";

const isProgram = ({ request }: Visitor): boolean => /compatible;/.test(request.headers["user-agent"] ?? "");
const page = (name: string, body = "", head = ""): string => html(name, `<p>${prose(name)}</p>${body}`, head);
const fine: Handler = (visitor) => send(visitor, 200, page(visitor.url.pathname));
const missing =
  (status: number): Handler =>
  (visitor) =>
    send(visitor, status, html("Not Found", "<h1>Not Found</h1>"));
const forPrograms =
  (other: Handler): Handler =>
  (visitor) =>
    isProgram(visitor) ? other(visitor) : fine(visitor);
const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part))));
const utf16 = (text: string, isBig: boolean): Buffer => {
  const little = Buffer.from(`\ufeff${text}`, "utf16le");
  return isBig ? little.swap16() : little;
};
const packed =
  (coding: string, pack: (text: string) => Buffer): Handler =>
  (visitor) =>
    send(visitor, 200, pack(page("Packed", '<h2 id="inside">Inside</h2>')), { "content-encoding": coding });
const cut = (body: Buffer): Buffer => body.subarray(0, body.length * 0.8);
const typed =
  (body: Buffer | string, type = "text/html"): Handler =>
  (visitor) =>
    send(visitor, 200, body, { "content-type": type });
const leading =
  (meta: string, body = ""): Handler =>
  (visitor) =>
    send(visitor, 200, `<!doctype html><head>${meta}</head><body>${body || "Moved"}</body>`);

const GBK = [0xbc, 0xf2, 0xbd, 0xe9]; // 简介
const INTRODUCTION = encodeURIComponent("简介");

interface Row {
  path: string;
  hash?: string;
  handler: Handler;
  expected: string;
}
const rows: Row[] = [
  // Sites that answer programs as if the page were gone.
  { path: "/404", handler: forPrograms(missing(404)), expected: "blocked bots-refused" },
  { path: "/410", handler: forPrograms(missing(410)), expected: "blocked bots-refused" },
  {
    path: "/accepts-html-and-english",
    handler: (visitor) =>
      visitor.request.headers["accept-language"]?.includes("en-US") ? fine(visitor) : missing(404)(visitor),
    expected: "blocked bots-refused",
  },
  {
    path: "/home",
    handler: forPrograms((visitor) => send(visitor, 301, "", { location: "/" })),
    expected: "blocked bots-refused",
  },
  {
    path: "/behind-a-redirect",
    handler: forPrograms((visitor) => send(visitor, 302, "", { location: "/really-404" })),
    expected: "blocked bots-refused",
  },
  { path: "/really-404", handler: missing(404), expected: "dead not-found" },
  {
    path: "/challenges-browsers",
    handler: (visitor) =>
      isProgram(visitor) ? missing(404)(visitor) : send(visitor, 403, html("Just a moment...", "")),
    expected: "dead not-found",
  },
  // Encodings that only the page, or its first bytes, name.
  {
    path: "/meta-gb2312",
    hash: INTRODUCTION,
    handler: typed(bytes('<meta charset=gb2312><h2 id="', GBK, '">', GBK, "</h2>")),
    expected: "ok found",
  },
  {
    path: "/meta-http-equiv",
    hash: INTRODUCTION,
    handler: typed(bytes('<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=GBK"><a name=', GBK, ">x</a>")),
    expected: "ok found",
  },
  {
    path: "/header-gbk",
    hash: INTRODUCTION,
    handler: typed(bytes('<meta charset=utf-8><h2 id="', GBK, '">x</h2>'), "text/html; charset='gbk'"),
    expected: "ok found",
  },
  {
    path: "/meta-behind-a-comment",
    hash: INTRODUCTION,
    handler: typed(bytes(`<!-- <meta charset=utf-8> --><title>x</title><meta charset="gb18030"><h2 id="`, GBK, '">x')),
    expected: "ok found",
  },
  {
    path: "/shift-jis",
    hash: encodeURIComponent("概要"),
    handler: typed(bytes('<meta charset="Shift_JIS"><h2 id="', [0x8a, 0x54, 0x97, 0x76], '">x</h2>')),
    expected: "ok found",
  },
  {
    path: "/windows-1251",
    hash: encodeURIComponent("цена"),
    handler: typed(bytes('<meta charset="windows-1251"><h2 id="', [0xf6, 0xe5, 0xed, 0xe0], '">x</h2>')),
    expected: "ok found",
  },
  {
    path: "/xml",
    hash: encodeURIComponent("цена"),
    handler: typed(
      bytes('<?xml version="1.0" encoding="windows-1251"?><html><h2 id="', [0xf6, 0xe5, 0xed, 0xe0], '">x</h2></html>'),
      "application/xhtml+xml",
    ),
    expected: "ok found",
  },
  ...[false, true].map((isBig) => ({
    path: `/utf-16-${isBig}`,
    hash: INTRODUCTION,
    handler: typed(utf16('<!doctype html><title>x</title><h2 id="简介">x</h2>', isBig)),
    expected: "ok found",
  })),
  {
    path: "/mark-against-header",
    hash: INTRODUCTION,
    handler: typed(Buffer.from('\ufeff<h2 id="简介">x</h2>'), "text/html; charset=iso-8859-1"),
    expected: "ok found",
  },
  {
    path: "/says-utf-16-in-ascii",
    hash: INTRODUCTION,
    handler: typed('<meta charset="utf-16"><h2 id="简介">x</h2>'),
    expected: "ok found",
  },
  {
    path: "/unknown-charset",
    hash: INTRODUCTION,
    handler: typed('<meta charset="klingon"><h2 id="简介">x</h2>'),
    expected: "ok found",
  },
  {
    path: "/late-meta",
    hash: INTRODUCTION,
    handler: typed(bytes(`<title>${"x".repeat(900)}</title><meta charset="gbk"><h2 id="`, GBK, '">x</h2>')),
    expected: "ok found",
  },
  {
    path: "/gbk-without",
    hash: INTRODUCTION,
    handler: typed(bytes('<meta charset=gb2312><h2 id="', GBK.slice(0, 2), '">x</h2>')),
    expected: "dead fragment-missing",
  },
  // Pages that lead on by themselves.
  {
    path: "/refresh",
    hash: "install",
    handler: leading('<meta http-equiv=refresh content="0; url=/new">'),
    expected: "moved moved-permanently",
  },
  {
    path: "/refresh-upper-case",
    hash: "install",
    handler: leading(`<META HTTP-EQUIV="Refresh" CONTENT="0;URL='/new'">`),
    expected: "moved moved-permanently",
  },
  {
    path: "/refresh-without-url",
    hash: "install",
    handler: leading('<meta http-equiv="refresh" content="0, /new">'),
    expected: "moved moved-permanently",
  },
  {
    path: "/refresh-soon",
    hash: "install",
    handler: leading('<meta http-equiv="refresh" content="3; url=new">'),
    expected: "ok found",
  },
  {
    path: "/refresh-late",
    hash: "here",
    handler: leading('<meta http-equiv="refresh" content="300; url=/new">', '<p id="here">x</p>'),
    expected: "ok found",
  },
  {
    path: "/refresh-itself",
    hash: "here",
    handler: leading('<meta http-equiv="refresh" content="0">', '<p id="here">x</p>'),
    expected: "ok found",
  },
  {
    path: "/refresh-for-noscript",
    hash: "here",
    handler: leading('<noscript><meta http-equiv="refresh" content="0; url=/new"></noscript>', '<p id="here">x</p>'),
    expected: "ok found",
  },
  {
    path: "/refresh-to-missing",
    handler: leading('<meta http-equiv="refresh" content="0; url=/really-404">'),
    expected: "dead not-found",
  },
  {
    path: "/refresh-in-circles",
    hash: "here",
    handler: leading('<meta http-equiv="refresh" content="0; url=/refresh-in-circles?2">', '<p id="here">x</p>'),
    expected: "moved moved-permanently",
  },
  {
    path: "/new",
    handler: (visitor) => send(visitor, 200, page("New", '<h2 id="install">Install</h2>')),
    expected: "ok found",
  },
  // Codings.
  { path: "/deflate-raw", hash: "inside", handler: packed("deflate", deflateRawSync), expected: "ok found" },
  { path: "/deflate", hash: "inside", handler: packed("deflate", deflateSync), expected: "ok found" },
  {
    path: "/deflate-raw-2",
    hash: "none",
    handler: packed("Deflate", deflateRawSync),
    expected: "dead fragment-missing",
  },
  { path: "/brotli", hash: "inside", handler: packed("br", brotliCompressSync), expected: "ok found" },
  {
    path: "/twice",
    hash: "inside",
    handler: packed("deflate, gzip", (text) => gzipSync(deflateRawSync(text))),
    expected: "ok found",
  },
  { path: "/no-coding", hash: "inside", handler: packed("utf-8", Buffer.from), expected: "ok found" },
  { path: "/identity", hash: "inside", handler: packed("identity, gzip", gzipSync), expected: "ok found" },
  { path: "/zstd", hash: "inside", handler: packed("zstd", gzipSync), expected: "unsure fragment-unknown" },
  // Of what the server cut, the end is not known, and all in front of it counts.
  ...Object.entries({
    gzip: gzipSync,
    deflate: deflateSync,
    "Deflate ": deflateRawSync,
    br: brotliCompressSync,
  }).flatMap(([coding, pack]): Row[] => {
    const handler = packed(coding, (text) => cut(pack(`${text}${prose("cut", 500)}`)));
    const path = `/cut-${coding.trim()}`;
    return [
      { path, hash: "inside", handler, expected: "ok found" },
      { path, hash: "none", handler, expected: "unsure fragment-unknown" },
    ];
  }),
  {
    path: "/cut-twice",
    hash: "none",
    handler: packed("deflate, gzip", (text) => gzipSync(cut(deflateRawSync(text)))),
    expected: "unsure fragment-unknown",
  },
  {
    path: "/cut-at-its-check",
    hash: "none",
    handler: packed("gzip", (text) => gzipSync(text).subarray(0, -3)),
    expected: "unsure fragment-unknown",
  },
];

let web: Web;
let answers: Map<string, Answer>;
const urlOf = ({ path, hash }: Row): string =>
  `${web.origin("pages.test")}${path}${hash === undefined ? "" : `#${hash}`}`;

before(async () => {
  const handlers = new Map(rows.map(({ path, handler }) => [path, handler]));
  const site: Handler = (visitor) => (handlers.get(visitor.url.pathname) ?? missing(404))(visitor);
  web = await startWeb({ sites: { "pages.test": site }, otherwise: missing(404) });
  answers = await answersOf(rows.map(urlOf), {
    interval: 1,
    retries: 0,
    confirmAfter: 10,
    suggest: false,
    resolve: web.resolve,
    ca: web.ca,
    allowPrivate: (address) => address === "127.0.0.1",
  });
});
after(() => web.close());

for (const row of rows)
  test(`${row.path}${row.hash ? `#${decodeURIComponent(row.hash)}` : ""} is ${row.expected}`, () => {
    const answer = answers.get(urlOf(row));
    assert.equal(`${answer?.verdict} ${answer?.reason}`, row.expected, answer?.evidence);
    assert.ok(!answer?.suggestion?.includes("%EF%BF%BD"), answer?.suggestion);
  });

test("a page that has moved by itself is to be listed where it is now, with the fragment", () => {
  assert.equal(
    answers.get(`${web.origin("pages.test")}/refresh#install`)?.target,
    `${web.origin("pages.test")}/new#install`,
  );
});

test("a browser is asked for only where a program found nothing", () => {
  const asBrowser = web.requests.filter(({ headers }) => !/compatible;/.test(headers["user-agent"] ?? ""));
  const dead = /^\/(?:404|410|accepts|home|behind|really-404|challenges|refresh-to-missing)/;
  assert.ok(asBrowser.length > 0);
  assert.deepEqual(
    asBrowser.map(({ path }) => path).filter((path) => !dead.test(path)),
    [],
  );
});
