// A list whose page somebody edited → its records and template with these edits, and what could not be carried.
import path from "node:path";
import type { LoadedList } from "../record/load.ts";
import { lastMade } from "../template/last-build.ts";
import { PAGE } from "../template/page.ts";
import { formatPointer } from "../text/json.ts";
import { mergeConflict } from "../text/merge-conflict.ts";
import { SourceText } from "../text/source.ts";
import { Trouble } from "../text/trouble.ts";
import { type Answers, type Ask, askAt, NO_ANSWERS } from "./answers.ts";
import { findBase } from "./base.ts";
import { type Carried, carry, type Kept, type Outcome, rowQuestion, type Today } from "./carry.ts";
import { ANCHOR, type Edit, findEdits, normalText, type Page, readPage } from "./find.ts";
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
  /** What the page would still have otherwise than the build makes it, if anything is written. */
  rest: readonly Edit[];
  /** What somebody may say to the edits. */
  asks: readonly Ask[];
  /** The page with rows that somebody made right. */
  page: string | undefined;
  /** What the files say with the drafts, if there are any. */
  loaded: LoadedList | undefined;
}

const NOTHING = { page: undefined, loaded: undefined };

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
      `${path.join(root, error.file)} has a mistake, so nobody can say what was edited.`,
      "First: npm run lint",
    );
  const conflict = mergeConflict(new SourceText(PAGE, "markdown", normalText(text)));
  if (conflict)
    throw new Trouble(`${path.join(root, PAGE)}:${conflict.range.start.line}: ${conflict.reason}`, conflict.note);
  const page = readPage(text);
  if (!page) throw new Trouble(`${path.join(root, PAGE)} is too complex to be read.`);
  const base = baseOf(page);
  const edits = findEdits(base, page);
  const mended = withMendedRows(page.source, edits, answers);
  if (mended !== page.source) {
    const found = absorbPage(today, mended, () => base, answers);
    return { ...found, page: found.page ?? mended };
  }
  const left = new Map<Edit, Question>();
  let outcome = carry(base, todayOf(today), edits, left, answers);
  let rest: Edit[] | undefined;
  let loaded: LoadedList | undefined;
  for (let round = 1; outcome.drafts.size > 0; round++) {
    const tried = verify(today, outcome, page);
    ({ rest, loaded } = tried);
    if (tried.failed.size === 0) break;
    // What fails again and again is given up as a whole.
    const all = outcome.carried.map(({ edit }) => [edit, GIVEN_UP] as const);
    for (const [edit, question] of round < ROUNDS ? tried.failed : all) left.set(edit, question);
    outcome = carry(base, todayOf(today), edits, left, answers);
    rest = undefined;
    loaded = undefined;
  }
  const kept = outcome.kept.filter(({ edit }) => !rest || isLeft(edit, rest));
  const carried = outcome.carried.map((each) => withComputed(each, rest ?? []));
  const noted = edits.filter(
    (edit) => edit.type === "noted" || (edit.type === "moved" && (!rest || isLeft(edit, rest))),
  );
  const { drafts, asks } = outcome;
  return { root, drafts, carried, kept, noted, rest: rest ?? [], asks, page: undefined, loaded };
}

/** Rows with a cell too few or too many, as somebody answered. */
function withMendedRows(source: string, edits: readonly Edit[], answers: Answers): string {
  const lines = source.split("\n");
  for (const edit of edits) {
    if (edit.type !== "refused" || !edit.rows) continue;
    const answer = answers.get(askAt(edit.line, { message: rowQuestion(edit) }).id);
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
  loaded: LoadedList;
}

function verify(today: Source, { drafts, carried }: Outcome, page: Page): Verified {
  const failed = new Map<Edit, Question>();
  const after = readSource(today.root, drafts, today);
  for (const error of after.errors) {
    const guilty = carried.filter(({ where }) => where.some((file) => file.startsWith(error.file)));
    const question = new Question(lowerFirst(error.reason.replace(/\.$/, "")), error.note ?? `See ${error.file}.`);
    for (const { edit } of guilty.length > 0 ? guilty : carried) failed.set(edit, question);
  }
  const { loaded } = after;
  if (after.errors.length > 0) return { failed, rest: [], loaded };
  const rest = findEdits(after, page);
  for (const edit of rest) {
    const found = carried.filter((each) => each.edit.line === edit.line && isAlike(each.edit, edit));
    for (const { edit: own, says } of found) if (says.length === 0) failed.set(own, GIVEN_UP);
  }
  return { failed, rest, loaded };
}

/** With what the build prints otherwise, because it is computed. */
function withComputed(each: Carried, rest: readonly Edit[]): Carried {
  if (rest.some(({ line, type }) => line === each.edit.line && type === "moved") && each.edit.type !== "moved")
    return { ...each, says: [...each.says, "the order is computed, so it will stand elsewhere"] };
  const left = rest.find(({ line, type }) => line === each.edit.line && type === "changed");
  if (left?.type !== "changed" || left.changes.length > 0) return each;
  const own = left.computed.filter((name) => name !== ANCHOR);
  if (own.length === 0) return each;
  const words = own.map((name) => `“${name.trim()}”`).join(", ");
  return { ...each, says: [...each.says, `${words}: something of this is computed, and printed as it follows`] };
}

/** Numbers, places and the like may come out right by themselves. */
function isLeft(edit: Edit, rest: readonly Edit[]): boolean {
  if (edit.type === "moved") return rest.some((left) => left.type === "moved" && left.line === edit.line);
  if (edit.type !== "changed" || edit.changes.length > 0) return true;
  return rest.some(
    (left) =>
      left.type === "changed" && left.line === edit.line && left.computed.some((name) => edit.computed.includes(name)),
  );
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
  if (left.type === "deleted") return own.type === "deleted" && own.entry.file === left.entry.file;
  return own.type !== "deleted";
}

function placeKey(place: Place): string {
  if (place.type === "referred") return `${placeKey(place.via)}.${place.key}`;
  return place.type === "value" ? `${place.holder.entry?.id ?? ""}${formatPointer(place.path)}` : "";
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Records that go, and do not come back under another name. */
export function deletions({ carried, drafts }: Pick<Absorbed, "carried" | "drafts">): string[] {
  const deleted = carried.filter(({ edit }) => edit.type === "deleted").flatMap(({ where }) => where);
  return [...drafts].flatMap(([file, text]) =>
    text === undefined && deleted.includes(`${file} (deleted)`) ? [file] : [],
  );
}
