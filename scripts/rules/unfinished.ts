// unfinished: nothing waits to be finished.
import type { Nodes } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { urlOf } from "../record/entry.ts";
import { crop, QUOTED } from "../text/crop.ts";
import type { MarkdownDocument } from "./support/document.ts";
import type { Passage } from "./support/place.ts";
import type { Report, Rule } from "./support/rule.ts";
import { linesOf } from "./support/tables.ts";
import { wordingOf } from "./support/wording.ts";

export const unfinished: Rule = {
  severity: "warning",
  text(text, report) {
    // Markdown is looked at below, and a reference repeats a name that is looked at where it stands.
    if (text.kind !== "text" || text.isReference) return;
    // A record with a URL is called so.
    const isName =
      text.entry && text.path.length === 1 && text.field === text.entry.kind.nameField && urlOf(text.entry);
    const hasMarks = !isName && reportMarks(text, report);
    // Titles and the steps of a pipeline may be questions.
    const mayAsk = text.field === "title" || (text.record.kind?.isDrawn && text.field === "label");
    const doubt = hasMarks || mayAsk ? undefined : doubtIn(text.value);
    const end = text.value.trimEnd().length;
    if (doubt !== undefined) report({ ...text.place(end - 1, end), message: doubt, hint: FIND_OUT });
  },
  markdown(document, report) {
    const names = namesIn(document);
    for (const words of wordingOf(document)) if (!names.has(words.node)) reportMarks(words, report);
    if (document.kind === "field") return;
    // Items of lists, and lines of cells, that are no more than a name.
    visit(document.tree, (node) => {
      if (node.type === "blockquote") return "skip";
      const text = node.type === "listItem" ? node.children[0] : node;
      const isShort = node.type === "listItem" ? text?.type === "paragraph" : text?.type === "tableCell";
      if (!isShort || (text?.type !== "paragraph" && text?.type !== "tableCell")) return undefined;
      for (const line of linesOf(text.children)) {
        const last = line.at(-1);
        if (last?.type !== "text" || line.some(({ type }) => type !== "text" && type !== "strong")) continue;
        const doubt = doubtIn(line.map((child) => textOf(child)).join(""));
        const { value, place } = document.part(last);
        const end = value.trimEnd().length;
        if (doubt === undefined || value[end - 1] !== "?") continue;
        report({ ...place(end - 1, end), message: doubt, hint: FIND_OUT });
      }
      return undefined;
    });
  },
};

/** Texts that are names: of links to sites, in bold before a description, and in the first cell of a row that describes it. */
function namesIn(document: MarkdownDocument): ReadonlySet<Nodes> {
  const names = new Set<Nodes>();
  const add = (node: Nodes): void => visit(node, "text", (text) => void names.add(text));
  document.each("link", (link) => {
    if (/^https?:/i.test(link.url)) add(link);
  });
  document.each("strong", (strong, index, parent) => {
    const next = index === 0 ? parent?.children[1] : undefined;
    if (next?.type === "text" && /^\s*[-–—:]\s*\S+\s\S/.test(next.value)) add(strong);
  });
  document.each("tableRow", ({ children: [first, ...others] }) => {
    if (first && !/\s/.test(textOf(first).trim()) && others.some((cell) => /\p{L}\s+\p{L}/u.test(textOf(cell))))
      add(first);
  });
  return names;
}

const FINISH = "Finish it, or leave it out.";
const FIND_OUT = "Find out, and delete the “?”.";

