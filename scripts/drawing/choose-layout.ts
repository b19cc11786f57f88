// Finds the roomiest layout of a plan that fits into a table's cell, and says what does not fit.

import type { Path } from "../record/references.ts";
import { crop } from "../text/crop.ts";
import type { DiagramProblem } from "./diagram.ts";
import { type Fit, type Layout, layOut, TITLE_INSET } from "./layout.ts";
import type { LegendEntry } from "./legend.ts";
import { DETAIL, EDGE_LABEL, type Font, LABEL, LEGEND, roomFor, TITLE, wrap } from "./measure-text.ts";
import type { Plan } from "./plan.ts";
import { findRoutes, type Route } from "./router.ts";
import { layTracks } from "./tracks.ts";

/** The greatest width of a drawing, in pixels. */
const WIDEST_DRAWING = 600;
/** Up to this width, a table's cell on GitHub shows a drawing at its own size. */
const CELL = 500;
/** From the roomiest to the tightest. */
const FITS: readonly Fit[] = [
  { text: 120, gap: 34 },
  { text: 108, gap: 30 },
  { text: 100, gap: 28 },
  { text: 92, gap: 26 },
  { text: 84, gap: 22 },
  { text: 76, gap: 20 },
  { text: 68, gap: 18 },
];
const TIGHTEST: Fit = { text: 60, gap: 18 };
/** No column is narrower, in pixels: where that alone is too wide, nothing else has to be tried. */
const NARROWEST = 40;
/** A word of an edge's label that is too long, in pixels: more than twice what a label is wrapped at. */
const LONG_LABEL = 130;
/** Characters of a word that is too long, for a message. */
const SHOWN = 40;

/** @returns the layout, or what does not fit */
export function fitLayout(plan: Plan, legend: readonly LegendEntry[]): Layout | DiagramProblem {
  if (plan.columns * NARROWEST > WIDEST_DRAWING) return tooWide(`${plan.columns} columns are too many`);
  const routes = findRoutes(plan);
  const tracks = layTracks(routes);
  let layout = layOut(plan, tracks, legend, TIGHTEST);
  const most = layout.width <= CELL ? CELL : WIDEST_DRAWING;
  // A roomier layout is wider (so it is for 1,499 of 1,500 random diagrams): half of those left need not be tried each time.
  for (let [from, to] = [0, FITS.length]; from < to; ) {
    const middle = Math.floor((from + to) / 2);
    const next = layOut(plan, tracks, legend, FITS[middle] ?? TIGHTEST);
    if (next.width <= most) [layout, to] = [next, middle];
    else from = middle + 1;
  }
  if (layout.width > WIDEST_DRAWING) return whyTooWide(layout.width);
  for (const { group, title, width } of layout.groups) {
    const word = title.find((line) => roomFor(line, TITLE) > width - 1.5 * TITLE_INSET);
    if (word === undefined) continue;
    const message = `“${crop(word, SHOWN)}” does not fit into the frame.`;
    const hint = "Shorten it, or give the group more columns in `grid`.";
    return { rule: "text-fit", path: [...group.path, "label"], message, hint };
  }
  return layout;

  /** Tries the drawing without its edges, then without their labels: where it fits, what was left out is the reason. */
  function whyTooWide(width: number): DiagramProblem {
    const fits = (edges: readonly Route[]): boolean =>
      layOut(plan, layTracks(edges), legend, TIGHTEST).width <= WIDEST_DRAWING;
    if (!fits([])) {
      const word = longestWord({ ...plan, edges: [] }, WIDEST_DRAWING / plan.columns);
      return word ?? tooWide(`The drawing is ${width} pixels wide`);
    }
    const withWhat = (what: string): string => `With ${what}, the drawing is ${width} pixels wide`;
    if (fits(routes.map((route) => ({ ...route, edge: { ...route.edge, label: undefined } })))) {
      const word = longestWord({ ...plan, nodes: [], highlight: undefined }, LONG_LABEL);
      return word ?? tooWide(withWhat("the labels of its edges"), "edges", "Shorten labels, or leave some out.");
    }
    const hint = "Leave some out, or lead one to a group instead of one to each of its nodes.";
    return tooWide(withWhat("its edges"), "edges", hint);
  }
}

const OTHER_ROW = "Put some of it into another row; a drawing may be as high as it needs.";

function tooWide(what: string, key = "grid", hint = OTHER_ROW): DiagramProblem {
  const message = `${what}: ${WIDEST_DRAWING} pixels is the most that a page shows well.`;
  return { rule: "text-fit", path: [key], message, hint };
}

/** @returns the problem of the word that needs the most room, if that is more than a column's share */
function longestWord({ nodes, edges, highlight }: Plan, share: number): DiagramProblem | undefined {
  const texts: { text: string; font: Font; path: Path }[] = [
    ...nodes.flatMap(({ label, details, path, labelPath }) => [
      { text: label, font: LABEL, path: labelPath },
      ...details.map((text, index) => ({ text, font: DETAIL, path: [...path, "details", index] })),
    ]),
    ...edges.map(({ label = "", path }) => ({ text: label, font: EDGE_LABEL, path: [...path, "label"] })),
  ];
  const words = texts.flatMap(({ text, font, path }) =>
    wrap(text, font, TIGHTEST.text).map((word) => ({ word, path, room: roomFor(word, font) })),
  );
  // A line of the legend has the whole drawing's width, not a column's.
  const more = WIDEST_DRAWING - 2 * share;
  if (highlight !== undefined)
    words.push({ word: highlight, path: ["highlight"], room: roomFor(highlight, LEGEND) - more });
  const [longest] = words.sort((a, b) => b.room - a.room);
  if (!longest || longest.room <= share) return undefined;
  const message = `“${crop(longest.word, SHOWN)}” does not fit: the drawing would be more than ${WIDEST_DRAWING} pixels wide.`;
  const hint = "Shorten it. A line ends at a blank, and a long word behind a hyphen or a slash.";
  return { rule: "text-fit", path: longest.path, message, hint };
}
