// doubled-word: no word stands twice by a slip.
import type { Rule } from "./support/rule.ts";
import { wordingOf } from "./support/wording.ts";

export const doubledWord: Rule = {
  name: "doubled-word",
  severity: "info",
  summary: "No word stands twice, one behind the other.",
  docs: `
A line end between the two hides it from the writer. Names (\`Duran Duran\`), quotations and code are left alone, and so are
words that are doubled on purpose: \`had had\`, \`that that\`, \`very very\`.

### Wrong

~~~md page.md
Sorts the the events of
of a queue, and And that.
~~~
~~~text
page.md:1:11-1:14: info: “the” stands here twice.
  hint: Delete one of the two.
page.md:2:1-2:3: info: “of” stands here twice.
  hint: Delete one of the two.
~~~

### Wrong: in a record

~~~yaml data/examples/acme.yml
organisation: Acme
position: 0
technologies: [{text: queues of of events}]
note: We use it it to sort.
references: [{title: How to to sort, url: https://example.org/how}]
~~~
~~~text
data/examples/acme.yml:3:33-3:35: info: “of” stands here twice.
  hint: Delete one of the two.
data/examples/acme.yml:4:17-4:19: info: “it” stands here twice.
  hint: Delete one of the two.
~~~

### Right

~~~md page.md
The tool that that team had had, Duran Duran, a step-by-step by step guide, very very fast, and \`the the\`; so, so.

> The the queue.
~~~
`,
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
