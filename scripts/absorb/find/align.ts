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

/** What is compared, and what each of it shows. */
export interface Side<T> {
  children: readonly T[];
  keys: readonly string[];
}

/** How alike two things are; 0 for what cannot be the same. */
type Likeness<T> = (old: T, fresh: T) => number;

/** The same by their indexes. */
function byIndex<T>(old: Side<T>, fresh: Side<T>, likeness: Likeness<T>): Likeness<number> {
  return (from, to) => {
    const [was, is] = [old.children[from], fresh.children[to]];
    return was === undefined || is === undefined ? 0 : likeness(was, is);
  };
}

/** Blocks stay in their order; of those between two equal ones, those belong together that are most alike. */
export function alignInOrder<T>(old: Side<T>, fresh: Side<T>, likeness: Likeness<T>): Alignment {
  const pairs: [number, number][] = [];
  let [from, to] = [0, 0];
  let [froms, tos]: [number[], number[]] = [[], []];
  const flush = (): void => {
    pairs.push(...bestPairs(froms, tos, byIndex(old, fresh, likeness)));
    [froms, tos] = [[], []];
  };
  for (const { value, added, removed } of diffArrays([...old.keys], [...fresh.keys])) {
    if (!added && !removed) flush();
    for (let count = 0; count < value.length; count++) {
      if (removed) froms.push(from++);
      else if (added) tos.push(to++);
      else pairs.push([from++, to++]);
    }
  }
  flush();
  return alignmentOf(pairs, old.keys.keys(), fresh.keys.keys());
}

/** More comparisons than these are not worth their time: then things are paired one after the other. */
const MOST_COMPARISONS = 20_000;

/** Pairs in the order of both sides whose likenesses have the greatest sum. */
function bestPairs(
  froms: readonly number[],
  tos: readonly number[],
  likeness: Likeness<number>,
): readonly [number, number][] {
  if (froms.length * tos.length > MOST_COMPARISONS) {
    const pairs: [number, number][] = [];
    let next = 0;
    for (const from of froms) {
      const near = tos.slice(next, next + 20).findIndex((to) => likeness(from, to) > 0.5);
      const to = tos[next + near];
      if (near === -1 || to === undefined) continue;
      pairs.push([from, to]);
      next += near + 1;
    }
    return pairs;
  }
  interface Best {
    sum: number;
    pairs: readonly [number, number][];
  }
  const none: Best = { sum: 0, pairs: [] };
  // Of the last ones of both sides; of one more of the first side in each round.
  let bests: Best[] = [];
  for (const from of froms.toReversed()) {
    const shorter = bests;
    bests = [];
    for (const [index, to] of tos.toReversed().entries()) {
      const [across = none, below = none, beside = none] = [shorter[index - 1], shorter[index], bests[index - 1]];
      const score = likeness(from, to);
      const sum = score + across.sum;
      const without = below.sum >= beside.sum ? below : beside;
      bests.push(score > 0 && sum >= without.sum ? { sum, pairs: [[from, to], ...across.pairs] } : without);
    }
  }
  return bests.at(-1)?.pairs ?? [];
}

/** Rows belong together wherever they stand: equal ones first, then the most alike. */
export function alignByKey<T>(old: Side<T>, fresh: Side<T>, likeness: Likeness<T>): Alignment {
  const places = groupBy(old.keys.keys(), (index) => old.keys[index]);
  const pairs = fresh.keys.flatMap((key, to): [number, number][] => {
    const from = places.get(key)?.shift();
    return from === undefined ? [] : [[from, to]];
  });
  const { gone: froms, fresh: tos } = alignmentOf(pairs, old.keys.keys(), fresh.keys.keys());
  const isMany = froms.length * tos.length > MOST_COMPARISONS;
  const like = byIndex(old, fresh, likeness);
  const ranked = froms
    .flatMap((from) => {
      const near = isMany ? tos.filter((to) => Math.abs(to - from) < 20) : tos;
      return near.map((to) => ({ from, to, score: like(from, to) - Math.abs(from - to) / 1e6 }));
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
  return alignmentOf(pairs, old.keys.keys(), fresh.keys.keys());
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

/** Indexes of numbers that are not in the longest rising sequence: what was moved. */
export function moved(froms: readonly number[]): Set<number> {
  // The smallest number that a rising sequence ends with, by its length; and how long the one is that ends in each place.
  const smallest: number[] = [];
  const lengths = froms.map((value) => {
    const length = smallest.findLastIndex((last) => last < value) + 1;
    smallest[length] = value;
    return length;
  });
  const others = new Set(froms.keys());
  for (let length = smallest.length - 1, index = froms.length - 1; length >= 0; index--) {
    if (lengths[index] !== length) continue;
    others.delete(index);
    length--;
  }
  return others;
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
