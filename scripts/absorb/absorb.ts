// A list whose page somebody edited → its records and template with these edits, and what could not be carried.
import path from "node:path";
import type { List } from "../record/list.ts";
import { linksFrom } from "../record/references.ts";
import { lastMade } from "../template/last-build.ts";
import { PAGE, TEMPLATE } from "../template/page.ts";
import { findUnprinted } from "../template/unprinted.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { uncapitalised } from "../text/first-letter.ts";
import { mergeConflict } from "../text/merge-conflict.ts";
import { normalText, SourceText } from "../text/source.ts";
import { Trouble } from "../text/trouble.ts";
import { type Answers, type Ask, askAt, NO_ANSWERS } from "./answers.ts";
import { type Carried, type Carrying, type Kept, NotCarried } from "./carry/carrying.ts";
import { carry } from "./carry/edits.ts";
import { ANCHOR, type Edit, endOf, rowQuestion, titleOf } from "./edit.ts";
import { type Page, readPage } from "./find/blocks.ts";
import { COMMENT } from "./find/comparison.ts";
import { findEdits } from "./find/edits.ts";
import { findBase, isOthers, keysMade } from "./find-base.ts";
import { placeKey, sameIn } from "./record-place.ts";
import { pageOf, readSource, type Source } from "./source.ts";

export interface Absorbed {
  root: string;
  /** Records and the template as they will be, relative to the root; `undefined` for one that goes. */
  drafts: ReadonlyMap<string, string | undefined>;
  carried: readonly Carried[];
  kept: readonly Kept[];
  /** Edits that are no mistakes and become no data: rows that were moved, words that are computed. */
  noted: readonly Edit[];
  /** Where the page would still differ from what the build makes. */
  rest: readonly Edit[];
  /** Questions about the edits that somebody may answer. */
  asks: readonly Ask[];
  /** What is to be written where edits are kept: the page with the rows that an answer has mended, or made anew. */
  page: string | undefined;
  /** The list with the drafts, if there are any. */
  after: Source | undefined;
}

/** How often it is tried again without the edits that the build would print in another way. */
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
  // The page is still the one that the last build made: nobody edited it, even if the data have changed since.
  const made = lastMade(root).get(PAGE);
  const isMade = ref === undefined && made !== undefined && normalText(made) === normalText(text);
  const nothing = { carried: [], kept: [], noted: [], rest: [], asks: [], page: undefined, after: undefined };
  if (isMade) return { root, drafts: new Map(), ...nothing };
  if (ref === undefined && isOthers(root, text)) {
    const hint = `What it says belongs in ${TEMPLATE} and data/. `;
    throw new UnreadablePage("This is not the page that the build makes.", path.join(root, PAGE), hint);
  }
  const today = readSource(root);
  return absorbPage(today, text, (page) => findBase(today, page, ref), answers);
}

/**
 * @param today - the list as it is
 * @param text - the page as it is now
 * @param baseOf - finds the list that the page was edited from
 * @throws {Trouble} when it cannot be said what was edited
 */
