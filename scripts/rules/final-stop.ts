// final-stop: descriptions beside each other end alike.
import type { ListItem, Nodes, Paragraph, Table, Text } from "mdast";
import { toString as plainText } from "mdast-util-to-string";
import { visit } from "unist-util-visit";
import { textOf } from "../record/entry.ts";
import { groupBy } from "../text/group-by.ts";
import { lastLeaf, type MarkdownDocument } from "./support/document.ts";
import { finalStopOf } from "./support/full-stop.ts";
import type { LintedList } from "./support/linted-list.ts";
import type { Report, Rule } from "./support/rule.ts";

export const finalStop: Rule = {
  severity: "warning",
  document(document, report) {
    visit(document.tree, (node) => {
      if (node.type === "blockquote") return "skip";
      if (node.type === "list") compareByScript(describe(document, node.children.map(behindLink)), report);
      if (node.type === "table") {
        for (const cells of columnsOf(node)) compareByScript(describe(document, cells), report);
      }
      return undefined;
    });
  },
  list(linted, report) {
    for (const group of descriptionsOf(linted)) compareByScript(group, report);
  },
};

/** Groups with fewer descriptions are not compared. */
const LEAST = 3;
const MOST_EXCEPTIONS = 1 / 3;
const LONGEST_WORD = 100;
/** Two words, or as much in a script without blanks between words. */
const TWO_WORDS =
  /[\p{L}\p{N}]\S*\s[^\p{L}\p{N}]*[\p{L}\p{N}]|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]{4}/u;
/** A word that no title starts with a small letter, or letters that are neither small nor capital. */
const IN_SENTENCE_CASE = /(?<!\p{L})\p{Ll}{4}|\p{Lo}{2}/u;
/** The end of a sentence before another one, but for `e.g. Queue`, `St. Mary` and the like. */
const SENTENCE_END = /(?:[\p{Ll}\p{N}\])”"]{4}[.!?]\s+[\p{Lu}\p{Lo}]|\p{Lo}[。！？]\s*\p{L})/u;
/** Scripts with a stop of their own, or without any. */
const SCRIPTS = [
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/gu,
  /[\p{sc=Thai}\p{sc=Laoo}]/gu,
  /[\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Orya}]/gu,
  /\p{sc=Arab}/gu,
  /\p{sc=Ethi}/gu,
  /\p{sc=Armn}/gu,
  /\p{sc=Khmr}/gu,
  /\p{sc=Mymr}/gu,
  /\p{sc=Tibt}/gu,
];
/** A sign of Chinese says as much as so many letters of a name that stands in the text. */
const LETTERS = 3;
/** Headers of columns whose cells describe something; in all others, a cell may be a name or a title. */
const DESCRIBES =
  /\b(?:desc\w*|purp\w*|summary|abstract|overview|about|notes?|comments?|remarks?|details?|info(?:rmation)?|explanation|features?|functions?|functionality|usage|uses?|what|why|pitch|beschreibung|zweck|opis|popis)\b|описание|назначение|açıklama|描述|说明|說明|説明|简介|簡介|介绍|介紹|概要|备注|備註|備考|用途|功能|설명|비고/iu;

interface Description {
  document: MarkdownDocument;
  /** The full stop at its end, or `""`. */
  stop: string;
  /** Of several sentences, each needs its stop, whatever the neighbours have. */
  needsStop: boolean;
  /** The index among the scripts that have a stop of their own, or -1. */
  script: number;
  /** The text that it ends with, and the outermost node that ends there. */
  leaf: Text;
  last: Nodes;
}

/** Descriptions in different scripts are not compared. */
function compareByScript(group: readonly Description[], report: Report): void {
  for (const alike of groupBy(group, ({ script }) => script).values()) compare(alike, report);
}

