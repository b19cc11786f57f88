// What the YAML parser says is wrong → the mistake in plain words, at the place where it is to be mended.
import type { YAMLError } from "yaml";
import { flowMistake, type YamlProblem } from "./yaml-flow.ts";

type PlainWords = Pick<YamlProblem, "message" | "hint">;

const UNCLOSED = {
  message: "A bracket was opened before this and is not closed.",
  hint: "Close it, or put the text in double quotes if the bracket belongs to it.",
};

const NO_REFERENCES = {
  message: "To YAML, text that starts with “&”, “*” or “!” is an anchor, an alias or a tag, and the data uses none.",
  hint: "Put the text in double quotes.",
};

const REFERENCE_ERRORS =
  "ALIAS_PROPS BAD_ALIAS BAD_PROP_ORDER MULTIPLE_ANCHORS MULTIPLE_TAGS TAG_RESOLVE_FAILED BAD_COLLECTION_TYPE".split(
    " ",
  );

const UNREADABLE = {
  message: "YAML cannot read this.",
  hint: "Put text in double quotes, and keys on lines of their own.",
};

const BAD_INDENT = {
  message: "The line is indented differently from its neighbours.",
  hint: "Lines that belong together start in the same column.",
};

const PLAIN_WORDS: Partial<Record<YAMLError["code"], PlainWords>> = {
  BAD_DIRECTIVE: {
    message: "A line that starts with “%” is an instruction to YAML, and the data uses none.",
    hint: "Put the text in double quotes.",
  },
  KEY_OVER_1024_CHARS: {
    message: "YAML takes this text for a key, which can have 1,024 characters at most.",
    hint: "Put the text in double quotes, as it holds a “: ”.",
  },
  BLOCK_IN_FLOW: {
    message: "There is a second “: ” in this value, so YAML reads it as a key inside a key.",
    hint: 'Put the text in double quotes: {title: "CI/CD: part 1"}. Or is a comma missing in front of the next key?',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: "There is a second “: ” in this line, so YAML reads it as a key inside a key.",
    hint: 'Put the text in double quotes: title: "CI/CD: part 1"',
  },
  TAB_AS_INDENT: { message: "The line is indented with a tab.", hint: "Use spaces: YAML does not allow tabs here." },
  BAD_INDENT,
  BAD_SCALAR_START: {
    message: "Plain text cannot start with this character.",
    hint: "Put the text in double quotes.",
  },
  BAD_DQ_ESCAPE: {
    message: "A backslash in double quotes must start an escape such as \\n.",
    hint: "Write \\\\ for a backslash, or use single quotes.",
  },
  MISSING_CHAR: { message: "Something that was opened is not closed: a quote, a bracket, or a “:” is missing." },
  MULTILINE_IMPLICIT_KEY: {
    message: "YAML cannot tell whether the next line belongs to this text or is a key of its own.",
    hint: 'Keys of one record start in the same column, and a key ends in ": ".',
  },
  MULTIPLE_DOCS: { message: "The file holds more than one record (“---”).", hint: "One file holds one entry." },
  UNEXPECTED_TOKEN: {
    message: "This is not expected here.",
    hint: "Look at the quotes, brackets and indentation of this line and the one above.",
  },
};

/** The line of an offset, and where it starts. */
function lineAt(source: string, offset: number): { text: string; start: number } {
  const start = Math.max(source.lastIndexOf("\n", offset - 1), source.lastIndexOf("\r", offset - 1)) + 1;
  return { text: source.slice(start).split(/[\r\n]/, 1)[0] ?? "", start };
}

/** What a sign starts, for YAML. */
const READS: Readonly<Record<string, string>> = { "*": "an alias", "&": "an anchor", "!": "a tag" };

/**
 * Text that starts with an asterisk, an ampersand or an exclamation mark is an alias, an anchor or a tag to YAML, and the
 * parser reports an error further on in the line.
 */
