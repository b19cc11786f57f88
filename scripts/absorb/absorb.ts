// A list whose page somebody edited → its records and template with these edits, and what could not be carried.
import path from "node:path";
import { nameOf } from "../record/entry.ts";
import type { List } from "../record/list.ts";
import { linksFrom } from "../record/references.ts";
import { lastMade } from "../template/last-build.ts";
import { PAGE, TEMPLATE } from "../template/page.ts";
import { unprinted } from "../template/render.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { uncapitalised } from "../text/first-letter.ts";
import { formatPointer } from "../text/json.ts";
import { mergeConflict } from "../text/merge-conflict.ts";
import { normalText, SourceText } from "../text/source.ts";
import { Trouble } from "../text/trouble.ts";
import { type Answers, type Ask, askAt, NO_ANSWERS } from "./answers.ts";
import { findBase, keysOf } from "./base.ts";
import { type Page, readPage } from "./blocks.ts";
import { carry } from "./carry.ts";
import type { Carried, Kept, Outcome, Today } from "./carrying.ts";
import { COMMENT } from "./comparison.ts";
import { ANCHOR, type Edit, rowQuestion, titleOf } from "./edit.ts";
import { findEdits } from "./find.ts";
import type { Place } from "./record-place.ts";
import { pageOf, readSource, type Source } from "./source.ts";
import { Question } from "./values.ts";

export interface Absorbed {
  root: string;
  /** Records and the template as they will be, relative to the root; `undefined` for one that goes. */
  drafts: ReadonlyMap<string, string | undefined>;
  carried: readonly Carried[];
  kept: readonly Kept[];
  /** What the build will show otherwise. */
  noted: readonly Edit[];
  /** What the page would still have otherwise than the build makes it. */
  rest: readonly Edit[];
  /** What somebody may say to the edits. */
  asks: readonly Ask[];
  /** The page with rows that somebody made right. */
  page: string | undefined;
  /** The list that the page was edited from, if anything was. */
  base: Source | undefined;
  /** The list with the drafts, if there are any. */
  after: Source | undefined;
}

const NOTHING = { page: undefined, base: undefined, after: undefined };

/** Rounds in which edits are given up that the build would not print as they are. */
const ROUNDS = 6;

/**
 * Writes nothing.
 *
 * @param ref - the commit whose data the page was edited from, if somebody knows
 * @param answers - to what was asked before
 * @returns `undefined` for a list that has no page
 * @throws {Trouble} when it cannot be said what was edited
 */
export function absorb(root: string, ref?: string, answers: Answers = NO_ANSWERS): Absorbed | undefined {
  const text = pageOf(root);
  if (text === undefined) return undefined;
  // What the last build made nobody edited, whatever became of the data since.
  const made = lastMade(root).get(PAGE);
  const isMade = ref === undefined && made !== undefined && normalText(made) === normalText(text);
  if (isMade) return { root, drafts: new Map(), carried: [], kept: [], noted: [], rest: [], asks: [], ...NOTHING };
  const today = readSource(root);
  const before = made === undefined || ref !== undefined ? undefined : readPage(made);
  return absorbPage(today, text, (page) => findBase(today, page, ref), answers, before);
}

/**
 * @param today - the list as it is
 * @param text - the page as it is now
 * @param baseOf - finds the list that the page was edited from
 * @param made - the page as the last build made it, if that is known
 * @throws {Trouble} when it cannot be said what was edited
 */
