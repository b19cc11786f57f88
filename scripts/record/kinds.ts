// The kinds of record, where their files stand, and the schemas that came with the toolchain.
import component from "../../schemas/component.schema.json" with { type: "json" };
import diagram from "../../schemas/diagram.schema.json" with { type: "json" };
import example from "../../schemas/example.schema.json" with { type: "json" };
import list from "../../schemas/list.schema.json" with { type: "json" };
import resource from "../../schemas/resource.schema.json" with { type: "json" };
import tool from "../../schemas/tool.schema.json" with { type: "json" };
import type {
  ComponentRecord,
  DiagramRecord,
  ExampleRecord,
  ListRecord,
  ResourceRecord,
  ToolRecord,
} from "./records.ts";

export interface RecordOf {
  list: ListRecord;
  component: ComponentRecord;
  tool: ToolRecord;
  example: ExampleRecord;
  diagram: DiagramRecord;
  resource: ResourceRecord;
}

export type Kind = keyof RecordOf;

/** The parts of a JSON Schema (draft 2020-12) that the toolchain looks at itself; ajv sees all of it. */
export interface Schema {
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly contentMediaType?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

export const BUILTIN_SCHEMAS: Readonly<Record<Kind, Schema>> = { list, component, tool, example, diagram, resource };

export const KINDS: readonly Kind[] = ["list", "component", "tool", "example", "diagram", "resource"];

/** Folders under data/, one a kind; `list` has a single file, data/list.yml, instead. */
export const FOLDERS: Readonly<Record<string, Exclude<Kind, "list">>> = {
  components: "component",
  tools: "tool",
  examples: "example",
  diagrams: "diagram",
  resources: "resource",
};

/** An id is its file's name: kebab-case, so that it is the same on every file system and in every URL. */
export const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** The id that a record of this name would have: `My Tool` → `my-tool` */
export function idOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
