// Compares two Markdown documents block by block and cell by cell, and names every difference.
import { type Block, type Entry, HEADER, type Inline, type Leaf, type Piece, read, type Section } from "./read.ts";

export interface Difference {
  where: string;
  kind: string;
  /** What the seed says; empty where it says nothing. */
  seed: string;
  /** What the built document says; empty where it says nothing. */
  built: string;
}

/** How much was looked at, so that a test can see that nothing was skipped. */
export interface Extent {
  blocks: number;
  cells: number;
  links: number;
}

export interface Comparison {
  differences: Difference[];
  seed: Extent;
  built: Extent;
}

/** Below this share of common words two blocks are two blocks, not one that changed. */
const LIKENESS = 0.25;

export function compare(seedSource: string, builtSource: string): Comparison {
  const seed = read(seedSource);
  const built = read(builtSource);
  const differences: Difference[] = [];
  for (const [a, b] of align(seed, built, sectionLikeness)) compareSections(a, b, differences);
  return { differences, seed: extent(seed), built: extent(built) };
}

function extent(sections: Section[]): Extent {
  const blocks = sections.flatMap((section) => section.blocks);
  const leaves = blocks.flatMap((block) => block.entries.flatMap((entry) => entry.leaves));
  const headings = sections.filter((section) => section.level > 0).map((section) => section.heading);
  const links = [...headings, ...leaves.map((leaf) => leaf.inline)].map((inline) => inline.links.length);
  return {
    blocks: blocks.length + headings.length,
    cells: leaves.length + headings.length,
    links: links.reduce((sum, count) => sum + count, 0),
  };
}

function compareSections(a: Section | undefined, b: Section | undefined, out: Difference[]): void {
  const path = (a ?? b)?.path ?? "";
  if (a && b) {
    const where = `${path} › (heading)`;
    if (a.level !== b.level) out.push({ where, kind: "level", seed: `h${a.level}`, built: `h${b.level}` });
    compareInline(where, a.heading, b.heading, out);
  } else if (a) out.push({ where: path, kind: "section-missing", seed: print(a.heading), built: "" });
  else if (b) out.push({ where: path, kind: "section-added", seed: "", built: print(b.heading) });
  const blocks = align(a?.blocks ?? [], b?.blocks ?? [], blockLikeness);
  const counts = new Map<string, number>();
  for (const [x, y] of blocks) {
    const kind = (x ?? y)?.kind ?? "";
    // Counted on the seed's side alone, so that an added block does not rename those after it.
    const count = (counts.get(kind) ?? 0) + (x ? 1 : 0);
    counts.set(kind, count);
    const name = kind.replace("_", " ");
    const where = x && several(kind) && count === 1 ? path : `${path} › ${name}${count > 1 ? ` ${count}` : ""}`;
    if (x && y) compareEntries(where, x, y, out);
    else if (x) out.push({ where, kind: "block-missing", seed: printBlock(x), built: "" });
    else if (y) out.push({ where, kind: "block-added", seed: "", built: printBlock(y) });
  }
}

const several = (kind: string) => kind === "table" || kind.endsWith("_list");

function compareEntries(where: string, a: Block, b: Block, out: Difference[]): void {
  const pairs = match(a.entries, b.entries);
  const place = (entry: Entry) => (entry.key === "" ? where : `${where} › ${entry.key}`);
  for (const [x, y] of pairs) {
    if (x && y) compareEntry(place(x), x, y, out);
    else if (x) out.push({ where: place(x), kind: "row-missing", seed: printEntry(x), built: "" });
    else if (y) out.push({ where: place(y), kind: "row-added", seed: "", built: printEntry(y) });
  }
  const common = pairs.flatMap(([x, y]) =>
    x && y && x.key !== HEADER ? [{ key: x.key, at: b.entries.indexOf(y) }] : [],
  );
  const sorted = [...common].sort((one, other) => one.at - other.at);
  const [seed, built] = [common, sorted].map((rows) => rows.map((row) => row.key).join("; "));
  if (seed !== undefined && built !== undefined && seed !== built) out.push({ where, kind: "order", seed, built });
}

