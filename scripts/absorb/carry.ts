// Edits of the page → records and template as they will be. All or nothing an edit: what cannot be carried changes no byte.
import type { Nodes } from "mdast";
import { visit } from "unist-util-visit";
import { newEntry } from "../forms/entry.ts";
import { type Data, type Entry, nameOf, valuesOf } from "../record/entry.ts";
import { withDrafts } from "../record/files.ts";
import { findDuplicate, type Named } from "../record/find.ts";
import { fileOf, isUrl, KEY, type Kind, type Reference, type Schema } from "../record/kinds.ts";
import { entriesOf, type List, makeList } from "../record/list.ts";
import { type LoadedList, loadList } from "../record/load.ts";
import { ownersOf, type Path } from "../record/references.ts";
import { planRenaming, renameInDocument } from "../record/rename.ts";
import { rewriteRecord } from "../record/rewrite-record.ts";
import { SETTINGS_FILE } from "../record/settings.ts";
import { parseYaml } from "../record/yaml.ts";
import { hasStatus, STATUS, statusOf } from "../rules/support/status.ts";
import { TEMPLATE } from "../template/page.ts";
import { formatPointer, isObject, valueAt } from "../text/json.ts";
import { kebab } from "../text/kebab.ts";
import { type Answers, type Ask, askAt, choicesOf } from "./answers.ts";
import { isSame, nested, without, withValue } from "./copies.ts";
import {
  type Change,
  type Edit,
  type FieldChange,
  fieldChangesIn,
  inner,
  type ListChange,
  lowerFirst,
  MARK,
  rowQuestion,
  whatIs,
} from "./edit.ts";
import type { Base } from "./find.ts";
import { likelyName } from "./likely-name.ts";
import type { PictureValue, Reading, Shown } from "./read.ts";
import { type Holder, isRequired, memberAt, type Place, placeAt, type ValuePlace } from "./record-place.ts";
import { planRenamings, type Renaming } from "./renamings.ts";
import { normalUrl } from "./tokens.ts";
import { type Answer, isSlip, near, Question, referenceOf, shownText, valueShown, writtenAs } from "./values.ts";

export interface Carried {
  edit: Edit;
  /** What was done, for people: `a new row under Data Pipeline`. */
  what: string;
  /** Where it went, relative to the list, with what became of a file: `data/KIND/ID.yml (new)`. */
  where: string[];
  /** What the page will show otherwise, or what is still to be said. */
  says: string[];
}

export interface Kept {
  edit: Edit;
  what: string;
  reason: string;
  question: string;
}

export interface Outcome {
  /** What somebody may say to them. */
  asks: Ask[];
  drafts: Map<string, string | undefined>;
  carried: Carried[];
  kept: Kept[];
}

/** What today's data and template are. */
export interface Today {
  root: string;
  list: List;
  loaded: LoadedList;
  /** With line ends as it has them. */
  template: string;
}

/** @param left - edits that are not tried, each with the reason and the question */
export function carry(
  base: Base,
  today: Today,
  edits: readonly Edit[],
  left: ReadonlyMap<Edit, Question>,
  answers: Answers,
): Outcome {
  return new Carrier(base, today, answers).carry(edits, left);
}

class Carrier {
  readonly #base: Base;
  readonly #today: Today;
  #edits: readonly Edit[] = [];
  #drafts = new Map<string, string | undefined>();
  readonly #carried: Carried[] = [];
  readonly #kept: Kept[] = [];
  #renamings: readonly Renaming[] = [];
  /** Files of records that stand elsewhere now. */
  readonly #replaced = new Set<string>();
  /** Changes that a renaming makes, too. */
  #renamed: ReadonlySet<FieldChange> = new Set();
  #says: string[] = [];
  /** Files that change besides. */
  #more: string[] = [];

  readonly #answers: Answers;
  readonly #asks: Ask[] = [];
  /** Of the edit that is tried. */
  #line = 0;

  constructor(base: Base, today: Today, answers: Answers) {
    this.#base = base;
    this.#today = today;
    this.#answers = answers;
  }