export function absorbPage(
  today: Source,
  text: string,
  baseOf: (page: Page) => Source,
  answers: Answers = NO_ANSWERS,
  made?: Page,
): Absorbed {
  const { root } = today;
  const [error] = today.errors;
  if (error)
    throw new Trouble(
      `${path.join(root, error.file)} has a mistake, so nobody can say what was edited.`,
      "First: npm run lint",
    );
  const conflict = mergeConflict(new SourceText(PAGE, "markdown", normalText(text)));
  if (conflict)
    throw new Trouble(`${path.join(root, PAGE)}:${conflict.range.start.line}: ${conflict.reason}`, conflict.note);
  const page = readPage(text);
  if (!page) throw new Trouble(`${path.join(root, PAGE)} is too complex to be read.`);
  const base = baseOf(page);
  const found = findEdits(base, page);
  // What is new against the base may be what today's data print.
  const open = base === today ? found : findEdits(today, page);
  const edits = found.filter((edit) => (base === today || isOpen(edit, open)) && !(made && isOlder(edit, page, made)));
  const mended = withMendedRows(page.source, edits, answers);
  if (mended !== page.source) {
    const again = absorbPage(today, mended, () => base, answers, made);
    return { ...again, page: again.page ?? mended };
  }
  const left = new Map<Edit, Question>();
  let outcome = carry(base, todayOf(today), edits, left, answers);
  let rest = open;
  let after: Source | undefined;
  for (let round = 1; outcome.drafts.size > 0; round++) {
    const tried = verify(today, outcome, page);
    ({ rest, after } = tried);
    if (tried.failed.size === 0 && (!after || !takeAlong(today, after, outcome))) break;
    if (tried.failed.size === 0 && round < ROUNDS) continue;
    // What fails again and again is given up as a whole.
    const all = outcome.carried.map(({ edit }) => [edit, GIVEN_UP] as const);
    for (const [edit, question] of round < ROUNDS ? tried.failed : all) left.set(edit, question);
    outcome = carry(base, todayOf(today), edits, left, answers);
    rest = open;
    after = undefined;
  }
  const kept = outcome.kept.filter(({ edit }) => isLeft(edit, rest));
  const carried = outcome.carried.map((each) => withComputed(each, rest, after?.list));
  const told = new Set([...kept, ...carried].map(({ edit }) => edit.line));
  const noted = edits.flatMap((edit): Edit[] => {
    const { type, line } = edit;
    if (type === "noted" || (type === "moved" && isLeft(edit, rest))) return [edit];
    // Such as a row that else only follows another name.
    if (type !== "changed" || told.has(line)) return [];
    return computedAt(line, rest).map((what) => ({ type: "noted", line, what }));
  });
  const { drafts, asks } = outcome;
  return { root, drafts, carried, kept, noted, rest, asks, page: undefined, base, after };
}

/** Rows with a cell too few or too many, as somebody answered. */
function withMendedRows(source: string, edits: readonly Edit[], answers: Answers): string {
  const lines = source.split("\n");
  for (const edit of edits) {
    if (edit.type !== "refused" || !edit.rows) continue;
    const answer = answers.get(askAt(edit.line, { message: rowQuestion(edit), choices: edit.rows }).id);
    if (answer !== undefined) lines[edit.line - 1] = answer;
  }
  return lines.join("\n");
}

function todayOf({ root, list, loaded, written }: Source): Today {
  return { root, list, loaded, template: written };
}

const OTHERWISE = "the build would print it otherwise";
const GIVEN_UP = new Question(OTHERWISE, "Edit the record or the template by hand.");

interface Verified {
  /** Edits whose outcome is not what the page says, each with the reason. */
  failed: Map<Edit, Question>;
  /** Edits that the page would still have after the build. */
  rest: Edit[];
  after: Source;
}

function verify(today: Source, { drafts, carried }: Outcome, page: Page): Verified {
  const failed = new Map<Edit, Question>();
  const after = readSource(today.root, drafts, today);
  for (const error of after.errors) {
    const guilty = guiltyOf(error, carried);
    const question = new Question(uncapitalised(error.reason.replace(/\.$/, "")), error.note ?? `See ${error.file}.`);
    for (const { edit } of guilty.length > 0 ? guilty : carried) failed.set(edit, question);
  }
  if (after.errors.length > 0) return { failed, rest: [], after };
  const rest = findEdits(after, page);
  let printed: ReadonlyMap<string, number> | undefined;
  const isElsewhere = (edit: Edit): boolean => {
    if (edit.type !== "new" || edit.keys.length === 0) return false;
    printed ??= keysOf(after.page.children, "");
    return edit.keys.every((key) => printed?.has(key));
  };
  for (const edit of rest) {
    const found = carried.filter((each) => each.edit.line === edit.line && isAlike(each.edit, edit));
    for (const { edit: own, says } of found) if (says.length === 0 && !isElsewhere(own)) failed.set(own, GIVEN_UP);
  }
  return { failed, rest, after };
}

