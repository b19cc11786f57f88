// What somebody edited, each edit with the place that it is about, and what people call it.
import type { Table } from "mdast";
import { type Entry, nameOf } from "../record/entry.ts";
import type { Kind } from "../record/kinds.ts";
import type { Column, Each, Field } from "../template/prototype.ts";
import type { Edit as TextEdit } from "../text/diagnostic.ts";
import type { Choice } from "./answers.ts";
import type { Reading, Shown } from "./find/read-backwards.ts";
import type { Place, ValuePlace } from "./record-place.ts";

/** A field that shows something else than before. */
export interface FieldChange {
  type: "field";
  place: Extract<Place, { type: "value" | "referred" }>;
  field: Field;
  old: Shown | undefined;
  now: Shown | undefined;
}

export interface MemberEdit {
  /** Its index before; `undefined` for a new one. */
  from: number | undefined;
  reading: Reading;
  levels: readonly Place[];
  changes: Change[];
}

/** A list with other members than before. */
export interface ListChange {
  type: "list";
  place: ValuePlace;
  /** The members that are there now. */
  members: MemberEdit[];
  /** How many there were before. */
  count: number;
}

export type Change = FieldChange | ListChange;

/** A difference in something that is computed. */
export interface Computed {
  /** The name of its column, or of what it is; where it has no name, the text itself. */
  name: string;
  text: string;
  /** Of a list of records, their kind. */
  listed?: Kind | undefined;
}

interface At {
  /** Of the page, 1-based. */
  line: number;
}

export interface Changed extends At {
  type: "changed";
  entry: Entry | undefined;
  changes: Change[];
  computed: Computed[];
}

/** What a cell of a new row says, or a block of a new section. */
export interface FreshPart {
  levels: readonly Place[];
  reading: Reading;
  column?: Column | undefined;
}

/** A new row, item or section. */
export interface Fresh extends At {
  type: "new";
  each: Each;
  section: string;
  /** The places of the levels around it and its own. */
  levels: readonly Place[];
  readings: readonly FreshPart[];
  /** The record in front of which it stands. */
  before: Entry | undefined;
  /** What its parts show, by which they are found elsewhere on the page: see blockKey. */
  keys: readonly string[];
  text: string;
}

export interface Deleted extends At {
  type: "deleted";
  each: Each;
  section: string;
  levels: readonly Place[];
  entry: Entry;
  text: string;
}

/** An edit of what the template says itself. */
export interface Reworded extends At {
  type: "template";
  splices: TextEdit[];
  heading?: { old: string; now: string } | undefined;
  /** The text that stands there now; of one that is gone, the text before. */
  text: string;
  isGone?: true;
  isMoved?: true;
}

export interface Moved extends At {
  type: "moved";
  each: Each;
  entry: Entry;
  order: readonly Entry[];
}

export interface Refused extends At {
  type: "refused";
  what: string;
  reason: string;
  question: string;
  text: string;
  patch?: NewPart;
  /** The record whose section or row is gone. */
  entry?: Entry;
  /** What the block showed that is not on the page any more: see blockKey. */
  gone?: string;
  /** Lines that could stand there instead, to choose from. */
  rows?: Choice[];
}

export interface Noted extends At {
  type: "noted";
  what: string;
}

export type Edit = Changed | Fresh | Deleted | Reworded | Moved | Refused | Noted;

/** A column, table or section that the template has no place for: see make-room.ts. */
export interface NewPart {
  each: Each | undefined;
  columns: readonly string[];
  table: Table | undefined;
  section?: NewSection;
}

export interface NewSection {
  heading: string;
  /** The template that has no place for it, and how it would stand there, with its rows as they are. */
  template: string;
  splice: TextEdit | undefined;
  rows: string;
}

/** The name of a computed difference in a link to a heading: the link follows from the heading. */
export const ANCHOR = "a link's anchor";

/** The name of a computed difference in a footnote's mark: it is new or gone, or has another number. */
export const MARK = "a footnote's mark";

/** What is asked about a row that an answer can mend. */
export function rowQuestion({ reason, question }: Refused): string {
  return `${reason}. ${question.replace(/\?.*/s, "?")}`;
}

export function whatIs(edit: Edit): string {
  const under = (section: string): string => (section === "" ? "" : ` under ${section}`);
  switch (edit.type) {
    case "changed": {
      const names = [...new Set(edit.changes.map(titleOf))].filter((name) => name !== "");
      const of = edit.entry ? ` of ${nameOf(edit.entry)}` : "";
      // Where there are no columns, what is computed is called by its own text.
      const isCell = edit.computed.every(({ name, text }) => name !== text);
      return `${names.length > 0 ? names.join(", ") : isCell ? "a computed cell" : "a computed text"}${of}`;
    }
    case "new":
      if (edit.each.path[0] === "notes") return "a new footnote";
      if (edit.each.prototype.type === "section") return `a new section “${edit.section}”`;
      return `a new ${edit.each.prototype.type === "row" ? "row" : "item"}${under(edit.section)}`;
    case "deleted":
      if (edit.each.path[0] === "notes") return `the footnote of ${nameOf(edit.entry)} deleted`;
      return `${nameOf(edit.entry)} deleted${under(edit.section)}`;
    case "template":
      return `“${edit.text.split("\n")[0]?.slice(0, 50) ?? ""}”${edit.isGone ? " deleted" : edit.isMoved ? " moved" : ""}`;
    case "moved":
      return `${nameOf(edit.entry)} moved`;
    case "refused":
    case "noted":
      return edit.what;
  }
}

/** The first line behind the text of an edit. */
export function endOf(edit: Edit): number {
  return edit.line + ("text" in edit ? edit.text.split("\n").length : 1);
}

export function titleOf(change: Change): string {
  const { place } = change;
  const name = (change.type === "field" && change.field.path.at(-1)) || "";
  if (place.type === "value") return place.schema.title ?? name;
  return place.target?.schema.title ?? place.key;
}

/** All changes of fields, also those of members of lists. */
export function* fieldChangesIn(edits: readonly Edit[]): Generator<{ edit: Edit; change: FieldChange }> {
  for (const edit of edits) {
    if (edit.type === "changed") for (const change of inner(edit.changes)) yield { edit, change };
  }
}

export function* inner(changes: readonly Change[]): Generator<FieldChange> {
  for (const change of changes) {
    if (change.type === "field") yield change;
    else for (const member of change.members) yield* inner(member.changes);
  }
}

/** Does the edit change a footnote's mark? */
export function isMarked({ computed }: Changed): boolean {
  return computed.some(({ name }) => name === MARK);
}
