// Comments that disable a rule in the next line: what they disable, and what is wrong with them.
import { visit } from "unist-util-visit";
import { CST, isPair, isScalar, Lexer, visit as visitYaml } from "yaml";
import { yamlDocument } from "../record/yaml.ts";
import { RULES } from "../rules/index.ts";
import type { Report, RuleFinding } from "../rules/support/rule.ts";
import type { Edit, Range } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { parseFile } from "../text/markdown.ts";
import type { SourceText } from "../text/source.ts";
import { isWithin, type Stretch, wholeLine } from "../text/stretches.ts";

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
const YAML_COMMENT = new RegExp(`^#[ \\t]*${WORD}\\b`);
const MARKDOWN_COMMENT = new RegExp(`<!--\\s*${WORD}\\b.*?-->`, "gs");

/** Comments that look like ours but are not: as other linters have them, or mistyped. */
const MISTAKEN = /(?:^[ \t]*#|<!--)[ \t]*(lint-(?:disable|enable|ignore)(?!-next-line\b)[\w-]*)/gm;

const HINTS = {
  yaml: `Write: # ${WORD} RULE -- why it is right here`,
  markdown: `Write: <!-- ${WORD} RULE -- why it is right here -->`,
};

/** What is wrong with the name of a rule that there is not. @param candidates - which may have been meant */
export function noSuchRule(name: string, candidates = RULES): Pick<RuleFinding, "message" | "hint"> {
  const names = candidates.map((rule) => rule.name);
  const hint = didYouMean(name, names) ?? "npm run lint -- --explain lists all.";
  return { message: `There is no rule “${name}”.`, hint };
}

/** Reports what is wrong with the comments of a file. @returns what they disable */
export function disabledIn(source: SourceText, report: Report): Disabled[] {
  const { text, language } = source;
  const hint = HINTS[language];
  const disabled: Disabled[] = [];
  for (const { 0: written, 1: word = "", index } of text.matchAll(MISTAKEN)) {
    const end = index + written.length;
    const range = source.range(end - word.length, end);
    report({ range, message: `“${word}” does nothing.`, hint });
  }
  const comments = language === "yaml" ? yamlComments(text) : markdownComments(text);
  const lines = new Set(comments.map(({ start }) => source.range(start, start).start.line));
  for (const comment of comments) {
    const { start, end } = comment;
    const range = source.range(start, end);
    const namesStart = text.indexOf(WORD, start) + WORD.length;
    const [, names = "", reason = ""] =
      /^(.*?)(?:\s--(?:\s+(.*?))?)?\s*(?:-->)?$/s.exec(text.slice(namesStart, end)) ?? [];
    const named = [...names.matchAll(/[^\s,]+/g)];
    if (named.length === 0) report({ range, message: "This comment names no rule.", hint });
    else if (reason.trim() === "") report({ range, message: "This comment gives no reason.", hint });
    // Comments below each other are all about the line that follows the last one.
    let from = range.end.line + 1;
    while (lines.has(from)) from++;
    for (const { 0: name, index } of named) {
      const place = source.range(namesStart + index, namesStart + index + name.length);
      const rule = RULES.find((each) => each.name === name);
      if (!rule) {
        const candidates = RULES.filter(({ isNeeded }) => !isNeeded);
        report({ range: place, ...noSuchRule(name, candidates) });
      } else if (rule.isNeeded) {
        const message = `“${name}” cannot be disabled: the build stops at it.`;
        report({ range: place, message, hint: "Mend what it finds." });
      } else {
        const to = language === "yaml" ? lastLineOfValue(source, from) : from;
        const removal = named.length === 1 ? { ...(wholeLine(text, comment) ?? comment), text: "" } : undefined;
        disabled.push({ rule: name, range: place, from, to, removal });
      }
    }
  }
  return disabled;
}

/** Comments of Markdown, but not those that are shown in code. */
function markdownComments(text: string): Stretch[] {
  const comments = [...text.matchAll(MARKDOWN_COMMENT)];
  const tree = comments.length === 0 ? undefined : parseFile(text);
  if (!tree) return [];
  const code: Stretch[] = [];
  visit(tree, ["code", "inlineCode"], ({ position }) => {
    code.push({ start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 });
  });
  return comments
    .map(({ 0: comment, index }) => ({ start: index, end: index + comment.length }))
    .filter(({ start }) => !isWithin(code, start));
}

/** Comments of YAML, but not what looks like one in a text. */
function yamlComments(text: string): Stretch[] {
  const comments: Stretch[] = [];
  let end = 0;
  for (const token of text.includes(WORD) ? new Lexer().lex(text) : []) {
    const type = CST.tokenType(token);
    // Control tokens of the lexer, which are no text of the source.
    if (type === "doc-mode" || type === "scalar" || type === "flow-error-end") continue;
    const start = end;
    end += token.length;
    if (type === "comment" && YAML_COMMENT.test(token)) comments.push({ start, end: start + token.trimEnd().length });
  }
  return comments;
}

/** The last line of a text that starts on this line: no comment can stand inside it. */
function lastLineOfValue(source: SourceText, line: number): number {
  const lineOf = (offset: number): number => source.range(offset, offset).start.line;
  let last = line;
  visitYaml(yamlDocument(source.text), {
    Scalar(key, { range }, path) {
      const pair = path.at(-1);
      const first = key === "value" && isPair(pair) && isScalar(pair.key) ? pair.key.range : range;
      if (!range || !first || key === "key" || lineOf(first[0]) !== line) return;
      last = Math.max(last, lineOf(range[0] + source.text.slice(range[0], range[1]).trimEnd().length));
    },
  });
  return last;
}