export function absorbPage(
  today: Source,
  text: string,
  baseOf: (page: Page) => Source,
  answers: Answers = NO_ANSWERS,
): Absorbed {
  const { root } = today;
  const [error] = today.errors;
  if (error)
    throw new Trouble(
      "It has a mistake, so nobody can say what was edited.",
      "First: npm run lint",
      placeOf(root, error),
    );
  const conflict = mergeConflict(new SourceText(PAGE, "markdown", normalText(text)));
  if (conflict) throw new UnreadablePage(conflict.reason, placeOf(root, conflict));
  const page = readPage(text);
  if (!page) throw new UnreadablePage("It is too complex to be read.", path.join(root, PAGE));
  // All that stands in it is gone from the page, and nobody meant that.
  if (page.comment && !/^.*-->/.test(page.comment.value))
    throw new UnreadablePage(
      "The comment in the first line has no end: write --> behind it.",
      `${path.join(root, PAGE)}:1:1`,
    );
  const base = baseOf(page);
  const found = findEdits(base, page);
  // An edit that today's data already print is done: somebody else made the same change.
  const open = base === today ? found : findEdits(today, page);
  const edits = found.flatMap((edit) => (isOpen(edit, open, today.list) ? nowReadAs(edit, open) : []));
  const mended = withMendedRows(page.source, edits, answers);
  if (mended !== page.source) {
    const again = absorbPage(today, mended, () => base, answers);
    return { ...again, page: again.page ?? mended };
  }
  const left = new Map<Edit, NotCarried>();
  let outcome: Carrying;
  let tried: Verified | undefined;
  for (let round = 1; ; round++) {
    outcome = carry(base, today, edits, left, answers);
    tried = outcome.drafts.size > 0 ? verify(today, outcome, page) : undefined;
    if (!tried || tried.failed.size === 0) break;
    // After the last round, all edits that are left are given up.
    const all = outcome.carried.map(({ edit }) => [edit, GIVEN_UP] as const);
    for (const [edit, question] of round < ROUNDS ? tried.failed : all) left.set(edit, question);
  }
  const { rest, after } = tried ?? { rest: open, after: undefined };
  const kept = outcome.kept.filter(({ edit }) => isLeft(edit, rest));
  const carried = outcome.carried.map((each) => withComputed(each, rest, after?.list));
  const told = new Set([...kept, ...carried].map(({ edit }) => edit.line));
  const noted = edits.flatMap((edit): Edit[] => {
    const { type, line } = edit;
    if (type === "noted" || (type === "moved" && isLeft(edit, rest))) return [edit];
    // A row with this edit alone is not told elsewhere, such as one in which a new name of another record stands.
    if (type !== "changed" || told.has(line)) return [];
    return computedAt(line, rest).map((what) => ({ type: "noted", line, what }));
  });
  const { drafts, asks } = outcome;
  return { root, drafts, carried, kept, noted, rest, asks, page: undefined, after };
}

/** The page in which each row with a cell too few or too many is the row that somebody chose instead. */
function withMendedRows(source: string, edits: readonly Edit[], answers: Answers): string {
  const lines = source.split("\n");
  for (const edit of edits) {
    if (edit.type !== "refused" || !edit.rows) continue;
    const answer = answers.get(askAt(edit.line, { message: rowQuestion(edit), choices: edit.rows }).id);
    if (answer !== undefined) lines[edit.line - 1] = answer;
  }
  return lines.join("\n");
}

/** What was edited in it, nobody can say. */
export class UnreadablePage extends Trouble {
  constructor(message: string, file: string, hint = "") {
    const anew = "To make it anew from the records, with a copy of it beside: npm run build -- --discard-edits";
    super(message, `${hint}${anew}`, file);
  }
}

function placeOf(root: string, { file, range: { start } }: Diagnostic): string {
  return `${path.join(root, file)}:${start.line}:${start.column}`;
}

const GIVEN_UP = new NotCarried("the build would print it otherwise", "Edit the record or the template by hand.");

interface Verified {
  /** Edits after which the build would not print what the page says, each with the reason. */
  failed: Map<Edit, NotCarried>;
  /** Edits that the page would still have after the build. */
  rest: Edit[];
  after: Source;
}

/** What nothing prints any more after a deletion is deleted, too, in the outcome. */
function verify(today: Source, outcome: Carrying, page: Page): Verified {
  const { drafts, carried } = outcome;
  const failed = new Map<Edit, NotCarried>();
  const after = readSource(today.root, drafts, today);
  for (const error of after.errors) {
    const guilty = guiltyOf(error, carried);
    const question = new NotCarried(uncapitalised(error.reason.replace(/\.$/, "")), error.note ?? `See ${error.file}.`);
    for (const { edit } of guilty.length > 0 ? guilty : carried) failed.set(edit, question);
  }
  if (after.errors.length > 0) return { failed, rest: [], after };
  const rest = findEdits(after, page);
  const isElsewhere = (edit: Edit): boolean =>
    edit.type === "new" && edit.keys.length > 0 && edit.keys.every((key) => keysMade(after).has(key));
  for (const each of carried) {
    if (each.says.length > 0) continue;
    // What is left may be a text of several lines.
    const isHere = (left: Edit): boolean => left.line <= each.edit.line && each.edit.line < endOf(left);
    if (!rest.some((left) => isHere(left) && isAlike(each.edit, left))) continue;
    if (!isElsewhere(each.edit) && !isUnused(each, after.list)) failed.set(each.edit, GIVEN_UP);
  }
  return failed.size === 0 && takeAlong(today, after, outcome) ? verify(today, outcome, page) : { failed, rest, after };
}