function unquotedText(source: string, offset: number): YamlProblem | undefined {
  const line = lineAt(source, offset);
  const found =
    /^[ \t]*(?:- +)*(?:[\w-]+: +)?(?=[*&!][^\s]|\[[^\][\r\n]*\]\(|\{(?![\w-]+:\s)[^}{\r\n]*\}[ \t]*[^\s#])/.exec(
      line.text,
    ) ??
    // In braces or brackets, the value starts further on in the line.
    [...source.slice(line.start, offset + 1).matchAll(/[{[,][ \t]*(?:[\w-]+:[ \t]+)?(?=[*&!][^\s,\]}])/g)].at(-1);
  if (!found) return undefined;
  const start = line.start + found.index + found[0].length;
  const sign = source.charAt(start);
  const reads = READS[sign] === undefined ? "" : `: YAML reads ${READS[sign]}`;
  const hint = `Put the text in double quotes: "${sign}text"`;
  return { message: `Plain text cannot start with “${sign}”${reads}.`, start, end: start + 1, hint };
}

/** Lines of text that are not marked as one: `note:` without `|`, and Markdown below it. */
function unmarkedText(source: string, offset: number): YamlProblem | undefined {
  const above = source.slice(0, offset).split("\n");
  const indentOf = (line: string): number => line.search(/\S|$/);
  above.push(`${above.pop()}${source.slice(offset).split("\n", 1)[0]}`);
  const indent = indentOf(above.at(-1) ?? "");
  const index = above.findLastIndex((line) => line.trim() !== "" && indentOf(line) < indent);
  const line = above[index] ?? "";
  const key = /^[ \t]*(?:- +)*([\w-]+):[ \t]*\r?$/.exec(line)?.[1];
  const first = above.slice(index + 1).find((below) => below.trim() !== "") ?? "";
  if (key === undefined || first === "" || /^\s*(?:- (?!> *\S)|[\w-]+:(?:\s|$))/.test(first)) return undefined;
  const start = above.slice(0, index).join("\n").length + (index > 0 ? 1 : 0) + line.indexOf(key);
  const message = `The lines below \`${key}\` are not marked as one text.`;
  return { message, start, end: start + key.length, hint: `Write \`${key}: |\` above them.` };
}

/** Where the text starts that runs on to here: the last quote behind a colon, a dash, a comma or a bracket. */
function unclosedQuote(source: string, { code, message, pos }: YAMLError): YamlProblem | undefined {
  if (code !== "MISSING_CHAR" || !/quote/.test(message)) return undefined;
  const quote = [...source.slice(0, pos[0]).matchAll(/(?:[:,[{-]\s+|^|[[{])["']/gm)].at(-1);
  const end = quote && quote.index + quote[0].length;
  const words = { message: "This quote is not closed.", hint: "Add the same sign at the end of the text." };
  return end === undefined ? undefined : { ...words, start: end - 1, end };
}

/** Codes with which the parser reports a key or an item that starts in a column of its own. */
const INDENT_ERRORS: readonly string[] = ["MISSING_CHAR", "BLOCK_AS_IMPLICIT_KEY", "UNEXPECTED_TOKEN", "BAD_INDENT"];

/** Does a key or an item start here in a column in which none of the lines above does? */
function isOddlyIndented(source: string, { code, pos }: YAMLError): boolean {
  if (!INDENT_ERRORS.includes(code)) return false;
  const { text, start } = lineAt(source, pos[0]);
  const indent = /^ */.exec(text)?.[0].length ?? 0;
  if (start === 0 || pos[0] > start + indent || !/^ *(?:- |[\w-]+:(?: |$))/.test(text)) return false;
  const columns = new Set<number>();
  for (const { 0: found, 1: blanks = "" } of source.slice(0, pos[0]).matchAll(/^( *)(?:- +)*(?=\S)/gm)) {
    columns.add(blanks.length).add(found.length);
  }
  return !columns.has(indent) || (code === "BLOCK_AS_IMPLICIT_KEY" && /^ *- /.test(text));
}

/**
 * One slip often upsets the parser several times in a row; the first place is where it is to be mended.
 *
 * @param problems - what the parser says, at least one
 */
export function explainProblem(source: string, problems: readonly YAMLError[]): YamlProblem {
  const earliest = problems.reduce((a, b) => (b.pos[0] < a.pos[0] ? b : a));
  // Text that runs on into an indented key is reported as this and as a key inside a key; a dash in brackets as both.
  const alsoThere = (code: YAMLError["code"]): YAMLError | undefined =>
    problems.find((problem) => problem.code === code && problem.pos[0] === earliest.pos[0]);
  const first = alsoThere("BLOCK_IN_FLOW") ?? alsoThere("MULTILINE_IMPLICIT_KEY") ?? earliest;
  return (
    unquotedText(source, first.pos[0]) ??
    unclosedQuote(source, first) ??
    flowMistake(source, first) ??
    unmarkedText(source, first.pos[0]) ??
    inPlainWords(source, first)
  );
}

function inPlainWords(source: string, problem: YAMLError): YamlProblem {
  const { code, pos } = problem;
  let words: PlainWords = PLAIN_WORDS[code] ?? (REFERENCE_ERRORS.includes(code) ? NO_REFERENCES : UNREADABLE);
  if (problem.message.startsWith("Flow ")) words = UNCLOSED;
  if (isOddlyIndented(source, problem)) words = BAD_INDENT;
  // What is missing at the end of the file is missing behind its last character.
  const start = Math.max(0, Math.min(pos[0], source.trimEnd().length - 1));
  const end = start === pos[0] ? pos[1] : start + 1;
  return { ...words, start, end: Math.max(end, start + 1) };
}
