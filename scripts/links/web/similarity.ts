// How alike two pages are: the words that they show, as a set of numbers that is small enough to keep.
import { crc32 } from "node:zlib";

/** In lower case; Chinese and Japanese have no blanks, so their characters count. */
export function wordsOf(text: string): Set<string> {
  return new Set(
    text.toLowerCase().match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu) ?? [],
  );
}

/** @param words - with white space between them */
export function wordList(words: string): Set<string> {
  return new Set(words.split(/\s+/));
}

/** Distinct words as numbers in ascending order, four bytes each. */
export type Vocabulary = Uint32Array;

/** At most this many words of a page are compared. */
const MOST = 2_000;

/** By CRC-32: of 2,000 words, two share a number on one page in 2,000. */
export function vocabularyOf(words: Iterable<string>): Vocabulary {
  const numbers = new Set(Array.from(words, (word) => crc32(word)));
  return Uint32Array.from([...numbers].slice(0, MOST)).sort();
}

/** @returns how many words one has that the other lacks */
export function difference(one: Vocabulary, other: Vocabulary): number {
  const known = new Set(other);
  return one.filter((word) => !known.has(word)).length;
}