/**
 * Deletes what nothing prints any more after what named it is deleted: such as a tool that one example uses.
 *
 * @returns whether there is any
 */
function takeAlong(today: Source, after: Source, { carried, drafts }: Outcome): boolean {
  const deletions = carried.filter(({ edit }) => edit.type === "deleted");
  if (deletions.length === 0) return false;
  const unprintedAfter = unprintedOf(after);
  if (unprintedAfter.length === 0) return false;
  const before = new Set(unprintedOf(today).map(({ file }) => file));
  let isAny = false;
  for (const { file } of unprintedAfter) {
    // What another edit has written stays.
    if (before.has(file) || drafts.has(file)) continue;
    const named = new Set(
      today.list.entries
        .filter((entry) => linksFrom(today.list.links, entry).some(({ to }) => to?.file === file))
        .map((entry) => `${entry.file} (deleted)`),
    );
    const own = deletions.find(({ where }) => where.some((each) => named.has(each)));
    if (!own) continue;
    drafts.set(file, undefined);
    own.where.push(`${file} (deleted)`);
    own.says.push(`${file} goes, too: nothing else prints it`);
    isAny = true;
  }
  return isAny;
}

function unprintedOf({ list, template, parsed, page }: Source): readonly Diagnostic[] {
  return unprinted(list, TEMPLATE, template, parsed, page);
}

/** Edits that a mistake may come from; of those of the template, the one that changed it nearest to that. */
function guiltyOf({ file, range }: Diagnostic, carried: readonly Carried[]): readonly Carried[] {
  const guilty = carried.filter(({ where }) => where.some((each) => each.startsWith(file)));
  const apart = ({ edit }: Carried): number =>
    edit.type === "template"
      ? Math.min(...edit.splices.map(({ start }) => Math.abs(start - range.start.offset)))
      : Number.POSITIVE_INFINITY;
  return file === TEMPLATE ? guilty.toSorted((a, b) => apart(a) - apart(b)).slice(0, 1) : guilty;
}

/** With what the build prints otherwise, because it is computed. */
function withComputed(each: Carried, rest: readonly Edit[], list: List | undefined): Carried {
  const { line, type } = each.edit;
  const isPlace = (left: Edit): boolean => left.type === "moved" || (type === "new" && left.type === "new");
  const isMoved = type !== "moved" && rest.some((left) => left.line === line && isPlace(left));
  const order = isMoved ? ["the order is computed, so it will stand elsewhere"] : [];
  const entry = type === "changed" ? list?.entries.find(({ file }) => each.where.includes(file)) : undefined;
  const isUnused = entry?.kind.isLegend && !list?.links.to.has(entry);
  const unused = isUnused ? ["it is not printed, since nothing refers to it any more"] : [];
  return {
    ...each,
    says: [...each.says, ...order, ...unused, ...followedAt(each.edit, rest), ...computedAt(line, rest)],
  };
}

/** What other edits change in the same line. */
function followedAt(own: Edit, rest: readonly Edit[]): string[] {
  const left = rest.flatMap((edit) =>
    edit.type === "changed" && edit.line === own.line && !isAlike(own, edit) ? edit.changes : [],
  );
  const names = new Set(left.map(titleOf).filter((name) => name !== ""));
  return [...names].map((name) => `“${name}” is printed as another edit has it`);
}

