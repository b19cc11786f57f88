// A name in a text, where it is not a part of another word.

/**
 * Where `word` stands in `text` without a letter or digit on either side, or -1.
 *
 * @param from - the first offset at which it may stand
 */
export function wholeWord(text: string, word: string, from = 0): number {
  const isWordCharacter = (character: string | undefined): boolean =>
    character !== undefined && /[\p{L}\p{N}]/u.test(character);
  for (let at = text.indexOf(word, from); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + word.length])) return at;
  }
  return -1;
}
