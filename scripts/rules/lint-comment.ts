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
export interface Disabled {
  rule: string;
  /** Where the comment names the rule. */
  range: Range;
  /** 1-based lines, both included. */
  from: number;
  to: number;
  /** The edit that takes the comment away, if it names this rule only. */
  removal: Edit | undefined;
}

export interface DisableComments {
  disabled: Disabled[];
  findings: RuleFinding[];
}

const WORD = "lint-disable-next-line";
const YAML_COMMENT = new RegExp(`#[ \\t]*${WORD}\\b[^\\r\\n]*`, "g");
const MARKDOWN_COMMENT = new RegExp(`<!--\\s*${WORD}\\b.*?-->`, "gs");

/** What other linters have, and what was mistyped. */
const MISTAKEN = /(?:^[ \t]*#|<!--)[ \t]*(lint-(?:disable|enable|ignore)(?!-next-line\b)[\w-]*)/gm;

const EXAMPLES = {
  yaml: `# ${WORD} RULE -- why it is right here`,
  markdown: `<!-- ${WORD} RULE -- why it is right here -->`,
};

/**
 * @param known - names of rules that can be disabled
 * @param needed - names of rules that cannot: the build stops at them
 */
export function disableComments(
  source: SourceText,
  known: ReadonlySet<string>,
  needed: ReadonlySet<string>,
): DisableComments {
  const result: DisableComments = { disabled: [], findings: [] };
  // Most files have none, and a look costs less than looking for comments.
  if (!source.text.includes("lint-")) return result;
  for (const { 0: text, 1: word = "", index } of source.text.matchAll(MISTAKEN)) {
    const start = index + text.length - word.length;
    const hint = `Write: ${EXAMPLES[source.language]}`;
    result.findings.push({ range: source.range(start, start + word.length), message: `“${word}” does nothing.`, hint });
  }
  if (!source.text.includes(WORD)) return result;
  const comments = source.language === "yaml" ? yamlComments(source.text) : markdownComments(source.text);
  const lines = new Set(comments.map(({ start }) => source.range(start, start).start.line));
  for (const comment of comments) readComment(source, comment, lines, { known, needed }, result);
  return result;
}

interface Comment {
  text: string;
  start: number;
}

function readComment(
  source: SourceText,
  { text, start }: Comment,
  commentLines: ReadonlySet<number>,
  { known, needed }: { known: ReadonlySet<string>; needed: ReadonlySet<string> },
  { disabled, findings }: DisableComments,
): void {
  const end = start + text.length;
  const range = source.range(start, end);
  const body = text.slice(text.indexOf(WORD) + WORD.length).replace(/\s*-->$/, "");
  const [, names = "", reason = ""] = /^(.*?)(?:\s--(?:\s+(.*))?)?$/s.exec(body) ?? [];
  const rules = [...names.matchAll(/[^\s,]+/g)];
  const hint = `Write: ${EXAMPLES[source.language]}`;
  if (rules.length === 0) {
    findings.push({ range, message: "This comment names no rule.", hint });
    return;
  }
  if (reason.trim() === "") {
    findings.push({ range, message: "This comment gives no reason.", hint });
  }
  // Comments below each other are all about the line that follows the last one.
  let from = range.end.line + 1;
  while (commentLines.has(from)) from++;
  const to = source.language === "yaml" ? lastLineOfValue(source, from) : from;
  for (const [index, { 0: rule }] of rules.entries()) {
    const at = start + text.indexOf(WORD) + WORD.length + (rules[index]?.index ?? 0);
    const place = source.range(at, at + rule.length);
    if (needed.has(rule)) {
      const message = `“${rule}” cannot be disabled: the build stops at it.`;
      findings.push({ range: place, message, hint: "Mend what it finds." });
    } else if (known.has(rule)) {
      const removal = rules.length === 1 ? wholeLine(source.text, start, end) : undefined;
      disabled.push({ rule, range: place, from, to, removal });
    } else {
      const message = `There is no rule “${rule}”.`;
      findings.push({ range: place, message, hint: didYouMean(rule, known) ?? "npm run lint -- --explain lists all." });
    }
  }
}

/** Comments of Markdown, which code is not that shows one. */
function markdownComments(text: string): Comment[] {
  const tree = parseGfm(text);
  if (!tree) return [];
  const code: [number, number][] = [];
  visit(tree, ["code", "inlineCode"], ({ position }) => {
    code.push([position?.start.offset ?? 0, position?.end.offset ?? 0]);
  });
  return [...text.matchAll(MARKDOWN_COMMENT)]
    .filter(({ index }) => !code.some(([start, end]) => start <= index && index < end))
    .map(({ 0: comment, index }) => ({ text: comment, start: index }));
}

/** Comments of YAML, which text in a block or in quotes is not, whatever it looks like. */
function yamlComments(text: string): Comment[] {
  const starts = new Set<number>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) collect(item);
    } else if (typeof value === "object" && value !== null) {
      if ("type" in value && value.type === "comment" && "offset" in value) starts.add(Number(value.offset));
      for (const inner of Object.values(value)) if (typeof inner === "object") collect(inner);
    }
  };
  for (const token of new Parser().parse(text)) collect(token);
  return [...text.matchAll(YAML_COMMENT)]
    .filter(({ index }) => starts.has(index))
    .map(({ 0: comment, index }) => ({ text: comment.trimEnd(), start: index }));
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

/** With the line that it stands on, if nothing else does. */
function wholeLine(text: string, start: number, end: number): Edit {
  const before = text.lastIndexOf("\n", start - 1) + 1;
  const after = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(end));
  if (text.slice(before, start).trim() !== "" || !after) return { start, end, text: "" };
  return { start: before, end: end + after[0].length, text: "" };
}
