// A prototype read backwards: what stands in a row, item or paragraph → the values of the fields that it is made from.

import type { Image, PhrasingContent } from "mdast";
import { nameOf, namesOf, valuesOf } from "../../record/entry.ts";
import type { Reference, Schema } from "../../record/kinds.ts";
import { entriesOf, type List } from "../../record/list.ts";
import { interpolate, members, type Values, valueAt } from "../../template/fill.ts";
import { print } from "../../template/print.ts";
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
} from "../../template/prototype.ts";
import { isMissing } from "../../template/values.ts";
import { patternOf } from "../../text/escape.ts";
import { memoized } from "../../text/memoized.ts";
import { decoded } from "../../text/url.ts";
import { isRequired, memberAt, type Place, placeAt } from "../record-place.ts";
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
  /** Does the group around it go when a field has no value? */
  isNeeded?: boolean;
}

/** Reading is given up after so many steps, which no row that people write takes. */
const MOST_STEPS = 60_000;

/** What people write between a name and its description. */
const SIGN = /^ ?[:–—-] ?/;

/** Nodes that a text of the template may have become a part of. */
const WORDS: ReadonlySet<string> = new Set(["inlineCode", "strong", "emphasis", "link", "delete"]);

type Event =
  | { type: "field"; field: Field; shown: Shown }
  | { type: "static"; part: Static; tokens: readonly Token[] }
  | { type: "open"; unit: Unit }
  | { type: "member" }
  | { type: "close" };

/** Where something that starts at a token may end, the likeliest place first; none where it cannot stand there. */
type Ends = Iterable<number>;

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
  return attempt(list, isReworded, tokens, (reader) => reader.parts(parts, tokens, 0, scope));
}

/** Reads what stood there and what stands there now; the template's own words may be others now. */
export function readBoth(
  list: List,
  parts: readonly Part[],
  before: readonly Token[],
  after: readonly Token[],
  scope: Scope,
): { base: Reading; now: Reading } | undefined {
  const base = readParts(list, parts, before, scope);
  const now = base && (readParts(list, parts, after, scope) ?? readParts(list, parts, after, scope, true));
  return now && { base, now };
}

/** Reads a cell likewise. */
export function readCell(
  list: List,
  segments: readonly Segment[],
  tokens: readonly Token[],
  scope: Scope,
): Reading | undefined {
  return attempt(list, false, tokens, (reader) => reader.cell(segments, tokens, scope));
}

function attempt(
  list: List,
  isReworded: boolean,
  tokens: readonly Token[],
  read: (reader: Reader) => Ends,
): Reading | undefined {
  for (const isStrict of [true, false]) {
    const reader = new Reader(list, isStrict, isReworded);
    for (const end of read(reader)) if (end === tokens.length) return readingOf(reader.trail);
  }
  return undefined;
}

export function newReading(...fields: readonly [Field, Shown][]): Reading {
  return { fields: new Map(fields), lists: new Map(), statics: new Map() };
}

export function shownIn(nodes: readonly PhrasingContent[], source: string): Shown {
  return { type: "tokens", tokens: tokensOf(nodes, source) };
}

function readingOf(events: readonly Event[]): Reading {
  const top = newReading();
  const open: Reading[][] = [];
  for (const event of events) {
    const current = open.at(-1)?.at(-1) ?? top;
    if (event.type === "field") {
      if (!current.fields.has(event.field)) current.fields.set(event.field, event.shown);
    } else if (event.type === "static") current.statics.set(event.part, event.tokens);
    else if (event.type === "open") {
      const members: Reading[] = [];
      current.lists.set(event.unit, members);
      open.push(members);
    } else if (event.type === "member") open.at(-1)?.push(newReading());
    else open.pop();
  }
  return top;
}

/** The ends of one thing behind the other. */
function* inTurn<T>([first, ...others]: readonly T[], at: number, read: (each: T, at: number) => Ends): Ends {
  if (first === undefined) yield at;
  else for (const end of read(first, at)) yield* inTurn(others, end, read);
}

function* each(ends: Ends, read: (end: number) => Ends): Ends {
  for (const end of ends) yield* read(end);
}

/** One of two, the first one first. */
function* either(first: Ends, second: Ends): Ends {
  yield* first;
  yield* second;
}

/** Tries what a text may mean, from the likeliest to the least likely: its methods find ends while somebody asks for more. */
class Reader {
  /** What was read up to the end that was found last. */
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

