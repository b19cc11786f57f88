// The drawings of a list: of each diagram, and of all components, as far as the list has such kinds.
import { type Drawn, drawDiagram, drawPipeline, PIPELINE, pipelinePicture, type Tool } from "../drawing/drawing.ts";
import { type Entry, noteOf } from "../record/entry.ts";
import { entriesOf, type List } from "../record/list.ts";
import { statusOf } from "../record/status.ts";
import { Diagnostic, FILE_START } from "../text/diagnostic.ts";
import type { Image } from "./nodes.ts";
import type { Template } from "./parse.ts";

/** The properties of a drawing's node by which it names what it belongs to, and what it is. */
const STAGE = "stage";
const TOOL = "tool";

/** How a page shows the drawing of all stages, if there are stages. */
export function listPicture(list: List): Image | undefined {
  return pipelinePicture(stageEntries(list));
}

/** Does a template print it? */
export function printsPipeline({ ofList }: Template): boolean {
  return ofList.some(({ ref }) => ref.keys[0] === PIPELINE);
}

/**
 * @param numbers - of the notes on the page
 * @param hasPipeline - whether the template prints the drawing of all stages
 */
export function drawList(list: List, numbers: ReadonlyMap<Entry, number>, hasPipeline: boolean): Drawn[] {
  const stages = stageEntries(list);
  const named = referredTo(list, TOOL);
  const toolNamed = (name: string): Tool | undefined => {
    const entry = list.byName.get(named ?? "")?.get(name);
    return entry && { note: noteOf(entry), number: numbers.get(entry), status: statusOf(entry) };
  };
  const diagrams = list.entries.filter(({ kind }) => kind.isDrawn);
  const drawn = diagrams.map((diagram) => drawDiagram(diagram, { stages, toolNamed }));
  if (!hasPipeline || stages.length === 0) return drawn;
  // Two drawings cannot have one file.
  const taken = diagrams
    .filter(({ id }) => id === PIPELINE)
    .map(({ file }) => {
      const message = `“${PIPELINE}” is the drawing of all stages, which the template prints.`;
      const hint = "Give this record's file another name.";
      return new Diagnostic({ file, range: FILE_START, rule: "duplicate-id", message, hint });
    });
  return [drawPipeline(stages, list.settings?.name), { drawing: undefined, diagnostics: taken }, ...drawn];
}

/** The records to which nodes of drawings may refer as their stages. */
export function stageEntries(list: List): readonly Entry[] {
  const kind = referredTo(list, STAGE);
  return kind === undefined ? [] : entriesOf(list, kind);
}

/** The name of the kind to which a property of drawn records refers, wherever it stands in them. */
function referredTo({ kinds }: List, property: string): string | undefined {
  const references = kinds.all.filter(({ isDrawn }) => isDrawn).flatMap((kind) => kind.references);
  return references.find(({ path }) => path.at(-1) === property)?.to.name;
}
