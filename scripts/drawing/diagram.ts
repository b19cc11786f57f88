// A diagram's record, read as far as it can be drawn, and what may be wrong with it.
import type { Entry } from "../record/entry.ts";
import type { Path } from "../record/references.ts";
import { isObject, listAt } from "../text/json.ts";
import { memoized } from "../text/memoized.ts";

/** A record as it is in a list: any of its entries is one, whatever its schema lets through. */
export type DrawnRecord = Pick<Entry, "id" | "file" | "source"> & { data: object };

export interface Diagram {
  title: string;
  /** What the drawing shows, for people who cannot see it. */
  alt: string;
  /** Ids of nodes and dots for empty cells, a line for each row. */
  grid: string;
  /** What a thick border means. */
  highlight: string | undefined;
  nodes: readonly DiagramNode[];
  groups: readonly DiagramGroup[];
  edges: readonly DiagramEdge[];
}

export interface DiagramGroup {
  id: string;
  label: string | undefined;
  /** The id of the stage whose colour it has. */
  stage: string | undefined;
  /** The id of the group around it. */
  group: string | undefined;
  /** Where it stands in the record. */
  path: Path;
}

/** Its label is the tool's name where it has no other. */
export interface DiagramNode extends DiagramGroup {
  /** Where the label stands in the record. */
  labelPath: Path;
  /** Smaller lines below the label. */
  details: readonly string[];
  tool: string | undefined;
  /** Names of further tools that its texts mention. */
  tools: readonly string[];
  shape: "box" | "person" | "decision";
  highlight: boolean;
}

export interface DiagramEdge {
  /** The ids of the nodes or groups that it leads from and to. */
  from: string;
  to: string;
  label: string | undefined;
  arrow: "forward" | "both" | "none";
  dashed: boolean;
  path: Path;
}

/** A part of a record's value. */
export interface Place {
  path: Path;
  /** Offsets in the text there, the end exclusive; without it, all of the value is meant. */
  span?: readonly [start: number, end: number] | undefined;
}

/** A mistake in a record, before it is a finding with a place in the file. */
export interface DiagramProblem extends Place {
  rule: string;
  message: string;
  hint: string;
  related?: Place & { message: string };
}

/**
 * What is blank or of another type (a list may have another schema) is missing; so is a member without an id.
 *
 * @param data - a record's, which is read once: each of its nodes may ask for what it says
 */
export const readDiagram = memoized((data: object): Diagram => {
  const record = isObject(data) ? data : {};
  return {
    title: textOf(record.title) ?? "",
    alt: textOf(record.alt) ?? "",
    grid: textOf(record.grid) ?? "",
    highlight: textOf(record.highlight),
    nodes: membersOf(record, "nodes").flatMap(({ member, path }) => {
      const [tool, tools, details] = [textOf(member.tool), textsOf(member, "tools"), textsOf(member, "details")];
      const shape = oneOf(["box", "person", "decision"], member.shape);
      return readGroup(member, path).map(({ label, ...group }) => {
        const labelPath = [...path, label === undefined ? "tool" : "label"];
        const highlight = member.highlight === true;
        return { ...group, label: label ?? tool, labelPath, details, tool, tools, shape, highlight };
      });
    }),
    groups: membersOf(record, "groups").flatMap(({ member, path }) => readGroup(member, path)),
    edges: membersOf(record, "edges").flatMap(({ member, path }) => {
      const [from, to, label] = [textOf(member.from), textOf(member.to), textOf(member.label)];
      if (from === undefined || to === undefined) return [];
      const arrow = oneOf(["forward", "both", "none"], member.arrow);
      return [{ from, to, label, arrow, dashed: member.dashed === true, path }];
    }),
  };
});

/** Names of the tools that a diagram's nodes show and mention, as they are written there. */
export function toolsIn({ nodes }: Pick<Diagram, "nodes">): string[] {
  return nodes.flatMap(({ tool, tools }) => (tool === undefined ? tools : [tool, ...tools]));
}

function readGroup(member: Readonly<Record<string, unknown>>, path: Path): DiagramGroup[] {
  const id = textOf(member.id);
  const [label, stage, group] = [textOf(member.label), textOf(member.stage), textOf(member.group)];
  return id === undefined ? [] : [{ id, label, stage, group, path }];
}

function membersOf(record: Readonly<Record<string, unknown>>, key: string) {
  return listAt(record, key).flatMap((member, index) => (isObject(member) ? [{ member, path: [key, index] }] : []));
}

function textsOf(member: unknown, key: string): string[] {
  return listAt(member, key).filter((each) => typeof each === "string");
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** @returns the allowed word that the value is, or else the first of them, which is the default */
function oneOf<T extends string>([first, ...others]: readonly [T, ...T[]], value: unknown): T {
  return others.find((word) => word === value) ?? first;
}
