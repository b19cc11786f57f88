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

export function examplesIn(docs: string): Examples {
  const shared: ExampleFile[] = [];
  const examples: Example[] = [];
  for (const node of unified().use(remarkParse).parse(docs).children) {
    if (node.type === "heading") examples.push({ title: textOf(node), files: [], fixed: [], expected: "" });
    if (node.type !== "code") continue;
    const [file, fixed] = (node.meta ?? "").split(" ");
    const example = examples.at(-1);
    if (file) (fixed ? example?.fixed : (example?.files ?? shared))?.push({ file, text: `${node.value}\n` });
    else if (example) example.expected = node.value;
  }
  return { shared, examples };
}
