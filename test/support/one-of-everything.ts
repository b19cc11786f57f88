// A list with one of everything, without a fault, for what is done to it; and whether findings are at places that are there.
import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Targets } from "../../scripts/lint/lint-all.ts";
import type { Diagnostic, Range } from "../../scripts/text/diagnostic.ts";
import { type Cleanup, type Files, makeList } from "./lists.ts";

/** Its files, and a document. */
export const LIST: Files = {
  "data/list.yml": "# settings\nname: A list\nrepository: https://github.com/example/list\n",
  "data/components/transport.yml":
    "name: Transport\nemoji: 🚚\nposition: 0\npurposes: [Log shipping, Stream processing]\n",
  "data/tools/queue.yml":
    "# a queue\nname: Queue\nurl: https://example.org/queue\naliases: ['MQ', \"Q\"]\ncomponents:\n  transport: {purposes: [Log shipping]}\n",
  "data/tools/stream.yml":
    'name: Stream\nurl: https://example.org/stream\nstatus: unmaintained\nreplacement: queue\nfootnote: "Stream is no longer maintained. You can use [Queue](https://example.org/queue) instead."\ncomponents:\n  transport:\n    purposes:\n      - Log shipping\n      - Stream processing\n',
  "data/examples/acme.yml":
    "organisation: Acme\nposition: 0\ntechnologies:\n  - Queue\n  - text: Serverless functions\nnote: |\n  > We’ve built it – and it _works_.\n  >\n  > 1. First this.\n  > 2. Then that.\nreferences:\n  - title: How we do it\n    url: https://example.org/how\n    by: Ann Lee\n",
  "data/resources/the-guide.yml":
    "title: The guide\nurl: https://example.org/guide\ndescription: >-\n  How to connect\n  all things.\n",
  "templates/README.md": `# A list

Some words on it – and more.

## Contents

<!-- each components -->
0. {emoji} [{name}](#{anchor})

[Examples](#examples)

## Transport

<!-- each components.transport.tools -->
| Tool | Purpose |
| --- | --- |
| [{name}]({url}){mark} | {{purposes}, } |

### Resources

<!-- each resources -->
- [{title}]({url}){: {description}}

## Examples

<!-- each examples -->
| # | Technologies | Note | References |
| --- | --- | --- | --- |
| {number} | • [{technologies.name}]({technologies.url}){technologies.mark} | {note} | 1. [{references.title}]({references.url}){ by {references.by}} |

<!-- each notes -->
0. {target}{text}
`,
  "page.md":
    "# A page\n\n- [Queue](https://example.org/queue)\n- [Stream](https://example.org/stream)[0]\n\n| Tool | Purpose |\n| --- | --- |\n| Queue | It’s for all |\n\n0. Stream is no longer maintained.\n",
};
export const FILES = Object.keys(LIST);

/** The list and the document beside it. */
export const targetsIn = (root: string): Targets => ({
  root,
  lists: [root],
  documents: [path.join(root, "page.md")],
});

/** @throws when a finding's place is none, or not where its offset says */
export async function checkPlaces(
  root: string,
  findings: readonly Pick<Diagnostic, "file" | "range" | "rule" | "reason" | "related" | "fix">[],
) {
  const starts = new Map<string, { text: string; lines: number[] }>();
  for (const { file, range, rule, reason, related, fix } of findings) {
    const what = `${rule} in ${file}: ${reason}`;
    assert.match(reason, /^\S[^\n\r]*$/, what);
    for (const place of [{ file, range }, ...related]) {
      const absolute = path.join(root, place.file);
      // How long the page is can be told before it is made.
      const isMade = rule === "page-size" && place.file === "README.md";
      assert.ok(existsSync(absolute) || isMade, `${what}: there is no file ${place.file}`);
      assert.ok(!path.relative(root, absolute).startsWith(".."), what);
      let source = starts.get(place.file);
      if (!source) {
        const text = isMade || statSync(absolute).isDirectory() ? "" : decode(await readFile(absolute));
        source = {
          text,
          lines: [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)],
        };
        starts.set(place.file, source);
      }
      checkRange(place.range, source, what);
    }
    for (const { start, end } of fix?.edits ?? []) {
      assert.ok(0 <= start && start <= end && end <= (starts.get(file)?.text.length ?? 0), `${what}: an edit outside`);
    }
  }
}

function checkRange(
  { start, end }: Range,
  { text, lines }: { text: string; lines: readonly number[] },
  what: string,
): void {
  const places = `${what} ${start.line}:${start.column}-${end.line}:${end.column} (${start.offset}-${end.offset})`;
  assert.ok(start.offset <= end.offset && end.offset <= text.length, places);
  for (const point of [start, end]) {
    assert.ok(point.line >= 1 && point.column >= 1 && Number.isInteger(point.line + point.column), places);
    const line = lines.findLastIndex((from) => from <= point.offset);
    assert.deepEqual([point.line, point.column], [line + 1, point.offset - (lines[line] ?? 0) + 1], places);
  }
}

/** As the linter reads a file: without a byte order mark; what is not UTF-8 has no places inside. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return "";
  }
}

export async function layOut(t: Cleanup, files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<string> {
  const root = await makeList(t, LIST);
  for (const [file, content] of Object.entries(files)) await write(root, file, content);
  return root;
}

export async function write(root: string, file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), content);
}

/** Restore the files that a run may have changed, and make its change. */
export async function reset(root: string, changes: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const file of FILES) await write(root, file, changes[file] ?? LIST[file] ?? "");
}
