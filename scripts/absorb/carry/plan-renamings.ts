// Edits of names → what has another name now, each with all the edits that belong to it.
import { visit } from "unist-util-visit";
import { type Entry, nameOf, valuesOf } from "../../record/entry.ts";
import type { List } from "../../record/list.ts";
import { allLinks } from "../../record/references.ts";
import { groupBy } from "../../text/group-by.ts";
import { formatPointer } from "../../text/json.ts";
import { type Change, type Edit, fieldChangesIn } from "../edit.ts";
import { isSlip, shownText } from "../find/shown-text.ts";
import type { Source } from "../source.ts";

export interface Renaming {
  entry: Entry;
  value: { field: string; text: string } | undefined;
  name: string;
  edits: Edit[];
}

export interface Renamings {
  all: Renaming[];
  /** Changes of fields that follow from a renaming, and need not be carried on their own. */
  changes: ReadonlySet<Change>;
}

export function planRenamings(base: Source, edits: readonly Edit[]): Renamings {
  const changes = new Set<Change>();
  const byEntry = new Map<Entry, Renaming>();
  const add = (entry: Entry, name: string, edit: Edit): boolean => {
    const known = byEntry.get(entry) ?? { entry, value: undefined, name, edits: [] };
    if (known.name !== name) return false;
    known.edits.push(edit);
    byEntry.set(entry, known);
    return true;
  };
  for (const edit of edits) {
    for (const change of edit.type === "changed" ? edit.changes : []) {
      if (change.type !== "field" || change.place.type !== "value" || !change.now) continue;
      const { holder, path } = change.place;
      const { entry, kind } = holder;
      if (!entry || !kind || path.length !== 1 || path[0] !== kind.nameField || kind.isDrawn) continue;
      if (add(entry, shownText(change.now).trim(), edit)) changes.add(change);
    }
  }
  const linked = linkedHeadings(base);
  for (const edit of edits) {
    const heading = edit.type === "template" ? edit.heading : undefined;
    const entry = heading && linked.get(heading.old);
    if (entry && heading.now !== "") add(entry, heading.now, edit);
  }
  const all = [...byEntry.values(), ...valueRenamings(base.list, edits, changes)];
  // A reference that was changed to the new name as well belongs to the renaming.
  for (const { edit, change } of fieldChangesIn(edits)) {
    const { place } = change;
    if (place.type !== "value" || !place.reference || place.reference.by === "value") continue;
    const [old, now] = [shownText(change.old).trim(), shownText(change.now).trim()];
    const followed = all.find((each) => !each.value && nameOf(each.entry) === old && each.name === now);
    if (!followed) continue;
    changes.add(change);
    // So that it is kept if the entry cannot be renamed.
    if (!followed.edits.includes(edit)) followed.edits.push(edit);
  }
  return { all, changes };
}

/**
 * Values that a record declares for others, if they were changed in the same way wherever they stand.
 *
 * @param changes - gets the changes of these
 */
function valueRenamings(list: List, edits: readonly Edit[], changes: Set<Change>): Renaming[] {
  const declared = [...fieldChangesIn(edits)].flatMap(({ edit, change }) => {
    const { place } = change;
    if (place.type !== "value" || place.reference?.by !== "value" || !place.holder.entry) return [];
    const { field } = place.reference;
    const [old, name] = [shownText(change.old).trim(), shownText(change.now).trim()];
    const owner = list.links.from.get(place.holder.entry)?.get(formatPointer(place.path))?.to;
    if (!owner || field === undefined || old === "" || name === "") return [];
    return valuesOf(owner, field).includes(name) ? [] : [{ edit, change, owner, value: { field, text: old }, name }];
  });
  const groups = groupBy(declared, ({ owner, value, name }) => JSON.stringify([owner.file, value, name]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { owner, value, name } = first;
    const all = allLinks(list.links).filter(
      (link) => link.to === owner && link.reference.by === "value" && link.value === value.text,
    );
    if (group.length !== all.length || (all.length === 1 && !isSlip(value.text, name))) return [];
    for (const { change } of group) changes.add(change);
    return [{ entry: owner, value, name, edits: group.map(({ edit }) => edit) }];
  });
}

/** Records by the texts of the headings that the page links to as theirs. */
function linkedHeadings({ page }: Source): Map<string, Entry> {
  const found = new Map<string, Entry>();
  visit({ type: "root", children: [...page.children] }, "link", ({ data }) => {
    if (data?.heading) found.set(nameOf(data.heading), data.heading);
  });
  return found;
}
