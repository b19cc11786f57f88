// Stretches of a text: offsets (0-based, UTF-16 code units), the end exclusive.

export interface Stretch {
  start: number;
  end: number;
}

/** @returns the whole line that a stretch stands on, with its line end; `undefined` if anything else stands there */
export function wholeLine(text: string, { start, end }: Stretch): Stretch | undefined {
  const from = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const rest = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(end));
  return rest && text.slice(from, start).trim() === "" ? { start: from, end: end + rest[0].length } : undefined;
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

/** @returns the same offsets in order, none of which overlaps the next */
export function merged(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else found.push({ start, end });
  }
  return found;
}

/** @returns whether an offset stands in one of the stretches, which are in order */
export function isWithin(stretches: readonly Stretch[], offset: number): boolean {
  const found = atOrBehind(stretches, offset);
  return found !== undefined && found.start <= offset;
}
