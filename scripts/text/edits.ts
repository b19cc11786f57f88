// Edits of a text: made, and made shorter.
import type { Edit } from "./diagnostic.ts";

/** @param edits - in any order; none overlaps another, and of two at one place the first stands first */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    pieces.push(source.slice(from, start), text);
    // Behind a deletion, something may be put in at its start.
    from = Math.max(from, end);
  }
  return pieces.join("") + source.slice(from);
}

/** @param old - what stands there now. @returns the edit without what is the same at both ends */
export function trimmed({ start, end, text }: Edit, old: string): Edit {
  const most = Math.min(old.length, text.length);
  let head = 0;
  while (head < most && old[head] === text[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === text.at(-1 - tail)) tail++;
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}