  carry(edits: readonly Edit[], left: ReadonlyMap<Edit, Question>): Outcome {
    this.#edits = edits;
    const tried = edits.filter((edit) => !left.has(edit));
    for (const [edit, question] of left) this.#keep(edit, question);
    ({ all: this.#renamings, changes: this.#renamed } = planRenamings(this.#base, tried));
    // What comes first finds what refers to it: a row that moves to another table is added before it is taken away.
    const order = ["changed", "new", "template", "deleted", "moved", "refused", "noted"];
    for (const edit of tried.toSorted((a, b) => order.indexOf(a.type) - order.indexOf(b.type))) this.#attempt(edit);
    for (const renaming of this.#renamings) {
      const before = new Map(this.#drafts);
      const question = this.#rename(renaming);
      if (!question) continue;
      this.#drafts = before;
      for (const edit of renaming.edits) this.#keep(edit, question);
    }
    this.#carried.sort((a, b) => a.edit.line - b.edit.line);
    this.#kept.sort((a, b) => a.edit.line - b.edit.line);
    return { drafts: this.#drafts, carried: this.#carried, kept: this.#kept, asks: this.#asks };
  }

  /** @returns what was answered to it, if anything was */
  #ask(message: string, { choices, initial }: Partial<Pick<Ask, "choices" | "initial">> = {}): string | undefined {
    const ask = askAt(this.#line, { message, choices, initial });
    if (!this.#asks.some(({ id }) => id === ask.id)) this.#asks.push(ask);
    return this.#answers.get(ask.id);
  }

  #keep(edit: Edit, { reason, question }: Question): void {
    if (this.#kept.some((each) => each.edit === edit)) return;
    this.#kept.push({ edit, what: whatIs(edit), reason, question });
  }

  #attempt(edit: Edit): void {
    const before = new Map(this.#drafts);
    this.#says = [];
    this.#more = [];
    this.#line = edit.line;
    const found = this.#apply(edit);
    if (found instanceof Question) {
      this.#drafts = before;
      this.#keep(edit, found);
    } else if (found) {
      this.#carried.push({ edit, what: whatIs(edit), where: [...new Set(found)], says: this.#says });
    }
  }

  /** @returns the files that change; nothing for an edit that is none */
  #apply(edit: Edit): string[] | Question | undefined {
    switch (edit.type) {
      case "changed":
        return this.#changed(edit);
      case "new":
        return this.#new(edit);
      case "deleted":
        return this.#deleted(edit);
      case "template":
        return this.#template(edit);
      case "moved":
        return this.#moved(edit);
      case "noted":
        return undefined;
      case "refused":
        // It goes with its record.
        if (edit.entry && this.#source(edit.entry.file) === undefined) return undefined;
        if (edit.rows) this.#ask(rowQuestion(edit), { choices: edit.rows });
        return new Question(edit.reason, edit.question);
    }
  }

  // Records as they will be.

  #fileOf({ kind, entry }: Holder): string {
    return entry?.file ?? (kind ? "" : SETTINGS_FILE);
  }

  #source(file: string): string | undefined {
    if (this.#drafts.has(file)) return this.#drafts.get(file);
    return this.#today.loaded.read.get(file)?.source;
  }

  #data(file: string): Data | undefined {
    const draft = this.#drafts.get(file);
    const known = this.#drafts.has(file) ? undefined : this.#today.loaded.read.get(file);
    const value = draft === undefined ? known?.value : parseYaml(file, draft).value;
    return isObject(value) ? value : undefined;
  }

  #write(file: string, schema: Schema, data: Data): Question | undefined {
    const source = this.#source(file);
    const text = source === undefined ? undefined : rewriteRecord(source, data, schema);
    if (text === undefined) return new Question(`${file} could not be changed without harm`, `Edit ${file} by hand.`);
    this.#drafts.set(file, text);
    return undefined;
  }

  #schemaOf({ kind }: Holder): Schema {
    return kind ? kind.schema : this.#today.list.schemas.settings;
  }

  // Fields.

  #changed(edit: Extract<Edit, { type: "changed" }>): string[] | Question | undefined {
    const files: string[] = [];
    const changes = edit.changes.filter((change) => !(change.type === "field" && this.#renamed.has(change)));
    if (changes.length === 0) {
      if (edit.changes.length > 0) return undefined;
      return new Question(`${computedWords(edit)} computed`, whyComputed(edit));
    }
    for (const change of changes) {
      const found = this.#change(change);
      if (found instanceof Question) return found;
      files.push(...found);
    }
    files.push(...this.#more);
    // What a renaming changes, or what stands there already, is no edit of its own.
    if (files.length > 0) return files;
    return this.#says.length > 0 && edit.entry ? [edit.entry.file] : undefined;
  }

  #change(change: Change): string[] | Question {
    if (change.type === "list") return this.#listChange(change);
    const { place } = change;
    if (place.type === "referred") return this.#referredChange(change, place);
    const { holder, path } = place;
    const file = this.#fileOf(holder);
    const old = this.#baseValue(place);
    const fresh = change.now === undefined ? undefined : this.#value(place, change, old);
    if (fresh instanceof Question) return fresh;
    if (isUrl(place.schema) && holder.entry && typeof fresh?.value === "string") {
      const alike = [...fieldChangesIn(this.#edits)].filter(
        ({ change: { place: other, now } }) =>
          other.type === "value" && other.holder.entry === holder.entry && shownText(now) === fresh.value,
      );
      const question = this.#everywhere(place, fresh.value, this.#rowsOf(holder.entry, String(old)), alike.length);
      if (question) return question;
    }
    return this.#set(file, holder, path, old, fresh?.value, place);
  }

  #value(place: ValuePlace, { field, now }: { field: FieldChange["field"]; now: Shown | undefined }, old: unknown) {
    if (!now) return { value: undefined };
    const { reference } = place;
    if (reference && reference.by !== "value" && now.type === "tokens")
      return this.#reference(place, shownText(now), undefined, old);
    const found = this.#answered(valueShown(this.#base.list, place, field, now, old), now);
    if (found instanceof Question) return found;
    if (found.says !== undefined) this.#says.push(found.says);
    if (now.type === "picture" && reference?.to.isDrawn && typeof found.value === "string") {
      const question = this.#drawn(reference.to, found.value, now.picture);
      if (question) return question;
    }
    if (reference?.by === "value" && typeof found.value === "string") return this.#declared(place, found.value);
    return found;
  }

  /** With what somebody answered: one of the values that the schema knows, or what an image shows. */
  #answered(found: Answer, now: Shown): Answer {
    if (found instanceof Question) {
      const { reason, choices } = found;
      const answer = choices && this.#ask(`${reason}. Which is meant?`, { choices: choicesOf(choices) });
      return answer === undefined ? found : { value: answer, says: writtenAs(shownText(now), answer) };
    }
    if (now.type !== "picture" || now.picture.alt !== "" || !isObject(found.value)) return found;
    const alt = this.#ask(`what does ${now.picture.file} show?`);
    return alt === undefined ? found : { value: { ...found.value, alt }, says: `its alternative text is “${alt}”` };
  }

  /** Alternative text and caption of a drawing are its own record's. */
  #drawn(kind: Kind, id: string, { alt, caption }: PictureValue): Question | undefined {
    const file = fileOf(kind, id);
    const data = this.#data(file);
    if (!data) return undefined;
    const before = this.#today.loaded.read.get(file)?.value;
    let wanted = data;
    for (const [key, text] of Object.entries({ alt, caption })) {
      const [was, is, now] = [valueAt(before, key), data[key], text].map(inOneLine);
      // What it said before is no edit, and follows one.
      if (now === is || now === was) continue;
      if (is !== was) {
        const question = `One of them says ${inQuotes(is)}, and this one ${inQuotes(now)}. Which is right?`;
        return new Question(`“${id}” is drawn in several places, which say it differently`, question);
      }
      wanted = withValue(wanted, [key], text);
    }
    if (wanted === data) return undefined;
    this.#more.push(file);
    return this.#write(file, kind.schema, wanted);
  }