function compare(group: readonly Description[], report: Report): void {
  const [withStop, without] = [group.filter(({ stop }) => stop !== ""), group.filter(({ stop }) => stop === "")];
  const odd = withStop.length < without.length ? withStop : without;
  if (group.length < LEAST || odd.length > group.length * MOST_EXCEPTIONS) return;
  const byStop = [...groupBy(withStop, ({ stop }) => stop).values()].toSorted((a, b) => b.length - a.length);
  const usual = byStop[0]?.[0]?.stop ?? "";
  for (const { document, stop, needsStop, leaf, last } of odd) {
    if (stop !== "" && needsStop) continue;
    const part = document.part(leaf);
    const written = part.value.trimEnd();
    const end = written.length;
    if (stop !== "") {
      report({
        ...part.place(end - 1, end),
        message: "This description ends in a full stop, and its neighbours do not.",
        hint: "Delete it.",
        fix: { edits: part.edit(end - (written.endsWith(`\\${stop}`) ? 2 : 1), end, ""), changesData: true },
      });
      continue;
    }
    const lastWord = /\S+$/.exec(written.slice(-LONGEST_WORD))?.[0] ?? "";
    const lastEnd = document.part(last).end;
    // The stop goes after a link or emphasis at the end, not into it.
    const at = lastEnd === part.end ? part.start + end : lastEnd;
    report({
      ...part.place(end - lastWord.length, end),
      message: "This description has no full stop at its end, and its neighbours do.",
      hint: usual === "." ? "Add one." : `Add one: ${usual}`,
      fix: { edits: document.edit(at, at, usual), changesData: true },
    });
  }
}

/** @returns the texts of at least two words that end in a full stop or in a letter (not in `etc.`, a quotation or the like) */
function describe(document: MarkdownDocument, texts: readonly (readonly Nodes[])[]): Description[] {
  return texts.flatMap((nodes) => {
    const last = nodes.findLast((node) => node.type !== "text" || node.value.trim() !== "");
    const leaf = last && lastLeaf(last);
    if (leaf?.type !== "text" || nodes.some(({ type }) => type === "html" || type === "image")) return [];
    const text = nodes.map((node) => plainText(node)).join("");
    const stop = finalStopOf(text);
    // A stop that is written as an entity is no mistake of typing.
    if (stop === undefined || !document.part(leaf).value.trimEnd().endsWith(stop) || !TWO_WORDS.test(text)) return [];
    if (document.kind === "document" && !IN_SENTENCE_CASE.test(text)) return [];
    return [{ document, stop, needsStop: SENTENCE_END.test(text), script: scriptOf(text), leaf, last: last ?? leaf }];
  });
}

function scriptOf(text: string): number {
  const latin = text.match(/\p{sc=Latin}/gu)?.length ?? 0;
  return SCRIPTS.findIndex((script) => (text.match(script)?.length ?? 0) * LETTERS > latin);
}

/** The text of an item of a list after the link that it starts with, or all of its text. */
function behindLink({ children: [paragraph, second] }: ListItem): readonly Nodes[] {
  return paragraph?.type === "paragraph" && (!second || second.type === "list") ? withoutLink(paragraph) : [];
}

function withoutLink({ children }: Paragraph): readonly Nodes[] {
  const link = children.findIndex(({ type }) => type === "link" || type === "linkReference");
  const before = children.slice(0, Math.max(0, link)).map((node) => plainText(node));
  // In `📦 [Name](…)`, what comes first is decoration; in `See [Name](…)` it is text.
  return link >= 0 && !/[\p{L}\p{N}]/u.test(before.join("")) ? children.slice(link + 1) : children;
}

/** The cells of each column whose header says that they are descriptions. */
function columnsOf({ children: [head, ...rows] }: Table): (readonly Nodes[])[][] {
  const headers = head?.children.map((cell) => plainText(cell)) ?? [];
  return headers.flatMap((header, index) =>
    DESCRIBES.test(header) ? [rows.map(({ children }) => children[index]?.children ?? [])] : [],
  );
}

/** The descriptions of records, by what they stand beside on the page: those under one other record, or of one kind. */
function descriptionsOf({ fields }: LintedList): Description[][] {
  const described = fields.flatMap((document) => {
    const { entry, path = [], field } = document.text ?? {};
    const [paragraph, second] = document.tree.children;
    if (!entry || field === entry.kind.noteField || paragraph?.type !== "paragraph" || second) return [];
    const under = path.length > 1 ? path[1] : textOf(entry, entry.kind.parentField);
    const key = `${entry.kind.name}/${under ?? ""}/${field}`;
    return describe(document, [paragraph.children]).map((description) => ({ key, description }));
  });
  return [...groupBy(described, ({ key }) => key).values()].map((group) => group.map(({ description }) => description));
}
