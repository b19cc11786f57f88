// Finds each edge's way along the lattice: around boxes, with few bends and crossings, the shortest edges first.
import type { Area } from "./grid.ts";
import {
  DIRECTIONS,
  type Direction,
  DOWN,
  gutter,
  isHorizontal,
  isInside,
  LEFT,
  middle,
  opposite,
  type Point,
  RIGHT,
  step,
  UP,
} from "./lattice.ts";
import type { Plan, PlannedEdge } from "./plan.ts";

export interface Route {
  edge: PlannedEdge;
  /** From the point in front of the first box to the one in front of the last, each a step from the one before. */
  points: readonly Point[];
  /** The side by which the first box is left. */
  leaves: Direction;
  /** The direction in which the last box is entered. */
  enters: Direction;
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

/** @returns a route for each edge, in their order; `undefined` for one that has none */
export function findRoutes(plan: Plan): (Route | undefined)[] {
  const router = new Router(plan);
  const byLength = plan.edges
    .map((edge, index) => ({ edge, index, length: router.distance(edge) }))
    .sort((a, b) => a.length - b.length || a.index - b.index);
  const routes: (Route | undefined)[] = plan.edges.map(() => undefined);
  for (const { edge, index } of byLength) routes[index] = router.route(edge);
  return routes;
}

class Router {
  readonly #width: number;
  readonly #height: number;
  readonly #areas: ReadonlyMap<string, Area>;
  readonly #groups: ReadonlySet<string>;
  /** By point: a box is there. */
  readonly #blocked: Uint8Array;
  /** By point: edges that run across, and edges that run down. */
  readonly #across: Uint16Array;
  readonly #down: Uint16Array;

  constructor({ rows, columns, nodes, groups }: Plan) {
    this.#width = gutter(columns) + 1;
    this.#height = gutter(rows) + 1;
    this.#areas = new Map([...nodes, ...groups].map(({ id, area }) => [id, area]));
    this.#groups = new Set(groups.map(({ id }) => id));
    const size = this.#width * this.#height;
    this.#blocked = new Uint8Array(size);
    this.#across = new Uint16Array(size);
    this.#down = new Uint16Array(size);
    for (const { area } of nodes) {
      for (let y = middle(area.top); y <= middle(area.bottom); y++) {
        for (let x = middle(area.left); x <= middle(area.right); x++) this.#blocked[this.#index({ x, y })] = 1;
      }
    }
  }

