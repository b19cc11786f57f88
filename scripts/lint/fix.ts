// Findings with a fix → files with the fixes made, where what a record says stays what it was.
import { isDeepStrictEqual } from "node:util";
import { isScalar, parseDocument, visit } from "yaml";
import type { Diagnostic } from "../text/diagnostic.ts";

export interface Fixed {
  text: string;
  /** The findings that it mends. */
  mended: Diagnostic[];
}

/**
 * @param file - its name tells whether it is YAML
 * @param source - the file's text, without a byte order mark
 * @param findings - of this file
 * @returns the text with as many fixes as can be made at once: of two that overlap, the first
 */
export function fixText(file: string, source: string, findings: readonly Diagnostic[]): Fixed {
  const isSafe = (mended: readonly Diagnostic[]): boolean =>
    !file.endsWith(".yml") || saysTheSame(source, apply(source, mended), mended);
  const apart = withoutOverlaps(findings);
  if (isSafe(apart)) return { text: apply(source, apart), mended: apart };
  // One fix that cannot be made keeps no other from being made.
  const mended: Diagnostic[] = [];
  for (const finding of apart) if (isSafe([...mended, finding])) mended.push(finding);
  return { text: apply(source, mended), mended };
}

/** @param findings - by their places; one that starts inside of another's stretch waits for the next round */
function withoutOverlaps(findings: readonly Diagnostic[]): Diagnostic[] {
  let end = -1;
  return findings.filter(({ fix }) => {
    if (!fix || fix.edits.length === 0) return false;
    const isBehind = fix.edits.every((edit) => edit.start > end);
    if (isBehind) end = fix.edits.reduce((last, edit) => Math.max(last, edit.end), end);
    return isBehind;
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

interface Leaf {
  path: string;
  value: unknown;
  start: number;
  end: number;
}

/**
 * Do both texts hold the same record, but for values that a fix said it changes? Keys, and the shape of everything, must
 * be the same in any case.
 */
function saysTheSame(before: string, after: string, findings: readonly Diagnostic[]): boolean {
  const [old, fresh] = [leaves(before), leaves(after)];
  // A file that cannot be read is compared as what it is: it must not become another unreadable file.
  if (!old || !fresh || old.length !== fresh.length) return false;
  const changing = findings.flatMap(({ fix }) => (fix?.changesData ? fix.edits : []));
  return old.every((leaf, index) => {
    const other = fresh[index];
    if (other?.path !== leaf.path) return false;
    if (isDeepStrictEqual(leaf.value, other.value)) return true;
    return changing.some(({ start, end }) => start <= leaf.end && leaf.start <= end);
  });
}

function leaves(source: string): Leaf[] | undefined {
  const document = parseDocument(source, { prettyErrors: false });
  if (document.errors.length > 0 || document.warnings.length > 0) return undefined;
  const found: Leaf[] = [];
  const indexes = new Map<object, number>();
  visit(document, {
    Scalar(key, node, ancestors) {
      const steps = ancestors.map((ancestor) => {
        if ("key" in ancestor && isScalar(ancestor.key)) return `/${ancestor.key.value}`;
        return indexes.has(ancestor) ? `[${indexes.get(ancestor)}]` : "";
      });
      if (typeof key === "number") indexes.set(node, key);
      const [start = 0, end = 0] = node.range ?? [];
      found.push({ path: `${steps.join("")}${key === "key" ? "#" : ""}`, value: node.value, start, end });
    },
    Map(key, node) {
      if (typeof key === "number") indexes.set(node, key);
    },
    Seq(key, node) {
      if (typeof key === "number") indexes.set(node, key);
    },
  });
  return found;
}
