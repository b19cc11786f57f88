// What edits are carried into: today's data with what was carried so far, and what is said and asked of it.
import type { Nodes } from "mdast";
import type { Data, Entry } from "../../record/entry.ts";
import { withDrafts } from "../../record/files.ts";
import type { Kind, Schema } from "../../record/kinds.ts";
import { type List, makeList } from "../../record/list.ts";
import { type LoadedList, loadList } from "../../record/load.ts";
import { rewriteRecord } from "../../record/rewrite-record.ts";
import { SETTINGS_FILE } from "../../record/settings.ts";
import { parseYaml } from "../../record/yaml.ts";
import { asTyped } from "../../text/as-typed.ts";
import type { Edit as TextEdit } from "../../text/diagnostic.ts";
import { isObject, valueAt } from "../../text/json.ts";
import { type Answers, type Ask, askAt } from "../answers.ts";
import type { Change, Edit } from "../edit.ts";
import { type Holder, sameIn, type ValuePlace } from "../record-place.ts";
import type { Source } from "../source.ts";
import { planRenamings, type Renaming } from "./plan-renamings.ts";

export interface Carried {
  edit: Edit;
  /** What was done, for people: `a new row under Data Pipeline`. */
  what: string;
  /** Where it went, relative to the list, with what became of a file: `data/KIND/ID.yml (new)`. */
  where: string[];
  /** Sentences about what the build will print in another way, or what somebody still has to write. */
  says: string[];
}

export interface Kept {
  edit: Edit;
  what: string;
  reason: string;
  question: string;
}

/** Why an edit is kept, and what somebody has to say. Whoever finds out throws it: then nothing of the edit is carried. */
export class NotCarried extends Error {
  readonly reason: string;
  readonly question: string;

  constructor(reason: string, question: string) {
    super(reason);
    this.reason = reason;
    this.question = asTyped(question);
  }
}

/** Of a row, where a block lists no records, or not those of one kind. */
export const LISTS_COMPUTED = new NotCarried("what this block lists is computed", "Edit the records that it is about.");

export class Carrying {
  readonly base: Source;
  readonly today: Source;
  readonly edits: readonly Edit[];
  readonly answers: Answers;
  /** Records and the template as they will be; `undefined` for a file that goes. */
  drafts = new Map<string, string | undefined>();
  readonly carried: Carried[] = [];
  readonly kept: Kept[] = [];
  /** Questions about the edits that somebody may answer. */
  readonly asks: Ask[] = [];
  readonly renamings: readonly Renaming[];
  /** Changes of fields that follow from a renaming, and need not be carried on their own. */
  readonly renamed: ReadonlySet<Change>;
  /** Files of records that a new row has put under another record, so that the row that is gone deletes nothing. */
  readonly replaced = new Set<string>();
  /** Files of records that only follow a renaming of others. */
  readonly followed = new Set<string>();
  /** Kinds of which new rows may still be carried. */
  awaited: ReadonlySet<Kind> = new Set();
  /** Edits of today's template. */
  spliced: readonly TextEdit[] = [];

  // These three are about the edit that is being tried.
  line = 0;
  says: string[] = [];
  /** Files that it changes besides its own record. */
  more: string[] = [];

  /** @param tried - the edits without those that were given up */
  constructor(base: Source, today: Source, edits: readonly Edit[], tried: readonly Edit[], answers: Answers) {
    this.base = base;
    this.today = today;
    this.edits = edits;
    this.answers = answers;
    ({ all: this.renamings, changes: this.renamed } = planRenamings(base, tried));
  }

  /** Asks a question about the edit. @returns the answer, if there is one */
  ask(message: string, { choices, initial }: Partial<Pick<Ask, "choices" | "initial">> = {}): string | undefined {
    const ask = askAt(this.line, { message, choices, initial });
    if (!this.asks.some(({ id }) => id === ask.id)) this.asks.push(ask);
    return this.answers.get(ask.id);
  }

  source(file: string): string | undefined {
    if (this.drafts.has(file)) return this.drafts.get(file);
    return this.today.loaded.read.get(file)?.source;
  }

  data(file: string): Data | undefined {
    const draft = this.drafts.get(file);
    const known = this.drafts.has(file) ? undefined : this.valueToday(file);
    const value = draft === undefined ? known : parseYaml(file, draft).value;
    return isObject(value) ? value : undefined;
  }

  valueToday(file: string): unknown {
    return this.today.loaded.read.get(file)?.value;
  }

  /** @returns the file, which changes */
  write(file: string, schema: Schema, data: Data): string[] {
    const source = this.source(file);
    const text = source === undefined ? undefined : rewriteRecord(source, data, schema);
    if (text === undefined) throw new NotCarried(`${file} could not be changed without harm`, `Edit ${file} by hand.`);
    this.drafts.set(file, text);
    return [file];
  }

  baseValue({ holder, path }: ValuePlace): unknown {
    return valueAt(holder.entry ? holder.entry.data : this.base.list.settings?.data, ...path);
  }

  basePage(): Nodes {
    return { type: "root", children: [...this.base.page.children] };
  }

  hasNewRecords(): boolean {
    return [...this.drafts].some(([file, text]) => text !== undefined && !this.today.loaded.read.has(file));
  }

  /** The list with its records as they will be. */
  listNow(): List {
    const { root, list } = this.today;
    const entries = withDrafts(list.entries, this.drafts, list.kinds).flatMap((found): Entry[] => {
      const { kind, file } = found;
      if ("data" in found && !this.drafts.has(file)) return [found];
      const data = this.data(file);
      return kind && data ? [{ ...found, kind, data }] : [];
    });
    return makeList(root, list.schemas, list.settings, entries);
  }

  loaded(): LoadedList {
    const { root, loaded } = this.today;
    return this.drafts.size === 0 ? loaded : loadList(root, this.drafts, loaded);
  }

  /** The file that the record has today. */
  fileOf({ kind, entry }: Holder): string {
    if (!entry) return kind ? "" : SETTINGS_FILE;
    return sameIn(this.today.list, entry)?.file ?? entry.file;
  }

  schemaOf({ kind }: Holder): Schema {
    return kind ? kind.schema : this.today.list.schemas.settings;
  }
}
