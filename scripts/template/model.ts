// A List → what templates can name: its records, plus what is computed from them.
//
// Each computed field stands twice, in the shape (what exists) and in the values (what it is), next to each other.
import path from "node:path";
import type { PhrasingContent } from "mdast";
import { drawingFile, pipelineOf } from "../drawing/drawing.ts";
import { toolsIn } from "../drawing/marks.ts";
import type { Schema } from "../record/kinds.ts";
import type { Entry, List } from "../record/list.ts";
import type { Schemas } from "../record/schemas.ts";
import { compare } from "../text/compare.ts";
import { isFile } from "../text/files.ts";
import { wholeWord } from "../text/whole-word.ts";
import { COMPONENT_DOORS, componentDoors, DOORS, doors } from "./doors.ts";
import { literalText, marksOf } from "./nodes.ts";
import {
  Anchor,
  type Fields,
  Item,
  MarkdownText,
  Marks,
  Phrasing,
  Picture,
  type Shape,
  Target,
  type Value,
} from "./values.ts";

const TEXT: Shape = { kind: "text" };
const MARKS: Shape = { kind: "marks" };
const IMAGE = { file: { kind: "url" }, alt: TEXT, caption: TEXT } as const;

/** What every template of a list with these schemas may name. */
export function modelShape(schemas: Schemas): Shape {
  const tool = { ...without(fieldsOf(schemas.tool.schema), "components"), id: TEXT, mark: MARKS };
  const place = schemas.tool.schema.properties?.components?.additionalProperties;
  const listed = { ...tool, ...fieldsOf(typeof place === "object" ? place : {}) };
  const resource = { ...fieldsOf(schemas.resource.schema), id: TEXT };
  const example = fieldsOf(schemas.example.schema);
  const technology = { name: TEXT, url: { kind: "url" } as const, mark: MARKS };
  const part = { ...fieldsOf(schemas.component.schema), id: TEXT, anchor: { kind: "anchor" } as const };
  const component = { ...part, new: COMPONENT_DOORS, tools: listOf(listed), resources: listOf(resource) };
  return {
    kind: "record",
    fields: {
      list: { kind: "record", fields: fieldsOf(schemas.list.schema) },
      components: listOf(component),
      pipeline: { kind: "picture", fields: IMAGE },
      tools: listOf(tool),
      examples: listOf({
        ...example,
        id: TEXT,
        number: { kind: "number" },
        technologies: listOf(technology),
        diagram: { kind: "list", of: { kind: "picture", fields: { ...membersOf(example.diagram), ...IMAGE } } },
        components: listOf({ ...part, used: { kind: "flag" }, tools: listOf(tool) }),
        references: listOf({ ...without(membersOf(example.references), "tools"), mark: MARKS }),
      }),
      resources: listOf(resource),
      new: DOORS,
      notes: listOf({ name: TEXT, target: { kind: "target" }, text: { kind: "markdown" } }),
    },
  };
}

/**
 * The values for that shape, but for `notes`: which notes there are, and their numbers, is known only when everything
 * else is on the page.
 */