  /** A value that another record declares. */
  #declared(place: ValuePlace, value: string): { value: unknown } | Question {
    const { reference, holder, path } = place;
    if (!reference?.field) return { value };
    const data = holder.entry?.data ?? nested(path);
    const owners = holder.kind ? ownersOf(this.#today.list, { kind: holder.kind, data }, { reference, path }) : [];
    const choices = owners.flatMap((owner) => valuesOf(owner, reference.field ?? ""));
    if (choices.includes(value)) return { value };
    const close = near(value, choices);
    if (close !== undefined) {
      this.#says.push(writtenAs(value, close));
      return { value: close };
    }
    const [owner] = owners;
    const declare = owner && { value, label: `Declare “${value}” in ${owner.file}` };
    const offered = [...choicesOf(choices), ...(declare ? [declare] : [])];
    const answer = this.#ask(`“${value}” is declared nowhere. Which is meant?`, { choices: offered });
    if (answer !== undefined && answer !== value) {
      this.#says.push(writtenAs(value, answer));
      return { value: answer };
    }
    if (answer !== undefined && owner) {
      const wanted = { ...this.#data(owner.file), [reference.field]: [...choices, value] };
      this.#more.push(owner.file);
      return this.#write(owner.file, owner.kind.schema, wanted) ?? { value };
    }
    const words = choices.map((each) => `“${each}”`).join(", ");
    const where = owner ? `, or a new one, in ${owner.file}` : "";
    return new Question(`“${value}” is declared nowhere`, `Is it one of ${words}${where}?`);
  }

  #reference(place: ValuePlace, name: string, url: string | undefined, old: unknown): { value: unknown } | Question {
    const { reference } = place;
    if (!reference) return { value: name };
    const text = place.schema["x-text"];
    if (
      isObject(old) &&
      text !== undefined &&
      url === undefined &&
      !this.#today.list.byName.get(reference.to.name)?.has(name)
    ) {
      return { value: { ...old, [text]: name } };
    }
    const found = referenceOf(this.#today.list, reference, name, url);
    if (found instanceof Question) return found;
    const { to, by } = reference;
    const was =
      typeof old === "string" ? this.#today.list[by === "id" ? "byId" : "byName"].get(to.name)?.get(old) : undefined;
    if (was && "says" in found && found.says !== undefined && was === this.#referredBy(reference, found.value)) {
      const question = `If it is called “${name}” now: npm run rename "${nameOf(was)}" "${name}"`;
      return new Question(`“${name}” leads to “${nameOf(was)}”, which is called so everywhere`, question);
    }
    if ("missing" in found) return this.#newReferred(reference.to, found.missing, reference.by);
    if (found.says !== undefined) this.#says.push(found.says);
    return { value: found.value };
  }

  #referredBy({ to, by }: Reference, value: unknown): Entry | undefined {
    return typeof value === "string"
      ? this.#today.list[by === "id" ? "byId" : "byName"].get(to.name)?.get(value)
      : undefined;
  }

  /** A record of what a row leads to and the list does not have yet. */
  #newReferred(kind: Kind, { name, url }: { name: string; url: string }, by: string): { value: unknown } | Question {
    const described = { [kind.nameField]: name, [String(kind.urlField)]: url };
    const { id, file, text } = newEntry(this.#today.list, kind, described);
    // Another row may have brought it.
    const known = this.#source(file);
    const isBrought = this.#drafts.has(file) && known === text;
    if (!isBrought && (id === "" || known !== undefined)) {
      return new Question(`there is no ${kind.noun} “${name}”`, `Add it with: npm run new ${kind.name}`);
    }
    if (!isBrought) this.#says.push(`${file} is new`);
    this.#drafts.set(file, text);
    return { value: by === "id" ? id : name };
  }