  /** Between the middles of both ends, as if nothing stood between them. */
  distance({ from, to }: PlannedEdge): number {
    const [a, b] = [this.#areas.get(from), this.#areas.get(to)];
    if (!a || !b) return 0;
    const across = Math.abs(middle(a.left, a.right) - middle(b.left, b.right));
    return 2 * across + Math.abs(middle(a.top, a.bottom) - middle(b.top, b.bottom));
  }

  /** Dijkstra's algorithm over points and the directions in which they are reached. */
  route(edge: PlannedEdge): Route | undefined {
    const targets = new Map<number, Port[]>();
    for (const port of this.#ports(edge.to)) {
      const index = this.#index(port);
      targets.set(index, [...(targets.get(index) ?? []), port]);
    }
    const frames = [edge.from, edge.to].flatMap((id) => (this.#groups.has(id) ? (this.#areas.get(id) ?? []) : []));
    const best = new Float64Array(this.#blocked.length * DIRECTIONS.length).fill(Number.POSITIVE_INFINITY);
    const keyOf = (state: State): number => this.#index(state) * DIRECTIONS.length + state.direction;
    const queue = new Queue<State>();
    const visit = (state: State): void => {
      const key = keyOf(state);
      if ((best[key] ?? 0) <= state.cost) return;
      best[key] = state.cost;
      queue.push(state.cost, state);
    };
    for (const { x, y, side, cost } of this.#ports(edge.from)) {
      visit({ x, y, direction: side, cost, before: undefined });
    }

    let goal: { state: State; enters: Direction; cost: number } | undefined;
    for (let state = queue.pop(); state; state = queue.pop()) {
      if (goal && goal.cost <= state.cost) break;
      if (state.cost > (best[keyOf(state)] ?? 0)) continue;
      for (const port of targets.get(this.#index(state)) ?? []) {
        // It would have to turn around.
        if (port.side === state.direction) continue;
        const enters = opposite(port.side);
        const cost = state.cost + port.cost + (enters === state.direction ? 0 : COST.bend);
        if (!goal || cost < goal.cost) goal = { state, enters, cost };
      }
      for (const direction of DIRECTIONS) {
        if (direction === opposite(state.direction)) continue;
        const next = step(state, direction);
        if (!this.#isFree(next) || frames.some((frame) => isInside(frame, next))) continue;
        const cost = state.cost + this.#cost(next, direction, state.direction);
        visit({ x: next.x, y: next.y, direction, cost, before: state });
      }
    }
    if (!goal) return undefined;
    const route = { edge, enters: goal.enters, ...wayTo(goal.state) };
    this.#occupy(route);
    return route;
  }

  #ports(id: string): Port[] {
    const area = this.#areas.get(id);
    if (!area) return [];
    const { top, bottom, left, right } = area;
    const port = (x: number, y: number, side: Direction, cost: number): Port => ({ x, y, side, cost });
    const [x, y] = [middle(left, right), middle(top, bottom)];
    if (!this.#groups.has(id)) {
      return [
        port(gutter(right + 1), y, RIGHT, 0),
        port(x, gutter(bottom + 1), DOWN, 0),
        port(gutter(left), y, LEFT, 0),
        port(x, gutter(top), UP, 0),
      ];
    }
    const ports: Port[] = [];
    for (let row = middle(top); row <= middle(bottom); row++) {
      const cost = Math.abs(row - y) * COST.offCentre;
      ports.push(port(gutter(right + 1), row, RIGHT, cost), port(gutter(left), row, LEFT, cost));
    }
    for (let column = middle(left); column <= middle(right); column++) {
      const cost = Math.abs(column - x) * COST.offCentre;
      ports.push(port(column, gutter(bottom + 1), DOWN, cost), port(column, gutter(top), UP, cost));
    }
    return ports;
  }

  #isFree({ x, y }: Point): boolean {
    return x >= 0 && y >= 0 && x < this.#width && y < this.#height && this.#blocked[this.#index({ x, y })] === 0;
  }

  #cost(next: Point, direction: Direction, before: Direction): number {
    const horizontal = isHorizontal(direction);
    const index = this.#index(next);
    const [across, down] = [this.#across[index] ?? 0, this.#down[index] ?? 0];
    let cost = horizontal ? COST.across : COST.down;
    if (direction !== before) cost += COST.bend;
    cost += (horizontal ? down : across) * COST.crossing + (horizontal ? across : down) * COST.sharing;
    if ((horizontal ? next.y : next.x) % 2 === 1) cost += COST.cell;
    const { x, y } = next;
    if (x === 0 || y === 0 || x === this.#width - 1 || y === this.#height - 1) cost += COST.outside;
    return cost;
  }

  #occupy({ points, leaves, enters }: Route): void {
    for (const [index, point] of points.entries()) {
      const before = index === 0 ? leaves : directionOf(points[index - 1] ?? point, point);
      const after = index === points.length - 1 ? enters : directionOf(point, points[index + 1] ?? point);
      const at = this.#index(point);
      const directions = [before, after];
      if (directions.some(isHorizontal)) this.#across[at] = (this.#across[at] ?? 0) + 1;
      if (!directions.every(isHorizontal)) this.#down[at] = (this.#down[at] ?? 0) + 1;
    }
  }

  #index({ x, y }: Point): number {
    return y * this.#width + x;
  }
}

function wayTo(last: State): Pick<Route, "points" | "leaves"> {
  const points: Point[] = [];
  let state = last;
  for (;;) {
    points.unshift({ x: state.x, y: state.y });
    if (!state.before) return { points, leaves: state.direction };
    state = state.before;
  }
}

export function directionOf(from: Point, to: Point): Direction {
  if (from.y === to.y) return to.x > from.x ? RIGHT : LEFT;
  return to.y > from.y ? DOWN : UP;
}

/** A binary heap; of equal costs, what was put in first comes out first, so that routes are the same everywhere. */
class Queue<T> {
  readonly #heap: { cost: number; order: number; value: T }[] = [];
  #count = 0;

  push(cost: number, value: T): void {
    this.#heap.push({ cost, order: this.#count++, value });
    let at = this.#heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfLess(at, parent)) break;
      at = parent;
    }
  }

  pop(): T | undefined {
    const [top] = this.#heap;
    const last = this.#heap.pop();
    if (!top || !last || this.#heap.length === 0) return top?.value;
    this.#heap[0] = last;
    let at = 0;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const child = this.#isLess(right, left) ? right : left;
      if (!this.#swapIfLess(child, at)) return top.value;
      at = child;
    }
  }

  #isLess(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (!one || !other) return false;
    return one.cost < other.cost || (one.cost === other.cost && one.order < other.order);
  }

  #swapIfLess(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (!one || !other || !this.#isLess(a, b)) return false;
    [this.#heap[a], this.#heap[b]] = [other, one];
    return true;
  }
}
