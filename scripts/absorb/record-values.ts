// What a field shows now → the value that its record gets, or what is to be asked.
import { newEntry } from "../forms/entry.ts";
import { type Entry, nameOf, valuesOf } from "../record/entry.ts";
import { fileOf, type Kind, type Reference } from "../record/kinds.ts";
import { ownersOf } from "../record/references.ts";
import { isObject, valueAt } from "../text/json.ts";
import { choicesOf } from "./answers.ts";
import type { Carrying } from "./carrying.ts";
import { nested, withValue } from "./copies.ts";
import type { FieldChange } from "./edit.ts";
import type { PictureValue, Shown } from "./read.ts";
import type { ValuePlace } from "./record-place.ts";
import { type Answer, inQuotes, near, Question, referenceOf, shownText, valueShown, writtenAs } from "./values.ts";

export function recordValue(
  carrying: Carrying,
  place: ValuePlace,
  { field, now }: { field: FieldChange["field"]; now: Shown | undefined },
  old: unknown,
) {
  if (!now) return { value: undefined };
  const { reference } = place;
  if (reference && reference.by !== "value" && now.type === "tokens")
    return referenceTo(carrying, place, shownText(now), undefined, old);
  const found = answered(carrying, valueShown(carrying.base.list, place, field, now, old), now);
  if (found instanceof Question) return found;
  if (found.says !== undefined) carrying.says.push(found.says);
  if (now.type === "picture" && reference?.to.isDrawn && typeof found.value === "string") {
    const question = changeDrawn(carrying, reference.to, found.value, now.picture);
    if (question) return question;
  }
  if (reference?.by === "value" && typeof found.value === "string") return declaredValue(carrying, place, found.value);
  return found;
}

/** The value, or what somebody answered instead: one of the schema's values, or an image's alternative text. */
function answered(carrying: Carrying, found: Answer, now: Shown): Answer {
  if (found instanceof Question) {
    const { reason, choices } = found;
    const answer = choices && carrying.ask(`${reason}. Which is meant?`, { choices: choicesOf(choices) });
    return answer === undefined ? found : { value: answer, says: writtenAs(shownText(now), answer) };
  }
  if (now.type !== "picture" || now.picture.alt !== "" || !isObject(found.value)) return found;
  const alt = carrying.ask(`what does ${now.picture.file} show?`);
  return alt === undefined ? found : { value: { ...found.value, alt }, says: `its alternative text is “${alt}”` };
}

/** Writes alternative text and caption of a drawing into the drawing's own record. */
function changeDrawn(carrying: Carrying, kind: Kind, id: string, { alt, caption }: PictureValue): Question | undefined {
  const file = fileOf(kind, id);
  const data = carrying.data(file);
  if (!data) return undefined;
  const before = carrying.valueToday(file);
  let wanted = data;
  for (const [key, text] of Object.entries({ alt, caption })) {
    const [was, is, now] = [valueAt(before, key), data[key], text].map(inOneLine);
    // The text is the old one, or the record says the new one already.
    if (now === is || now === was) continue;
    if (is !== was) {
      const question = `One of them says ${inQuotes(is)}, and this one ${inQuotes(now)}. Which is right?`;
      return new Question(`“${id}” is drawn in several places, which say it differently`, question);
    }
    wanted = withValue(wanted, [key], text);
  }
  if (wanted === data) return undefined;
  carrying.more.push(file);
  return carrying.write(file, kind.schema, wanted);
}

/** The value, or the declared one that is meant; a question, if no record declares such a value. */
function declaredValue(carrying: Carrying, place: ValuePlace, value: string): { value: unknown } | Question {
  const { reference, holder, path } = place;
  if (!reference?.field) return { value };
  const data = holder.entry?.data ?? nested(path);
  const owners = holder.kind ? ownersOf(carrying.today.list, { kind: holder.kind, data }, { reference, path }) : [];
  const choices = owners.flatMap((owner) => valuesOf(owner, reference.field ?? ""));
  if (choices.includes(value)) return { value };
  const close = near(value, choices);
  if (close !== undefined) {
    carrying.says.push(writtenAs(value, close));
    return { value: close };
  }
  const [owner] = owners;
  const declare = owner && { value, label: `Declare “${value}” in ${owner.file}` };
  const offered = [...choicesOf(choices), ...(declare ? [declare] : [])];
  const answer = carrying.ask(`“${value}” is declared nowhere. Which is meant?`, { choices: offered });
  if (answer !== undefined && answer !== value) {
    carrying.says.push(writtenAs(value, answer));
    return { value: answer };
  }
  if (answer !== undefined && owner) {
    const wanted = { ...carrying.data(owner.file), [reference.field]: [...choices, value] };
    carrying.more.push(owner.file);
    return carrying.write(owner.file, owner.kind.schema, wanted) ?? { value };
  }
  const words = choices.map((each) => `“${each}”`).join(", ");
  const where = owner ? `, or a new one, in ${owner.file}` : "";
  return new Question(`“${value}” is declared nowhere`, `Is it one of ${words}${where}?`);
}

export function referenceTo(
  carrying: Carrying,
  place: ValuePlace,
  name: string,
  url: string | undefined,
  old: unknown,
): { value: unknown } | Question {
  const { reference } = place;
  if (!reference) return { value: name };
  const text = place.schema["x-text"];
  if (
    isObject(old) &&
    text !== undefined &&
    url === undefined &&
    !carrying.today.list.byName.get(reference.to.name)?.has(name)
  ) {
    return { value: { ...old, [text]: name } };
  }
  const found = referenceOf(carrying.today.list, reference, name, url);
  if (found instanceof Question) return found;
  const { to, by } = reference;
  const was =
    typeof old === "string" ? carrying.today.list[by === "id" ? "byId" : "byName"].get(to.name)?.get(old) : undefined;
  if (was && "says" in found && found.says !== undefined && was === referredBy(carrying, reference, found.value)) {
    const question = `If it is called “${name}” now: npm run rename "${nameOf(was)}" "${name}"`;
    return new Question(`“${name}” leads to “${nameOf(was)}”, which is called so everywhere`, question);
  }
  if ("missing" in found) return newReferred(carrying, reference.to, found.missing, reference.by);
  if (found.says !== undefined) carrying.says.push(found.says);
  return { value: found.value };
}

function referredBy(carrying: Carrying, { to, by }: Reference, value: unknown): Entry | undefined {
  return typeof value === "string"
    ? carrying.today.list[by === "id" ? "byId" : "byName"].get(to.name)?.get(value)
    : undefined;
}

/** Makes a record that a new row refers to and that the list does not have yet. */
function newReferred(
  carrying: Carrying,
  kind: Kind,
  { name, url }: { name: string; url: string },
  by: string,
): { value: unknown } | Question {
  const described = { [kind.nameField]: name, [String(kind.urlField)]: url };
  const { id, file, text } = newEntry(carrying.today.list, kind, described);
  // Another row may have made it already.
  const known = carrying.source(file);
  const isBrought = carrying.drafts.has(file) && known === text;
  if (!isBrought && (id === "" || known !== undefined)) {
    return new Question(`there is no ${kind.noun} “${name}”`, `Add it with: npm run new ${kind.name}`);
  }
  if (!isBrought) carrying.says.push(`${file} is new`);
  carrying.drafts.set(file, text);
  return { value: by === "id" ? id : name };
}

function inOneLine(value: unknown): string {
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
}
