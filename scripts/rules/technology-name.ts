// technology-name: a technology that is a tool of the list is written as that tool.

import distance from "damerau-levenshtein";
import type { Entry } from "../record/entry.ts";
import { ITEM, withArticle } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import type { RecordLink } from "../record/references.ts";
import { locate } from "../record/yaml.ts";
import { groupBy } from "../text/group-by.ts";
import { formatPointer } from "../text/json.ts";
import type { RecordText } from "./support/record-texts.ts";
import type { Report, Rule } from "./support/rule.ts";

export const technologyName: Rule = {
  name: "technology-name",
  severity: "warning",
  summary: "A technology that is a tool of the list is written as that tool, once.",
  docs: `
\`text:\` is for what has no record. What is a tool's name or alias, in another case (\`Bigwheel\`) or nearly (\`Big Wheell\`),
is written as the plain name, so that it is linked, counted, and gets the tool's footnote mark. One example names a tool
once, not by two of its names. Names in longer texts, and plain names that no tool has, are other rules' business.

### Wrong

~~~yaml data/tools/big-wheel.yml
name: Big Wheel
aliases: [BigWheel, Wheel]
~~~
~~~yaml data/tools/old-mill.yml
name: Old Mill
~~~
~~~yaml data/examples/farm.yml
organisation: Farm
position: 0
technologies:
  - text: Big Wheel
  - text: Old mill
  - text: Odl Mill
  - Wheel
  - BigWheel
  - text: Mills and wheels
    tools: [Big Wheel, Wheel]
references:
  - title: Our farm
    url: https://example.org/farm
~~~
~~~text
data/examples/farm.yml:4:11-4:20: warning: “Big Wheel” is a tool of the list.
  hint: Write it without “text:”, so that it is linked: - Big Wheel
data/examples/farm.yml:5:11-5:19: warning: “Old mill” is “Old Mill” in another case.
  hint: Write it as the list does: - Old Mill
data/examples/farm.yml:6:11-6:19: warning: “Odl Mill” is nearly “Old Mill”.
  hint: If that is meant, write: - Old Mill
data/examples/farm.yml:8:5-8:13: warning: “BigWheel” and “Wheel” are the same tool.
  hint: Keep one of the two.
  see data/examples/farm.yml:7:5-7:10: “Wheel”
data/examples/farm.yml:10:24-10:29: warning: “Wheel” and “Big Wheel” are the same tool.
  hint: Keep one of the two.
  see data/examples/farm.yml:10:13-10:22: “Big Wheel”
~~~

### Right

~~~yaml data/tools/big-wheel-5.yml
name: Big Wheel 5
aliases: [Wheel 5, Barn]
~~~
~~~yaml data/examples/farm.yml
organisation: Farm
position: 0
technologies:
  - Wheel 5
  - text: Big Wheel 4
  - text: Barley
  - text: Wheels
  - text: Wheel 5 and more
    tools: [Big Wheel 5]
references:
  - title: Our farm
    url: https://example.org/farm
~~~
`,
  list({ list, texts }, report) {
    const names = new KnownNames(list);
    for (const text of texts) if (text.isInsteadOfName) checkText(text, names, report);
    for (const links of list.links.from.values()) {
      const lists = groupBy(
        [...links.values()].filter(({ reference }) => reference.by === "name" && reference.path.at(-1) === ITEM),
        ({ path }) => formatPointer(path.slice(0, -1)),
      );
      for (const named of lists.values()) reportTwice(named, report);
    }
  },
};