export function modelValues(list: List): Fields {
  const { schemas } = list;
  const known = new Map<Entry<"tool">, Fields>();
  const toolFields = (tool: Entry<"tool">): Fields => {
    let fields = known.get(tool);
    if (!fields) {
      const { components: _, ...own } = tool.data;
      fields = { ...toFields(own, schemas.tool.schema), id: tool.id, mark: new Marks([tool]) };
      known.set(tool, fields);
    }
    return fields;
  };
  const placeSchema = schemas.tool.schema.properties?.components?.additionalProperties;
  const lower = new Map(list.tools.map((tool) => [tool, tool.data.name.toLowerCase()]));
  const sorted = list.tools.toSorted((a, b) => compare(lower.get(a) ?? "", lower.get(b) ?? "") || compare(a.id, b.id));
  const listedIn = (component: Entry<"component">): Item[] =>
    toolsOf(sorted, component).map(
      ({ tool, place }) =>
        new Item(tool, { ...toolFields(tool), ...toFields(place, typeof placeSchema === "object" ? placeSchema : {}) }),
    );
  const resourceItems = (component: string | undefined): Item[] =>
    list.resources
      .filter(({ data }) => data.component === component)
      .map((resource) => new Item(resource, { ...toFields(resource.data, schemas.resource.schema), id: resource.id }));

  const partFields = (component: Entry<"component">): Fields => ({
    ...toFields(component.data, schemas.component.schema),
    id: component.id,
    anchor: new Anchor(component.data.name),
  });
  const diagrams = new Map(list.diagrams.map((diagram) => [diagram.id, diagram]));
  const pipeline = pipelineOf(list);
  let allTools: Item[] | undefined;

  return {
    list: toFields(list.settings?.data ?? {}, schemas.list.schema),
    pipeline: pipeline && new Picture(pipeline),
    components: list.components.map(
      (component) =>
        new Item(component, {
          ...partFields(component),
          new: componentDoors(list, component),
          tools: listedIn(component),
          resources: resourceItems(component.id),
        }),
    ),
    // Most templates print tools by component.
    get tools() {
      allTools ??= sorted.map((tool) => new Item(tool, toolFields(tool)));
      return allTools;
    },
    examples: list.examples.map(
      (example, number) =>
        new Item(example, {
          ...toFields(example.data, schemas.example.schema),
          id: example.id,
          number,
          technologies: example.data.technologies.map((technology) => technologyFields(technology, list)),
          references: example.data.references.map((reference) => {
            const { tools, ...own } = reference;
            const schema = schemas.example.schema.properties?.references?.items ?? {};
            return { ...toFields(own, schema), mark: new Marks(named(tools, list)) };
          }),
          diagram: example.data.diagram?.flatMap((drawing) => pictureOf(drawing, list, diagrams) ?? []),
          // Few templates ask for these.
          get components() {
            return componentsOf(example, list, partFields, toolFields);
          },
        }),
    ),
    resources: resourceItems(undefined),
    new: doors(list),
  };
}

export function noteItem(tool: Entry<"tool">): Item {
  const text = tool.data.footnote === undefined ? undefined : new MarkdownText(tool.data.footnote);
  return new Item(tool, { name: tool.data.name, target: new Target(tool), text });
}

/** A diagram's drawing, which the build makes; or an image, unless it is not there and would be shown as a broken one. */
function pictureOf(
  drawing: NonNullable<Entry<"example">["data"]["diagram"]>[number],
  { root, schemas }: List,
  diagrams: ReadonlyMap<string, Entry<"diagram">>,
): Picture | undefined {
  if (typeof drawing !== "string") {
    const fields = toFields(drawing, schemas.example.schema.properties?.diagram?.items ?? {});
    return isFile(path.join(root, drawing.file)) ? new Picture(drawing, fields) : undefined;
  }
  const diagram = diagrams.get(drawing);
  if (!diagram) return undefined;
  const { alt, caption } = diagram.data;
  return new Picture({ file: drawingFile(drawing), alt, caption });
}

/** All components of the list, in their order, with what an example uses of each. */
function componentsOf(
  example: Entry<"example">,
  list: List,
  partFields: (component: Entry<"component">) => Fields,
  toolFields: (tool: Entry<"tool">) => Fields,
): Item[] {
  const tools = toolsUsedBy(example, list);
  return list.components.map((component) => {
    const own = tools.filter(({ data }) => data.components && Object.hasOwn(data.components, component.id));
    const used = { used: own.length > 0, tools: own.map((tool) => new Item(tool, toolFields(tool))) };
    return new Item(component, { ...partFields(component), ...used });
  });
}

/** The tools that an example is made of: those that its technologies and diagrams name. */
export function toolsUsedBy(example: Entry<"example">, list: List): Entry<"tool">[] {
  const { technologies, diagram = [] } = example.data;
  const names = technologies.flatMap((technology) =>
    typeof technology === "string" ? [technology] : (technology.tools ?? []),
  );
  const drawn = list.diagrams.filter(({ id }) => diagram.includes(id));
  return [...new Set(named([...names, ...drawn.flatMap(({ data }) => toolsIn(data.nodes))], list))];
}

