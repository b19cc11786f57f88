// What records say of each other: names that resolve to one tool, ids and purposes that exist.
import { oneLine } from "../text/crop.ts";
import { Diagnostic, type Related } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { formatPointer } from "../text/json.ts";
import { idOf } from "./kinds.ts";
import type { AnyEntry, Entry, List } from "./list.ts";
import { locate } from "./yaml.ts";

/** Records that exist but could not be read. */
export interface KnownNames {
  /** `KIND/ID` */
  ids: Set<string>;
  /** Names and aliases of tools. */
  names: Set<string>;
}

type Path = readonly (string | number)[];

export interface ToolIndex {
  toolsByName: Map<string, Entry<"tool">>;
  diagnostics: Diagnostic[];
}

/** @returns tools by name and alias; a name that two tools claim stays with the first and is a finding */
export function indexTools(tools: readonly Entry<"tool">[]): ToolIndex {
  const toolsByName = new Map<string, Entry<"tool">>();
  const diagnostics: Diagnostic[] = [];
  for (const tool of tools) {
    for (const { name, path } of namesOf(tool)) {
      const other = toolsByName.get(name);
      if (other === undefined) {
        toolsByName.set(name, tool);
      } else if (other !== tool) {
        const theirs = namesOf(other).find((candidate) => candidate.name === name)?.path ?? [];
        const related = [
          { file: other.file, range: locate(other.source, theirs), message: `“${name}” is first listed here` },
        ];
        const hint = "If they are the same tool, keep one record; if not, give this one a name of its own.";
        diagnostics.push(finding(tool, path, "duplicate-name", `Two tools are called “${name}”.`, hint, { related }));
      }
    }
  }
  return { toolsByName, diagnostics };
}

function namesOf(tool: Entry<"tool">): { name: string; path: Path }[] {
  const aliases = (tool.data.aliases ?? []).map((name, index) => ({ name, path: ["aliases", index] }));
  return [{ name: tool.data.name, path: ["name"] }, ...aliases];
}

/** @returns a finding for every mention of a tool, component or purpose that does not exist */
export function checkReferences(list: List, broken: KnownNames): Diagnostic[] {
  const components = new Map(list.components.map((component) => [component.id, component]));
  const diagramIds = new Set(list.diagrams.map(({ id }) => id));
  const toolIds = new Set(list.tools.map(({ id }) => id));
  const diagnostics: Diagnostic[] = [];

  const checkComponent = (entry: AnyEntry, id: string, path: Path, part: "key" | "value"): void => {
    if (components.has(id) || broken.ids.has(`component/${id}`)) return;
    const hint = didYouMean(id, components.keys()) ?? `Components: ${[...components.keys()].join(", ") || "none yet"}.`;
    diagnostics.push(finding(entry, path, "unknown-component", `There is no component “${id}”.`, hint, { part }));
  };

  const checkToolName = (entry: AnyEntry, name: string, path: Path, orElse: string): void => {
    if (list.toolsByName.has(name) || broken.names.has(name) || broken.ids.has(`tool/${idOf(name)}`)) return;
    const hint = didYouMean(name, list.toolsByName.keys()) ?? `Add data/tools/${idOf(name)}.yml, ${orElse}.`;
    diagnostics.push(
      finding(entry, path, "unknown-tool", `“${name}” is not the name or an alias of a tool here.`, hint),
    );
  };

  const componentNames = new Map<string, Entry<"component">>();
  for (const component of list.components) {
    const other = componentNames.get(component.data.name);
    if (other) {
      const message = `Two components are called “${component.data.name}”, so their headings could not be told apart.`;
      const related = [{ file: other.file, range: locate(other.source, ["name"]), message: "the other one" }];
      diagnostics.push(
        finding(component, ["name"], "duplicate-name", message, "Give one of them another name.", { related }),
      );
    }
    componentNames.set(component.data.name, component);
  }

  for (const tool of list.tools) {
    for (const [id, place] of Object.entries(tool.data.components ?? {})) {
      checkComponent(tool, id, ["components", id], "key");
      const declared = components.get(id)?.data.purposes ?? [];
      for (const [index, purpose] of (place.purposes ?? []).entries()) {
        if (!components.has(id) || declared.includes(purpose)) continue;
        const path = ["components", id, "purposes", index];
        const known =
          declared.length === 0
            ? `data/components/${id}.yml declares no purposes.`
            : `Purposes: ${declared.join("; ")}.`;
        const message = `“${purpose}” is not a purpose of ${components.get(id)?.data.name}.`;
        diagnostics.push(finding(tool, path, "unknown-purpose", message, didYouMean(purpose, declared) ?? known));
      }
    }
    const { replacement } = tool.data;
    if (replacement !== undefined && !toolIds.has(replacement) && !broken.ids.has(`tool/${replacement}`)) {
      const others = [...toolIds].filter((id) => id !== tool.id);
      const hint = didYouMean(replacement, others) ?? `Add data/tools/${replacement}.yml.`;
      diagnostics.push(
        finding(tool, ["replacement"], "unknown-tool", `There is no tool with the id “${replacement}”.`, hint),
      );
    }
  }

  for (const example of list.examples) {
    for (const [index, technology] of example.data.technologies.entries()) {
      if (typeof technology === "string") {
        checkToolName(example, technology, ["technologies", index], "or write “text: …” if it is not a tool");
        continue;
      }
      for (const [place, name] of (technology.tools ?? []).entries()) {
        checkToolName(example, name, ["technologies", index, "tools", place], "or leave it out of `tools`");
      }
    }
    for (const [index, reference] of example.data.references.entries()) {
      for (const [place, name] of (reference.tools ?? []).entries()) {
        checkToolName(example, name, ["references", index, "tools", place], "or leave it out of `tools`");
      }
    }
    for (const [index, drawing] of (example.data.diagram ?? []).entries()) {
      if (typeof drawing !== "string" || diagramIds.has(drawing) || broken.ids.has(`diagram/${drawing}`)) continue;
      const hint = didYouMean(drawing, diagramIds) ?? `Add data/diagrams/${idOf(drawing) || "my-diagram"}.yml.`;
      const message = `There is no diagram “${drawing}”.`;
      diagnostics.push(finding(example, ["diagram", index], "unknown-diagram", message, hint));
    }
  }

  for (const diagram of list.diagrams) {
    const { nodes, groups = [] } = diagram.data;
    for (const [key, boxes] of Object.entries({ groups, nodes })) {
      for (const [index, { stage }] of boxes.entries()) {
        if (stage !== undefined) checkComponent(diagram, stage, [key, index, "stage"], "value");
      }
    }
    for (const [index, { tool, tools = [] }] of nodes.entries()) {
      if (tool !== undefined) {
        checkToolName(diagram, tool, ["nodes", index, "tool"], "or write `label` instead if it is not a tool");
      }
      for (const [place, name] of tools.entries()) {
        checkToolName(diagram, name, ["nodes", index, "tools", place], "or leave it out of `tools`");
      }
    }
  }

  for (const resource of list.resources) {
    if (resource.data.component !== undefined)
      checkComponent(resource, resource.data.component, ["component"], "value");
  }
  return diagnostics;
}

function finding(
  entry: AnyEntry,
  path: Path,
  rule: string,
  message: string,
  hint: string,
  { part, related }: { part?: "key" | "value"; related?: Related[] } = {},
): Diagnostic {
  const range = locate(entry.source, path, part);
  return new Diagnostic({
    file: entry.file,
    range,
    rule,
    message: oneLine(message),
    hint,
    pointer: formatPointer(path),
    related: related ?? [],
  });
}
