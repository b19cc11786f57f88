// Finds each edge's way along the lattice: around boxes, with few bends and crossings, the shortest edges first.
import {
  DIRECTIONS,
  type Direction,
  directionOf,
  gutter,
  isHorizontal,
  isInside,
  middle,
  opposite,
  type Point,
  step,
} from "./lattice.ts";
import type { Plan, PlannedEdge } from "./plan.ts";

export interface Route {
  edge: PlannedEdge;
  /** Lattice points from the border of the first box to that of the last. Each is a line away, at borders half a line. */
  points: readonly Point[];
}

/** What a way costs; a step is half a cell. Cells are wider than high, so a step across is longer. */
const COST = {
  across: 46,
  down: 26,
  bend: 46,
  /** Of another edge. */
  crossing: 24,
  /** Beside another edge on the same line, which has to make room. */
  sharing: 7,
  /** Through an empty cell instead of a gutter. */
  cell: 3,
  /** Around the outside of the drawing. */
  outside: 20,
  /** Away from the middle of a group's side. */
  offCentre: 0.5,
};

/** A place where an edge may leave or enter: a lattice point in front of a side. */
interface Port extends Point {
  side: Direction;
  cost: number;
}

interface State extends Point {
  direction: Direction;
  cost: number;
  before: State | undefined;
}

/** @returns a route for each edge, in their order: along the gutters, there is one between any two that `planDiagram` lets through */
export function findRoutes({ rows, columns, nodes, edges }: Plan): Route[] {
  const [width, height] = [gutter(columns) + 1, gutter(rows) + 1];
  /** By point: 1 where a box is. */
  const blocked = new Uint8Array(width * height);
  /** By point: how many edges run across there, and down. */
  const [runningAcross, runningDown] = [new Uint16Array(width * height), new Uint16Array(width * height)];
  for (const { area } of nodes) {
    for (let y = middle(area.top); y <= middle(area.bottom); y++) {
      for (let x = middle(area.left); x <= middle(area.right); x++) blocked[indexOf({ x, y })] = 1;
    }
  }
  const shortestFirst = edges.toSorted((a, b) => distance(a) - distance(b));
  const routes = new Map(shortestFirst.map((edge) => [edge, route(edge)]));
  return edges.flatMap((edge) => routes.get(edge) ?? []);

  /** Between the middles of both ends, as if nothing stood between them. */
  function distance({ from: { area: a }, to: { area: b } }: PlannedEdge): number {
    const across = Math.abs(middle(a.left, a.right) - middle(b.left, b.right));
    return 2 * across + Math.abs(middle(a.top, a.bottom) - middle(b.top, b.bottom));
  }

  /** Dijkstra's algorithm over points and the directions in which they are reached. */
  function route(edge: PlannedEdge): Route | undefined {
    const targets = ports(edge.to);
    const frames = [edge.from, edge.to].flatMap((end) => ("height" in end ? [end.area] : []));
    const best = new Float64Array(blocked.length * DIRECTIONS.length).fill(Number.POSITIVE_INFINITY);
    const keyOf = (state: State): number => indexOf(state) * DIRECTIONS.length + state.direction;
    const queue: State[] = [];
    const visit = (state: State): void => {
      const key = keyOf(state);
      if ((best[key] ?? 0) <= state.cost) return;
      best[key] = state.cost;
      insert(queue, state);
    };
    for (const { x, y, side, cost } of ports(edge.from)) {
      visit({ x, y, direction: side, cost, before: undefined });
    }

    let goal: { state: State; enters: Direction; cost: number } | undefined;
    for (let state = queue.pop(); state; state = queue.pop()) {
      if (goal && goal.cost <= state.cost) break;
      if (state.cost > (best[keyOf(state)] ?? 0)) continue;
      for (const port of targets) {
        // Where the port's side lies ahead, the edge would have to turn around.
        if (port.x !== state.x || port.y !== state.y || port.side === state.direction) continue;
        const enters = opposite(port.side);
        const cost = state.cost + port.cost + (enters === state.direction ? 0 : COST.bend);
        if (!goal || cost < goal.cost) goal = { state, enters, cost };
      }
      for (const direction of DIRECTIONS) {
        if (direction === opposite(state.direction)) continue;
        const next = step(state, direction);
        if (!isFree(next) || frames.some((frame) => isInside(frame, next))) continue;
        const cost = state.cost + costOf(next, direction, state.direction);
        visit({ x: next.x, y: next.y, direction, cost, before: state });
      }
    }
    if (!goal) return undefined;
    const points = pointsTo(goal.state, goal.enters);
    occupy(points);
    return { edge, points };
  }

  /** In the middle of each of a node's sides, and all along a group's. */
  function ports(end: PlannedEdge["from"]): Port[] {
    const { top, bottom, left, right } = end.area;
    const lines = [gutter(right + 1), gutter(bottom + 1), gutter(left), gutter(top)] as const;
    return DIRECTIONS.flatMap((side) => {
      const [first, last] = isHorizontal(side) ? [top, bottom] : [left, right];
      const centre = middle(first, last);
      const [start, length] = "height" in end ? [middle(first), middle(last) - middle(first) + 1] : [centre, 1];
      return Array.from({ length }, (_, index): Port => {
        const at = start + index;
        const [x, y] = isHorizontal(side) ? [lines[side], at] : [at, lines[side]];
        return { x, y, side, cost: Math.abs(at - centre) * COST.offCentre };
      });
    });
  }

  function isFree({ x, y }: Point): boolean {
    return x >= 0 && y >= 0 && x < width && y < height && blocked[indexOf({ x, y })] === 0;
  }

  function costOf(next: Point, direction: Direction, before: Direction): number {
    const horizontal = isHorizontal(direction);
    const index = indexOf(next);
    const [across, down] = [runningAcross[index] ?? 0, runningDown[index] ?? 0];
    let cost = horizontal ? COST.across : COST.down;
    if (direction !== before) cost += COST.bend;
    cost += (horizontal ? down : across) * COST.crossing + (horizontal ? across : down) * COST.sharing;
    if ((horizontal ? next.y : next.x) % 2 === 1) cost += COST.cell;
    const { x, y } = next;
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) cost += COST.outside;
    return cost;
  }

  function occupy(points: readonly Point[]): void {
    for (const [index, point] of points.slice(1, -1).entries()) {
      const directions = [directionOf(points[index] ?? point, point), directionOf(point, points[index + 2] ?? point)];
      const at = indexOf(point);
      if (directions.some(isHorizontal)) runningAcross[at] = (runningAcross[at] ?? 0) + 1;
      if (!directions.every(isHorizontal)) runningDown[at] = (runningDown[at] ?? 0) + 1;
    }
  }

  function indexOf({ x, y }: Point): number {
    return y * width + x;
  }
}

/** The way that led to a state, from border to border. */
function pointsTo(last: State, enters: Direction): Point[] {
  const points = [step(last, enters, 0.5)];
  for (let state: State = last; ; state = state.before) {
    points.unshift({ x: state.x, y: state.y });
    if (!state.before) return [step(state, state.direction, -0.5), ...points];
  }
}

/** The last one is the cheapest and taken first; of equal ones, that which came first: the same on every machine. */
function insert(queue: State[], state: State): void {
  let [low, high] = [0, queue.length];
  while (low < high) {
    const between = (low + high) >> 1;
    if ((queue[between]?.cost ?? 0) > state.cost) low = between + 1;
    else high = between;
  }
  queue.splice(low, 0, state);
}
