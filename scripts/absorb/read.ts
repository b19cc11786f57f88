// A prototype read backwards: what stands in a row, item or paragraph → the values of the fields that it is made from.

import type { Image } from "mdast";
import { nameOf, namesOf, valuesOf } from "../record/entry.ts";
import type { Reference, Schema } from "../record/kinds.ts";
import { entriesOf, type List } from "../record/list.ts";
import { members, type Values, valueAt } from "../template/fill.ts";
import { print } from "../template/print.ts";
import type {
  Field,
  Group,
  ImagePart,
  Interpolation,
  LinkPart,
  Part,
  Segment,
  Static,
  Unit,
} from "../template/prototype.ts";
import { isMissing } from "../template/values.ts";
import { patternOf } from "../text/escape.ts";
import { memoized } from "../text/memoized.ts";
import { decoded } from "../text/url.ts";
import { isRequired, memberAt, type Place, placeAt } from "./record-place.ts";
import { isBreak, isCharacter, keyOf, normalUrl, partTokens, type Token, targetOf, tokensOf } from "./tokens.ts";

/** What a picture shows. */
export interface PictureValue {
  file: string;
  alt: string;
  caption: string | undefined;
}

/** What a field shows: tokens on the page, a text in a URL or alternative text, an image, or that it is true. */
export type Shown =
  | { type: "tokens"; tokens: readonly Token[] }
  | { type: "text"; text: string }
  | { type: "picture"; picture: PictureValue }
  | { type: "flag" }
  | { type: "target"; id: string };

export interface Reading {
  fields: Map<Field, Shown>;
  /** A reading for each member, by the group, segment or column that is repeated. */
  lists: Map<Unit, Reading[]>;
  /** Texts of the template whose words were changed. */
  statics: Map<Static, readonly Token[]>;
}

export interface Scope {
  levels: readonly Place[];
  /** Values that the fields probably show, the most likely first: those that they had. */
  candidates: readonly Values[];
}

/** Reading is given up after so many steps, which no row that people write takes. */
const MOST_STEPS = 60_000;

/** What people write between a name and its description. */
const SIGN = /^ ?[:–—-] ?/;

type Event =
  | { type: "field"; field: Field; shown: Shown }
  | { type: "static"; part: Static; tokens: readonly Token[] }
  | { type: "open"; unit: Unit }
  | { type: "member" }
  | { type: "close" };

type Then = (at: number) => boolean;

interface Inner extends Scope {
  /** Does the group around it go when a field has no value? */
  isNeeded: boolean;
}

/** What a unit repeats: the scopes of its members. */
export function memberScope(list: List, unit: Unit, scope: Scope): Scope {
  if (!unit.repeat) return scope;
  const { repeat } = unit;
  const member = memberAt(placeAt(list, repeat, scope.levels), -1, undefined);
  const candidates = scope.candidates.flatMap((values) => members(repeat, values).map((each) => [...values, each]));
  return { levels: [...scope.levels, member], candidates };
}

/**
 * @param isReworded - the template's own words may have changed, too
 * @returns `undefined` where the prototype could not have made these tokens
 */
export function readParts(
  list: List,
  parts: readonly Part[],
  tokens: readonly Token[],
  scope: Scope,
  isReworded = false,
): Reading | undefined {
  const inner = { ...scope, isNeeded: false };
  return attempt(list, isReworded, (reader, then) => reader.parts(parts, 0, tokens, 0, inner, then), tokens);
}

/** Reads a cell likewise. */
export function readCell(
  list: List,
  segments: readonly Segment[],
  tokens: readonly Token[],
  scope: Scope,
): Reading | undefined {
  return attempt(list, false, (reader, then) => reader.cell(segments, 0, tokens, 0, scope, then), tokens);
}

function attempt(
  list: List,
  isReworded: boolean,
  run: (reader: Reader, then: Then) => boolean,
  tokens: readonly Token[],
): Reading | undefined {
  for (const isStrict of [true, false]) {
    const reader = new Reader(list, isStrict, isReworded);
    let events: Event[] | undefined;
    run(reader, (at) => {
      if (at !== tokens.length) return false;
      events = [...reader.trail];
      return true;
    });
    if (events) return readingOf(events);
  }
  return undefined;
}

