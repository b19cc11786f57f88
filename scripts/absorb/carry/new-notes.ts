// A note that somebody added below the page → the footnote of a record.

import { type Entry, nameOf } from "../../record/entry.ts";
import { hasStatus, STATUS, statusOf, statusWords } from "../../record/status.ts";
import { choicesOf } from "../answers.ts";
import { type Fresh, isMarked } from "../edit.ts";
import { type Carrying, NotCarried } from "./carrying.ts";
import { recordValue } from "./record-values.ts";

export function carryNote(carrying: Carrying, { readings }: Fresh): string[] {
  const shown = readings.flatMap(({ reading }) => [...reading.fields]);
  const target = shown.find(([, each]) => each.type === "target")?.[1];
  const text = shown.find(([field]) => field.path.at(-1) === "text");
  const id = target?.type === "target" ? target.id.replace(/^note-/, "") : undefined;
  const named = carrying.listNow().entries.find((each) => each.id === id && each.kind.noteField !== undefined);
  const entry = id === undefined ? onlyMarked(carrying) : named;
  const noteField = entry?.kind.noteField;
  if (!entry || noteField === undefined || !text) {
    const question = 'Start it with the anchor of its mark: <a id="note-ID"></a>';
    throw new NotCarried("this note does not say what it is about", question);
  }
  const { kind, file } = entry;
  const data = carrying.data(file);
  if (!data) return [];
  const schema = kind.schema.properties?.[noteField] ?? {};
  const [field, now] = text;
  const holder = { kind, entry };
  const place = { type: "value", holder, path: [noteField], schema, reference: undefined } as const;
  const note = recordValue(carrying, place, { field, now }, undefined);
  const wanted: Record<string, unknown> = { ...data, [noteField]: note };
  if (hasStatus(kind) && statusOf(entry) === undefined) {
    const known = statusWords(kind);
    const choices = known.length > 0 ? choicesOf(known) : undefined;
    const asked = `what is the ${STATUS} of “${nameOf(entry)}”, which has a footnote now?`;
    const status = carrying.ask(asked, { choices });
    const words = known.length > 0 ? `: ${known.join(", ")}` : "";
    if (status === undefined)
      carrying.says.push(`its ${STATUS} is still to be written into ${file}, if it is not the usual one${words}`);
    else wanted[STATUS] = status;
  }
  if (data[noteField] !== undefined)
    throw new NotCarried(`“${nameOf(entry)}” has a note already`, `Edit that one, or ${file}.`);
  return carrying.write(file, kind.schema, wanted);
}

/** The only record with a new mark and no note, if there is one: a note without an anchor belongs to it. */
function onlyMarked(carrying: Carrying): Entry | undefined {
  const [only, ...others] = carrying.edits.flatMap((edit) => {
    if (edit.type !== "changed" || !edit.entry || !isMarked(edit)) return [];
    const { noteField } = edit.entry.kind;
    return noteField !== undefined && edit.entry.data[noteField] === undefined ? [edit.entry] : [];
  });
  return others.length === 0 ? only : undefined;
}
