// The documentation of a rule → its examples, which are the rule's tests.
import { toString as textOf } from "mdast-util-to-string";
import remarkParse from "remark-parse";
import { unified } from "unified";

export interface ExampleFile {
  /** Relative to the example's folder, with `/`. */
  file: string;
  text: string;
}

export interface Example {
  /** Its heading. */
  title: string;
  files: ExampleFile[];
  /** The files as `--fix` leaves them, where it changes them. */
  fixed: ExampleFile[];
  /** One finding a line, `FILE:LINE:COLUMN-LINE:COLUMN: SEVERITY: MESSAGE`; its hint and related places are indented. */
  expected: string;
}

export interface Examples {
  /** In front of the first example: files that each example with a list has, unless it shows its own. */
  shared: ExampleFile[];
  examples: Example[];
}

/** @param documentation - as scripts/rules/support/documentation.ts says */
export function examplesIn(documentation: string): Examples {
  const shared: ExampleFile[] = [];
  const examples: Example[] = [];
  for (const node of unified().use(remarkParse).parse(documentation).children) {
    if (node.type === "heading" && node.depth > 1)
      examples.push({ title: textOf(node), files: [], fixed: [], expected: "" });
    if (node.type !== "code") continue;
    const [file, fixed] = (node.meta ?? "").split(" ");
    const example = examples.at(-1);
    const text = node.value.replace(/\\u\{(\w+)\}(?:\{(\d+)\})?/g, (_, code: string, times = "1") =>
      String.fromCodePoint(Number.parseInt(code, 16)).repeat(Number(times)),
    );
    if (file) (fixed ? example?.fixed : (example?.files ?? shared))?.push({ file, text: `${text}\n` });
    else if (example) example.expected = text;
  }
  return { shared, examples };
}