  *#record(event: Event, ends: Ends): Ends {
    this.trail.push(event);
    yield* ends;
    this.trail.pop();
  }

  #shown(field: Field, shown: Shown, ends: Ends): Ends {
    return this.#record({ type: "field", field, shown }, ends);
  }

  cell(segments: readonly Segment[], tokens: readonly Token[], scope: Scope): Ends {
    return inTurn(segments, 0, (segment, at) => {
      const { marker, parts } = segment;
      const inner = memberScope(this.#list, segment, scope);
      const line = (from: number): Ends =>
        behind(
          from,
          each(markersAt(marker, tokens, from), (start) => this.parts(parts, tokens, start, inner)),
        );
      const next = (end: number): Ends => lineAt(tokens, end);
      return this.#unit(segment, scope, next(at), line, next, [at]);
    });
  }

  /**
   * What is printed together, once or for each member of a list, or not at all: first what is likelier with the values that
   * its fields had.
   *
   * @param starts - where it may start
   * @param next - where another member may start
   */
  #unit(
    unit: Unit,
    { candidates }: Scope,
    starts: Ends,
    one: (from: number) => Ends,
    next: (end: number) => Ends,
    absent: Ends,
  ): Ends {
    const { parts, repeat } = unit;
    const some = (from: number): Ends => this.#record({ type: "member" }, each(one(from), more));
    const more = (end: number): Ends => either(each(next(end), some), this.#record({ type: "close" }, [end]));
    const present = each(starts, (at) => (repeat ? this.#record({ type: "open", unit }, some(at)) : one(at)));
    const own = repeat ? [] : fieldsIn(parts);
    const isPrinted = (values: Values): boolean =>
      repeat ? members(repeat, values).length > 0 : own.some(({ ref }) => !isMissing(valueAt(ref, values)));
    const isLikely = candidates.length === 0 || (!repeat && own.length === 0) || candidates.some(isPrinted);
    return isLikely ? either(present, absent) : either(absent, present);
  }

  parts(parts: readonly Part[], tokens: readonly Token[], at: number, scope: Scope): Ends {
    return inTurn(parts, at, (part, start) =>
      ++this.#steps > MOST_STEPS ? [] : this.#part(part, tokens, start, scope),
    );
  }

  #part(part: Part, tokens: readonly Token[], at: number, scope: Scope): Ends {
    const token = tokens[at];
    switch (part.type) {
      case "static":
        return this.#static(part, tokens, at);
      case "field":
        return this.#field(part, tokens, at, scope);
      case "group":
        return this.#group(part, tokens, at, scope);
      case "wrapper": {
        const isOne = token?.node?.type === part.node.type;
        const isEmpty = !scope.isNeeded && part.parts.every(({ type }) => type === "field" || type === "group");
        return either(isOne ? this.#inside(part.parts, token.children, scope, [at + 1]) : [], isEmpty ? [at] : []);
      }
      case "link":
        return this.#link(part, tokens, at, scope);
      case "image":
        return this.#image(part, token, at, scope);
    }
  }

  /** @param ends - of what all of these tokens are in */
  #inside(parts: readonly Part[], tokens: readonly Token[], scope: Scope, ends: Ends): Ends {
    return each(this.parts(parts, tokens, 0, scope), (end) => (end === tokens.length ? ends : []));
  }

  *#static(part: Static, tokens: readonly Token[], at: number): Ends {
    const own = partTokens(part.node);
    const isEdge = (token: Token | undefined): boolean => !token || isBreak(token);
    // At the edge of a line, a blank is not printed.
    const isBlankLess = own[0]?.key === " " && isEdge(tokens[at - 1]);
    for (const text of isBlankLess ? [own, own.slice(1)] : [own]) {
      const end = at + text.length;
      if (isThere(text, tokens, at)) yield end;
      else if (text.at(-1)?.key === " " && isEdge(tokens[end - 1]) && isThere(text.slice(0, -1), tokens, at))
        yield end - 1;
    }
    // A dash instead of a colon between two fields is no change of the text.
    if (!this.#isStrict && SIGN.test(keyOf(own))) {
      const sign = SIGN.exec(keyOf(tokens.slice(at, at + 3).filter(isCharacter)))?.[0];
      if (sign !== undefined) yield at + [...sign].length;
    }
    if (!this.#isReworded) return;
    const isText = part.node.type === "text";
    const limit = isText ? tokens.length : Math.min(at + 1, tokens.length);
    for (let end = at; end <= limit; end++) {
      if (++this.#steps > MOST_STEPS) return;
      const last = end > at ? tokens[end - 1]?.node : undefined;
      if (isText && last && !WORDS.has(last.type)) return;
      yield* this.#record({ type: "static", part, tokens: tokens.slice(at, end) }, [end]);
    }
  }

  #group(group: Group, tokens: readonly Token[], at: number, scope: Scope): Ends {
    const { parts, repeat } = group;
    const last = parts.at(-1);
    const separator = repeat && last?.type === "static" && parts.length > 1 ? [last] : [];
    const body = parts.slice(0, parts.length - separator.length);
    const inner = { ...memberScope(this.#list, group, scope), isNeeded: true };
    const one = (from: number): Ends => behind(from, this.parts(body, tokens, from, inner));
    const next = (end: number): Ends => this.parts(separator, tokens, end, inner);
    // If a group around it needs it, it has been printed.
    return this.#unit(group, scope, [at], one, next, repeat && scope.isNeeded ? [] : [at]);
  }

  #link({ url, title, parts }: LinkPart, tokens: readonly Token[], at: number, scope: Scope): Ends {
    const { node, children = [] } = tokens[at] ?? {};
    // A title with fields is computed, and not compared.
    const isComputed = title.some((piece) => typeof piece !== "string");
    const isLink = node?.type === "link" && (isComputed || title.join("") === (node.title ?? ""));
    const whole = isLink
      ? this.#interpolation(url, node.url, scope, this.#inside(parts, children, scope, [at + 1]))
      : [];
    // A link whose URL is missing is its text.
    return either(whole, this.#mayLack(url, scope) ? this.parts(parts, tokens, at, scope) : []);
  }

  #image({ url, alt, title }: ImagePart, token: Token | undefined, at: number, scope: Scope): Ends {
    const node = token?.node;
    const isImage = node?.type === "image" && (node.title ?? "") === (title ?? "");
    const behindAlt = isImage ? this.#interpolation(alt, node.alt ?? "", scope, [at + 1]) : [];
    const whole = isImage ? this.#interpolation(url, node.url, scope, behindAlt) : [];
    return either(whole, !scope.isNeeded && this.#mayLack(url, scope) ? [at] : []);
  }

  #mayLack(url: Interpolation, scope: Scope): boolean {
    return url.some((piece) => {
      if (typeof piece === "string") return false;
      const place = placeAt(this.#list, piece.ref, scope.levels);
      return place.type !== "value" || !place.holder.kind || !isRequired(place.holder.kind.schema, place.path);
    });
  }

  /** A URL or alternative text. */
  #interpolation(pieces: Interpolation, text: string, { levels, candidates }: Scope, ends: Ends): Ends {
    const fields = pieces.filter((piece) => typeof piece !== "string");
    if (fields.length === 0) return normalUrl(pieces.join("")) === normalUrl(text) ? ends : [];
    if (fields.some(({ shape }) => shape.kind === "anchor")) return text.startsWith("#") ? ends : [];
    const isComputed = ({ ref }: Field): boolean => placeAt(this.#list, ref, levels).type === "computed";
    if (this.#isReworded && fields.some(isComputed)) {
      const isSame = candidates.some((values) => normalUrl(interpolate(pieces, values) ?? "") === normalUrl(text));
      return isSame ? ends : [];
    }
    const pattern = pieces.map((piece) => (typeof piece === "string" ? patternOf(piece) : "(.*?)")).join("");
    const found = new RegExp(`^${pattern}$`, "s").exec(text);
    if (!found) return fields.every(isComputed) ? ends : [];
    const starts = typeof pieces[0] !== "string";
    return fields.reduceRight((rest, field, index) => {
      const raw = found[index + 1] ?? "";
      const own = index === 0 && starts ? raw : decoded(raw);
      return isComputed(field) ? rest : this.#shown(field, { type: "text", text: own }, rest);
    }, ends);
  }

  #field(field: Field, tokens: readonly Token[], at: number, scope: Scope): Ends {
    switch (field.shape.kind) {
      case "marks":
        return [at];
      case "flag":
        return this.#shown(field, { type: "flag" }, [at]);
      case "target": {
        const id = tokens[at] && targetOf(tokens[at]);
        return id === undefined ? [at] : this.#shown(field, { type: "target", id }, [at + 1]);
      }
      case "picture":
        return this.#picture(field, tokens, at);
      default:
        return this.#text(field, tokens, at, scope);
    }
  }

  *#text(field: Field, tokens: readonly Token[], at: number, scope: Scope): Ends {
    const known = this.#known(field, scope);
    if (known.length > 0 && known.every(({ length }) => length === 0) && !scope.isNeeded) yield at;
    const tried = new Set<number>();
    // Where the words around it may be others, only what it showed can be told apart from these.
    const ends = this.#isReworded ? knownEnds(known, tokens, at) : this.#textEnds(field, tokens, at, scope, known);
    for (const end of ends) {
      if (tried.has(end)) continue;
      tried.add(end);
      if (++this.#steps > MOST_STEPS) return;
      // A number ends where its digits do.
      if (field.shape.kind === "number" && /^\d/.test(tokens[end]?.key ?? "")) continue;
      yield* this.#shown(field, { type: "tokens", tokens: tokens.slice(at, end) }, [end]);
    }
    if (!scope.isNeeded && !this.#isReworded) yield at;
  }

  /** First where the texts end that it probably shows, then where names do, then all that are possible. */
  *#textEnds(
    field: Field,
    tokens: readonly Token[],
    at: number,
    scope: Scope,
    known: readonly (readonly Token[])[],
  ): Ends {
    yield* knownEnds(known, tokens, at);
    const place = placeAt(this.#list, field.ref, scope.levels);
    const isMarkdown = field.shape.kind === "markdown" || place.type === "computed";
    const mayTake = (token: Token): boolean =>
      isMarkdown ? !(this.#isStrict && place.type === "value" && pictureIn(token)) : isCharacter(token);
    const stop = tokens.findIndex((token, index) => index >= at && !mayTake(token));
    const limit = stop === -1 ? tokens.length : stop;
    const reference = place.type === "value" ? place.reference : undefined;
    if (reference) {
      const rest = keyOf(tokens.slice(at, limit));
      const names = vocabularyOf(this.#list)(reference).filter((name) => rest.startsWith(name));
      const ends = names.map((name) => at + [...name].length).filter((end) => end <= limit);
      yield* ends.sort((a, b) => b - a);
    }
    const shown = place.type === "referred" ? place.target : place;
    // Of a reference by id, the name is printed.
    const schema = shown?.type === "value" && reference?.by !== "id" ? shown.schema : undefined;
    for (let end = at + 1; end <= limit; end++)
      if (!this.#isStrict || isMarkdown || mayBe(schema, field, keyOf(tokens.slice(at, end)))) yield end;
  }

  /** What the field shows with the values of each candidate. */
  #known(field: Field, { candidates }: Scope): (readonly Token[])[] {
    return candidates.map((values) => {
      const value = valueAt(field.ref, values);
      return isMissing(value) ? [] : tokensOf(print(value, field.shape.kind), "");
    });
  }

  #picture(field: Field, tokens: readonly Token[], at: number): Ends {
    const [first, second] = tokens.slice(at, at + 2);
    const hasCaption = first?.node?.type === "emphasis" && second !== undefined && isBreak(second);
    const place = hasCaption ? at + 2 : at;
    const token = tokens[place];
    const image = token && pictureIn(token);
    if (!image) return [];
    const caption = hasCaption ? keyOf(first.children) : undefined;
    const picture = { file: image.url, alt: image.alt ?? "", caption };
    return this.#shown(field, { type: "picture", picture }, [place + 1]);
  }
}

/** Where texts end, of which one may start at a place. */
function knownEnds(known: readonly (readonly Token[])[], tokens: readonly Token[], at: number): number[] {
  return known.filter((text) => text.length > 0 && isThere(text, tokens, at)).map(({ length }) => at + length);
}

function isThere(text: readonly Token[], tokens: readonly Token[], at: number): boolean {
  return text.every(({ key }, index) => key === tokens[at + index]?.key);
}

/** Where the next line starts, if there is one. */
function lineAt(tokens: readonly Token[], at: number): number[] {
  const token = tokens[at];
  if (!token) return [];
  if (at === 0) return [0];
  return isBreak(token) ? [at + 1] : [];
}

/** Only the ends behind a place: something stands there. */
function behind(at: number, ends: Ends): Ends {
  return each(ends, (end) => (end > at ? [end] : []));
}

/** An image, or the image of a link that has nothing else. */
function pictureIn({ node, children }: Token): Image | undefined {
  const found = node?.type === "link" && children.length === 1 ? children[0]?.node : node;
  return found?.type === "image" ? found : undefined;
}

/** @param isDeep - those of groups that are repeated, too */
export function fieldsIn(parts: readonly Part[], isDeep = false): Field[] {
  return parts.flatMap((part): Field[] => {
    if (part.type === "field") return [part];
    const isWanted = "parts" in part && (isDeep || part.type !== "group" || !part.repeat);
    const urls = "url" in part ? part.url.filter((piece) => typeof piece !== "string") : [];
    return [...(isWanted ? fieldsIn(part.parts, isDeep) : []), ...urls];
  });
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
