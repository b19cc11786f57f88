// lint-comment: comments and settings for the linter name rules, give reasons, and are needed.
import { visit } from "unist-util-visit";
import { CST, Parser } from "yaml";
import type { Edit, Range } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { parseGfm } from "../text/markdown.ts";
import type { SourceText } from "../text/source.ts";
import type { Rule, RuleFinding } from "./support/rule.ts";

export const lintComment: Rule = {
  name: "lint-comment",
  severity: "error",
  summary: "Comments and settings for the linter name rules that exist, give a reason, and are needed.",
  docs: `
\`# lint-disable-next-line RULE -- reason\` in YAML and \`<!-- lint-disable-next-line RULE -- reason -->\` in Markdown
switch a rule off for the next line, or for the text that starts there. The reason is for the next reader, who has to
know when the comment can go. Severities are set in \`data/list.yml\`: \`rules: {trailing-space: off}\`. Rules at which the
build stops can be neither disabled nor changed.

### Wrong: no reason, no such rule, nothing to disable

~~~md page.md
<!-- lint-disable-next-line image-alt -->
![](https://example.org/a.png)

<!-- lint-disable-next-line imgae-alt -- a decoration -->
![A queue](https://example.org/b.png)

<!-- lint-disable-next-line image-alt -- a decoration -->
![A queue](https://example.org/b.png)
~~~
~~~text
page.md:1:1-1:42: error: This comment gives no reason.
  hint: Write: <!-- lint-disable-next-line RULE -- why it is right here -->
page.md:4:29-4:38: error: There is no rule “imgae-alt”.
  hint: Did you mean “image-alt”?
page.md:7:29-7:38: error: This comment disables nothing: “image-alt” finds nothing in the next line.
  hint: Delete the comment.
~~~
~~~md page.md fixed
<!-- lint-disable-next-line image-alt -->
![](https://example.org/a.png)

<!-- lint-disable-next-line imgae-alt -- a decoration -->
![A queue](https://example.org/b.png)

![A queue](https://example.org/b.png)
~~~

### Right

~~~md page.md
<!-- lint-disable-next-line image-alt -- a decoration -->
![](https://example.org/a.png)
~~~
`,
};

/** What one comment disables. */
interface Disabled {
  rule: string;
  /** Where the comment names the rule. */
  range: Range;
  /** 1-based lines, both included. */
  from: number;
  to: number;
  /** The edit that takes the comment away, if it names this rule only. */
  removal: Edit | undefined;
}

const WORD = "lint-disable-next-line";
const YAML_COMMENT = new RegExp(`#[ \\t]*${WORD}\\b[^\\r\\n]*`, "g");
const MARKDOWN_COMMENT = new RegExp(`<!--\\s*${WORD}\\b.*?-->`, "gs");

