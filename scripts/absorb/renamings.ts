// Edits of names → what has another name now, each with all the edits that belong to it.
import { visit } from "unist-util-visit";
import { type Entry, nameOf, valuesOf } from "../record/entry.ts";
import type { List } from "../record/list.ts";
import { allLinks } from "../record/references.ts";
import { formatPointer } from "../text/json.ts";
import { type Edit, type FieldChange, fieldChangesIn } from "./edit.ts";
import type { Source } from "./source.ts";
import { isSlip, shownText } from "./values.ts";

export interface Renaming {
  entry: Entry;
  value: { field: string; text: string } | undefined;
  name: string;
  edits: Edit[];
}

export interface Renamings {
  all: Renaming[];
  /** Changes of fields that follow from a renaming, and need not be carried on their own. */
  changes: ReadonlySet<FieldChange>;
}

export function planRenamings(base: Source, edits: readonly Edit[]): Renamings {
  const all: Renaming[] = [];
  const changed = new Set<FieldChange>();
  const byEntry = new Map<Entry, { name: string; edits: Edit[]; changes: FieldChange[] }>();
  const linked = linkedHeadings(base);
  for (const edit of edits) {
    if (edit.type === "changed") {
      for (const change of edit.changes) {
        if (change.type !== "field" || change.place.type !== "value" || !change.now) continue;
        const { holder, path } = change.place;
        const { entry, kind } = holder;
        if (!entry || !kind || path.length !== 1 || path[0] !== kind.nameField || kind.isDrawn) continue;
        const name = shownText(change.now).trim();
        const known = byEntry.get(entry);
        if (known && known.name !== name) continue;
        byEntry.set(entry, {
          name,
          edits: [...(known?.edits ?? []), edit],
          changes: [...(known?.changes ?? []), change],
        });
      }
    }
  }
  for (const edit of edits) {
    if (edit.type !== "template" || !edit.heading?.now) continue;
    const entry = linked.get(edit.heading.old);
    const known = entry && byEntry.get(entry);
    if (!entry || (known && known.name !== edit.heading.now)) continue;
    byEntry.set(entry, {
      name: edit.heading.now,
      edits: [...(known?.edits ?? []), edit],
      changes: known?.changes ?? [],
    });
  }
  for (const [entry, { name, edits: own, changes }] of byEntry) {
    for (const change of changes) changed.add(change);
    all.push({ entry, value: undefined, name, edits: own });
  }
  for (const { renaming, changes } of valueRenamings(base.list, edits)) {
    for (const change of changes) changed.add(change);
    all.push(renaming);
  }
  // A reference that was changed to the new name as well belongs to the renaming.
  for (const { edit, change } of referencesIn(edits)) {
    const old = shownText(change.old).trim();
    const now = shownText(change.now).trim();
    const followed = all.find((each) => !each.value && nameOf(each.entry) === old && each.name === now);
    if (!followed) continue;
    changed.add(change);
    // So that it is kept if the entry cannot be renamed.
    if (!followed.edits.includes(edit)) followed.edits.push(edit);
  }
  return { all, changes: changed };
}

/** Values that a record declares for others, if they were changed in the same way wherever they stand. */
function* valueRenamings(
  list: List,
  edits: readonly Edit[],
): Generator<{ renaming: Renaming; changes: FieldChange[] }> {
  const groups = new Map<
    string,
    { owner: Entry; field: string; old: string; name: string; found: { edit: Edit; change: FieldChange }[] }
  >();
  for (const { edit, change } of declaredIn(edits)) {
    if (change.place.type !== "value") continue;
    const { reference, holder, path } = change.place;
    const [old, name] = [shownText(change.old).trim(), shownText(change.now).trim()];
    if (!reference?.field || !holder.entry || old === "" || name === "") continue;
    const link = list.links.from.get(holder.entry)?.get(formatPointer(path));
    const owner = link?.to;
    if (!owner || valuesOf(owner, reference.field).includes(name)) continue;
    const key = JSON.stringify([owner.file, reference.field, old, name]);
    const group = groups.get(key) ?? { owner, field: reference.field, old, name, found: [] };
    group.found.push({ edit, change });
    groups.set(key, group);
  }
  for (const { owner, field, old, name, found } of groups.values()) {
    const all = allLinks(list.links).filter(
      (link) => link.to === owner && link.reference.by === "value" && link.value === old,
    );
    const isAll = found.length === all.length;
    if (!isAll || (all.length === 1 && !isSlip(old, name))) continue;
    const renaming = { entry: owner, value: { field, text: old }, name, edits: found.map(({ edit }) => edit) };
    yield { renaming, changes: found.map(({ change }) => change) };
  }
}

/** Records by the texts of the headings that the page links to as theirs. */
function linkedHeadings({ page }: Source): Map<string, Entry> {
  const found = new Map<string, Entry>();
  visit({ type: "root", children: [...page.children] }, "link", ({ data }) => {
    if (data?.heading) found.set(nameOf(data.heading), data.heading);
  });
  return found;
}

/** Changes of texts that refer to records by their names. */
function* referencesIn(edits: readonly Edit[]): Generator<{ edit: Edit; change: FieldChange }> {
  for (const found of fieldChangesIn(edits)) {
    const { place } = found.change;
    if (place.type === "value" && place.reference && place.reference.by !== "value") yield found;
  }
}

function* declaredIn(edits: readonly Edit[]): Generator<{ edit: Edit; change: FieldChange }> {
  for (const found of fieldChangesIn(edits)) {
    if (found.change.place.type === "value" && found.change.place.reference?.by === "value") yield found;
  }
}
