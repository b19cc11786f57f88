// Stretches of a text: offsets (0-based, UTF-16 code units), the end exclusive.

export interface Stretch {
  start: number;
  end: number;
}

/**
 * @param stretches - in order, none of which overlaps the next
 * @returns the one that an offset stands in, or the first behind it
 */
export function atOrBehind<T extends Stretch>(stretches: readonly T[], offset: number): T | undefined {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return stretches[low];
}

/** @returns whether an offset stands in one of the stretches, which are in order */
export function isWithin(stretches: readonly Stretch[], offset: number): boolean {
  const found = atOrBehind(stretches, offset);
  return found !== undefined && found.start <= offset;
}