  #baseValue({ holder, path }: ValuePlace): unknown {
    const data: unknown = holder.entry ? holder.entry.data : this.#base.list.settings?.data;
    return path.length === 0 ? data : valueAt(data, ...path);
  }

  /** @param old - what the record said when the page was made */
  #set(file: string, holder: Holder, path: Path, old: unknown, fresh: unknown, place: ValuePlace): string[] | Question {
    const data = this.#data(file);
    if (!data) return new Question(`${file} is not there any more`, "Is it to come back?");
    const now = valueAt(data, ...path);
    if (isSame(now, fresh)) {
      const isExplained = !isSame(old, fresh) || this.#says.length > 0 || this.#more.length > 0;
      return isExplained ? [] : new Question(`${file} does not say this`, "Which record is it about? Edit that one.");
    }
    if (!isSame(now, old)) {
      const question = `The page says ${inQuotes(fresh)}, and ${file} ${inQuotes(now)}. Which is right?`;
      return new Question(`${formatPointer(path)} has changed meanwhile`, question);
    }
    if (fresh === undefined && isRequired(this.#schemaOf(holder), path)) {
      return new Question(`“${place.schema.title ?? path.at(-1)}” cannot be empty`, "What belongs there?");
    }
    const wanted = withValue(data, path, fresh);
    return this.#write(file, this.#schemaOf(holder), wanted) ?? [file];
  }

  // Lists.

  #listChange({ place, members, count }: ListChange): string[] | Question {
    const { holder, path } = place;
    const file = this.#fileOf(holder);
    const old = this.#baseValue(place);
    const before: readonly unknown[] = Array.isArray(old) ? old : [];
    if (before.length !== count) {
      return new Question("the page does not show all of this list", `Edit ${file} by hand.`);
    }
    const fresh: unknown[] = [];
    for (const { from, reading, levels, changes } of members) {
      const was = from === undefined ? undefined : before[from];
      if (from !== undefined && changes.length === 0) {
        fresh.push(was);
        continue;
      }
      const found =
        from === undefined ? this.#member(reading, levels) : this.#changedMember(place, was, reading, levels, changes);
      if (found instanceof Question) return found;
      fresh.push(found.value);
    }
    const value = fresh.length === 0 ? undefined : fresh;
    const isRenamed = [...inner(members.flatMap(({ changes }) => changes))].some((change) => this.#renamed.has(change));
    if (isRenamed && isSame(old, value)) return [];
    return this.#set(file, holder, path, old, value, place);
  }

  #changedMember(
    list: ValuePlace,
    was: unknown,
    reading: Reading,
    levels: readonly Place[],
    changes: readonly Change[],
  ): { value: unknown } | Question {
    if (changes.every((change) => change.type === "field" && this.#renamed.has(change))) return { value: was };
    const place = levels.at(-1);
    if (place?.type !== "value") return new Question("this is computed", "Edit the record.");
    if (place.reference && place.reference.by !== "value") {
      const isUrl = changes.find((change) => change.type === "field" && change.place.type === "referred");
      const isName = changes.some((change) => change.type === "field" && change.place.type === "value");
      if (isUrl?.type === "field" && isUrl.place.type === "referred" && !isName) {
        const found = this.#referredChange(isUrl, isUrl.place);
        if (found instanceof Question) return found;
        this.#more.push(...found);
        return { value: was };
      }
      // What it is now may lead elsewhere, which what it was could not.
      return this.#member(reading, [...levels.slice(0, -1), memberAt(list, -1, undefined)], was);
    }
    let value: unknown = was;
    const depth = place.path.length;
    for (const change of changes) {
      if (change.place.type !== "value") return new Question("this is another record's", "Edit that record.");
      const own = change.place.path.slice(depth);
      const old = valueAt(was, ...own);
      let fresh: unknown;
      if (change.type === "field") {
        const found = change.now === undefined ? { value: undefined } : this.#value(change.place, change, old);
        if (found instanceof Question) return found;
        fresh = found.value;
      } else {
        const members: unknown[] = [];
        const before: readonly unknown[] = Array.isArray(old) ? old : [];
        if (before.length !== change.count)
          return new Question("the page does not show all of this list", "Edit the record.");
        for (const each of change.members) {
          const inner = each.from === undefined ? undefined : before[each.from];
          const found =
            each.from !== undefined && each.changes.length === 0
              ? { value: inner }
              : each.from === undefined
                ? this.#member(each.reading, each.levels)
                : this.#changedMember(change.place, inner, each.reading, each.levels, each.changes);
          if (found instanceof Question) return found;
          members.push(found.value);
        }
        fresh = members.length === 0 ? undefined : members;
      }
      value = own.length === 0 ? fresh : withValue(isObject(value) ? value : {}, own, fresh);
    }
    return { value };
  }

  /** A member that is new, or refers to something else. */
  #member(reading: Reading, levels: readonly Place[], old?: unknown): { value: unknown } | Question {
    const place = levels.at(-1);
    if (place?.type !== "value") return new Question("this is computed", "Edit the record.");
    const holder: { value: unknown } = { value: undefined };
    const found = this.#collect(reading, levels, place.path, holder, old);
    return found ?? { value: holder.value };
  }

  /**
   * All that a reading says below a path.
   *
   * @param holder - whose value is set
   */
  #collect(
    reading: Reading,
    levels: readonly Place[],
    start: Path,
    holder: { value: unknown },
    old?: unknown,
  ): Question | undefined {
    const urls = new Map<string, string>();
    const names: { place: ValuePlace; name: string }[] = [];
    for (const [field, shown] of reading.fields) {
      const place = placeAt(this.#base.list, field.ref, levels);
      if (place.type === "referred" && place.key === place.via.reference?.to.urlField) {
        urls.set(formatPointer(place.via.path), shownText(shown));
      }
    }
    for (const [field, shown] of reading.fields) {
      const place = placeAt(this.#base.list, field.ref, levels);
      if (place.type !== "value") continue;
      const path = place.path.slice(start.length);
      const { reference } = place;
      if (reference && reference.by !== "value" && shown.type === "tokens") {
        const name = shownText(shown).trim();
        names.push({ place, name });
        const found = this.#reference(place, name, urls.get(formatPointer(place.path)), old);
        if (found instanceof Question) return found;
        holder.value = path.length === 0 ? found.value : withValue(holder.value, path, found.value);
        continue;
      }
      const found = this.#value(place, { field, now: shown }, undefined);
      if (found instanceof Question) return found;
      holder.value = path.length === 0 ? found.value : withValue(holder.value, path, found.value);
    }
    for (const [unit, members] of reading.lists) {
      const place = unit.repeat && placeAt(this.#base.list, unit.repeat, levels);
      if (place?.type !== "value") continue;
      const values: unknown[] = [];
      for (const [index, member] of members.entries()) {
        const own = [...levels, memberAt(place, -1 - index, undefined)];
        const found = this.#member(member, own);
        if (found instanceof Question) return found;
        values.push(found.value);
      }
      const path = place.path.slice(start.length);
      if (values.length > 0) holder.value = withValue(holder.value, path, values);
    }
    return undefined;
  }

  /** A URL, or another field of a record that is shown where something refers to it. */
  #referredChange({ now }: FieldChange, { target, key }: Extract<Place, { type: "referred" }>): string[] | Question {
    const { entry } = target?.holder ?? {};
    if (!target || !entry) return new Question("there is no record that this is shown of", "Which one is meant?");
    const fresh = shownText(now);
    // It changes where it is declared, or did so already.
    if (valueAt(this.#data(entry.file), ...target.path) === fresh) return [entry.file];
    const old = this.#baseValue(target);
    const alike = [...fieldChangesIn(this.#edits)].filter(({ change: { place, now: other } }) => {
      const isThis = place.type === "referred" && place.target?.holder.entry === entry && place.key === key;
      return isThis && shownText(other) === fresh;
    });
    const question = this.#everywhere(target, fresh, linksTo(this.#basePage(), String(old)), alike.length);
    return question ?? this.#set(entry.file, target.holder, target.path, old, fresh, target);
  }

  /** A URL that is changed in some of the places that show it: is it another one in all? */
  #everywhere({ holder, path, schema }: ValuePlace, fresh: string, places: number, changed: number) {
    const { entry } = holder;
    if (!entry || changed >= places) return undefined;
    const key = String(path.at(-1));
    const title = schema.title ?? key;
    const everywhere = { value: fresh, label: `${fresh} everywhere: “${key}” in ${entry.file}` };
    const asked = `the ${title} of “${nameOf(entry)}” is printed in ${places} places. Change it?`;
    if (this.#ask(asked, { choices: [everywhere] }) === fresh) return undefined;
    return new Question(
      `it is the ${title} of “${nameOf(entry)}”, which ${places} places show`,
      `Is it “${fresh}” everywhere? Then change “${key}” in ${entry.file}.`,
    );
  }

  /** How many rows and items of a record lead to a URL. */
  #rowsOf({ file }: Entry, url: string): number {
    let count = 0;
    visit(this.#basePage(), ["tableRow", "listItem"], (node) => {
      if (node.data?.entry?.file === file && linksTo(node, url) > 0) count++;
    });
    return count;
  }

  #basePage(): Nodes {
    return { type: "root", children: [...this.#base.page.children] };
  }

  // Renamings.

  #rename({ entry, value, name, edits }: Renaming): Question | undefined {
    const { list, files } = this.#loaded();
    const own = entriesOf(list, entry.kind.name).find(({ file }) => file === entry.file);
    if (!own) return new Question(`${entry.file} is not there any more`, "Is it to come back?");
    const old = value?.text ?? nameOf(entry);
    if (!value && nameOf(own) === name) return undefined;
    if (!value && nameOf(own) !== old) {
      const question = `The page says “${name}”, and ${entry.file} “${nameOf(own)}”. Which is right?`;
      return new Question("the name has changed meanwhile", question);
    }
    const hasReferences = (list.links.to.get(own)?.length ?? 0) > 0;
    if (!value && !hasReferences && kebab(old) !== own.id) {
      // Its file was never called like it.
      const question = this.#write(own.file, own.kind.schema, { ...own.data, [own.kind.nameField]: name });
      if (!question) this.#carriedRename(edits, [own.file], old, name);
      return question;
    }
    const named: Named = value ? { entry: own, value } : { entry: own };
    const plan = planRenaming(list, files, named, name);
    if ("problem" in plan) return new Question(lowerFirst(plan.problem.replace(/\.$/, "")), "Which name is meant?");
    for (const [file, text] of plan.drafts) this.#drafts.set(file, text);
    const file = fileOf(own.kind, plan.id);
    if (!value && isSlip(old, name)) this.#withoutAlias(file, own, old);
    if (!value) {
      const template = this.#templateText();
      const fresh = renameInDocument(template, plan);
      if (fresh !== template) this.#drafts.set(TEMPLATE, fresh);
    }
    this.#carriedRename(
      edits,
      [value ? own.file : file, ...[...plan.drafts.keys()].filter((each) => each !== own.file && each !== file)],
      old,
      name,
    );
    return undefined;
  }

  /** A slip of the keyboard is no name that anybody uses. */
  #withoutAlias(file: string, { kind, data: before }: Entry, old: string): void {
    const { aliasesField } = kind;
    const data = this.#data(file);
    if (aliasesField === undefined || !data || valuesOf({ data: before }, aliasesField).includes(old)) return;
    const aliases = valuesOf({ data }, aliasesField).filter((alias) => alias !== old);
    this.#write(file, kind.schema, withValue(data, [aliasesField], aliases.length === 0 ? undefined : aliases));
  }

  #carriedRename(edits: readonly Edit[], where: string[], old: string, name: string): void {
    const [first] = edits;
    if (!first) return;
    const shown = where.length > 3 ? [...where.slice(0, 2), `${where.length - 2} more files`] : where;
    this.#carried.push({ edit: first, what: `“${old}” is “${name}” now`, where: shown, says: [] });
  }

  // Rows.

  #new(edit: Extract<Edit, { type: "new" }>): string[] | Question | undefined {
    const place = edit.levels.at(-1);
    if (edit.each.path[0] === "notes") return this.#newNote(edit);
    if (place?.type !== "record" || !place.holder.kind) {
      return new Question("what this block lists is computed", "Edit the records that it is about.");
    }
    const { holder, pair } = place;
    const { kind } = holder;
    if (!kind) return undefined;
    const described: { value: unknown } = { value: {} };
    if (pair) described.value = withValue({}, pair.path, {});
    const question = this.#describe(edit, described);
    if (question) return question;
    const hung = this.#hang(edit, place, described);
    if (hung instanceof Question) return hung;
    const record = isObject(described.value) ? described.value : {};
    const list = this.#listNow();
    const existing = findDuplicate(list, kind, record)?.entry;
    if (existing) return this.#secondPlace(existing, record, pair?.path, hung);
    const named = this.#named(kind, record);
    if (named instanceof Question) return named;
    const missing = (kind.schema.required ?? []).filter((key) => named[key] === undefined && !kind.order.includes(key));
    if (missing.length > 0) {
      const titles = missing.map((key) => `“${kind.schema.properties?.[key]?.title ?? key}”`);
      return new Question(`${titles.join(", ")} cannot be missing`, `What is the ${titles.join(", ")}?`);
    }
    if (pair && isSame(valueAt(named, ...pair.path), {}) && kind.schema.properties) {
      const empty = this.#emptyCell(edit);
      if (empty) return empty;
    }
    const placed = this.#placed(edit, kind, named);
    const entry = newEntry(list, kind, placed);
    if (entry.id === "")
      return new Question("its name has no Latin letters to name a file by", "What is its file to be called?");
    let { file } = entry;
    for (let number = 2; this.#source(file) !== undefined; number++) file = fileOf(kind, `${entry.id}-${number}`);
    this.#drafts.set(file, entry.text);
    return [`${file} (new)`];
  }

  /** A cell that is empty where every other row has something. */
  #emptyCell({ each, readings }: Extract<Edit, { type: "new" }>): Question | undefined {
    if (each.prototype.type !== "row") return undefined;
    for (const { reading, column } of readings) {
      if (!column || reading.fields.size > 0 || reading.lists.size > 0) continue;
      const title = column.heading
        .map((part) => (part.type === "static" && part.node.type === "text" ? part.node.value : ""))
        .join("");
      if (column.segments.some(({ parts }) => parts.length > 0)) {
        return new Question(`the cell under “${title}” is empty`, `What belongs under “${title}”?`);
      }
    }
    return undefined;
  }

  #describe({ readings }: Extract<Edit, { type: "new" }>, described: { value: unknown }): Question | undefined {
    for (const { reading, levels } of readings) {
      const question = this.#collect(reading, levels, [], described);
      if (question) return question;
    }
    return undefined;
  }

  /** Let a new record refer to the one that it stands under. */
  #hang(
    edit: Extract<Edit, { type: "new" }>,
    { pair }: Extract<Place, { type: "record" }>,
    described: { value: unknown },
  ): { path: Path; id: string } | undefined | Question {
    const records = placeAt(this.#base.list, edit.each.records, edit.levels);
    if (records.type !== "records")
      return new Question("what this block lists is computed", "Edit the records that it is about.");
    if (!records.parent || pair) return undefined;
    const { entry, reference } = records.parent;
    const value = reference.by === "id" ? entry.id : nameOf(entry);
    const [property, ...deeper] = reference.path;
    if (typeof property !== "string" || deeper.length > 1 || deeper[0] === KEY) {
      return new Question(
        "this list hangs on another record in a way that a row does not show",
        "Add it with: npm run new",
      );
    }
    const isList = deeper.length === 1;
    const known = valueAt(described.value, property);
    const values = Array.isArray(known) ? known : [];
    if (!isList) described.value = withValue(described.value, [property], value);
    else if (!values.includes(value)) described.value = withValue(described.value, [property], [value, ...values]);
    return { path: [property], id: value };
  }

  /** The list with its records as they will be. */
  #listNow(): List {
    const { root, list } = this.#today;
    const entries = withDrafts(list.entries, this.#drafts, list.kinds).flatMap((found): Entry[] => {
      const { kind, file } = found;
      if ("data" in found && !this.#drafts.has(file)) return [found];
      const data = this.#data(file);
      return kind && data ? [{ ...found, kind, data }] : [];
    });
    return makeList(root, list.schemas, list.settings, entries);
  }

  #loaded(): LoadedList {
    const { root, loaded } = this.#today;
    return this.#drafts.size === 0 ? loaded : loadList(root, this.#drafts, loaded);
  }

  /** A record that is there already gets a second place. */
  #secondPlace(
    existing: Entry,
    record: Data,
    pairPath: Path | undefined,
    hung: { path: Path; id: string } | undefined,
  ): string[] | Question | undefined {
    const { file, kind } = existing;
    const data = this.#data(file);
    if (!data) return undefined;
    const name = nameOf(existing);
    const there = new Question(
      `“${name}” is there already`,
      `See ${file}. Is another one meant? Then give it another name or URL.`,
    );
    let wanted: Data = data;
    const known = hung && valueAt(data, ...hung.path);
    if (pairPath) {
      if (valueAt(data, ...pairPath) !== undefined) return there;
      wanted = withValue(data, pairPath, valueAt(record, ...pairPath));
    } else if (hung && Array.isArray(known)) {
      if (known.includes(hung.id)) return there;
      wanted = withValue(data, hung.path, [...known, hung.id]);
    } else {
      const isMoved = this.#edits.some((other) => other.type === "deleted" && other.entry.file === file);
      if (!isMoved || kind.parentField === undefined) return there;
      this.#replaced.add(file);
      wanted = withValue({ ...data, ...record }, [kind.parentField], record[kind.parentField]);
      return this.#write(file, kind.schema, wanted) ?? [file];
    }
    for (const [field, value] of Object.entries(record)) {
      if (field === pairPath?.[0] || field === hung?.path[0]) continue;
      if (isSame(data[field], value) || value === undefined) continue;
      if (field !== kind.nameField && field !== kind.urlField && data[field] === undefined) continue;
      this.#says.push(
        `“${name}” keeps its ${kind.schema.properties?.[field]?.title ?? field}: ${inQuotes(data[field])}`,
      );
    }
    return this.#write(file, kind.schema, wanted) ?? [file];
  }

  /** With a name that the row does not show. */
  #named(kind: Kind, record: Data): Data | Question {
    const { nameField } = kind;
    if (record[nameField] !== undefined) return record;
    const found = likelyName(this.#today.list, kind, record);
    const title = kind.schema.properties?.[nameField]?.title ?? nameField;
    const answer = this.#ask(`what is the ${title} of the new row?`, { initial: found });
    if (answer !== undefined) return { [nameField]: answer, ...record };
    if (found === undefined) return new Question(`the row does not show its “${title}”`, `What is its ${title}?`);
    this.#says.push(`its ${title} is taken to be “${found}”: is that right?`);
    return { [nameField]: found, ...record };
  }

  /** With the number that its place gives it; those behind it move up. */
  #placed({ before }: Extract<Edit, { type: "new" }>, kind: Kind, record: Data): Data {
    const key = kind.order[0];
    const place = key === undefined ? undefined : before?.data[key];
    if (key === undefined || typeof place !== "number" || record[key] !== undefined) return record;
    for (const entry of entriesOf(this.#today.list, kind)) {
      const data = this.#data(entry.file);
      const number = data?.[key];
      if (!data || typeof number !== "number" || number < place) continue;
      if (kind.parentField !== undefined && data[kind.parentField] !== record[kind.parentField]) continue;
      this.#write(entry.file, kind.schema, { ...data, [key]: number + 1 });
    }
    return { ...record, [key]: place };
  }

  /** Of records that are ordered by a number of their own, the numbers follow; any other order is computed. */
  #moved({ each, entry: { kind }, order }: Extract<Edit, { type: "moved" }>): string[] | Question | undefined {
    const [key] = kind.order;
    if (key === undefined || each.path.length !== 1) return undefined;
    const numbers = order.map(({ file }) => this.#data(file)?.[key]);
    const sorted = numbers.flatMap((number) => (typeof number === "number" ? [number] : [])).sort((a, b) => a - b);
    if (sorted.length < order.length || new Set(sorted).size < sorted.length) return undefined;
    const files: string[] = [];
    for (const [index, { file }] of order.entries()) {
      if (numbers[index] === sorted[index]) continue;
      const question = this.#write(file, kind.schema, { ...this.#data(file), [key]: sorted[index] });
      if (question) return question;
      files.push(file);
    }
    return files.length === 0 ? undefined : files;
  }

  #newNote({ readings }: Extract<Edit, { type: "new" }>): string[] | Question | undefined {
    const shown = readings.flatMap(({ reading }) => [...reading.fields]);
    const target = shown.find(([, each]) => each.type === "target")?.[1];
    const text = shown.find(([field]) => field.path.at(-1) === "text");
    const id = target?.type === "target" ? target.id.replace(/^note-/, "") : undefined;
    const named = this.#today.list.entries.find((each) => each.id === id && each.kind.noteField !== undefined);
    const entry = id === undefined ? this.#onlyMarked() : named;
    const noteField = entry?.kind.noteField;
    if (!entry || noteField === undefined || !text) {
      return new Question(
        "this note does not say what it is about",
        'Start it with the anchor of its mark: <a id="note-ID"></a>',
      );
    }
    const data = this.#data(entry.file);
    const schema = entry.kind.schema.properties?.[noteField] ?? {};
    const place: ValuePlace = {
      type: "value",
      holder: { kind: entry.kind, entry },
      path: [noteField],
      schema,
      reference: undefined,
    };
    const found = this.#value(place, { field: text[0], now: text[1] }, undefined);
    if (!data || found instanceof Question) return found instanceof Question ? found : undefined;
    let status: string | undefined;
    if (hasStatus(entry.kind) && statusOf(entry) === undefined) {
      const known = entry.kind.schema.properties?.[STATUS]?.enum?.map(String) ?? [];
      const choices = known.length > 0 ? choicesOf(known) : undefined;
      status = this.#ask(`what is the ${STATUS} of “${nameOf(entry)}”, which has a footnote now?`, { choices });
      const words = known.length > 0 ? `: ${known.join(", ")}` : "";
      if (status === undefined)
        this.#says.push(`its ${STATUS} is still to be written into ${entry.file}, if it is not the usual one${words}`);
    }
    if (data[noteField] !== undefined)
      return new Question(`“${nameOf(entry)}” has a note already`, `Edit that one, or ${entry.file}.`);
    const wanted = { ...data, ...(status === undefined ? {} : { [STATUS]: status }), [noteField]: found.value };
    return this.#write(entry.file, entry.kind.schema, wanted) ?? [entry.file];
  }

  /** The record with a new mark and no note, if there is one alone: a note without an anchor is its. */
  #onlyMarked(): Entry | undefined {
    const [only, ...others] = this.#edits.flatMap((edit) => {
      const { noteField } = (edit.type === "changed" && isMarked(edit) && edit.entry?.kind) || {};
      const isNew = edit.type === "changed" && noteField !== undefined && edit.entry?.data[noteField] === undefined;
      return isNew && edit.entry ? [edit.entry] : [];
    });
    return others.length === 0 ? only : undefined;
  }

  #deleted({ entry, each, levels }: Extract<Edit, { type: "deleted" }>): string[] | Question | undefined {
    const { file, kind } = entry;
    const data = this.#data(file);
    if (!data || this.#replaced.has(file)) return undefined;
    const again = this.#kept.find(({ edit }) => edit.type === "new" && edit.text.includes(nameOf(entry)));
    if (again) return new Question(`it stands in line ${again.edit.line} now, too`, again.question);
    if (each.path[0] === "notes") {
      const { noteField } = kind;
      if (noteField === undefined) return undefined;
      if (data[noteField] !== entry.data[noteField])
        return new Question("the note has changed meanwhile", `See ${file}.`);
      const status = hasStatus(kind) ? statusOf(entry) : undefined;
      if (status !== undefined)
        this.#says.push(`its ${STATUS} stays “${status}” in ${file}, which asks for a footnote`);
      return this.#write(file, kind.schema, withValue(data, [noteField], undefined)) ?? [file];
    }
    const around = levels.slice(0, -1);
    const records = placeAt(this.#base.list, each.records, around);
    if (records.type !== "records")
      return new Question("what this block lists is computed", "Edit the records that it is about.");
    if (!isSame(data, entry.data) && this.#drafts.get(file) === undefined) {
      return new Question(`${file} has changed meanwhile`, "Is it to go nevertheless?");
    }
    const { parent } = records;
    let rest: Data | undefined;
    if (parent) {
      const { reference } = parent;
      const value = reference.by === "id" ? parent.entry.id : nameOf(parent.entry);
      const property = String(reference.path[0]);
      const own = data[property];
      if (isObject(own) && reference.map) {
        rest = without(
          data,
          property,
          Object.fromEntries(Object.entries(own).filter(([key]) => key !== parent.entry.id)),
        );
      } else if (Array.isArray(own)) {
        rest = without(
          data,
          property,
          own.filter((item) => item !== value),
        );
      } else {
        rest = without(data, property, {});
      }
      const hasPlace = rest[property] !== undefined;
      if (hasPlace) return this.#write(file, kind.schema, rest) ?? [file];
      if (kind.schema.required?.includes(property)) rest = undefined;
    }
    const naming = (this.#today.list.links.to.get(entry) ?? []).filter(
      (link) => link.from !== entry && this.#stillNames(link.from, link.path, link.value),
    );
    if (naming.length === 0) {
      const changed = this.#carried.find(({ edit, where }) => edit.type === "changed" && where.includes(file));
      if (changed) return new Question(`line ${changed.edit.line} changes it`, `Is it to stay? If not: rm ${file}`);
      this.#drafts.set(file, undefined);
      return [`${file} (deleted)`];
    }
    const [first] = naming;
    if (rest && first) {
      this.#says.push(`${file} stays, since ${first.from.file} names it`);
      return this.#write(file, kind.schema, rest) ?? [file];
    }
    return new Question(`${first?.from.file} names “${nameOf(entry)}”`, "Take it out there first.");
  }

  #stillNames({ file }: Entry, path: Path, value: string): boolean {
    const data = this.#data(file);
    const found = valueAt(data, ...path);
    return found === value || (isObject(valueAt(data, ...path.slice(0, -1))) && found !== undefined);
  }

  // The template.

  #templateText(): string {
    const draft = this.#drafts.get(TEMPLATE);
    return draft ?? this.#today.template;
  }

  /** Parts of the template as it was that are others now, and how much longer each is. */
  #spliced: { start: number; end: number; by: number }[] = [];

  #template({ splices, heading }: Extract<Edit, { type: "template" }>): string[] | Question | undefined {
    if (
      heading &&
      this.#renamings.some((each) => !each.value && nameOf(each.entry) === heading.old && each.name === heading.now)
    ) {
      return undefined;
    }
    const isWindows = this.#today.template.includes("\r\n");
    let text = this.#templateText().replaceAll("\r\n", "\n");
    const today = this.#today.template.replaceAll("\r\n", "\n");
    const base = this.#base.template;
    const spliced = [...this.#spliced];
    for (const { start, end, text: fresh } of splices) {
      const found = today === base ? { start, end } : movedTo(base, today, start, end);
      if (!found) return new Question("the template has changed meanwhile", `Edit ${TEMPLATE} by hand.`);
      if (spliced.some((other) => other.start < found.end && other.end > found.start))
        return new Question("another edit changes the same part of the template", `Edit ${TEMPLATE} by hand.`);
      const shift = spliced.reduce((sum, { end: at, by }) => sum + (at <= found.start ? by : 0), 0);
      text = text.slice(0, found.start + shift) + fresh + text.slice(found.end + shift);
      spliced.push({ ...found, by: fresh.length - (found.end - found.start) });
    }
    this.#spliced = spliced;
    this.#drafts.set(TEMPLATE, isWindows ? text.replaceAll("\n", "\r\n") : text);
    return [TEMPLATE];
  }
}