function checkText(text: RecordText, names: KnownNames, report: Report): void {
  const value = text.value.trim();
  const place = { file: text.record.file, pointer: text.pointer };
  const same = names.inAnyCase(value);
  const entry = names.get(value);
  if (entry) {
    const hint = `Write it without “${text.field}:”, so that it is linked: - ${value}`;
    const message = `“${value}” is ${withArticle(entry.kind.noun)} of the list.`;
    report({ ...place, range: text.range(), message, hint });
  } else if (same !== undefined) {
    const hint = `Write it as the list does: - ${same}`;
    report({ ...place, range: text.range(), message: `“${value}” is “${same}” in another case.`, hint });
  } else {
    // A question mark says that the writer is not sure either.
    const near = value.endsWith("?") ? undefined : names.near(value);
    if (near === undefined) return;
    const hint = `If that is meant, write: - ${near}`;
    report({ ...place, range: text.range(), message: `“${value}” is nearly “${near}”.`, hint });
  }
}

/** @param links - the members of one list */
function reportTwice(links: readonly RecordLink[], report: Report): void {
  const seen = new Map<Entry, RecordLink>();
  for (const link of links) {
    const { value, path, from, to } = link;
    const first = to && seen.get(to);
    if (to && !first) seen.set(to, link);
    // The schema says it of two that are equal.
    if (!to || !first || first.value === value) continue;
    const { file, source } = from;
    report({
      file,
      range: locate(source, path),
      message: `“${value}” and “${first.value}” are the same ${to.kind.noun}.`,
      hint: "Keep one of the two.",
      pointer: formatPointer(path),
      related: [{ file, range: locate(source, first.path), message: `“${first.value}”` }],
    });
  }
}

/** The names and aliases of records, to be compared with what may be meant for one. */
class KnownNames {
  readonly #list: List;
  #inLowerCase: Map<string, string> | undefined;
  #words: Set<string> | undefined;
  #candidates: { name: string; lower: string; letters: number }[] | undefined;

  constructor(list: List) {
    this.#list = list;
  }

  get(name: string): Entry | undefined {
    return this.#list.named.get(name);
  }

  inAnyCase(name: string): string | undefined {
    this.#inLowerCase ??= new Map([...this.#list.named.keys()].map((known) => [known.toLowerCase(), known]));
    return this.#inLowerCase.get(name.toLowerCase());
  }

  /** @returns the name that can only be meant: one step for up to seven letters, two for more, none for less than four */
  near(text: string): string | undefined {
    const word = text.toLowerCase();
    const steps = word.length < 4 || word.length > LONGEST ? 0 : word.length < 8 ? 1 : 2;
    if (steps === 0 || this.#isWord(word)) return undefined;
    const letters = lettersOf(word);
    this.#candidates ??= [...this.#list.named.keys()].map((name) => {
      const lower = name.toLowerCase();
      return { name, lower, letters: lettersOf(lower) };
    });
    for (const { name, lower, letters: others } of this.#candidates) {
      if (lower.length < 4 || Math.abs(lower.length - word.length) > steps) continue;
      // A step changes at most two of the letters that there are, and counting costs less than measuring.
      if (bits(letters ^ others) > 2 * steps || isOtherVersion(word, lower)) continue;
      if (distance(word, lower).steps <= steps) return name;
    }
    return undefined;
  }

  /** One word of another name, or of this one's: a plural is no slip either. */
  #isWord(word: string): boolean {
    this.#words ??= new Set([...this.#list.named.keys()].flatMap((name) => name.toLowerCase().split(/\s+/)));
    return this.#words.has(word) || this.#words.has(word.replace(/s$/, ""));
  }
}

/** No name is longer. */
const LONGEST = 60;

/** One bit for each letter that a word has. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let index = 0; index < word.length; index++) letters |= 1 << (word.charCodeAt(index) & 31);
  return letters;
}

function bits(number: number): number {
  let count = 0;
  for (let rest = number; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** `Big Wheel 4` is not a slip for `Big Wheel 5`, nor is `Mill` one for `Mill 2`. */
function isOtherVersion(a: string, b: string): boolean {
  const digits = /[\d.]+/g;
  return (a.match(digits) ?? []).join(" ") !== (b.match(digits) ?? []).join(" ");
}
