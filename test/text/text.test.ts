// Small things that everything relies on: order, URLs, suggestions, pointers, places.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { visit } from "unist-util-visit";
import { locate } from "../../scripts/record/yaml.ts";
import { compare } from "../../scripts/text/compare.ts";
import { cropLines } from "../../scripts/text/crop.ts";
import { didYouMean, nearest } from "../../scripts/text/did-you-mean.ts";
import { codeSpan, fenced } from "../../scripts/text/escape.ts";
import { formatPointer, parsePointer } from "../../scripts/text/json.ts";
import { parseGfm } from "../../scripts/text/markdown.ts";
import { isPrivateHost } from "../../scripts/text/private-hosts.ts";
import { canParse, urlKey, urlProblem } from "../../scripts/text/url.ts";
import { runs } from "../support/runs.ts";
import { character } from "../support/values.ts";

test("a host with an umlaut is one however many URLs came before it", () => {
  // Once it is compiled, URL.canParse of Node.js 20 and 22 takes it for none.
  for (let count = 0; count < 10_000; count++) assert.ok(canParse("https://bücher.example/"), `call ${count}`);
});

test("strings are ordered by code points, as UTF-8 bytes are", () => {
  assert.deepEqual(["b", "a", "A", "", "😀", "\uffee", "é", "ab"].sort(compare), [
    "",
    "A",
    "a",
    "ab",
    "b",
    "é",
    "\uffee",
    "😀",
  ]);
  fc.assert(
    fc.property(fc.string({ unit: character }), fc.string({ unit: character }), (a, b) => {
      assert.equal(Math.sign(compare(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
});

test("a URL is http, https, mailto or relative", () => {
  for (const url of [
    "https://example.org",
    "http://example.org/a?b=c#d",
    "HTTPS://EXAMPLE.org/",
    "mailto:ann@example.org",
    "img/a.svg",
    "../README.md#top",
    "#anchor",
    "/docs",
    "https://example.org/(a)_[b]|c",
    "https://例え.jp/あ",
  ]) {
    assert.equal(urlProblem(url), undefined, url);
  }
  const bad: [string, RegExp][] = [
    ["javascript:alert(1)", /starts with “javascript:”/],
    ["JaVaScRiPt:alert(1)", /starts with “javascript:”/],
    [" javascript:alert(1)", /a space or a control character/],
    ["java\nscript:alert(1)", /a space or a control character/],
    ["data:text/html,<b>", /starts with “data:”/],
    ["file:///etc/passwd", /starts with “file:”/],
    ["ftp://example.org/", /starts with “ftp:”/],
    ["htps://example.org/", /starts with “htps:”/],
    ["//example.org/", /write https:\/\//],
    ["https://", /needs a host/],
    ["http:example.org", /needs a host/],
    ["https://exa mple.org", /a space/],
    ["https://[::1", /needs a host/],
    ["mailto:", /no address/],
  ];
  for (const [url, problem] of bad) assert.match(urlProblem(url) ?? "nothing", problem, url);
});

test("a host is what it looks like", () => {
  const cases: [url: string, problem: RegExp | undefined][] = [
    ["https://github.com@evil.example/", /^has a name in front of its host/],
    ["https://github.com\\@evil.example/", /^has a backslash in its host/],
    ["https://2130706433/", /^has a host that browsers read as “127\.0\.0\.1”: write that$/],
    ["https://GIT%48UB.com/", /read as “github\.com”/],
    ["https://git\u200bhub.com/", /read as “github\.com”/],
    ["https://evil..example/", /^has an empty part in its host$/],
    ["https://example.org:22/", /^names port 22, which browsers refuse$/],
    ["https://github.com⁄x.evil.example/", /^has “⁄” in its host, which passes for another character$/],
    ["https://аpple.com/", /^has letters of two scripts in “аpple”, some of which pass for others$/],
    ["https://xn--80ak6aa92e.com/", /^has “аррӏе” in its host, whose letters pass for others$/],
    ["https://gıthub.com/", /^has “gıthub” in its host/],
    ["https://www.gıthub.com.tr/", undefined],
    ["https://BÜCHER.example:8443/", undefined],
    ["https://[2001:db8::1]:8080/", undefined],
    ["https://президент.рф./", undefined],
    ["https://ökonomie-東京.example/", undefined],
  ];
  for (const [url, problem] of cases) {
    const found = urlProblem(url);
    if (problem === undefined) assert.equal(found, undefined, url);
    else assert.match(found ?? "nothing", problem, url);
  }
});

test("hosts of a network of one's own, by address and by name", () => {
  const cases: Record<string, boolean> = {
    "http://127.0.0.1:8080/": true,
    "http://[::1]/": true,
    "http://[::ffff:169.254.169.254]/": true,
    "http://10.1.2.3/": true,
    "http://localhost/": true,
    "http://printer.local/": true,
    "http://wiki/": true,
    "http://a.home.arpa./": true,
    "http://127.0.0.1.nip.io/": true,
    "http://app-192-168-1-250.sslip.io/": true,
    "http://c0a801fc.nip.io./": true,
    "http://a.fe80--1.sslip.io/": true,
    "http://readme.localtest.me/": true,
    "http://8.8.8.8.nip.io/": false,
    "http://2606-4700--1111.sslip.io/": false,
    "http://www.nip.io/": false,
    "http://127.0.0.1.example.org/": false,
    "http://8.8.8.8/": false,
    "http://[2606:4700::1111]/": false,
    "http://local.example/": false,
    "http://example.org./": false,
  };
  for (const [url, isPrivate] of Object.entries(cases)) assert.equal(isPrivateHost(new URL(url)), isPrivate, url);
});

test("an address that is linked knows its place, if no emphasis starts right in front of it", () => {
  const source = "> A _b me@x.example c_\n> &amp; you@y.example d _it@z.example_ e";
  const found: [string, string | undefined][] = [];
  const tree = parseGfm(source);
  assert.ok(tree);
  visit(tree, "link", ({ url, position }) => {
    found.push([url, position && source.slice(position.start.offset, position.end.offset)]);
  });
  assert.deepEqual(found, [
    ["mailto:me@x.example", "me@x.example"],
    ["mailto:you@y.example", "you@y.example"],
    ["mailto:it@z.example", undefined],
  ]);
});

test("URLs are the same but for scheme, www, case of GitHub's paths, .git and the final slash", () => {
  const same = ["https://github.com/Foo/Bar", "http://www.github.com/foo/bar/", "https://GitHub.com/foo/bar.git"];
  assert.equal(new Set(same.map(urlKey)).size, 1);
  assert.notEqual(urlKey("https://example.org/A"), urlKey("https://example.org/a"));
  assert.notEqual(urlKey("https://example.org/a?x=1"), urlKey("https://example.org/a?x=2"));
  assert.equal(urlKey("https://example.org/a/"), urlKey("http://example.org/a"));
  assert.equal(urlKey("img/a.svg"), "img/a.svg");
});

test("the nearest word counts a transposition as one step", () => {
  assert.equal(nearest("ulr", ["name", "url"]), "url");
  assert.equal(nearest("Elasticsearh", ["ElastAlert", "Elasticsearch"]), "Elasticsearch");
  assert.equal(nearest("github", ["GitHub", "GitLab"]), "GitHub");
  assert.equal(nearest("stars", ["name", "url"]), undefined);
  assert.equal(nearest("x", []), undefined);
  assert.equal(didYouMean("nmae", ["name"]), "Did you mean “name”?");
  assert.equal(didYouMean("zzz", ["name"]), undefined);
});

test("a JSON Pointer is read as it was written", () => {
  assert.equal(formatPointer(["a/b", 0, "c~d"]), "/a~1b/0/c~0d");
  fc.assert(fc.property(fc.array(fc.string()), (path) => assert.deepEqual(parsePointer(formatPointer(path)), path)));
});

test("a place is found by its path, and the nearest one that exists for a path that does not", () => {
  const source = "a:\n  b: [1, 22]\nc:\n";
  const at = (...args: Parameters<typeof locate>): string => {
    const { start, end } = locate(...args);
    return `${start.line}:${start.column}-${end.line}:${end.column}`;
  };
  assert.equal(at(source, ["a", "b", 1]), "2:10-2:12");
  assert.equal(at(source, ["a", "b"], "key"), "2:3-2:4");
  assert.equal(at(source, ["c"]), "3:1-3:2");
  assert.equal(at(source, ["a", "x", "y"]), "2:3-3:1");
  assert.equal(at("", ["a"]), "1:1-1:1");
});

test("a text with more marks than the longest lists have is not parsed, whatever its lines are", () => {
  const cells = (count: number): string =>
    `${"|a".repeat(40)}|\n${"|-".repeat(40)}|\n${`${"|a".repeat(40)}|\n`.repeat(count / 41)}`;
  assert.equal(parseGfm(cells(80_000)), undefined);
  assert.equal(parseGfm(`${"|a".repeat(30_000)}|\n${"|-".repeat(30_000)}|\n${"|a".repeat(30_000)}|\n`), undefined);
  assert.equal(parseGfm("*a* [b](c)\n\n".repeat(20_001)), undefined);
  assert.notEqual(parseGfm(cells(2_000)), undefined);
});

test("any text has a key, which is its own when it is no URL", () => {
  assert.equal(urlKey("https:a//example.org/queue"), "https:a//example.org/queue");
  const parts = fc.constantFrom(
    "https:",
    "http:",
    "//",
    "/",
    "a",
    "www.",
    ".",
    ":",
    "@",
    "%",
    "%20",
    "?",
    "#",
    "[::1]",
    "é",
    " ",
    "..",
  );
  fc.assert(
    fc.property(
      fc.array(parts).map((found) => found.join("")),
      (text) => {
        assert.equal(typeof urlKey(text), "string");
      },
    ),
    runs(2000),
  );
});

test("whole lines are cropped, in bytes, and how many are left out is said", () => {
  assert.equal(cropLines("één\n🪵🪵\nx\n", 100), "één\n🪵🪵\nx\n");
  // 6 and 9 bytes, and 21 for what is said of the others.
  assert.equal(cropLines("één\n🪵🪵\nx\n".repeat(3), 36), "één\n🪵🪵\n… and 7 more lines\n");
  assert.equal(cropLines("🪵".repeat(50), 100), "… and 1 more line\n");
  assert.equal(cropLines("🪵".repeat(50), 5), "");
});

test("whatever is cropped: no longer than wanted, nothing but whole lines, and all are counted", () => {
  const line = fc.string({ unit: character, maxLength: 40 }).map((text) => text.replaceAll("\n", ""));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), fc.nat(400), (lines, bytes) => {
      const text = lines.map((each) => `${each}\n`).join("");
      const cropped = cropLines(text, bytes);
      assert.ok(Buffer.byteLength(cropped) <= bytes);
      if (Buffer.byteLength(text) <= bytes) return assert.equal(cropped, text);
      if (cropped === "") return;
      const [, kept = "", count = ""] = /^(.*)… and (\d+) more lines?\n$/s.exec(cropped) ?? assert.fail(cropped);
      assert.equal(
        kept,
        lines
          .slice(0, lines.length - Number(count))
          .map((each) => `${each}\n`)
          .join(""),
      );
    }),
    runs(500),
  );
});

test("text ends no fence that it stands in", () => {
  assert.equal(fenced("diff", "-a\n+b\n"), "```diff\n-a\n+b\n```");
  assert.equal(fenced("", "````\n"), "`````\n````\n`````");
  assert.equal(codeSpan("a.yml"), "`a.yml`");
  assert.equal(codeSpan("a`b``c\n\n# d"), "```a`b``c # d```");
  assert.equal(codeSpan("`"), "`` ` ``");
  assert.equal(codeSpan(" a "), "`  a  `");
});