/**
 * Deletes what nothing prints any more after what named it is deleted: such as a tool that one example uses.
 *
 * @returns whether there is any
 */
function takeAlong(today: Source, after: Source, { carried, drafts, followed }: Carrying): boolean {
  const deletions = carried.filter(({ edit }) => edit.type === "deleted");
  if (deletions.length === 0) return false;
  const before = new Set(unprintedOf(today));
  // A record that an edit has written stays.
  const more = unprintedOf(after).filter((file) => !before.has(file) && (!drafts.has(file) || followed.has(file)));
  const taken = more.filter((file) => {
    const named = today.list.entries
      .filter((entry) => linksFrom(today.list.links, entry).some(({ to }) => to?.file === file))
      .map((entry) => `${entry.file} (deleted)`);
    const own = deletions.find(({ where }) => where.some((each) => named.includes(each)));
    if (!own) return false;
    drafts.set(file, undefined);
    own.where.push(`${file} (deleted)`);
    own.says.push(`${file} goes, too: nothing else prints it`);
    return true;
  });
  return taken.length > 0;
}

function unprintedOf({ list, template, parsed, page }: Source): string[] {
  return findUnprinted(list, template, parsed, page).map(({ file }) => file);
}

/** The edits that may have caused an error: those of its file; in the template only the one nearest to the error. */
function guiltyOf({ file, range }: Diagnostic, carried: readonly Carried[]): readonly Carried[] {
  const guilty = carried.filter(({ where }) => where.some((each) => each.startsWith(file)));
  const apart = ({ edit }: Carried): number =>
    edit.type === "template"
      ? Math.min(...edit.splices.map(({ start }) => Math.abs(start - range.start.offset)))
      : Number.POSITIVE_INFINITY;
  return file === TEMPLATE ? guilty.toSorted((a, b) => apart(a) - apart(b)).slice(0, 1) : guilty;
}

/** The edit, with sentences about what the build computes there and will print in its own way. */
function withComputed(each: Carried, rest: readonly Edit[], list: List | undefined): Carried {
  const { line, type } = each.edit;
  const isPlace = (left: Edit): boolean => left.type === "moved" || (type === "new" && left.type === "new");
  const isMoved = type !== "moved" && rest.some((left) => left.line === line && isPlace(left));
  const place =
    list && isUnused(each, list)
      ? ["it is not printed, since nothing refers to it"]
      : isMoved
        ? ["the order is computed, so it will stand elsewhere"]
        : [];
  return {
    ...each,
    says: [...each.says, ...place, ...followedAt(each.edit, rest), ...computedAt(line, rest)],
  };
}

/** Is it a record of a legend that nothing refers to? Then the build prints it no more, or not yet. */
function isUnused({ edit, where }: Carried, { entries, links }: List): boolean {
  if (edit.type !== "changed" && edit.type !== "new") return false;
  const entry = entries.find(({ file }) => where.includes(file) || where.includes(`${file} (new)`));
  return entry?.kind.isLegend === true && !links.to.has(entry);
}

/** Sentences about fields in the same line that other edits have changed. */
function followedAt(own: Edit, rest: readonly Edit[]): string[] {
  const left = rest.flatMap((edit) =>
    edit.type === "changed" && edit.line === own.line && !isAlike(own, edit) ? edit.changes : [],
  );
  const names = new Set(left.map(titleOf).filter((name) => name !== ""));
  return [...names].map((name) => `“${name}” is printed as another edit has it`);
}