/** Comments of other linters, and misspelt ones. */
const MISTAKEN = /(?:^[ \t]*#|<!--)[ \t]*(lint-(?:disable|enable|ignore)(?!-next-line\b)[\w-]*)/gm;

const HINTS = {
  yaml: `Write: # ${WORD} RULE -- why it is right here`,
  markdown: `Write: <!-- ${WORD} RULE -- why it is right here -->`,
};

/** @returns what the comments of a file disable, and what is wrong with them */
export function disableComments(
  source: SourceText,
  rules: readonly Rule[],
): { disabled: Disabled[]; problems: RuleFinding[] } {
  const { text, language } = source;
  const hint = HINTS[language];
  const disabled: Disabled[] = [];
  const problems: RuleFinding[] = [];
  for (const { 0: written, 1: word = "", index } of text.matchAll(MISTAKEN)) {
    const end = index + written.length;
    const range = source.range(end - word.length, end);
    problems.push({ range, message: `“${word}” does nothing.`, hint });
  }
  const comments = language === "yaml" ? yamlComments(text) : markdownComments(text);
  const lines = new Set(comments.map(({ start }) => source.range(start, start).start.line));
  for (const { start, end } of comments) {
    const range = source.range(start, end);
    const namesStart = text.indexOf(WORD, start) + WORD.length;
    const [, names = "", reason = ""] =
      /^(.*?)(?:\s--(?:\s+(.*?))?)?\s*(?:-->)?$/s.exec(text.slice(namesStart, end)) ?? [];
    const named = [...names.matchAll(/[^\s,]+/g)];
    if (named.length === 0) problems.push({ range, message: "This comment names no rule.", hint });
    else if (reason.trim() === "") problems.push({ range, message: "This comment gives no reason.", hint });
    // Comments below each other are all about the line that follows the last one.
    let from = range.end.line + 1;
    while (lines.has(from)) from++;
    for (const { 0: name, index } of named) {
      const place = source.range(namesStart + index, namesStart + index + name.length);
      const rule = rules.find((each) => each.name === name);
      if (!rule) {
        const known = rules.filter(({ isNeeded }) => !isNeeded).map((each) => each.name);
        const nearest = didYouMean(name, known) ?? "npm run lint -- --explain lists all.";
        problems.push({ range: place, message: `There is no rule “${name}”.`, hint: nearest });
      } else if (rule.isNeeded) {
        const message = `“${name}” cannot be disabled: the build stops at it.`;
        problems.push({ range: place, message, hint: "Mend what it finds." });
      } else {
        const to = language === "yaml" ? lastLineOfValue(source, from) : from;
        const removal = named.length === 1 ? withoutComment(text, start, end) : undefined;
        disabled.push({ rule: name, range: place, from, to, removal });
      }
    }
  }
  return { disabled, problems };
}

/** Where a comment starts and ends: offsets of the file. */
interface Comment {
  start: number;
  end: number;
}

/** Comments of Markdown, but not those that are shown in code. */
function markdownComments(text: string): Comment[] {
  const comments = [...text.matchAll(MARKDOWN_COMMENT)];
  const tree = comments.length === 0 ? undefined : parseGfm(text);
  if (!tree) return [];
  const code: [number, number][] = [];
  visit(tree, ["code", "inlineCode"], ({ position }) => {
    code.push([position?.start.offset ?? 0, position?.end.offset ?? 0]);
  });
  return comments
    .filter(({ index }) => !code.some(([start, end]) => start <= index && index < end))
    .map(({ 0: comment, index }) => ({ start: index, end: index + comment.length }));
}

/** Comments of YAML, but not what looks like one in a text. */
function yamlComments(text: string): Comment[] {
  const comments = [...text.matchAll(YAML_COMMENT)];
  if (comments.length === 0) return [];
  const starts = new Set<number>();
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("type" in value && value.type === "comment" && "offset" in value) starts.add(Number(value.offset));
    Object.values(value).forEach(collect);
  };
  for (const token of new Parser().parse(text)) collect(token);
  return comments
    .filter(({ index }) => starts.has(index))
    .map(({ 0: comment, index }) => ({ start: index, end: index + comment.trimEnd().length }));
}

/** The last line of a text that starts on this line: no comment can stand inside it. */
function lastLineOfValue(source: SourceText, line: number): number {
  let last = line;
  for (const token of new Parser().parse(source.text)) {
    if (token.type !== "document" || !token.value) continue;
    if (token.value.type !== "block-map" && token.value.type !== "block-seq") continue;
    CST.visit({ type: "document", offset: token.offset, start: token.start, value: token.value }, (item) => {
      const { value } = item;
      if (!value || !("source" in value)) return;
      const key = item.key ?? value;
      if (source.range(key.offset, key.offset).start.line !== line) return;
      const end = CST.stringify(value).trimEnd().length;
      last = Math.max(last, source.range(value.offset, value.offset + end).end.line);
    });
  }
  return last;
}

/** The edit that deletes a comment, with the line that it stands on if nothing else does. */
function withoutComment(text: string, start: number, end: number): Edit {
  const before = text.lastIndexOf("\n", start - 1) + 1;
  const after = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(end));
  if (text.slice(before, start).trim() !== "" || !after) return { start, end, text: "" };
  return { start: before, end: end + after[0].length, text: "" };
}
