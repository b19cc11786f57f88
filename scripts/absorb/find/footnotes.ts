// `[^1]` in a row and `[^1]: …` below, as GitHub's own footnotes are written → the note of the row's record.
import type { FootnoteDefinition, Root } from "mdast";
import { type Entry, noteOf } from "../../record/entry.ts";
import { parseMarkdown } from "../../text/markdown.ts";
import type { Edit } from "../edit.ts";
import { dataOf, lineOf, phrasing } from "./blocks.ts";
import type { Row } from "./cells.ts";
import type { Comparison } from "./comparison.ts";
import { fieldsIn, newReading } from "./read-backwards.ts";
import { keyOf, type Token, tokensOf } from "./tokens.ts";

/** @returns the row without its footnote, which is found; `undefined` for one that cannot be the note of its record */
export function withoutFootnote(comparison: Comparison, row: Row, entry: Entry | undefined): Row | undefined {
  const names = row.cells.flat().flatMap(({ node }) => (node?.type === "footnoteReference" ? [node.identifier] : []));
  const [name] = names;
  if (name === undefined) return row;
  const note = comparison.now.find(
    (node): node is FootnoteDefinition => node.type === "footnoteDefinition" && node.identifier === name,
  );
  if (!entry || !note || note.children.length !== 1 || names.some((each) => each !== name)) return undefined;
  if (!findNote(comparison, note, entry)) return undefined;
  comparison.notes.add(note);
  return { ...row, cells: row.cells.map((cell) => cell.filter(({ node }) => node?.type !== "footnoteReference")) };
}

/** @returns whether it is the record's, or can become so */
function findNote(comparison: Comparison, note: FootnoteDefinition, entry: Entry): boolean {
  const tokens = tokensIn(note, comparison.source);
  const known = noteOf(entry);
  const line = lineOf(note);
  if (known !== undefined) {
    const isSame = keyOf(tokensIn(parseMarkdown(known), "")) === keyOf(tokens);
    const what = "the footnote is printed as the page has them";
    if (isSame) comparison.edits.push({ type: "noted", line, what });
    return isSame;
  }
  // How the page prints notes.
  const [each] = comparison.old.flatMap((node) => {
    const block = dataOf(node).origin?.block;
    return block?.type === "each" && block.path[0] === "notes" ? [block] : [];
  });
  if (entry.kind.noteField === undefined || each?.prototype.type !== "item" || tokens.length === 0) return false;
  const shown = fieldsIn(each.prototype.parts, true);
  const [target, text] = ["target", "text"].map((key) => shown.find(({ path }) => path.at(-1) === key));
  if (!target || !text) return false;
  const id = `note-${entry.id}`;
  const isFound = (other: Edit): boolean =>
    other.type === "new" &&
    other.line === line &&
    other.readings.some(({ reading }) =>
      [...reading.fields.values()].some((shown) => shown.type === "target" && shown.id === id),
    );
  // In another row of the same record.
  if (comparison.edits.some(isFound)) return true;
  const reading = newReading([target, { type: "target", id }], [text, { type: "tokens", tokens }]);
  comparison.edits.push({
    ...{ type: "new", line, each, section: comparison.section, levels: [], before: undefined, keys: [] },
    readings: [{ levels: [], reading }],
    text: comparison.rawOf(note),
  });
  return true;
}

/** Of the paragraph that is all of it. */
function tokensIn({ children: [only] }: FootnoteDefinition | Root, source: string): readonly Token[] {
  return only ? tokensOf(phrasing(only), source) : [];
}