/** A sentence about what is computed in the line; text that is no longer on the page is quoted. */
function computedAt(line: number, rest: readonly Edit[]): string[] {
  const left = rest.flatMap((edit) => (edit.type === "changed" && edit.line === line ? edit.computed : []));
  const own = left.filter(({ name }) => name !== ANCHOR);
  if (own.length === 0) return [];
  const words = own.map(({ name, text }) => `“${name.trim()}”${text === name || text === "" ? "" : ` (“${text}”)`}`);
  return [`${words.join(", ")}: something of this is computed, and printed as it follows`];
}

/**
 * Does any of it still differ from what today's data print?
 *
 * @param open - all that differs from it
 */
function isOpen(edit: Edit, open: readonly Edit[], list: List): boolean {
  const end = endOf(edit);
  const gone = edit.type === "deleted" ? sameIn(list, edit.entry)?.file : undefined;
  return open.some((left) => {
    if (left.type === "deleted" && left.entry.file === gone) return true;
    if (edit.type === "moved" && left.type === "moved") return true;
    // Numbers and places are computed anew: a row that is there differs in these from the one that somebody wrote.
    if (isSaid(edit) && !isSaid(left)) return false;
    return left.line < end && edit.line < endOf(left);
  });
}

/** What had no place in the template may have one now: then it is what today's template makes of it. */
function nowReadAs(edit: Edit, open: readonly Edit[]): readonly Edit[] {
  if (edit.type !== "refused" || !edit.patch) return [edit];
  const parts = open.filter(({ line }) => edit.line <= line && line < endOf(edit));
  return parts.some(({ type }) => type === "new") ? parts : [edit];
}

/** Does it say something of a record or the template, and not only of what is computed? */
function isSaid(edit: Edit): boolean {
  if (edit.type === "changed") return edit.changes.length > 0;
  return edit.type !== "moved" && edit.type !== "noted";
}

/** Is something left of an edit? Numbers, places and the like may be right after other edits became data. */
function isLeft(edit: Edit, rest: readonly Edit[]): boolean {
  if (edit.type === "moved") return rest.some((left) => left.type === "moved" && left.line === edit.line);
  if (edit.type !== "changed" || edit.changes.length > 0) return true;
  const isStill = (left: Edit): boolean => {
    // Another row stands in the line now, or none.
    if (left.type !== "changed") return left.type !== "moved" && left.type !== "noted" && left.type !== "deleted";
    return left.computed.some(({ name }) => edit.computed.some((own) => own.name === name));
  };
  return rest.some((left) => left.line === edit.line && isStill(left));
}

/** Does a difference that is left show that this edit was not carried? */
function isAlike(own: Edit, left: Edit): boolean {
  if (left.type === "moved" || left.type === "noted") return false;
  if (left.type === "changed" && left.changes.length === 0) return false;
  if (own.type === "changed" && left.type === "changed") {
    // Only the same field counts: others may have changed in the data.
    const fields = new Set(own.changes.map(({ place }) => placeKey(place)));
    return left.changes.some(({ place }) => fields.has(placeKey(place)));
  }
  // The build prints something more, such as a link to add an entry.
  if (own.type === "new" && left.type === "refused" && left.text === "") return false;
  if (left.type === "refused" && COMMENT.test(left.text)) return false;
  if (left.type === "deleted") return own.type === "deleted" && own.entry.file === left.entry.file;
  return own.type !== "deleted";
}

/** Files of records that are deleted; not those that are only renamed. */
export function deletions({ carried, drafts }: Pick<Absorbed, "carried" | "drafts">): string[] {
  const deleted = carried.flatMap(({ edit, where }) => (edit.type === "deleted" ? where : []));
  return [...drafts.keys()].filter((file) => drafts.get(file) === undefined && deleted.includes(`${file} (deleted)`));
}
