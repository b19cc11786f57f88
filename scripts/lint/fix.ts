// Applies the fixes of findings to a file's text, as long as a record keeps its data.
import { isDeepStrictEqual } from "node:util";
import { isCollection, isMap, isPair, isScalar, parseDocument } from "yaml";
import type { Diagnostic, Edit } from "../text/diagnostic.ts";
import { applyEdits } from "../text/edits.ts";

/**
 * @param file - its name tells whether it is YAML
 * @param source - the file's text, without a byte order mark
 * @param findings - of this file, by their places
 * @returns the text with as many fixes as can be made at once (of two that overlap, the first), and the findings that these mend
 */
export function fixText(
  file: string,
  source: string,
  findings: readonly Diagnostic[],
): { text: string; mended: Diagnostic[] } {
  const mayFix = (mended: readonly Diagnostic[]): boolean =>
    !file.endsWith(".yml") || isSameRecord(source, apply(source, mended), mended);
  const fixable = withoutOverlaps(findings);
  if (mayFix(fixable)) return { text: apply(source, fixable), mended: fixable };
  // Each fix is tried on its own, so that one that cannot be made does not stop the others.
  const mended: Diagnostic[] = [];
  for (const finding of fixable) if (mayFix([...mended, finding])) mended.push(finding);
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
  return applyEdits(
    source,
    findings.flatMap(({ fix }) => fix?.edits ?? []),
  );
}

/** Do both texts hold the same record? Values may differ where a fix says that it changes data. */
function isSameRecord(before: string, after: string, findings: readonly Diagnostic[]): boolean {
  const [old, fresh] = [before, after].map((source) => parseDocument(source, { prettyErrors: false }));
  if (!old || !fresh || [old, fresh].some(({ errors, warnings }) => errors.length + warnings.length > 0)) return false;
  const changing = findings.flatMap(({ fix }) => (fix?.changesData ? fix.edits : []));
  return isSame(old.contents, fresh.contents, changing);
}

/** @param changing - edits that change values */
function isSame(before: unknown, after: unknown, changing: readonly Edit[]): boolean {
  if (isPair(before) && isPair(after)) {
    return String(before.key) === String(after.key) && isSame(before.value, after.value, changing);
  }
  if (isCollection(before) && isCollection(after)) {
    const others = after.items;
    return (
      isMap(before) === isMap(after) &&
      before.items.length === others.length &&
      before.items.every((item, index) => isSame(item, others[index], changing))
    );
  }
  if (!isScalar(before) || !isScalar(after)) return String(before) === String(after);
  if (isDeepStrictEqual(before.value, after.value)) return true;
  const [from = 0, to = 0] = before.range ?? [];
  return changing.some(({ start, end }) => start <= to && from <= end);
}