function compareEntry(where: string, a: Entry, b: Entry, out: Difference[]): void {
  const [seed, built] = [a.faults.join(", "), b.faults.join(", ")];
  if (seed !== built) out.push({ where, kind: "syntax", seed, built });
  for (const [x, y] of alignLeaves(a.leaves, b.leaves)) {
    const leaf = x ?? y;
    if (leaf === undefined) continue;
    const place = leaf.shape === "cell" ? `${where} › ${leaf.label}` : where;
    if (x && y) {
      if (x.shape !== y.shape) out.push({ where: place, kind: "shape", seed: x.shape, built: y.shape });
      // A column's heading is compared as a cell of the header; a number is part of its item.
      if (x.shape !== "cell" && x.label !== y.label) {
        out.push({ where: place, kind: "number", seed: x.label, built: y.label });
      }
      compareInline(place, x.inline, y.inline, out);
    } else if (x) out.push({ where: place, kind: "text-missing", seed: print(x.inline), built: "" });
    else if (y) out.push({ where: place, kind: "text-added", seed: "", built: print(y.inline) });
  }
}

function compareInline(where: string, a: Inline, b: Inline, out: Difference[]): void {
  if (a.text !== b.text) out.push({ where, kind: "text", seed: a.text, built: b.text });
  // A place in the text means something only while the texts are the same.
  const placed = a.text === b.text;
  comparePieces(where, "link", a.links, b.links, placed, out);
  comparePieces(where, "image", a.images, b.images, placed, out);
  comparePieces(where, "emphasis", a.emphasis, b.emphasis, placed, out);
  comparePieces(where, "anchor", a.anchors, b.anchors, placed, out);
}

function comparePieces(where: string, kind: string, a: Piece[], b: Piece[], placed: boolean, out: Difference[]): void {
  const same = (x: Piece, y: Piece) => x.print === y.print && (!placed || x.at === y.at);
  const pairs = align(a, b, (x, y) => (same(x, y) ? 1 : 0));
  const gone = pairs.flatMap(([x, y]) => (x && !y ? [x] : []));
  const come = pairs.flatMap(([x, y]) => (y && !x ? [y] : []));
  for (const x of gone) {
    const at = come.findIndex(
      (y) => (placed && x.at === y.at) || (x.print !== y.print && (x.text === y.text || x.url === y.url)),
    );
    const y = at < 0 ? undefined : come.splice(at, 1)[0];
    if (y) out.push({ where, kind: `${kind}-changed`, seed: x.print, built: y.print });
    else out.push({ where, kind: `${kind}-missing`, seed: x.print, built: "" });
  }
  for (const y of come) out.push({ where, kind: `${kind}-added`, seed: "", built: y.print });
}

// --- which belongs to which

type Pair<T> = [T, T] | [T, undefined] | [undefined, T];

/** The pairing of two sequences, order kept, with the greatest sum of likenesses. */
function align<T>(a: T[], b: T[], likeness: (x: T, y: T) => number): Pair<T>[] {
  // Most is the same: what is alike at both ends needs no table of all pairs.
  const head = alikeAhead(a, b, likeness);
  const tail = alikeAhead(a.slice(head.length).reverse(), b.slice(head.length).reverse(), likeness).reverse();
  const middle = alignMiddle(
    a.slice(head.length, a.length - tail.length),
    b.slice(head.length, b.length - tail.length),
    likeness,
  );
  return [...head, ...middle, ...tail];
}

function alikeAhead<T>(a: T[], b: T[], likeness: (x: T, y: T) => number): Pair<T>[] {
  const pairs: Pair<T>[] = [];
  for (const [index, x] of a.entries()) {
    const y = b[index];
    if (y === undefined || likeness(x, y) < 1) break;
    pairs.push([x, y]);
  }
  return pairs;
}

