// doubled-word: no word stands twice by a slip.
import type { Rule } from "./support/rule.ts";
import { wordingOf } from "./support/wording.ts";

export const doubledWord: Rule = {
  name: "doubled-word",
  severity: "info",
  text(text, report) {
    // Titles are as they were published.
    if (text.kind !== "text" || text.isReference || text.field === "title") return;
    for (const { word, start, end } of doubledIn(text.value)) {
      report({ ...text.place(start, end), message: `“${word}” stands here twice.`, hint: "Delete one of the two." });
    }
  },
  markdown(document, report) {
    for (const node of wordingOf(document)) {
      const [offset] = document.offsetsOf(node);
      for (const { word, start, end } of doubledIn(document.slice(node))) {
        const place = document.place(offset + start, offset + end);
        report({ ...place, message: `“${word}” stands here twice.`, hint: "Delete one of the two." });
      }
    }
  },
};

/** Only small letters: capitals start names and sentences. A quotation's or list item's sign may start the second line. */
const DOUBLED =
  /(?<![\p{L}\p{N}\p{M}_.@/#-])(\p{Ll}{2,})[ \t]*(?:[ \t]|\r\n|\r|\n)[ \t]*\1(?![\p{L}\p{N}\p{M}_@/-]|\.\p{L})/gu;
const MEANT = /^(?:had|that|very|many|really|so|no|more|blah|bye|ha)$/;

/** @returns the second one of each two */
function doubledIn(text: string): { word: string; start: number; end: number }[] {
  return [...text.matchAll(DOUBLED)].flatMap(({ 0: both, 1: word = "", index }) => {
    const end = index + both.length;
    return MEANT.test(word) ? [] : [{ word, start: end - word.length, end }];
  });
}