function readingOf(events: readonly Event[]): Reading {
  const blank = (): Reading => ({ fields: new Map(), lists: new Map(), statics: new Map() });
  const top = blank();
  const open: { members: Reading[] }[] = [];
  const current = (): Reading => open.at(-1)?.members.at(-1) ?? top;
  for (const event of events) {
    if (event.type === "field") {
      if (!current().fields.has(event.field)) current().fields.set(event.field, event.shown);
    } else if (event.type === "static") current().statics.set(event.part, event.tokens);
    else if (event.type === "open") {
      const members: Reading[] = [];
      current().lists.set(event.unit, members);
      open.push({ members });
    } else if (event.type === "member") open.at(-1)?.members.push(blank());
    else open.pop();
  }
  return top;
}

class Reader {
  readonly trail: Event[] = [];
  readonly #list: List;
  readonly #isStrict: boolean;
  readonly #isReworded: boolean;
  #steps = 0;

  /**
   * @param isStrict - values are as their schemas say
   * @param isReworded - the template's own texts may be others
   */
  constructor(list: List, isStrict: boolean, isReworded: boolean) {
    this.#list = list;
    this.#isStrict = isStrict;
    this.#isReworded = isReworded;
  }

  #record(event: Event, then: () => boolean): boolean {
    const length = this.trail.length;
    this.trail.push(event);
    if (then()) return true;
    this.trail.length = length;
    return false;
  }

  cell(
    segments: readonly Segment[],
    index: number,
    tokens: readonly Token[],
    at: number,
    scope: Scope,
    then: Then,
  ): boolean {
    const segment = segments[index];
    if (!segment) return then(at);
    const rest = (next: number): boolean => this.cell(segments, index + 1, tokens, next, scope, then);
    const present = (): boolean => {
      const start = this.#behindBreak(tokens, at);
      return start !== undefined && this.#segment(segment, tokens, start, scope, rest);
    };
    const absent = (): boolean => rest(at);
    return this.#isLikely(segment, scope) ? present() || absent() : absent() || present();
  }

  /** Where the next line starts; `undefined` when there is none. */
  #behindBreak(tokens: readonly Token[], at: number): number | undefined {
    if (at >= tokens.length) return undefined;
    if (at === 0) return 0;
    const token = tokens[at];
    return token && isBreak(token) ? at + 1 : undefined;
  }

  #segment(segment: Segment, tokens: readonly Token[], at: number, scope: Scope, then: Then): boolean {
    const { marker, repeat, parts } = segment;
    const line = (from: number, inner: Inner, next: Then): boolean =>
      markersAt(marker, tokens, from).some((start) => this.parts(parts, 0, tokens, start, inner, next));
    const nonEmpty =
      (from: number, next: Then): Then =>
      (end) =>
        end > from && next(end);
    if (!repeat) return line(at, { ...scope, isNeeded: false }, nonEmpty(at, then));
    const inner: Inner = { ...memberScope(this.#list, segment, scope), isNeeded: false };
    const more: Then = (end) => {
      const start = this.#behindBreak(tokens, end);
      const goesOn =
        start !== undefined &&
        end > 0 &&
        this.#record({ type: "member" }, () => line(start, inner, nonEmpty(start, more)));
      return goesOn || this.#record({ type: "close" }, () => then(end));
    };
    return this.#record({ type: "open", unit: segment }, () =>
      this.#record({ type: "member" }, () => line(at, inner, nonEmpty(at, more))),
    );
  }

  parts(
    parts: readonly Part[],
    index: number,
    tokens: readonly Token[],
    at: number,
    scope: Inner,
    then: Then,
  ): boolean {
    const part = parts[index];
    if (!part) return then(at);
    if (++this.#steps > MOST_STEPS) return false;
    return this.#part(part, tokens, at, scope, (next) => this.parts(parts, index + 1, tokens, next, scope, then));
  }

  #part(part: Part, tokens: readonly Token[], at: number, scope: Inner, then: Then): boolean {
    switch (part.type) {
      case "static":
        return this.#static(part, tokens, at, then);
      case "field":
        return this.#field(part, tokens, at, scope, then);
      case "group":
        return part.repeat ? this.#repeated(part, tokens, at, scope, then) : this.#group(part, tokens, at, scope, then);
      case "wrapper": {
        const token = tokens[at];
        const isOne = token?.node?.type === part.node.type;
        if (isOne && this.#inside(part.parts, token.children, scope, () => then(at + 1))) return true;
        return !scope.isNeeded && this.#isEmpty(part.parts) && then(at);
      }
      case "link":
        return this.#link(part, tokens, at, scope, then);
      case "image":
        return this.#image(part, tokens, at, scope, then);
    }
  }

  #inside(parts: readonly Part[], tokens: readonly Token[], scope: Inner, then: () => boolean): boolean {
    return this.parts(parts, 0, tokens, 0, scope, (end) => end === tokens.length && then());
  }

  /** May these parts print nothing? */
  #isEmpty(parts: readonly Part[]): boolean {
    return parts.every(({ type }) => type === "field" || type === "group");
  }

  #static(part: Static, tokens: readonly Token[], at: number, then: Then): boolean {
    const own = partTokens(part.node);
    const isEdge = (index: number): boolean => {
      const token = tokens[index];
      return !token || isBreak(token);
    };
    const from = at === 0 || isEdge(at - 1) ? skipBlank(own, 0) : 0;
    const matches = (start: number): number | undefined => {
      let place = at;
      for (let index = start; index < own.length; index++) {
        const wanted = own[index];
        if (wanted?.key !== tokens[place]?.key) {
          if (wanted?.key === " " && isEdge(place) && index === own.length - 1) continue;
          return undefined;
        }
        place++;
      }
      return place;
    };
    for (const start of new Set([0, from])) {
      const end = matches(start);
      if (end !== undefined && then(end)) return true;
    }
    // A dash instead of a colon between two fields is no change of the text.
    if (!this.#isStrict && SIGN.test(keyOf(own))) {
      const sign = SIGN.exec(keyOf(tokens.slice(at, at + 3).filter(isCharacter)))?.[0];
      if (sign !== undefined && then(at + [...sign].length)) return true;
    }
    if (!this.#isReworded) return false;
    const isText = part.node.type === "text";
    const limit = isText ? tokens.length : Math.min(at + 1, tokens.length);
    for (let end = at; end <= limit; end++) {
      if (++this.#steps > MOST_STEPS) return false;
      const last = tokens[end - 1];
      if (
        end > at &&
        last &&
        isText &&
        last.node &&
        last.node.type !== "inlineCode" &&
        last.node.type !== "strong" &&
        last.node.type !== "emphasis" &&
        last.node.type !== "link" &&
        last.node.type !== "delete"
      )
        return false;
      const found = tokens.slice(at, end);
      if (this.#record({ type: "static", part, tokens: found }, () => then(end))) return true;
    }
    return false;
  }

  #group(group: Group, tokens: readonly Token[], at: number, scope: Inner, then: Then): boolean {
    const present = (): boolean =>
      this.parts(group.parts, 0, tokens, at, { ...scope, isNeeded: true }, (end) => end > at && then(end));
    const absent = (): boolean => then(at);
    return this.#isLikely(group, scope) ? present() || absent() : absent() || present();
  }

  #repeated(group: Group, tokens: readonly Token[], at: number, scope: Inner, then: Then): boolean {
    const { parts } = group;
    const last = parts.at(-1);
    const separator = last?.type === "static" && parts.length > 1 ? [last] : [];
    const body = separator.length > 0 ? parts.slice(0, -1) : parts;
    const inner: Inner = { ...memberScope(this.#list, group, scope), isNeeded: true };
    const member = (from: number, next: Then): boolean =>
      this.#record({ type: "member" }, () =>
        this.parts(body, 0, tokens, from, inner, (end) => end > from && next(end)),
      );
    const more: Then = (end) =>
      this.parts(separator, 0, tokens, end, inner, (start) => member(start, more)) ||
      this.#record({ type: "close" }, () => then(end));
    const present = (): boolean => this.#record({ type: "open", unit: group }, () => member(at, more));
    // If a group around it needs it, it has been printed.
    const absent = (): boolean => !scope.isNeeded && then(at);
    return this.#isLikely(group, scope) ? present() || absent() : absent() || present();
  }

  /** Was it probably printed, with the values that its fields had? */
  #isLikely({ parts, repeat }: Unit, { candidates }: Scope): boolean {
    if (candidates.length === 0) return true;
    if (repeat) return candidates.some((values) => members(repeat, values).length > 0);
    const own = fieldsIn(parts);
    return own.length === 0 || candidates.some((values) => own.some(({ ref }) => !isMissing(valueAt(ref, values))));
  }

  #link(part: LinkPart, tokens: readonly Token[], at: number, scope: Inner, then: Then): boolean {
    const token = tokens[at];
    if (token?.node?.type === "link" && isTitle(part.title, token.node.title ?? "")) {
      const { url } = token.node;
      const isRead = this.#interpolation(part.url, url, scope, () =>
        this.#inside(part.parts, token.children, scope, () => then(at + 1)),
      );
      if (isRead) return true;
    }
    // A link whose URL is missing is its text.
    return this.#mayLack(part.url, scope) && this.parts(part.parts, 0, tokens, at, scope, then);
  }

  #image(part: ImagePart, tokens: readonly Token[], at: number, scope: Inner, then: Then): boolean {
    const node = tokens[at]?.node;
    if (node?.type === "image" && (node.title ?? "") === (part.title ?? "")) {
      const isRead = this.#interpolation(part.url, node.url, scope, () =>
        this.#interpolation(part.alt, node.alt ?? "", scope, () => then(at + 1)),
      );
      if (isRead) return true;
    }
    return !scope.isNeeded && this.#mayLack(part.url, scope) && then(at);
  }

  #mayLack(url: Interpolation, scope: Scope): boolean {
    return url.some((piece) => {
      if (typeof piece === "string") return false;
      const place = placeAt(this.#list, piece.ref, scope.levels);
      return place.type !== "value" || !place.holder.kind || !isRequired(place.holder.kind.schema, place.path);
    });
  }

  /** A URL or alternative text. */
  #interpolation(pieces: Interpolation, text: string, scope: Inner, then: () => boolean): boolean {
    const fields = pieces.filter((piece) => typeof piece !== "string");
    if (fields.length === 0) return normalUrl(pieces.join("")) === normalUrl(text) && then();
    const isAnchor = fields.some(({ shape }) => shape.kind === "anchor");
    if (isAnchor) return text.startsWith("#") && then();
    const pattern = pieces.map((piece) => (typeof piece === "string" ? patternOf(piece) : "(.*?)")).join("");
    const found = new RegExp(`^${pattern}$`, "s").exec(text);
    if (!found) return fields.every((field) => this.#isComputed(field, scope)) && then();
    const starts = typeof pieces[0] !== "string";
    const record = (index: number): boolean => {
      const field = fields[index];
      if (!field) return then();
      const raw = found[index + 1] ?? "";
      const shown: Shown = { type: "text", text: index === 0 && starts ? raw : decoded(raw) };
      if (this.#isComputed(field, scope)) return record(index + 1);
      return this.#record({ type: "field", field, shown }, () => record(index + 1));
    };
    return record(0);
  }

  #isComputed(field: Field, scope: Scope): boolean {
    return placeAt(this.#list, field.ref, scope.levels).type === "computed";
  }

  #field(field: Field, tokens: readonly Token[], at: number, scope: Inner, then: Then): boolean {
    const { kind } = field.shape;
    const token = tokens[at];
    if (kind === "marks") return then(at);
    if (kind === "flag") return this.#record({ type: "field", field, shown: { type: "flag" } }, () => then(at));
    if (kind === "target") {
      const id = token && targetOf(token);
      if (id !== undefined)
        return this.#record({ type: "field", field, shown: { type: "target", id } }, () => then(at + 1));
      return then(at);
    }
    if (kind === "picture") return this.#picture(field, tokens, at, then);
    const place = placeAt(this.#list, field.ref, scope.levels);
    const take = (end: number): boolean => {
      if (++this.#steps > MOST_STEPS) return false;
      // A number ends where its digits do.
      if (kind === "number" && /^\d/.test(tokens[end]?.key ?? "")) return false;
      const shown: Shown = { type: "tokens", tokens: tokens.slice(at, end) };
      return this.#record({ type: "field", field, shown }, () => then(end));
    };
    const tried = new Set<number>();
    const texts = this.#known(field, scope);
    const wasMissing = texts.length > 0 && texts.every(({ length }) => length === 0);
    if (wasMissing && !scope.isNeeded && then(at)) return true;
    for (const known of texts) {
      const end = at + known.length;
      if (tried.has(end) || known.length === 0 || !known.every((own, index) => own.key === tokens[at + index]?.key))
        continue;
      tried.add(end);
      if (take(end)) return true;
    }
    const isMarkdown = kind === "markdown" || place.type === "computed";
    let limit = at;
    const mayTake = (each: Token): boolean =>
      isMarkdown ? !(this.#isStrict && place.type === "value" && pictureIn(each)) : isCharacter(each);
    for (let each = tokens[limit]; each && mayTake(each); each = tokens[limit]) limit++;
    // Of a reference by id, the name is printed.
    const isId = place.type === "value" && place.reference?.by === "id";
    const schema = isId
      ? undefined
      : place.type === "value"
        ? place.schema
        : place.type === "referred"
          ? place.target?.schema
          : undefined;
    if (place.type === "value" && place.reference) {
      const names = vocabularyOf(this.#list)(place.reference);
      const rest = keyOf(tokens.slice(at, limit));
      const ends = names.filter((name) => rest.startsWith(name)).map((name) => at + [...name].length);
      for (const end of ends.sort((a, b) => b - a)) {
        if (tried.has(end) || end > limit) continue;
        tried.add(end);
        if (take(end)) return true;
      }
    }
    for (let end = at + 1; end <= limit; end++) {
      if (tried.has(end)) continue;
      if (this.#isStrict && !isMarkdown && !mayBe(schema, field, keyOf(tokens.slice(at, end)))) continue;
      if (take(end)) return true;
      if (this.#steps > MOST_STEPS) return false;
    }
    return !scope.isNeeded && then(at);
  }

  /** What the field shows with the values of each candidate. */
  #known(field: Field, { candidates }: Scope): (readonly Token[])[] {
    return candidates.map((values) => {
      const value = valueAt(field.ref, values);
      return isMissing(value) ? [] : tokensOf(print(value), "");
    });
  }

  #picture(field: Field, tokens: readonly Token[], at: number, then: Then): boolean {
    const [first, second] = tokens.slice(at, at + 2);
    const hasCaption = first?.node?.type === "emphasis" && second !== undefined && isBreak(second);
    const place = hasCaption ? at + 2 : at;
    const token = tokens[place];
    const image = token && pictureIn(token);
    if (!image) return false;
    const caption = hasCaption && first ? keyOf(first.children) : undefined;
    const shown: Shown = { type: "picture", picture: { file: image.url, alt: image.alt ?? "", caption } };
    return this.#record({ type: "field", field, shown }, () => then(place + 1));
  }
}

/** An image, or the image of a link that has nothing else. */
function pictureIn({ node, children }: Token): Image | undefined {
  const found = node?.type === "link" && children.length === 1 ? children[0]?.node : node;
  return found?.type === "image" ? found : undefined;
}

/** @param isDeep - those of groups that are repeated, too */
export function fieldsIn(parts: readonly Part[], isDeep = false): Field[] {
  return parts.flatMap((part): Field[] => {
    switch (part.type) {
      case "field":
        return [part];
      case "group":
        return part.repeat && !isDeep ? [] : fieldsIn(part.parts, isDeep);
      case "wrapper":
        return fieldsIn(part.parts, isDeep);
      case "link":
        return [...fieldsIn(part.parts, isDeep), ...part.url.filter((piece) => typeof piece !== "string")];
      case "image":
        return part.url.filter((piece) => typeof piece !== "string");
      default:
        return [];
    }
  });
}

function skipBlank(tokens: readonly Token[], at: number): number {
  return tokens[at]?.key === " " ? at + 1 : at;
}

/** Where a line's text may start: behind a marker, if there is one. */
function markersAt(marker: string | undefined, tokens: readonly Token[], at: number): number[] {
  if (marker === undefined) return [at];
  const text = keyOf(tokens.slice(at, at + 8).filter(isCharacter));
  const found = (/^\d/.test(marker) ? /^\d+[.)] ?/ : /^[•*-] ?/).exec(text)?.[0];
  return found === undefined ? [at] : [at + [...found].length, at];
}

/** @returns texts that a reference of a list may be */
const vocabularyOf = memoized((list: List) =>
  memoized(({ to, by, field }: Reference): string[] => {
    const names = entriesOf(list, to).flatMap((entry) => {
      if (by === "value") return valuesOf(entry, field ?? "");
      return by === "name" ? namesOf(entry).map(({ name }) => name) : [nameOf(entry)];
    });
    return [...new Set(names)];
  }),
);

/** Could this be a value of the field, as its schema says? */
export function mayBe(schema: Schema | undefined, { shape }: Field, text: string): boolean {
  if (text !== text.trim()) return false;
  const pattern = schema?.pattern ?? (shape.kind === "text" ? shape.pattern : undefined);
  if (pattern !== undefined && !new RegExp(pattern, "u").test(text)) return false;
  if (schema?.enum && !schema.enum.some((value) => String(value) === text)) return false;
  return shape.kind !== "number" || /^-?\d+(?:\.\d+)?$/.test(text);
}

/** Whether a link's title may be read as this one. A title with fields is computed, and not compared. */
function isTitle(title: Interpolation, written: string): boolean {
  return title.some((piece) => typeof piece !== "string") || title.join("") === written;
}