function alignMiddle<T>(a: T[], b: T[], likeness: (x: T, y: T) => number): Pair<T>[] {
  const like = a.map((x) => b.map((y) => likeness(x, y)));
  const best = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  const cell = (table: number[][], i: number, j: number) => table[i]?.[j] ?? 0;
  const both = (i: number, j: number) => {
    const value = cell(like, i, j);
    return value < LIKENESS ? Number.NEGATIVE_INFINITY : value + cell(best, i + 1, j + 1);
  };
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = best[i];
      if (row) row[j] = Math.max(both(i, j), cell(best, i + 1, j), cell(best, i, j + 1));
    }
  }
  const pairs: Pair<T>[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (x !== undefined && y !== undefined && both(i, j) === cell(best, i, j)) {
      pairs.push([x, y]);
      i++;
      j++;
    } else if (x !== undefined && (y === undefined || cell(best, i + 1, j) === cell(best, i, j))) {
      pairs.push([x, undefined]);
      i++;
    } else if (y !== undefined) {
      pairs.push([undefined, y]);
      j++;
    }
  }
  return pairs;
}

function alignLeaves(a: Leaf[], b: Leaf[]): Pair<Leaf>[] {
  const pairs = a.flatMap((x, index): Pair<Leaf>[] => {
    const y = b[index];
    return y ? [[x, y]] : [];
  });
  return a.length === b.length
    ? pairs
    : align(a, b, (x, y) => (x.shape === y.shape ? alike(textOf([x]), textOf([y])) : 0));
}

/** Rows belong together by their first cell, items by their first words; the rest by the words they share. */
function match(a: Entry[], b: Entry[]): Pair<Entry>[] {
  const free = new Set(b);
  const partner = new Map<Entry, Entry>();
  const take = (x: Entry, y: Entry) => {
    partner.set(x, y);
    free.delete(y);
  };
  for (const x of a) {
    const y = b.find((each) => each.key === x.key && free.has(each));
    if (y) take(x, y);
  }
  const rest = a
    .filter((x) => !partner.has(x))
    .flatMap((x) => [...free].map((y) => ({ x, y, like: alike(textOf(x.leaves), textOf(y.leaves)) })))
    .filter((pair) => pair.like >= LIKENESS)
    .sort((one, other) => other.like - one.like);
  for (const { x, y } of rest) if (!partner.has(x) && free.has(y)) take(x, y);
  return [
    ...a.map((x): Pair<Entry> => {
      const y = partner.get(x);
      return y ? [x, y] : [x, undefined];
    }),
    ...[...free].map((y): Pair<Entry> => [undefined, y]),
  ];
}

function sectionLikeness(a: Section, b: Section): number {
  const heading = alike(a.heading.text, b.heading.text);
  const content = alike(textOf(a.blocks.flatMap(leaves)), textOf(b.blocks.flatMap(leaves)));
  // Of two sections that are both alike, the one of the same level is meant.
  return ((heading + content) / 2) * (a.level === b.level ? 1 : 0.9);
}

function blockLikeness(a: Block, b: Block): number {
  return a.kind === b.kind ? alike(textOf(leaves(a)), textOf(leaves(b))) : 0;
}

const leaves = (block: Block) => block.entries.flatMap((entry) => entry.leaves);
const textOf = (of: Leaf[]) => of.map((leaf) => leaf.inline.text).join(" ");
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The share of words that two texts have in common (Dice). */
function alike(a: string, b: string): number {
  if (a === b) return 1;
  const [ours, theirs] = [wordsOf(a), wordsOf(b)];
  // Two blocks without words, such as two pictures, can only be told apart by what else they hold.
  if (ours.length + theirs.length === 0) return 1;
  const left = new Map<string, number>();
  for (const word of ours) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of theirs) {
    const count = left.get(word) ?? 0;
    if (count > 0) common++;
    left.set(word, count - 1);
  }
  return (2 * common) / (ours.length + theirs.length);
}

// --- as text

/** A text with all that it carries, since nothing else is reported of a block that stands on one side only. */
function print(inline: Inline): string {
  const pieces = [...inline.links, ...inline.images, ...inline.emphasis, ...inline.anchors];
  return [inline.text, ...pieces.map((piece) => piece.print)].join(" ").trim();
}

const printEntry = (entry: Entry) =>
  entry.leaves
    .map((leaf) => [leaf.shape === "cell" ? "" : leaf.label, print(leaf.inline)].join(" ").trim())
    .join(" | ");
const printBlock = (block: Block) => `${block.kind}: ${block.entries.map(printEntry).join("; ")}`;
