import fc from "fast-check";

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
/** Sizes, and a source of chance for everything else, so that a failing one is made smaller by leaving things out. */
export declare const anyDiagram: fc.Arbitrary<DiagramRecord>;
