// Finds the roomiest layout of a plan that fits into a table's cell, and says what does not fit.
import { crop } from "../text/crop.ts";
import { DETAIL, LABEL } from "./box.ts";
import { EDGE_LABEL } from "./label.ts";
import { type Fit, type Layout, layOut, type PlacedGroup, TITLE, TITLE_INSET } from "./layout.ts";
import { LEGEND, type LegendEntry } from "./legend.ts";
import type { Plan, PlannedEdge } from "./plan.ts";
import type { DiagramProblem, Path } from "./problem.ts";
import { findRoutes, type Route } from "./router.ts";
import { type Font, roomFor, wrap } from "./text.ts";
import { layTracks } from "./tracks.ts";

/** So wide is a drawing at most. */
export const WIDEST_DRAWING = 600;
/** Up to this width, a table's cell on GitHub shows a drawing at its own size. */
const CELL = 500;
/** From roomy to tight. */
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
/** Narrower columns than this hold no word; more of them than fit need not be routed to see that. */
const NARROWEST = 40;

export interface Fitted {
  /** `undefined` when there are problems. */
  layout: Layout | undefined;
  problems: readonly DiagramProblem[];
}

export function fitLayout(plan: Plan, legend: readonly LegendEntry[]): Fitted {
  const failed = (problem: DiagramProblem): Fitted => ({ layout: undefined, problems: [problem] });
  if (plan.columns * NARROWEST > WIDEST_DRAWING) return failed(tooWide(`${plan.columns} columns are too many`));
  const routes = findRoutes(plan);
  const unrouted = plan.edges.find((_, index) => !routes[index]);
  if (unrouted) return failed(noWay(unrouted));

  const found = routes.filter((route) => route !== undefined);
  const tracks = layTracks(found);
  const [roomiest = TIGHTEST, ...others] = FITS;
  let layout = layOut(plan, tracks, legend, roomiest);
  for (const fit of [...others, TIGHTEST]) {
    if (layout.width <= CELL) break;
    const next = layOut(plan, tracks, legend, fit);
    if (next.width <= CELL || layout.width > WIDEST_DRAWING) layout = next;
  }
  if (layout.width > WIDEST_DRAWING) {
    return failed(whyTooWide(plan, found, legend, layout.width));
  }
  const title = layout.groups.find(({ title, width }) => {
    return title.some((line) => roomFor(line, TITLE) > width - 2 * TITLE_INSET + TITLE_INSET / 2);
  });
  return title ? failed(longTitle(title)) : { layout, problems: [] };
}

/** What is left out of a drawing that would fit without it is what makes it too wide. */
function whyTooWide(
  plan: Plan,
  routes: readonly Route[],
  legend: readonly LegendEntry[],
  width: number,
): DiagramProblem {
  const fits = (edges: readonly Route[]): boolean =>
    layOut(plan, layTracks(edges), legend, TIGHTEST).width <= WIDEST_DRAWING;
  const rest = `${WIDEST_DRAWING} pixels is the most that a page shows well.`;
  if (!fits([])) {
    const word = longestWord({ ...plan, edges: [] }, WIDEST_DRAWING / plan.columns);
    return word ?? tooWide(`The drawing is ${width} pixels wide`);
  }
  const rule = "text-fit";
  const path = ["edges"];
  if (fits(routes.map((route) => ({ ...route, edge: { ...route.edge, label: undefined } })))) {
    const message = `With the labels of its edges, the drawing is ${width} pixels wide: ${rest}`;
    const word = longestWord({ ...plan, nodes: [], highlight: undefined }, LONG_LABEL);
    return word ?? { rule, path, message, hint: "Shorten labels, or leave some out." };
  }
  const message = `With its edges, the drawing is ${width} pixels wide: ${rest}`;
  const hint = "Leave some out, or lead one to a group instead of one to each of its nodes.";
  return { rule, path, message, hint };
}

/** A word of an edge's label, in pixels: more than twice what a label is wrapped at. */
const LONG_LABEL = 130;

function noWay({ from, to, path }: PlannedEdge): DiagramProblem {
  const message = `There is no way from “${from}” to “${to}”.`;
  return { rule: "edge-route", path: [...path, "to"], message, hint: "Move one of them in `grid`." };
}

function tooWide(what: string): DiagramProblem {
  const message = `${what}: ${WIDEST_DRAWING} pixels is the most that a page shows well.`;
  const hint = "Put some of it into another row; a drawing may be as high as it needs.";
  return { rule: "text-fit", path: ["grid"], message, hint };
}

/** @returns the problem of the word that needs the most room, if that is more than a column's share */
function longestWord({ nodes, edges, highlight = "" }: Plan, share: number): DiagramProblem | undefined {
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
  words.push({ word: highlight, path: ["highlight"], room: roomFor(highlight, LEGEND) - WIDEST_DRAWING + 2 * share });
  if (highlight === "") words.pop();
  const [first] = words;
  if (!first) return undefined;
  const longest = words.reduce((a, b) => (b.room > a.room ? b : a), first);
  if (longest.room <= share) return undefined;
  const message = `“${crop(longest.word, SHOWN)}” does not fit: the drawing would be more than ${WIDEST_DRAWING} pixels wide.`;
  const hint = "Shorten it. A line ends at a blank, and a long word behind a hyphen or a slash.";
  return { rule: "text-fit", path: longest.path, message, hint };
}

function longTitle({ group, title }: PlacedGroup): DiagramProblem {
  const word = title.reduce((a, b) => (roomFor(b, TITLE) > roomFor(a, TITLE) ? b : a));
  const message = `“${crop(word, SHOWN)}” does not fit into the frame.`;
  const hint = "Shorten it, or give the group more columns in `grid`.";
  return { rule: "text-fit", path: [...group.path, "label"], message, hint };
}

/** Characters of a word that is too long. */
const SHOWN = 40;
