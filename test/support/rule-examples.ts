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

export function examplesIn(docs: string): Example[] {
  const examples: Example[] = [];
  for (const node of unified().use(remarkParse).parse(docs).children) {
    if (node.type === "heading") examples.push({ title: textOf(node), files: [], fixed: [], expected: "" });
    const example = examples.at(-1);
    if (node.type !== "code" || !example) continue;
    const [file, fixed] = (node.meta ?? "").split(" ");
    if (!file) example.expected = node.value;
    else (fixed === "fixed" ? example.fixed : example.files).push({ file, text: `${node.value}\n` });
  }
  return examples;
}
