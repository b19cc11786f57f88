// A rule's doc comment → what it says, and its examples. The comment is the rule's documentation and its test.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "comment-parser";
import type { Code } from "mdast";
import { parseGfm } from "../text/markdown.ts";

export interface ExampleFile {
  /** Relative to the example's folder, with `/`. */
  file: string;
  text: string;
}

export interface Example {
  /** What stands behind `@example`. */
  title: string;
  files: ExampleFile[];
  /** The files as `--fix` leaves them, where it changes them. */
  fixed: ExampleFile[];
  /** One finding a line, `FILE:LINE:COLUMN-LINE:COLUMN: SEVERITY: MESSAGE`; its hint and related places are indented. */
  expected: string;
}

export interface Explanation {
  /** The first sentence: what is right. */
  summary: string;
  /** The whole comment as Markdown. */
  text: string;
  examples: Example[];
}

/**
 * @param home - the toolchain's folder
 * @param rule - a rule's name
 * @throws {Error} when the rule's file has no doc comment with an example
 */
export async function explainRule(home: string, rule: string): Promise<Explanation> {
  const source = await readFile(path.join(home, "scripts", "rules", `${rule}.ts`), "utf8");
  const block = parse(source, { spacing: "preserve" }).find(({ tags }) => tags.some(({ tag }) => tag === "example"));
  if (!block) throw new Error(`scripts/rules/${rule}.ts explains nothing by example`);
  const lines = block.source.map(({ tokens }) => {
    const { postDelimiter, tag, postTag, name, postName, description } = tokens;
    return `${postDelimiter.slice(1)}${tag}${postTag}${name}${postName}${description}`.trimEnd();
  });
  const [about = "", ...rest] = lines
    .join("\n")
    .trim()
    .split(/^@example[ \t]*/m);
  const summary = about.split(/\n\n/)[0]?.replaceAll("\n", " ").trim() ?? "";
  const parts = rest.map((example) => {
    const [title = "", ...body] = example.split("\n");
    return { title, body: body.join("\n").trim() };
  });
  const text = [about.trim(), ...parts.map(({ title, body }) => `${title}:\n\n${body}`)].join("\n\n");
  return { summary, text: `${text}\n`, examples: parts.map(({ title, body }) => readExample(title, body)) };
}

function readExample(title: string, body: string): Example {
  const example: Example = { title, files: [], fixed: [], expected: "" };
  for (const node of parseGfm(body)?.children ?? []) {
    if (node.type !== "code") continue;
    const [file, fixed] = (node.meta ?? "").split(" ");
    if (node.lang === "text" && !file) example.expected = node.value;
    else if (file) (fixed === "fixed" ? example.fixed : example.files).push({ file, text: textOf(node) });
  }
  return example;
}

/**
 * What no one can see in a comment is written as an escape: `\u200b`, `\u{1f600}`, `\t`, `\r`; and a character that
 * stands there many times has the number behind it: `a\*{1000}`.
 */
function textOf({ value }: Code): string {
  const text = value.replace(/\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|([tr]))/gi, (_, long, short, letter) => {
    if (letter) return letter === "t" ? "\t" : "\r";
    return String.fromCodePoint(Number.parseInt(long ?? short, 16));
  });
  return `${text.replace(/(.)\\\*\{(\d+)\}/gu, (_, character, times) => character.repeat(Number(times)))}\n`;
}
