// Nothing that stands in a field gets through: no link but those that records name, no HTML, no command to a terminal.
//
// Records go the way of `build`: read, checked, rendered. Their page, a comment with its rows, drawings and findings are
// judged by what others read in them: markdown-it; GitHub's cmark-gfm (Debian's package), or where it is not installed
// micromark, with cmark's reading of destinations done by hand; saxes; and the URL parser of browsers.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import pc from "picocolors";
import { SaxesParser } from "saxes";
import { visit } from "unist-util-visit";
import { IN_UNITS, placesOf, preview } from "../scripts/pull/preview.ts";
import { changedBlocks } from "../scripts/pull/rows.ts";
import { type LoadedList, loadList } from "../scripts/record/load.ts";
import { pretty } from "../scripts/report/pretty.ts";
import { stepSummary } from "../scripts/report/step-summary.ts";
import { type Rendered, render } from "../scripts/template/render.ts";
import { parseGfm } from "../scripts/text/markdown.ts";
import { urlPlace } from "../scripts/text/url-places.ts";
import { findingsOf } from "./support/findings.ts";
import { urlsIn } from "./support/flat.ts";
import { SCHEMAS } from "./support/lists.ts";
import { markdownIt, readPage } from "./support/page.ts";
import { isThorough, runs } from "./support/runs.ts";
import { hostileText } from "./support/values.ts";

/** Where the page stands, for what its relative links lead to. */
const SITE = "https://page.example";
const FOLDER = `${SITE}/owner/list/`;

// --- what somebody may write

const TARGETS = [
  ...["javascript:alert(1)", "data:text/html,<b>", "vbscript:a", "file:///etc/passwd", "ftp://evil.example/"],
  ...["//evil.example/x", "https://evil.example/x", "http://evil.example", "https://github.com/a(b)?c=d&e=f#g"],
  ...["https://github.com@evil.example/", "https://u:p@evil.example/", "https://github.com\\@evil.example/"],
  ...["https://аррӏе.com/", "https://2130706433/", "https://evil..example/", "https://github.com⁄x.evil.example/"],
  ...["../../../etc/passwd", "/etc/passwd", "img/a.png", "#x", "?a&colon;b", "a&lt;b", "&copy;&amp;colon;"],
  ...["mailto:a@evil.example", "xmpp:a@evil.example", "www.evil.example", "a@evil.example", "git@evil.example:x/y"],
];

const NAMED: Readonly<Record<string, string>> = {
  ...{ ":": "&colon;", "/": "&sol;", "(": "&lpar;", ")": "&rpar;", "\\": "&bsol;", "&": "&amp;", "<": "&lt;" },
  ...{ "@": "&commat;", ".": "&period;", "#": "&num;", "?": "&quest;", "%": "&percnt;", ">": "&gt;", "=": "&equals;" },
};
const ALIKE: Readonly<Record<string, string>> = {
  a: "а",
  e: "е",
  o: "о",
  i: "ı",
  c: "ᴄ",
  g: "ɡ",
  "/": "∕",
  ".": "。",
  ":": "：",
};

/** A character, in the ways in which it can be written. */
function formsOf(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  const references = [`&#${code};`, `&#0${code};`, `&#x${code.toString(16)};`, `&#X${code.toString(16)};`];
  return [
    ...[
      ...references,
      NAMED[character] ?? character,
      `\\${character}`,
      `\\\\${character}`,
      `\\${NAMED[character] ?? "&"}`,
    ],
    ...[`%${code.toString(16)}`, character.toUpperCase(), ALIKE[character] ?? character],
    ...[`${character}&Tab;`, `${character}&NewLine;`, `${character}\u200b`, `\u0000${character}`, ` ${character}`],
    ...[`\t${character}`, `\u001b[2J${character}`, `\u009b${character}`, `\u202e${character}`, `<!-- -->${character}`],
  ];
}