/** The place of a text of the template in one that has changed, if it stands there once. */
function movedTo(base: string, today: string, start: number, end: number): { start: number; end: number } | undefined {
  for (const size of [200, 80, 30]) {
    const from = Math.max(0, start - size);
    const text = base.slice(from, end + size);
    const at = today.indexOf(text);
    if (at !== -1 && today.indexOf(text, at + 1) === -1) return { start: at + start - from, end: at + end - from };
  }
  return undefined;
}

function inOneLine(value: unknown): string {
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
}

function inQuotes(value: unknown): string {
  if (value === undefined) return "nothing";
  return `“${typeof value === "string" ? value.trim() : JSON.stringify(value)}”`;
}

function computedWords({ computed }: Extract<Edit, { type: "changed" }>): string {
  const names = computed.map(({ name }) => `“${name.trim()}”`).join(", ");
  return `${names} ${computed.length === 1 ? "is" : "are"}`;
}

function isMarked({ computed }: Extract<Edit, { type: "changed" }>): boolean {
  return computed.some(({ name }) => name === MARK);
}

function whyComputed(edit: Extract<Edit, { type: "changed" }>): string {
  const { entry } = edit;
  const { noteField } = entry?.kind ?? {};
  if (entry && noteField !== undefined && isMarked(edit) && entry.data[noteField] === undefined)
    return `What is to be said of “${nameOf(entry)}”? Write it as “${noteField}” into ${entry.file}.`;
  return entry ? `It follows from ${entry.file} and what that names: edit those.` : "Edit what it is made from.";
}

/** How many links in it lead to a URL. */
function linksTo(tree: Nodes, url: string): number {
  let count = 0;
  visit(tree, "link", (link) => {
    if (normalUrl(link.url) === normalUrl(url)) count++;
  });
  return count;
}
