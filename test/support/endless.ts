// What parsers of Markdown and YAML, and the rules' patterns, could stumble over when it never ends.
import type { Files } from "./lists.ts";
import { LIST } from "./one-of-everything.ts";

export interface Endless {
  name: string;
  /** What stands in the list instead, or besides. */
  files: Files;
}

const UNITS = [
  ..."a | [ ![ [a]( [] *a **a _a ~~a < <!-- ( ` & &amp; \\ 1. > # : {".split(" "),
  ...["word ", " ", "\t", "1. ", "- ", "> ", "<br>1. ", "[a](https://example.org/) ", "https://example.org/ ", "A[0] "],
  ...["Github ", "TODO ", "‚Äô", "\u200b", "e\u0301", "’", "pаypal "],
];
const FEW = ["a", "| a ", "*a", "[", "[a](b) ", "`", "&a ", "{", "1. ", " ", "Github ", "‚Äô"];

/** @param bytes - on one line of a document, a template or a record, each of which repeats a unit */
export function longLines(bytes: number): Endless[] {
  const placed = (place: string, units: readonly string[], filesOf: (text: string) => Files): Endless[] =>
    units.map((unit) => {
      const text = unit.repeat(bytes / Buffer.byteLength(unit));
      return { name: `${bytes} bytes of ${JSON.stringify(unit)} in ${place}`, files: filesOf(text) };
    });
  const columns = 50;
  const rows = `|${"a|".repeat(columns)}\n`.repeat(bytes / (2 * columns + 2));
  const table = `|${"a|".repeat(columns)}\n|${"-|".repeat(columns)}\n${rows}`;
  return [
    { name: `${bytes} bytes of cells in a document`, files: { "page.md": table } },
    ...placed("a document", UNITS, (text) => ({ "page.md": text })),
    ...placed("a template", FEW, (text) => ({ "templates/README.md": `${LIST["templates/README.md"]}\n${text}\n` })),
    ...placed("a record", FEW.slice(0, 2), (text) => ({ "data/tools/x.yml": text })),
  ];
}

/** @param bytes - of a record with one line, as YAML and as a Markdown value */
export function longRecords(bytes: number): Endless[] {
  const resource = LIST["data/resources/the-guide.yml"]?.split("description")[0];
  return FEW.flatMap((unit) => {
    const text = unit.repeat(bytes / Buffer.byteLength(unit));
    return [
      { name: `a record of ${bytes} bytes of ${JSON.stringify(unit)}`, files: { "data/tools/x.yml": text } },
      {
        name: `a description of ${bytes} bytes of ${JSON.stringify(unit)}`,
        files: { "data/resources/the-guide.yml": `${resource}description: ${JSON.stringify(text)}\n` },
      },
    ];
  });
}

/** @param depth - how many levels stand in one another */
export function deeplyNested(depth: number): Endless[] {
  const bomb = Array.from({ length: 30 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`);
  const items = Array.from({ length: depth / 100 }, (_, level) => `${"  ".repeat(level)}- a\n`);
  const nested: Readonly<Record<string, Files>> = {
    "> in a document": { "page.md": `${">".repeat(depth)} a\n` },
    "> with blanks in a document": { "page.md": `${"> ".repeat(depth)} a\n` },
    "- in a document": { "page.md": `${"- ".repeat(depth)} a\n` },
    "# behind a heading that is none": { "page.md": `##x${"# ".repeat(depth)}\n` },
    "comments that do not end, in a document": { "page.md": `${"<!--".repeat(depth)}\n` },
    "[ in a document": { "page.md": `${"[".repeat(depth)}a${"]".repeat(depth)}\n` },
    "lists of lists in a document": { "page.md": items.join("") },
    "flow lists": { "data/tools/x.yml": `name: X\naliases: ${"[".repeat(depth)}${"]".repeat(depth)}\n` },
    "flow lists that are not closed": { "data/tools/x.yml": `name: X\naliases: ${"[".repeat(depth)}` },
    "flow maps": { "data/tools/x.yml": `name: ${"{a: ".repeat(depth)}${"}".repeat(depth)}\n` },
    "block lists": { "data/tools/x.yml": `name:\n  ${"- ".repeat(depth)}a\n` },
    "an alias bomb": { "data/tools/x.yml": `name: &a0 X\n${bomb.join("\n")}\n` },
    "an alias bomb in the settings": { "data/list.yml": `name: &a0 X\n${bomb.join("\n")}\n` },
    "braces in a template": { "templates/README.md": `${LIST["templates/README.md"]}\n${"{".repeat(depth)}` },
  };
  return Object.entries(nested).map(([name, files]) => ({ name: `${depth} × ${name}`, files }));
}