/** A target in which a few characters are written otherwise. */
const disguised = fc.constantFrom(...TARGETS).chain((target) =>
  fc.array(fc.tuple(fc.nat(target.length - 1), fc.nat(19)), { maxLength: 4 }).map((changes) => {
    const characters = [...target];
    for (const [at, form] of changes) characters[at] = formsOf(target[at] ?? "")[form] ?? "";
    return characters.join("");
  }),
);

const AROUND = [
  "@",
  "<@>",
  "[x](@)",
  "![x](@)",
  "[x](<@>)",
  '[x](a "@")',
  "`@`",
  "a @ b",
  "_@_",
  "[@]",
  '"@"',
  "<a href=@>",
  "(@)",
];

const value = fc.oneof(
  { weight: 3, arbitrary: disguised },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom(...AROUND), disguised).map(([around, text]) => around.replace("@", () => text)),
  },
  { weight: 1, arbitrary: fc.tuple(hostileText, disguised).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: hostileText },
);

// --- lists with it in every field

const TEMPLATE = `# A list

<!-- each components.c.tools -->
| Tool | Bare | Also | Text | Inside |
| --- | --- | --- | --- | --- |
| [{name}]({url}){mark} | {name} | {{aliases}, } | {description} | ![{name}](https://example.org/{name}) [a](https://example.org/?{name} "title") a{name}b<br>**{name}** |

<!-- each components.c.tools -->
- {name}{: {description}}

<!-- each resources -->
- [{title}]({url}){ ({[{parts.label}]({parts.url}), })}{: {description}}{ {parts.label}}

<!-- each examples -->
| # | Who | Technologies | Note | References |
| --- | --- | --- | --- | --- |
| {number} | {organisation} | • [{technologies.name}]({technologies.url}) | {note}<br>{diagram} | [{references.title}]({references.url}){ by {references.by}} |

<!-- each components -->
## {emoji} {name}

{summary}

<!-- each notes -->
0. {target}{text}
`;

const URL = "https://example.org/";

type Records = Record<string, object>;

/** A value in the texts of a record, or in a field that is a URL: each in another place than the one before it. */
function literalRecords(value: string, index: number): Records {
  const line = value.replace(/[\n\r\u2028\u2029]/g, " ");
  const [name, by] = [`${line} ${index}`, line.replace(/[()]/g, "") || "x"];
  const drawn = {
    ...{ title: line, alt: line, grid: "a b\n", edges: [{ from: "a", to: "b", label: line.slice(0, 20) }] },
    nodes: [
      { id: "a", label: line.slice(0, 40) },
      { id: "b", label: "b", details: [line.slice(0, 40)] },
    ],
  };
  const example = { organisation: name, position: index, technologies: [{ text: value }], diagram: [`d${index}`] };
  const records: Records[] = [
    { [`tools/n${index}`]: { name, url: URL, aliases: [`${line} alias ${index}`], components: { c: {} } } },
    { [`tools/u${index}`]: { name: `Tool ${index}`, url: value, components: { c: {} } } },
    { [`resources/r${index}`]: { title: name, parts: [{ label: line, url: URL }] } },
    { [`resources/p${index}`]: { title: `Resource ${index}`, parts: [{ label: "part", url: value }] } },
    {
      [`examples/e${index}`]: { ...example, references: [{ title: line, url: URL, by }] },
      [`diagrams/d${index}`]: drawn,
    },
    {
      [`examples/v${index}`]: {
        ...{ organisation: `Organisation ${index}`, position: index, technologies: [{ text: "x" }] },
        references: [{ title: "x", url: value }],
      },
    },
    { [`components/c${index}`]: { name, emoji: line, position: index + 1, summary: line } },
  ];
  return records[index % records.length] ?? {};
}

/** A value as Markdown, and in the parts of a link and an image. */
function markdownRecords(value: string, index: number): Records {
  const tool = (footnote: string, description: string): Records => {
    const components = { c: { description } };
    return { [`tools/m${index}`]: { name: `Tool ${index}`, url: URL, footnote, components } };
  };
  const records: Records[] = [
    tool(`[x](${value})`, value),
    tool("It is old.", `![x](<${value}> "${value}") ![${value}](a.png)`),
    {
      [`resources/k${index}`]: {
        title: `Read ${index}`,
        url: URL,
        description: `See ${value} and\n\n[x]: ${value}\n\n[x]`,
      },
    },
  ];
  return records[index % records.length] ?? {};
}

