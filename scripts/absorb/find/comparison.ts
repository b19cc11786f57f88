// The page as it was made and as it is now, which are compared, and the edits that were found so far.
import type { Nodes, RootContent } from "mdast";
import type { Entry } from "../../record/entry.ts";
import type { List } from "../../record/list.ts";
import type { Origin } from "../../template/nodes.ts";
import type { Edit as TextEdit } from "../../text/diagnostic.ts";
import type { Change, Computed, Edit, Refused, Reworded } from "../edit.ts";
import { levelsOf } from "../record-place.ts";
import type { Source } from "../source.ts";
import { dataOf, headingText, lineOf, type Page, rangeOf, textIn } from "./blocks.ts";
import type { Reading, Scope } from "./read-backwards.ts";
import { rawOf } from "./tokens.ts";

/** A comment is found as an edit of its own. */
export const COMMENT = /^<!--/;

export class Comparison {
  readonly list: List;
  readonly base: Source;
  /** Of the page as it is now. */
  readonly source: string;
  readonly now: readonly RootContent[];
  readonly old: readonly RootContent[];
  readonly edits: Edit[] = [];
  /** Blocks that belong to a row's edit, such as its footnote, and are no edits of their own. */
  readonly notes = new Set<Nodes>();
  /** The heading above what is compared. */
  section = "";

  constructor(base: Source, now: Page) {
    this.list = base.list;
    this.base = base;
    this.source = now.source;
    // The first is the build's comment.
    this.old = base.page.children.slice(1);
    this.now = now.children;
  }

  /** @param more - the edit's name, line and text, if they are not those of the node */
  refuse(node: Nodes, reason: string, question: string, more: Partial<Refused> = {}): void {
    const { text = this.rawOf(node) } = more;
    const what = `“${(textIn(node).trim() || text).split("\n")[0]?.slice(0, 60)}”`;
    this.edits.push({ type: "refused", line: lineOf(node), what, reason, question, ...more, text });
  }

  changed(line: number, entry: Entry | undefined, changes: Change[], computed: Computed[] = []): void {
    if (changes.length + computed.length === 0) return;
    this.edits.push({ type: "changed", line, entry, changes, computed });
  }

  reworded(node: Nodes, splices: TextEdit[], text = this.rawOf(node), more: Partial<Reworded> = {}): void {
    this.edits.push({ type: "template", line: lineOf(node), splices, text, ...more });
  }

  /** The source of a node, or from one to another. */
  rawOf(first: Nodes, last = first): string {
    const { start, end } = rangeOf(first, last) ?? { start: 0, end: 0 };
    return this.source.slice(start, end);
  }

  scopeOf(origin: Origin): Scope {
    return { levels: levelsOf(this.list, origin), candidates: [origin.values] };
  }

  templateRange(node: RootContent): { start: number; end: number } | undefined {
    const { origin, entry } = dataOf(node);
    if (origin ? origin.eaches.length > 0 : entry) return undefined;
    if (origin?.block.type === "each") {
      const { range, prototype } = origin.block;
      const made = "table" in prototype ? prototype.table : "list" in prototype ? prototype.list : undefined;
      const end = rangeOf(made)?.end;
      return end === undefined ? undefined : { start: range.start.offset, end };
    }
    return rangeOf(node) ?? (origin && rangeOfBraces(origin));
  }

  sectionOf(index: number): string {
    const heading = this.old.slice(0, index + 1).findLast(({ type }) => type === "heading");
    return heading ? headingText(heading) : "";
  }
}

export function escapedBraces(text: string): string {
  return text.replace(/[{}]/g, "\\$&");
}

/** In the template, of a block that is one pair of braces. */
function rangeOfBraces({ block }: Origin): { start: number; end: number } | undefined {
  const [only] = block.type === "field-block" ? [block.field] : block.type === "prose" ? block.parts : [];
  if (only?.type !== "group" && only?.type !== "field") return undefined;
  return { start: only.range.start.offset, end: only.range.end.offset };
}

/** @returns edits of the template that write its own words as they are read */
export function rewordedStatics({ statics }: Reading): TextEdit[] {
  return [...statics].flatMap(([{ node }, tokens]) => {
    const range = rangeOf(node);
    return range ? [{ ...range, text: escapedBraces(rawOf(tokens)) }] : [];
  });
}
