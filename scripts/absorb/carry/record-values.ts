// What a field shows now → the value that its record gets, or what is to be asked.
import path from "node:path";
import { drawingFile } from "../../drawing/drawing.ts";
import { valuesOf } from "../../record/entry.ts";
import { fileOf, isMarkdown, type Kind, type Schema, typesOf } from "../../record/kinds.ts";
import { entriesOf } from "../../record/list.ts";
import { ownersOf } from "../../record/references.ts";
import type { Field } from "../../template/prototype.ts";
import { isFile } from "../../text/files.ts";
import { valueAt } from "../../text/json.ts";
import { choicesOf } from "../answers.ts";
import { mayBe, type PictureValue, type Shown } from "../find/read-backwards.ts";
import { inQuotes, near, shownText, writtenAs } from "../find/shown-text.ts";
import { isBreak, isCharacter, keyOf, type Token } from "../find/tokens.ts";
import type { ValuePlace } from "../record-place.ts";
import { type Carrying, NotCarried } from "./carrying.ts";
import { withValue } from "./copies.ts";
import { markdownOf } from "./markdown.ts";
import { referenceTo } from "./record-references.ts";

/**
 * @param old - the value that the record has
 * @param url - where a reference leads, if the page shows it
 */
export function recordValue(
  carrying: Carrying,
  place: ValuePlace,
  { field, now }: { field: Field; now: Shown | undefined },
  old: unknown,
  url?: string,
): unknown {
  const { schema, reference } = place;
  if (!now) return undefined;
  if (now.type === "flag") return true;
  if (now.type === "picture") return pictureValue(carrying, reference?.to, now.picture);
  const isText = now.type === "tokens";
  if (isText && reference && reference.by !== "value")
    return referenceTo(carrying, place, shownText(now).trim(), url, old);
  if (isText && isMarkdown(schema)) return markdownValue(carrying, place, now.tokens, old);
  const value = isText ? plainValue(carrying, schema, field, now.tokens) : shownText(now);
  return reference?.by === "value" && typeof value === "string" ? declaredValue(carrying, place, value) : value;
}

function markdownValue(carrying: Carrying, place: ValuePlace, tokens: readonly Token[], old: unknown): string {
  const before = typeof old === "string" ? old : undefined;
  const oneLine = isOneLine(carrying, place) && !before?.includes("\n");
  const value = markdownOf(tokens, before, oneLine);
  if (value === undefined)
    throw new NotCarried("it holds what a record's Markdown cannot, such as HTML", "Say it in Markdown.");
  if (oneLine && tokens.some(isBreak)) carrying.says.push("a line break becomes a blank");
  return value;
}

/** Texts that records say as one line: a break in these is a blank. */
function isOneLine({ base }: Carrying, { holder: { kind }, path }: ValuePlace): boolean {
  if (!kind) return true;
  return !entriesOf(base.list, kind).some(({ data }) => {
    const text: unknown = valueAt(data, ...path);
    return typeof text === "string" && text.includes("\n");
  });
}

/** A text, a number, or the schema's value that is meant. */
function plainValue(carrying: Carrying, schema: Schema, field: Field, tokens: readonly Token[]): string | number {
  const title = schema.title ?? field.path.at(-1) ?? "";
  const text = keyOf(tokens).trim();
  if (!tokens.every(isCharacter))
    throw new NotCarried(`“${title}” is plain text, and this has links or the like`, "Write it as text.");
  const types = typesOf(schema);
  if (types.includes("integer") || types.includes("number")) {
    if (mayBe(undefined, { ...field, shape: { kind: "number" } }, text)) return Number(text);
    throw new NotCarried(`“${title}” is a number`, `Which number is meant by “${text}”?`);
  }
  if (!schema.enum || schema.enum.includes(text)) return text;
  const known = schema.enum.map(String);
  const reason = `“${text}” is no “${title}” that the schema knows`;
  const meant = near(text, known) ?? carrying.ask(`${reason}. Which is meant?`, { choices: choicesOf(known) });
  if (meant === undefined) {
    const words = known.map((each) => `“${each}”`).join(", ");
    throw new NotCarried(reason, `One of: ${words}. Which is meant?`);
  }
  carrying.says.push(writtenAs(text, meant));
  return meant;
}

