// What holds for every drawing, looked up in its layout: boxes and lines are where readers can follow them.
import type { Rectangle } from "../../scripts/drawing/lattice.ts";
import type { Layout, PlacedEdge, PlacedGroup, PlacedNode } from "../../scripts/drawing/layout.ts";

interface Piece {
  edge: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** Differences below this are rounding's. */
const ROUNDING = 0.01;

/** @returns a sentence for each violation */
export function violations({ nodes, groups, edges, width, height }: Layout): string[] {
  const found: string[] = [];
  const everything: (Rectangle & { name: string })[] = [
    ...nodes.map((node) => ({ ...node, name: node.node.id })),
    ...groups.map((group) => ({ ...group, name: group.group.id })),
    ...edges.flatMap(({ label, edge }) => (label ? [{ ...label, name: `label of ${nameOf(edge)}` }] : [])),
  ];
  for (const thing of everything) {
    if (thing.x < 0 || thing.y < 0 || thing.x + thing.width > width || thing.y + thing.height > height) {
      found.push(`${thing.name} is not on the card`);
    }
  }
  for (const [index, node] of nodes.entries()) {
    for (const other of nodes.slice(index + 1)) {
      if (overlap(node, other)) found.push(`${node.node.id} and ${other.node.id} overlap`);
    }
    for (const { label, edge } of edges) {
      if (label && overlap(node, label)) found.push(`the label of ${nameOf(edge)} stands on ${node.node.id}`);
    }
  }
  const boxes = new Map<string, PlacedNode | PlacedGroup>([
    ...nodes.map((node) => [node.node.id, node] as const),
    ...groups.map((group) => [group.group.id, group] as const),
  ]);
  const pieces = edges.flatMap((edge, index) => piecesOf(edge, index));
  for (const { edge: index, x1, y1, x2, y2 } of pieces) {
    const name = nameOf(edges[index]?.edge);
    if (Math.abs(x1 - x2) > ROUNDING && Math.abs(y1 - y2) > ROUNDING) found.push(`${name} is slanted`);
    for (const node of nodes) {
      const isEnd = [edges[index]?.edge.from, edges[index]?.edge.to].includes(node.node);
      if (overlap(around({ x1, y1, x2, y2 }), inner(node, isEnd))) found.push(`${name} runs through ${node.node.id}`);
    }
  }
  for (const { edge, points } of edges) {
    const ends = [
      { id: edge.from.id, point: points[0] },
      { id: edge.to.id, point: points.at(-1) },
    ];
    for (const { id, point } of ends) {
      const box = boxes.get(id);
      if (!box || !point || !isOnBorder(box, point)) found.push(`${nameOf(edge)} does not end at the border of ${id}`);
    }
  }
  for (const [index, piece] of pieces.entries()) {
    for (const other of pieces.slice(index + 1)) {
      if (other.edge !== piece.edge && isHorizontal(piece) === isHorizontal(other) && touch(piece, other)) {
        found.push(`${nameOf(edges[piece.edge]?.edge)} and ${nameOf(edges[other.edge]?.edge)} share a line`);
      }
    }
  }
  found.push(...labelViolations(edges, pieces));
  for (const group of groups) {
    for (const node of nodes) {
      const isIn = node.node.area && isInside(group, node);
      if (!isIn && overlap(group, node)) found.push(`${node.node.id} stands on the frame of ${group.group.id}`);
    }
    for (const other of groups) {
      const isApart = !overlap(group, other);
      if (other !== group && !isApart && !isInside(group, other) && !isInside(other, group)) {
        found.push(`the frames of ${group.group.id} and ${other.group.id} cross`);
      }
    }
  }
  return found;
}

/** A label stands on no other label, and on no edge, its own included. */
function labelViolations(edges: readonly PlacedEdge[], pieces: readonly Piece[]): string[] {
  const found: string[] = [];
  for (const [index, { label, edge }] of edges.entries()) {
    if (!label) continue;
    for (const other of edges.slice(index + 1)) {
      if (other.label && overlap(label, other.label))
        found.push(`the labels of ${nameOf(edge)} and ${nameOf(other.edge)} overlap`);
    }
    for (const piece of pieces) {
      if (!overlap(around(piece), label)) continue;
      found.push(`${nameOf(edges[piece.edge]?.edge)} runs through the label of ${nameOf(edge)}`);
    }
  }
  return found;
}

function nameOf(edge: PlacedEdge["edge"] | undefined): string {
  return `${edge?.from.id} → ${edge?.to.id}`;
}

function piecesOf({ points }: PlacedEdge, edge: number): Piece[] {
  return points.slice(1).map(({ x, y }, index) => {
    const { x: x1 = x, y: y1 = y } = points[index] ?? {};
    return { edge, x1, y1, x2: x, y2: y };
  });
}

function around({ x1, y1, x2, y2 }: Omit<Piece, "edge">): Rectangle {
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x1 - x2), height: Math.abs(y1 - y2) };
}

/** Without the border, which edges end at; that of a decision slants inwards. */
function inner({ x, y, width, height, node }: PlacedNode, isEnd: boolean): Rectangle {
  const inset = isEnd && node.shape === "decision" ? SLANT : 1;
  return { x: x + inset, y: y + 1, width: width - 2 * inset, height: height - 2 };
}

/** So far the left and right corners of a decision stand out. */
const SLANT = 13;

function overlap(a: Rectangle, b: Rectangle): boolean {
  return (
    a.x + a.width > b.x + ROUNDING &&
    b.x + b.width > a.x + ROUNDING &&
    a.y + a.height > b.y + ROUNDING &&
    b.y + b.height > a.y + ROUNDING
  );
}

function touch(a: Piece, b: Piece): boolean {
  const [one, other] = [around(a), around(b)];
  return (
    one.x + one.width >= other.x - ROUNDING &&
    other.x + other.width >= one.x - ROUNDING &&
    one.y + one.height >= other.y - ROUNDING &&
    other.y + other.height >= one.y - ROUNDING
  );
}

function isHorizontal({ y1, y2 }: Piece): boolean {
  return Math.abs(y1 - y2) < ROUNDING;
}

function isInside(outer: Rectangle, { x, y, width, height }: Rectangle): boolean {
  return x > outer.x && y > outer.y && x + width < outer.x + outer.width && y + height < outer.y + outer.height;
}

function isOnBorder(box: PlacedNode | PlacedGroup, { x, y }: { x: number; y: number }): boolean {
  const slack = "node" in box && box.node.shape === "decision" ? SLANT : ROUNDING;
  const isBeside = (value: number, border: number): boolean => Math.abs(value - border) <= slack;
  const inX = x >= box.x - ROUNDING && x <= box.x + box.width + ROUNDING;
  const inY = y >= box.y - ROUNDING && y <= box.y + box.height + ROUNDING;
  return (
    (inY && (isBeside(x, box.x) || isBeside(x, box.x + box.width))) ||
    (inX && (isBeside(y, box.y) || isBeside(y, box.y + box.height)))
  );
}
