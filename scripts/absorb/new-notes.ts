// A note that somebody added below the page → the footnote of a record.

import { type Entry, nameOf } from "../record/entry.ts";
import { hasStatus, STATUS, statusOf, statusWords } from "../record/status.ts";
import { choicesOf } from "./answers.ts";
import type { Carrying } from "./carrying.ts";
import { type Fresh, isMarked } from "./edit.ts";
import type { ValuePlace } from "./record-place.ts";
import { recordValue } from "./record-values.ts";
import { Question } from "./values.ts";

export function carryNote(carrying: Carrying, { readings }: Fresh): string[] | Question | undefined {
  const shown = readings.flatMap(({ reading }) => [...reading.fields]);
  const target = shown.find(([, each]) => each.type === "target")?.[1];
  const text = shown.find(([field]) => field.path.at(-1) === "text");
  const id = target?.type === "target" ? target.id.replace(/^note-/, "") : undefined;
  const named = carrying.today.list.entries.find((each) => each.id === id && each.kind.noteField !== undefined);
  const entry = id === undefined ? onlyMarked(carrying) : named;
  const noteField = entry?.kind.noteField;
  if (!entry || noteField === undefined || !text) {
    return new Question(
      "this note does not say what it is about",
      'Start it with the anchor of its mark: <a id="note-ID"></a>',
    );
  }
  const data = carrying.data(entry.file);
  const schema = entry.kind.schema.properties?.[noteField] ?? {};
  const place: ValuePlace = {
    type: "value",
    holder: { kind: entry.kind, entry },
    path: [noteField],
    schema,
    reference: undefined,
  };
  const found = recordValue(carrying, place, { field: text[0], now: text[1] }, undefined);
  if (!data || found instanceof Question) return found instanceof Question ? found : undefined;
  let status: string | undefined;
  if (hasStatus(entry.kind) && statusOf(entry) === undefined) {
    const known = statusWords(entry.kind);
    const choices = known.length > 0 ? choicesOf(known) : undefined;
    status = carrying.ask(`what is the ${STATUS} of “${nameOf(entry)}”, which has a footnote now?`, { choices });
    const words = known.length > 0 ? `: ${known.join(", ")}` : "";
    if (status === undefined)
      carrying.says.push(`its ${STATUS} is still to be written into ${entry.file}, if it is not the usual one${words}`);
  }
  if (data[noteField] !== undefined)
    return new Question(`“${nameOf(entry)}” has a note already`, `Edit that one, or ${entry.file}.`);
  const wanted = { ...data, ...(status === undefined ? {} : { [STATUS]: status }), [noteField]: found.value };
  return carrying.write(entry.file, entry.kind.schema, wanted) ?? [entry.file];
}

/** The only record with a new mark and no note, if there is one: a note without an anchor belongs to it. */
function onlyMarked(carrying: Carrying): Entry | undefined {
  const [only, ...others] = carrying.edits.flatMap((edit) => {
    const { noteField } = (edit.type === "changed" && isMarked(edit) && edit.entry?.kind) || {};
    const isNew = edit.type === "changed" && noteField !== undefined && edit.entry?.data[noteField] === undefined;
    return isNew && edit.entry ? [edit.entry] : [];
  });
  return others.length === 0 ? only : undefined;
}