const ROOT = await mkdtemp(path.join(tmpdir(), "nothing-"));
await mkdir(path.join(ROOT, "data"));
await cp(SCHEMAS, path.join(ROOT, "schemas"), { recursive: true });
after(() => rm(ROOT, { recursive: true }));

/** @returns what the build would read of these records, and the page of those that it lets through */
function built(records: Records): LoadedList & { page: Rendered } {
  const all: Records = { "components/c": { name: "C", emoji: "x", position: 0 }, ...records };
  const drafts = Object.entries(all).map(([name, record]) => [`data/${name}.yml`, JSON.stringify(record)] as const);
  const loaded = loadList(ROOT, new Map(drafts));
  return { ...loaded, page: render(loaded.list, TEMPLATE) };
}

// --- what others read in a page

/** As browsers see it, from the page on; `undefined` for what they refuse. */
function reached(url: string): globalThis.URL | undefined {
  try {
    return new globalThis.URL(url, FOLDER);
  } catch {
    return undefined;
  }
}

/**
 * For where cmark-gfm is not: the destinations as micromark reads them, and those that are written as cmark would, which
 * decodes character references first; then backslashes go.
 */
function micromarkUrls(page: string): string[] {
  const urls: string[] = [];
  const tree = parseGfm(page);
  assert.ok(tree);
  visit(tree, (node) => {
    if ("url" in node) urls.push(node.url);
    const place = urlPlace(node);
    if (!place) return;
    const written = page.slice(place.start, place.end);
    const decoded = written.replace(/&#?\w+;/g, (reference) => markdownIt.utils.unescapeAll(reference));
    urls.push(decoded.replace(/\\([!-/:-@[-`{-~])/g, "$1"));
  });
  return urls;
}

const GFM = ["-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tasklist", "--unsafe"];
/** Never left out where all must be tested. */
const hasCmark = process.env.CI === "true" || spawnSync("cmark-gfm", ["--version"]).status === 0;

function cmarkUrls(page: string): string[] {
  const { stdout, status } = spawnSync("cmark-gfm", GFM, { input: page, encoding: "utf8" });
  assert.equal(status, 0);
  return [...stdout.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url = ""]) => markdownIt.utils.unescapeAll(url));
}

/** Where a URL leads once cmark-gfm has written it: it encodes backslashes, which browsers take for slashes, and brackets. */
function cmarkHref(url: string): string | undefined {
  return reached(url.replace(/[ "<>[\\\]^`{|}]/g, encodeURIComponent))?.href;
}

const READERS = { "markdown-it": urlsIn, ...(hasCmark ? { "cmark-gfm": cmarkUrls } : { micromark: micromarkUrls }) };

/** @param allowed - what the links of the page may lead to; anything that is a link elsewhere is a hole */
function assertLinks(page: string, allowed: (url: globalThis.URL) => boolean): void {
  for (const [reader, read] of Object.entries(READERS)) {
    for (const url of read(page)) {
      const target = reached(url);
      assert.ok(target && allowed(target), `${reader} finds a link to ${JSON.stringify(url)}`);
    }
  }
}

/** Of a web page or an address, without a name in front of its host, and not out of the list. */
function isHarmless({ protocol, username, password, origin, pathname }: globalThis.URL): boolean {
  if (username !== "" || password !== "") return false;
  if (origin === SITE) return pathname.startsWith("/owner/list/");
  return protocol === "https:" || protocol === "http:" || protocol === "mailto:";
}

function assertNoHtml(page: string): void {
  const { html, unguarded } = readPage(page);
  const own = /^(?:<!-- Generated by .*-->|<a id="note-[a-z\d]+">|<\/a>)$/;
  assert.deepEqual(
    html.filter((tag) => !own.test(tag)),
    [],
  );
  assert.deepEqual(unguarded, []);
}

const PLACES = placesOf("https://github.com", "owner/list", "a", { repository: "owner/list", sha: "b" });

/** The rows as a comment shows them. */
function commentOf(page: Rendered): string {
  const blocks = changedBlocks({ children: [] }, page);
  return preview([{ folder: "", state: "changed", blocks }], PLACES, { most: 10_000_000, length: IN_UNITS });
}

/** What a terminal obeys, or what turns text around in it. */
const ACTING = /(?!\n)\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|##\[/u;
const ELEMENTS = ["svg", "title", "desc", "style", "rect", "path", "g", "text"];

const VALUES = 200;
const values = fc.array(value, { minLength: VALUES, maxLength: VALUES });
/** Twenty thousand values in all; a few hundred in `npm test`. */
const MANY = { ...runs(50), numRuns: isThorough ? 50 : 1, endOnFailure: true };

describe("nothing gets through", () => {
  it("texts and URLs of records", () => {
    let [refused, linked] = [0, 0];
    const property = fc.property(values, (values) => {
      const { list, page, diagnostics, files } = built(Object.assign({}, ...values.map(literalRecords)));
      refused += diagnostics.length;
      const targets = list.entries.flatMap(({ id, data }) => {
        const index = Number(id.slice(1));
        const target = values[index]?.replaceAll("`", "%60") ?? "";
        return /^[upv]\d/.test(id) && data.name !== "C" ? [reached(target)?.href, cmarkHref(target)] : [];
      });
      linked += targets.length;
      const isOwn = ({ origin, hash, pathname }: globalThis.URL): boolean =>
        origin === "https://example.org" ||
        (origin === SITE && (hash.startsWith("#note-") || pathname.startsWith("/owner/list/img/d")));
      const allowed = new Set(targets);
      assertLinks(page.markdown, (url) => isHarmless(url) && (isOwn(url) || allowed.has(url.href)));
      assertNoHtml(page.markdown);
      const own = new Set([...allowed].map((href) => href?.replace(FOLDER, "https://github.com/owner/list/blob/b/")));
      assertLinks(
        commentOf(page),
        (url) => isHarmless(url) && (isOwn(url) || url.hostname === "github.com" || own.has(url.href)),
      );
      for (const { svg } of page.drawings) assertDrawing(svg());
      assertFindings([...diagnostics, ...page.diagnostics], files);
    });
    fc.assert(property, MANY);
    assert.ok(refused > 0 && linked > 0);
  });

  it("Markdown of records", () => {
    const property = fc.property(values, (values) => {
      const { page, diagnostics, files } = built(Object.assign({}, ...values.map(markdownRecords)));
      assertLinks(page.markdown, isHarmless);
      assertNoHtml(page.markdown);
      assertLinks(commentOf(page), isHarmless);
      assertFindings([...diagnostics, ...page.diagnostics], files);
    });
    fc.assert(property, MANY);
  });
});

/** Well-formed, of known elements, without anything that runs or loads. */
function assertDrawing(svg: string): void {
  const parser = new SaxesParser();
  parser.on("error", (error) => assert.fail(error));
  parser.on("opentag", ({ name, attributes }) => {
    assert.ok(ELEMENTS.includes(name), name);
    for (const attribute of Object.keys(attributes)) assert.doesNotMatch(attribute, /^on|href|src/i);
  });
  parser.write(svg).close();
}

function assertFindings(diagnostics: LoadedList["diagnostics"], files: LoadedList["files"]): void {
  const sources = new Map(files.map(({ file, source }) => [file, source]));
  const findings = findingsOf(diagnostics.slice(0, 200), { readSource: (file) => sources.get(file) });
  assert.doesNotMatch(pretty(findings, pc.createColors(false)), ACTING);
  const summary = stepSummary(findings);
  assertLinks(summary, () => false);
  assert.deepEqual(readPage(summary).html, []);
}
