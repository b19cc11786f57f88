// Which members of two sequences belong together: equal ones first, then those that are most alike.
import { diffArrays } from "diff";
import { groupBy } from "../../text/group-by.ts";

export interface Alignment {
  /** Indexes on both sides, in the order of the second. */
  pairs: [number, number][];
  /** Indexes that have no partner. */
  gone: number[];
  fresh: number[];
}

/** The pairs, and what has no partner. */
function alignmentOf(pairs: readonly [number, number][], old: Iterable<number>, fresh: Iterable<number>): Alignment {
  const [froms, tos] = [new Set(pairs.map(([from]) => from)), new Set(pairs.map(([, to]) => to))];
  return {
    pairs: pairs.toSorted(([, a], [, b]) => a - b),
    gone: [...old].filter((index) => !froms.has(index)),
    fresh: [...fresh].filter((index) => !tos.has(index)),
  };
}

/** Blocks stay in their order; of those between two equal ones, those belong together that are most alike. */
export function alignInOrder(
  old: readonly string[],
  fresh: readonly string[],
  likeness: (from: number, to: number) => number,
): Alignment {
  const pairs: [number, number][] = [];
  let [from, to] = [0, 0];
  let [froms, tos]: [number[], number[]] = [[], []];
  const flush = (): void => {
    pairs.push(...bestPairs(froms, tos, likeness));
    [froms, tos] = [[], []];
  };
  for (const { value, added, removed } of diffArrays([...old], [...fresh])) {
    if (!added && !removed) flush();
    for (let count = 0; count < value.length; count++) {
      if (removed) froms.push(from++);
      else if (added) tos.push(to++);
      else pairs.push([from++, to++]);
    }
  }
  flush();
  return alignmentOf(pairs, old.keys(), fresh.keys());
}

/** More comparisons than these are not worth their time: then things are paired one after the other. */
const MOST_COMPARISONS = 20_000;

/** Pairs in the order of both sides whose likenesses have the greatest sum. */
function bestPairs(
  froms: readonly number[],
  tos: readonly number[],
  likeness: (from: number, to: number) => number,
): [number, number][] {
  if (froms.length * tos.length > MOST_COMPARISONS) {
    const pairs: [number, number][] = [];
    let next = 0;
    for (const from of froms) {
      const at = tos.findIndex((to, index) => index >= next && index < next + 20 && likeness(from, to) > 0.5);
      if (at === -1) continue;
      pairs.push([from, tos[at] ?? 0]);
      next = at + 1;
    }
    return pairs;
  }
  const scores = froms.map((from) => tos.map((to) => likeness(from, to)));
  const best = Array.from({ length: froms.length + 1 }, () => new Array<number>(tos.length + 1).fill(0));
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0;
  const scoreAt = (i: number, j: number): number => scores[i]?.[j] ?? 0;
  for (let i = froms.length - 1; i >= 0; i--) {
    for (let j = tos.length - 1; j >= 0; j--) {
      const row = best[i];
      if (row) row[j] = Math.max(scoreAt(i, j) + at(i + 1, j + 1), at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let [i, j] = [0, 0]; i < froms.length && j < tos.length; ) {
    const score = scoreAt(i, j);
    if (score > 0 && at(i, j) === score + at(i + 1, j + 1)) pairs.push([froms[i++] ?? 0, tos[j++] ?? 0]);
    else if (at(i, j) === at(i + 1, j)) i++;
    else j++;
  }
  return pairs;
}

/** Rows belong together wherever they stand: equal ones first, then the most alike. */
export function alignByKey(
  old: readonly string[],
  fresh: readonly string[],
  likeness: (from: number, to: number) => number,
): Alignment {
  const places = groupBy(old.keys(), (index) => old[index]);
  const pairs = fresh.flatMap((key, to): [number, number][] => {
    const from = places.get(key)?.shift();
    return from === undefined ? [] : [[from, to]];
  });
  const { gone: froms, fresh: tos } = alignmentOf(pairs, old.keys(), fresh.keys());
  const isMany = froms.length * tos.length > MOST_COMPARISONS;
  const ranked = froms
    .flatMap((from) => {
      const near = isMany ? tos.filter((to) => Math.abs(to - from) < 20) : tos;
      return near.map((to) => ({ from, to, score: likeness(from, to) - Math.abs(from - to) / 1e6 }));
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const [usedFrom, usedTo] = [new Set<number>(), new Set<number>()];
  for (const { from, to } of ranked) {
    if (usedFrom.has(from) || usedTo.has(to)) continue;
    usedFrom.add(from);
    usedTo.add(to);
    pairs.push([from, to]);
  }
  return alignmentOf(pairs, old.keys(), fresh.keys());
}

/** The share of words that two texts have in common; numbers are often computed. */
export function wordLikeness(a: string, b: string): number {
  const [first, second] = [a, b].map((text) => text.toLowerCase().match(/[\p{L}\p{N}]*\p{L}[\p{L}\p{N}]*/gu) ?? []);
  if (!first?.length || !second?.length) return 0;
  const counts = new Map<string, number>();
  for (const word of first) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of second) {
    const count = counts.get(word) ?? 0;
    if (count === 0) continue;
    counts.set(word, count - 1);
    common++;
  }
  return (2 * common) / (first.length + second.length);
}

/** Indexes of `fresh` that are not in the longest rising sequence: what was moved. */
export function moved(froms: readonly number[]): Set<number> {
  // Lengths of rising sequences that end in each place.
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [index, value] of froms.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((froms[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = index;
  }
  const kept = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index !== -1; index = previous[index] ?? -1) kept.add(index);
  return new Set([...froms.keys()].filter((index) => !kept.has(index)));
}

/** Also pairs what is left over alone on both sides between the same neighbours, if `isPair`. */
export function inSlots({ pairs, gone, fresh }: Alignment, isPair: (from: number, to: number) => boolean): Alignment {
  const slots = (indexes: readonly number[], side: 0 | 1): Map<string, number[]> => {
    const sorted = pairs.toSorted((a, b) => a[side] - b[side]);
    return groupBy(indexes, (index) => {
      const before = sorted.findLast((pair) => pair[side] < index);
      return JSON.stringify([before, sorted.find((pair) => pair[side] > index)]);
    });
  };
  const places = slots(fresh, 1);
  const more = [...slots(gone, 0)].flatMap(([slot, froms]): [number, number][] => {
    const [[from, ...otherFroms], [to, ...otherTos]] = [froms, places.get(slot) ?? []];
    const isAlone = otherFroms.length + otherTos.length === 0;
    return isAlone && from !== undefined && to !== undefined && isPair(from, to) ? [[from, to]] : [];
  });
  return alignmentOf([...pairs, ...more], gone, fresh);
}
