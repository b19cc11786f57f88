// How a text ends: in a full stop that ends a sentence, in one that belongs to a word, or otherwise.

/** Words that keep their stop. */
const ABBREVIATION =
  /(?:^|[\s([“"'‘/-])(?:etc|Inc|Ltd|Co|Corp|LLC|Bros|e\.g|i\.e|et al|al|vs|cf|approx|ca|No|Nr|Jr|Sr|Dr|St|Mr|Mrs|Ms|Prof|Dept|Pt|Vol|Ed|ed|pp|a\.m|p\.m|v\d+|\d+)\.$/;
/** `U.S.`, `A. I.` */
const INITIALS = /(?:^|[\s.(])\p{L}\.\s?\p{L}\.$/u;
/** How much of the end of a text is looked at, in characters: the longest abbreviation and a blank. */
const LONGEST = 12;
/** The same for a parenthesis that stands behind the sentence: `Sorts events. (Free for students)` */
const LONGEST_ASIDE = 200;

/** @returns whether the full stop at the end belongs to the last word: `etc.`, `Inc.`, `U.S.` */
export function endsInAbbreviation(text: string): boolean {
  const end = text.slice(-LONGEST);
  return ABBREVIATION.test(end) || INITIALS.test(end);
}

/** The stops of all scripts: of Latin and others, Chinese and Japanese, Indic, Urdu, Ethiopic, Armenian, Khmer, Burmese, Tibetan. */
const STOP = /(?<![.。…])[.。．｡।۔።։។။།]$/u;

/**
 * @returns the full stop that ends the text, `""` for none; `undefined` where it could not be said: another mark, an
 * abbreviation, a quotation or a parenthesis with a stop of its own or behind one, an emoji
 */
export function finalStopOf(text: string): string | undefined {
  if (/[.!?。！？]\s*[(（][^()（）]*[)）]$/u.test(text.trimEnd().slice(-LONGEST_ASIDE))) return undefined;
  const end = text.trimEnd().slice(-LONGEST);
  const stop = STOP.exec(end)?.[0];
  if (stop !== undefined && end !== stop) return endsInAbbreviation(end) ? undefined : stop;
  return /[\p{L}\p{M}\p{N}%+][)）]?$/u.test(end) ? "" : undefined;
}