/** Every tool that an example's technologies, diagrams and references name. */
export function toolsNamedBy(example: Entry<"example">, list: List): Entry<"tool">[] {
  return [
    ...toolsUsedBy(example, list),
    ...named(
      example.data.references.flatMap(({ tools }) => tools ?? []),
      list,
    ),
  ];
}

interface ListedTool {
  tool: Entry<"tool">;
  place: NonNullable<Entry<"tool">["data"]["components"]>[string];
}

/** A component's tools, ordered by the last-declared of their purposes, then by name; those without purposes last. */
function toolsOf(tools: readonly Entry<"tool">[], component: Entry<"component">): ListedTool[] {
  const declared = component.data.purposes ?? [];
  return (
    tools
      .flatMap((tool) => {
        const place = tool.data.components?.[component.id];
        if (!place) return [];
        const last = place.purposes
          ? Math.max(...place.purposes.map((purpose) => declared.indexOf(purpose)))
          : Infinity;
        return [{ tool, place, last }];
      })
      // The tools come in the order of their names, and sorting keeps it.
      .sort((a, b) => (a.last === b.last ? 0 : a.last - b.last))
  );
}

function named(names: readonly string[] | undefined, list: List): Entry<"tool">[] {
  return (names ?? []).flatMap((name) => list.toolsByName.get(name) ?? []);
}

type Technology = Entry<"example">["data"]["technologies"][number];

function technologyFields(technology: Technology, list: List): Fields {
  if (typeof technology === "string") {
    const tool = list.toolsByName.get(technology);
    return { name: technology, url: tool?.data.url, mark: new Marks(tool ? [tool] : []) };
  }
  return { name: markNames(technology.text, technology.tools ?? [], list), url: undefined, mark: new Marks([]) };
}

/** Text with each tool's mark right behind its name; behind the whole text, if the name does not stand in it. */
function markNames(text: string, names: readonly string[], list: List): Value {
  const marks = names.flatMap((name) => {
    const nodes = marksOf(new Marks(named([name], list)));
    const found = wholeWord(text, name);
    return nodes.length === 0 ? [] : [{ end: found === -1 ? text.length : found + name.length, nodes }];
  });
  if (marks.length === 0) return text;
  marks.sort((a, b) => a.end - b.end);
  const nodes: PhrasingContent[] = [];
  let from = 0;
  for (const mark of marks) {
    if (mark.end > from) nodes.push(literalText(text.slice(from, mark.end)));
    nodes.push(...mark.nodes);
    from = Math.max(from, mark.end);
  }
  if (from < text.length) nodes.push(literalText(text.slice(from)));
  return new Phrasing(nodes);
}

function toFields(data: object, schema: Schema): Fields {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      const inner = schema.properties?.[key] ?? schema.additionalProperties;
      return [key, toValue(value, typeof inner === "object" ? inner : {})];
    }),
  );
}

function toValue(value: unknown, schema: Schema): Value {
  if (typeof value === "string") return schema.contentMediaType === "text/markdown" ? new MarkdownText(value) : value;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((item) => toValue(item, schema.items ?? {}));
  if (typeof value === "object" && value !== null) return toFields(value, schema);
  return undefined;
}

function shapeOf(schema: Schema): Shape {
  switch (schema.type) {
    case "integer":
    case "number":
      return { kind: "number" };
    case "boolean":
      return { kind: "flag" };
    case "array":
      return { kind: "list", of: shapeOf(schema.items ?? {}) };
    case "object":
      return { kind: "record", fields: fieldsOf(schema) };
    default:
      if (schema.contentMediaType === "text/markdown") return { kind: "markdown" };
      return schema.format === "uri-reference" ? { kind: "url" } : { kind: "text", pattern: schema.pattern };
  }
}

function fieldsOf(schema: Schema): Record<string, Shape> {
  const properties = Object.entries(schema.properties ?? {});
  return Object.fromEntries(properties.map(([key, inner]) => [key, shapeOf(inner)]));
}

function membersOf(shape: Shape | undefined): Readonly<Record<string, Shape>> {
  return shape?.kind === "list" && shape.of.kind === "record" ? shape.of.fields : {};
}

function listOf(fields: Readonly<Record<string, Shape>>): Shape {
  return { kind: "list", of: { kind: "record", fields } };
}

function without<T>(fields: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}
