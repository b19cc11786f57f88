// "Did you mean …?": the nearest of some known words.
import distance from "damerau-levenshtein";

/**
 * @returns the candidate that differs from `word` by the fewest insertions, deletions, replacements and
 * transpositions of neighbours (upper and lower case count as the same), if that is at most a third of the word
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestSteps = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestSteps) continue;
    const { steps } = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps < bestSteps) [best, bestSteps] = [candidate, steps];
  }
  return best;
}

/** `Did you mean “url”?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const found = nearest(word, candidates);
  return found === undefined ? undefined : didYouMeanThis(found);
}

export function didYouMeanThis(found: string): string {
  return `Did you mean “${found}”?`;
}