/** The id of a drawing, whose own record gets what is said of it; or an image, whose alternative text may be asked for. */
function pictureValue(carrying: Carrying, drawn: Kind | undefined, picture: PictureValue): unknown {
  const { file, alt, caption } = picture;
  const own = drawn?.isDrawn && entriesOf(carrying.base.list, drawn).find(({ id }) => drawingFile(id) === file);
  if (own) {
    changeDrawn(carrying, own.kind, own.id, picture);
    return own.id;
  }
  const answer = alt === "" ? carrying.ask(`what does ${file} show?`) : undefined;
  if (answer !== undefined) carrying.says.push(`its alternative text is “${answer}”`);
  else if (alt === "") carrying.says.push(`its alternative text is still to be written: what does ${file} show?`);
  const isThere = isFile(path.join(carrying.today.root, file));
  if (!isThere) carrying.says.push(`there is no file ${file}, and the build prints no image until it is there`);
  // The rule `unfinished` finds this mark, until somebody writes what the image shows.
  const words = alt === "" ? (answer ?? "TODO") : alt;
  return { file, alt: words, ...(caption === undefined ? {} : { caption }) };
}

/** Writes alternative text and caption of a drawing into the drawing's own record. */
function changeDrawn(carrying: Carrying, kind: Kind, id: string, { alt, caption }: PictureValue): void {
  const file = fileOf(kind, id);
  const data = carrying.data(file);
  if (!data) return;
  const before = carrying.valueToday(file);
  let wanted = data;
  for (const [key, text] of Object.entries({ alt, caption })) {
    const [was, is, now] = [valueAt(before, key), data[key], text].map(inOneLine);
    // The text is the old one, or the record says the new one already.
    if (now === is || now === was) continue;
    if (is !== was) {
      const question = `One of them says ${inQuotes(is)}, and this one ${inQuotes(now)}. Which is right?`;
      throw new NotCarried(`“${id}” is drawn in several places, which say it differently`, question);
    }
    wanted = withValue(wanted, [key], text);
  }
  if (wanted === data) return;
  carrying.more.push(file);
  carrying.write(file, kind.schema, wanted);
}

/** The value, or the declared one that is meant; a question, if no record declares such a value. */
function declaredValue(carrying: Carrying, { reference, holder, path }: ValuePlace, value: string): string {
  if (!reference?.field) return value;
  const { field } = reference;
  const data = holder.entry?.data ?? withValue({}, path, "");
  const owners = holder.kind ? ownersOf(carrying.today.list, { kind: holder.kind, data }, { reference, path }) : [];
  const declared = [...new Set(owners.flatMap((each) => valuesOf(each, field)))];
  if (declared.includes(value)) return value;
  // Of several, nobody can say which is to declare it.
  const owner = owners.length === 1 ? owners[0] : undefined;
  const declare = owner ? [{ value, label: `Declare “${value}” in ${owner.file}` }] : [];
  const choices = [...choicesOf(declared), ...declare];
  const message = `“${value}” is declared nowhere. Which is meant?`;
  const meant = near(value, declared) ?? (choices.length > 0 ? carrying.ask(message, { choices }) : undefined);
  if (meant !== undefined && meant !== value) {
    carrying.says.push(writtenAs(value, meant));
    return meant;
  }
  if (meant === undefined || !owner) {
    const known = declared.length > 0 ? [`one of ${declared.map((each) => `“${each}”`).join(", ")}`] : [];
    const fresh = owner ? [`a new one, in ${owner.file}`] : [];
    const all = [...known, ...fresh].join(", or ");
    throw new NotCarried(`“${value}” is declared nowhere`, all ? `Is it ${all}?` : "Which record is to declare it?");
  }
  carrying.more.push(owner.file);
  // Another edit may have declared one.
  const now = carrying.data(owner.file) ?? owner.data;
  const values = new Set([...valuesOf({ ...owner, data: now }, field), value]);
  carrying.write(owner.file, owner.kind.schema, { ...now, [field]: [...values] });
  return value;
}

function inOneLine(value: unknown): string {
  return typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
}