/** Whole words; behind a quotation mark they are mentioned, not meant, and with `-` or `/` they are part of a name. */
const MARK =
  /(?<![\p{L}\p{N}_/.#@$"'“‘«`-])(?:(?:TODO|FIXME|XXX|TBD|TBA|WIP)(?![\p{L}\p{N}_/"'”’»`-]|\.\p{L})|[Ll]orem [Ii]psum(?!\p{L})|\?{3,})/gu;
/** `TODO comments`, `WIP limits`: what is found or counted, not what is missing. */
const TERMS =
  /^\s(?:and \S+ )?(?:annotations?|applications?|apps?|boards?|cli|clients?|code|comments?|editors?|extensions?|files?|formats?|generators?|highlight(?:er|ing)s?|items?|keywords?|limits?|lists?|management|managers?|marks?|markers?|markup|notes?|organi[sz]ers?|parsers?|placeholders?|plugins?|reminders?|servers?|software|strings?|syntax|tags?|tasks?|texts?|tools?|track(?:er|ing)s?|tree|words?)\b/i;
/** Several marks in a row are what is looked for: `TODO, FIXME and XXX`. */
const ANOTHER = /^(?:,|,? (?:and|or)|\s*[/&|])\s*(?:TODO|FIXME|XXX|TBD|TBA|WIP)\b/;
const ONE_BEFORE = /\b(?:TODO|FIXME|XXX|TBD|TBA|WIP)(?:,|,? (?:and|or)|\s*[/&|])\s*$/;
/** With a word on either side, a mark is a word of the sentence, and so it is behind these; `Volume XXX` is a number. */
const IN_SENTENCE = /[\p{L}\p{N}]["'”’)]?\s$/u;
const BEFORE_NOUN =
  /(?:^|\s)(?:act|book|bowl|chapter|part|volume|an?|the|your|my|our|their|its|each|every|any|no|of|for|with|from|in|as|called|named)\s$/i;
/** How much of the text on either side of a mark is looked at, in characters. */
const NEAR = 40;

/** More words than most names have. */
const MOST_WORDS = 4;
const LONGEST_NAME = 100;
const QUESTION =
  /^(?:who|whose|what|when|where|which|why|how|is|are|was|were|am|do|does|did|has|have|had|can|could|shall|should|will|would|may|must|and|or|but|so|really|got|need|want|ready|wer|was|wann|wo|warum|wie|quoi|qui|quand|où|pourquoi|comment|qué|quién|cómo|cuándo|dónde|por qué)(?![\p{L}\p{N}])/iu;
/** A bullet or a number; of a bullet that was read with the wrong encoding, all of it. */
const BULLET = /^(?:[^\0-\x7f]+\s+|\d+[.)]\s+|[^\p{L}\p{N}]+)/u;

/** Reports the words that say that something is to be done. @returns whether there are any */
function reportMarks(passage: Passage, report: Report): boolean {
  const { value } = passage;
  const marks = [...value.matchAll(MARK)].filter(({ 0: mark, index: start }) => {
    const end = start + mark.length;
    return !isMentioned(value.slice(Math.max(0, start - NEAR), start), mark, value.slice(end, end + NEAR));
  });
  for (const { 0: mark, index } of marks) {
    const message = `“${crop(mark, QUOTED)}” says that something is not finished.`;
    report({ ...passage.place(index, index + mark.length), message, hint: FINISH });
  }
  return marks.length > 0;
}

/** Whether a mark is what the text is about, and does not say that it is unfinished. */
function isMentioned(before: string, mark: string, after: string): boolean {
  // Filler text goes on in Latin, or is all that there is.
  if (/^lorem/i.test(mark)) return !/^,? dolor\b/i.test(after) && /[\p{L}\p{N}]/u.test(before + after);
  if (mark.startsWith("?")) return false;
  if (TERMS.test(after) || ANOTHER.test(after) || ONE_BEFORE.test(before) || BEFORE_NOUN.test(before)) return true;
  return IN_SENTENCE.test(before) && /^\s[\p{L}\p{N}]/u.test(after);
}

/** @returns what a `?` says at the end of what is a name rather than a question */
function doubtIn(text: string): string | undefined {
  const written = text.trimEnd();
  if (!written.endsWith("?") || written.endsWith("??") || written.length > LONGEST_NAME) return undefined;
  const name = written.slice(0, -1).trim().replace(BULLET, "").trim();
  if (!/\p{sc=Latin}/u.test(name) || /\p{Lo}|¿/u.test(name)) return undefined;
  const isQuestion = name.split(/\s+/).length > MOST_WORDS || QUESTION.test(name);
  return isQuestion ? undefined : `The “?” says that “${name}” is not certain.`;
}
