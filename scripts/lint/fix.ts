// Findings with a fix → a file's text with the fixes made, where what a record says stays what it was.
import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Diagnostic, Edit } from "../text/diagnostic.ts";

export interface Fixed {
  text: string;
  /** The findings that it mends. */
  mended: Diagnostic[];
}

/**
 * @param file - its name tells whether it is YAML
 * @param source - the file's text, without a byte order mark
 * @param findings - of this file, by their places
 * @returns the text with as many fixes as can be made at once: of two that overlap, the first
 */
export function fixText(file: string, source: string, findings: readonly Diagnostic[]): Fixed {
  const mayFix = (mended: readonly Diagnostic[]): boolean =>
    !file.endsWith(".yml") || isSameRecord(source, apply(source, mended), mended);
  const apart = withoutOverlaps(findings);
  if (mayFix(apart)) return { text: apply(source, apart), mended: apart };
  // One fix that cannot be made keeps no other from being made.
  const mended: Diagnostic[] = [];
  for (const finding of apart) if (mayFix([...mended, finding])) mended.push(finding);
  return { text: apply(source, mended), mended };
}

/** One that starts before the end of another waits for the next round. */
function withoutOverlaps(findings: readonly Diagnostic[]): Diagnostic[] {
  let end = -1;
  return findings.filter(({ fix }) => {
    if (!fix || fix.edits.length === 0 || fix.edits.some((edit) => edit.start <= end)) return false;
    end = Math.max(...fix.edits.map((edit) => edit.end));
    return true;
  });
}

function apply(source: string, findings: readonly Diagnostic[]): string {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []).sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end, text } of edits) {
    pieces.push(source.slice(from, start), text);
    from = end;
  }
  return pieces.join("") + source.slice(from);
}

/** Do both texts hold the same record, but for values that a fix said it changes? Both can be read, in any case. */
function isSameRecord(before: string, after: string, findings: readonly Diagnostic[]): boolean {
  const [old, fresh] = [before, after].map((source) => parseDocument(source, { prettyErrors: false }));
  if (!old || !fresh || [old, fresh].some(({ errors, warnings }) => errors.length + warnings.length > 0)) return false;
  const changing = findings.flatMap(({ fix }) => (fix?.changesData ? fix.edits : []));
  return isSame(old.contents, fresh.contents, changing);
}

/** @param changing - edits that change values */
function isSame(before: unknown, after: unknown, changing: readonly Edit[]): boolean {
  if (isMap(before) && isMap(after)) {
    return (
      before.items.length === after.items.length &&
      before.items.every(({ key, value }, index) => {
        const other = after.items[index];
        return String(key) === String(other?.key) && isSame(value, other?.value, changing);
      })
    );
  }
  if (isSeq(before) && isSeq(after)) {
    return (
      before.items.length === after.items.length &&
      before.items.every((item, index) => isSame(item, after.items[index], changing))
    );
  }
  if (!isScalar(before) || !isScalar(after)) return String(before) === String(after);
  if (isDeepStrictEqual(before.value, after.value)) return true;
  const [from = 0, to = 0] = before.range ?? [];
  return changing.some(({ start, end }) => start <= to && from <= end);
}
