// Finds names in text: whole, as they are written, and the longest where several fit.

export interface Mention<T> {
  name: string;
  value: T;
  start: number;
  end: number;
}

const WORD = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}]+|\S)/gu;
const FIRST_WORD = /^(?:[\p{L}\p{N}]+|\S)/u;
const INSIDE_WORD = /[\p{L}\p{N}]/u;

export class NameFinder<T> {
  readonly #names: Iterable<readonly [string, T]>;
  /** Made when a text is looked at: of most lists, none is. */
  #index: Index<T> | undefined;

  /** @param names - the first of two that are equal counts */
  constructor(names: Iterable<readonly [string, T]>) {
    this.#names = names;
  }

  /** @returns the names that stand in a text with neither a letter nor a digit on either side, in order */
  *in(text: string): Generator<Mention<T>> {
    this.#index ??= indexOf(this.#names);
    const { values, lengths } = this.#index;
    let from = 0;
    for (const { 0: word, index: start } of text.matchAll(WORD)) {
      if (start < from) continue;
      for (const length of lengths.get(word) ?? []) {
        const end = start + length;
        const name = text.slice(start, end);
        const value = values.get(name);
        if (value === undefined || INSIDE_WORD.test(text[end] ?? "")) continue;
        yield { name, value, start, end };
        from = end;
        break;
      }
    }
  }
}

interface Index<T> {
  values: ReadonlyMap<string, T>;
  /** The lengths of the names that start with a word; the longest first. */
  lengths: ReadonlyMap<string, readonly number[]>;
}

function indexOf<T>(names: Iterable<readonly [string, T]>): Index<T> {
  const values = new Map<string, T>();
  const lengths = new Map<string, number[]>();
  for (const [name, value] of names) {
    const word = FIRST_WORD.exec(name)?.[0];
    if (word === undefined || values.has(name)) continue;
    values.set(name, value);
    const known = lengths.get(word) ?? [];
    if (!known.includes(name.length)) known.push(name.length);
    lengths.set(word, known);
  }
  for (const known of lengths.values()) known.sort((a, b) => b - a);
  return { values, lengths };
}

/** @returns whether a name is only a part of something written in one: `name-of-something`, `name.example.org` */
export function isPartOfWord(text: string, { start, end }: { start: number; end: number }): boolean {
  return (
    /^[-._@][\p{L}\p{N}]/u.test(text.slice(end, end + 3)) ||
    /[\p{L}\p{N}][-._@]$/u.test(text.slice(Math.max(0, start - 3), start))
  );
}