/** What is not on the page any more is quoted. */
function computedAt(line: number, rest: readonly Edit[]): string[] {
  const left = rest.flatMap((edit) => (edit.type === "changed" && edit.line === line ? edit.computed : []));
  const own = left.filter(({ name }) => name !== ANCHOR);
  if (own.length === 0) return [];
  const words = own.map(({ name, text }) => `“${name.trim()}”${text === name || text === "" ? "" : ` (“${text}”)`}`);
  return [`${words.join(", ")}: something of this is computed, and printed as it follows`];
}

/**
 * Has the page always been so, since the last build? Such as a count, after other edits became data.
 *
 * @param made - the page that the last build made
 */
function isOlder(edit: Edit, page: Page, made: Page): boolean {
  const lines = ({ source }: Page): string[] => source.split("\n");
  const count = ({ keys }: Page, wanted: string): number => keys.filter((key) => key === wanted).length;
  const gone = edit.type === "deleted" || edit.type === "refused" ? edit.entry : undefined;
  if (gone && !made.source.includes(nameOf(gone))) return true;
  if (edit.type === "changed")
    return edit.changes.length === 0 && lines(made).includes(lines(page)[edit.line - 1] ?? "");
  return edit.type === "refused" && edit.gone !== undefined && count(made, edit.gone) === count(page, edit.gone);
}

/**
 * Is any of it otherwise than today's data print it?
 *
 * @param open - what is
 */
function isOpen(edit: Edit, open: readonly Edit[]): boolean {
  const end = endLineOf(edit);
  return open.some((left) => {
    if (edit.type === "deleted" && left.type === "deleted" && edit.entry.file === left.entry.file) return true;
    if (edit.type === "moved" && left.type === "moved") return true;
    return left.line < end && edit.line < endLineOf(left);
  });
}

/** Behind the text that it is about. */
function endLineOf(edit: Edit): number {
  return edit.line + ("text" in edit ? edit.text.split("\n").length : 1);
}

/** Numbers, places and the like may come out right by themselves. */
function isLeft(edit: Edit, rest: readonly Edit[]): boolean {
  if (edit.type === "moved") return rest.some((left) => left.type === "moved" && left.line === edit.line);
  if (edit.type !== "changed" || edit.changes.length > 0) return true;
  const isStill = (left: Edit): boolean => {
    // It is another row now, or none.
    if (left.type !== "changed") return left.type !== "moved" && left.type !== "noted" && left.type !== "deleted";
    return left.computed.some(({ name }) => edit.computed.some((own) => own.name === name));
  };
  return rest.some((left) => left.line === edit.line && isStill(left));
}

/** Is what is left over after an edit the same edit again? */
function isAlike(own: Edit, left: Edit): boolean {
  if (left.type === "moved" || left.type === "noted") return false;
  if (left.type === "changed" && left.changes.length === 0) return false;
  if (own.type === "changed" && left.type === "changed") {
    // Another field may have changed in the data since.
    const fields = new Set(own.changes.map(({ place }) => placeKey(place)));
    return left.changes.some(({ place }) => fields.has(placeKey(place)));
  }
  // What the build prints besides, such as a door.
  if (own.type === "new" && left.type === "refused" && left.text === "") return false;
  if (left.type === "refused" && COMMENT.test(left.text)) return false;
  if (left.type === "deleted") return own.type === "deleted" && own.entry.file === left.entry.file;
  return own.type !== "deleted";
}

function placeKey(place: Place): string {
  if (place.type === "referred") return `${placeKey(place.via)}.${place.key}`;
  return place.type === "value" ? `${place.holder.entry?.id ?? ""}${formatPointer(place.path)}` : "";
}

/** Records that go, and do not come back under another name. */
export function deletions({ carried, drafts }: Pick<Absorbed, "carried" | "drafts">): string[] {
  const deleted = carried.filter(({ edit }) => edit.type === "deleted").flatMap(({ where }) => where);
  return [...drafts].flatMap(([file, text]) =>
    text === undefined && deleted.includes(`${file} (deleted)`) ? [file] : [],
  );
}
