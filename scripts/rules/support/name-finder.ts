// Finds names in text: whole, as they are written, and the longest where several fit.
import type { Stretch } from "../../text/stretches.ts";

export interface Mention<T> extends Stretch {
  name: string;
  value: T;
}

const WORD = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}]+|\S)/gu;
const FIRST_WORD = /^(?:[\p{L}\p{N}]+|\S)/u;

export class NameFinder<T> {
  readonly #values = new Map<string, T>();
  /** The lengths of the names that start with a word, the longest first. */
  readonly #lengths = new Map<string, number[]>();

  /** @param names - the first of two that are equal counts */
  constructor(names: Iterable<readonly [string, T]>) {
    for (const [name, value] of names) {
      const word = FIRST_WORD.exec(name)?.[0];
      if (word === undefined || this.#values.has(name)) continue;
      this.#values.set(name, value);
      const lengths = new Set(this.#lengths.get(word)).add(name.length);
      this.#lengths.set(
        word,
        [...lengths].sort((a, b) => b - a),
      );
    }
  }

  /** @returns the names that stand in a text, in order; none that is a part of a word, a host or the like */
  *in(text: string): Generator<Mention<T>> {
    let from = 0;
    for (const { 0: word, index: start } of text.matchAll(WORD)) {
      if (start < from) continue;
      for (const length of this.#lengths.get(word) ?? []) {
        const name = text.slice(start, start + length);
        const end = start + name.length;
        const value = this.#values.get(name);
        if (value === undefined || /[\p{L}\p{N}]/u.test(text.charAt(end))) continue;
        if (!isPartOfWord(text, start, end)) yield { name, value, start, end };
        from = end;
        break;
      }
    }
  }
}

/** `name-of-something`, `name.example.org` */
function isPartOfWord(text: string, start: number, end: number): boolean {
  return (
    /^[-._@][\p{L}\p{N}]/u.test(text.slice(end, end + 3)) ||
    /[\p{L}\p{N}][-._@]$/u.test(text.slice(Math.max(0, start - 3), start))
  );
}
