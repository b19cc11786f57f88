// Diagrams of any shape: nodes over one or more cells, groups in groups, edges between whatever there is.
import fc from "fast-check";

interface Area {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

interface Group {
  id: string;
  label: string;
  stage?: string;
  group?: string;
}

interface Node extends Omit<Group, "label"> {
  label?: string;
  tool?: string;
  details?: string[];
  tools?: string[];
  shape?: "box" | "person" | "decision";
  highlight?: boolean;
}

interface Edge {
  from: string;
  to: string;
  label?: string;
  arrow?: "forward" | "both" | "none";
  dashed?: boolean;
}

/** As schemas/diagram.schema.json says. */
export interface DiagramRecord {
  [key: string]: unknown;
  title: string;
  alt: string;
  grid: string;
  nodes: Node[];
  groups?: Group[];
  edges?: Edge[];
  highlight?: string;
}

const word = fc.constantFrom("Queue", "Alerts", "Event store", "Enrich and route", "Detection-as-code", "S3", "ML");

/** Sizes, and a source of chance for everything else, so that a failing one is made smaller by leaving things out. */
export const anyDiagram: fc.Arbitrary<DiagramRecord> = fc
  .noBias(
    fc.record({
      rows: fc.integer({ min: 1, max: 6 }),
      columns: fc.integer({ min: 1, max: 6 }),
      empty: fc.constantFrom(0, 0.2, 0.5),
      groups: fc.integer({ min: 0, max: 4 }),
      edges: fc.integer({ min: 0, max: 24 }),
      labels: fc.array(word, { minLength: 8, maxLength: 8 }),
      seed: fc.nat(),
    }),
  )
  .map(({ rows, columns, empty, groups, edges, labels, seed }) => {
    const chance = chanceFrom(seed);
    const below = (limit: number): number => Math.floor(chance() * limit);
    const label = (): string => labels[below(labels.length)] ?? "Queue";
    const cells = placeNodes(rows, columns, empty, chance);
    const areas = areasOf(cells);
    const ids = [...areas.keys()];
    const nodes = ids.map((id): Node => {
      const shape = (["box", "box", "box", "person", "decision"] as const)[below(5)] ?? "box";
      return { id, label: label(), shape, ...(chance() < 0.3 ? { details: [label(), label()] } : {}) };
    });
    const frames = placeGroups(groups, nodes, areas, rows, columns, below, label);
    const all = [...ids, ...frames.map(({ id }) => id)];
    const isInside = (id: string | undefined, group: string): boolean => {
      const parent = [...nodes, ...frames].find((thing) => thing.id === id)?.group;
      return parent !== undefined && (parent === group || isInside(parent, group));
    };
    const arrows = Array.from({ length: edges }, (): Edge => {
      const [from = "", to = ""] = [all[below(all.length)], all[below(all.length)]];
      const arrow = (["forward", "both", "none"] as const)[below(3)] ?? "forward";
      return { from, to, arrow, ...(chance() < 0.2 ? { label: label() } : {}) };
    })
      .filter(({ from, to }) => from !== to && !isInside(from, to) && !isInside(to, from))
      .filter((edge, index, all) => all.findIndex((other) => isSame(other, edge)) === index);
    const grid = cells.map((row) => row.join(" ")).join("\n");
    return {
      title: "Any",
      alt: "Any diagram",
      grid,
      nodes,
      ...(frames.length > 0 ? { groups: frames } : {}),
      ...(arrows.length > 0 ? { edges: arrows } : {}),
    };
  });

function isSame(a: Edge, b: Edge): boolean {
  return a.from === b.from && a.to === b.to && a.label === b.label;
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Rows of ids and dots; at least one id. */
function placeNodes(rows: number, columns: number, empty: number, chance: () => number): string[][] {
  const cells: (string | undefined)[][] = Array.from({ length: rows }, () => Array.from({ length: columns }));
  let count = 0;
  for (const [top, row] of cells.entries()) {
    for (const left of row.keys()) {
      if (row[left] !== undefined || (chance() < empty && (top < rows - 1 || left < columns - 1 || count > 0)))
        continue;
      const id = `n${count++}`;
      const [height, width] = chance() < 0.2 ? [1 + Math.floor(chance() * 3), 1 + Math.floor(chance() * 3)] : [1, 1];
      const bottom = Math.min(rows, top + height);
      // As wide as the free cells of its first row allow.
      let right = left;
      while (right < Math.min(columns, left + width) && row[right] === undefined) right++;
      for (let y = top; y < bottom; y++) {
        const free = cells[y]?.slice(left, right).every((cell) => cell === undefined);
        if (!free) break;
        for (let x = left; x < right; x++) (cells[y] ?? [])[x] = id;
      }
    }
  }
  return cells.map((row) => row.map((cell) => cell ?? "."));
}

function areasOf(cells: readonly (readonly string[])[]): Map<string, Area> {
  const areas = new Map<string, Area>();
  for (const [y, row] of cells.entries()) {
    for (const [x, id] of row.entries()) {
      if (id === ".") continue;
      const area = areas.get(id) ?? { top: y, bottom: y, left: x, right: x };
      areas.set(id, { ...area, bottom: y, right: Math.max(area.right, x) });
    }
  }
  return areas;
}

/** Rectangles of cells whose nodes are all whole, each in one that was placed before or apart from it. */
function placeGroups(
  count: number,
  nodes: Node[],
  areas: ReadonlyMap<string, Area>,
  rows: number,
  columns: number,
  below: (limit: number) => number,
  label: () => string,
): Group[] {
  const groups: (Group & { area: Area })[] = [];
  for (let index = 0; index < count; index++) {
    const [y1, y2, x1, x2] = [below(rows), below(rows), below(columns), below(columns)];
    const chosen = { top: Math.min(y1, y2), bottom: Math.max(y1, y2), left: Math.min(x1, x2), right: Math.max(x1, x2) };
    const members = nodes.filter(({ id }) => overlaps(areas.get(id), chosen));
    const own = members.flatMap(({ id }) => areas.get(id) ?? []);
    if (own.length === 0) continue;
    const area = {
      top: Math.min(...own.map(({ top }) => top)),
      bottom: Math.max(...own.map(({ bottom }) => bottom)),
      left: Math.min(...own.map(({ left }) => left)),
      right: Math.max(...own.map(({ right }) => right)),
    };
    const isWhole = nodes.filter(({ id }) => overlaps(areas.get(id), area)).length === members.length;
    const parents = new Set(members.map(({ group }) => group));
    // All of its nodes stand in the same group, and some of that group's do not stand in this one.
    const [parent] = parents;
    const siblings = nodes.filter(({ group }) => group === parent).length;
    const cuts = groups.some((other) => overlaps(other.area, area) && !contains(other.area, area));
    if (!isWhole || parents.size !== 1 || cuts || (parent !== undefined && siblings === members.length)) continue;
    const id = `g${index}`;
    groups.push({ id, label: label(), area, ...(parent === undefined ? {} : { group: parent }) });
    for (const member of members) member.group = id;
  }
  return groups.map(({ area: _, ...group }) => group);
}

function overlaps(a: Area | undefined, b: Area): boolean {
  return a !== undefined && a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
}

function contains(outer: Area, { top, bottom, left, right }: Area): boolean {
  return top >= outer.top && bottom <= outer.bottom && left >= outer.left && right <= outer.right;
}
