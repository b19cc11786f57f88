// doubled-word: no word stands twice by a slip.
import type { Passage } from "./support/place.ts";
import type { Report, Rule } from "./support/rule.ts";
import { wordingOf } from "./support/wording.ts";

export const doubledWord: Rule = {
  severity: "info",
  text(text, report) {
    // Titles are as they were published.
    if (text.kind === "text" && !text.isReference && text.field !== "title") check(text, report);
  },
  markdown(document, report) {
    for (const words of wordingOf(document)) check(words, report);
  },
};

/** Only small letters: capitals start names and sentences. A quotation's or list item's sign may start the second line. */
const DOUBLED =
  /(?<![\p{L}\p{N}\p{M}_.@/#-])(\p{Ll}{2,})[ \t]*(?:[ \t]|\r\n|\r|\n)[ \t]*\1(?![\p{L}\p{N}\p{M}_@/-]|\.\p{L})/gu;
const MEANT = /^(?:had|that|very|many|really|so|no|more|blah|bye|ha)$/;

function check(passage: Passage, report: Report): void {
  for (const { 0: both, 1: word = "", index } of passage.value.matchAll(DOUBLED)) {
    if (MEANT.test(word)) continue;
    const end = index + both.length;
    const message = `“${word}” stands here twice.`;
    report({ ...passage.place(end - word.length, end), message, hint: "Delete one of the two." });
  }
}
