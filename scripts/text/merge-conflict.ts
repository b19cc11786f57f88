// Merge conflicts that Git left in a file.
import { Diagnostic } from "./diagnostic.ts";
import type { SourceText } from "./source.ts";

/** Git's style diff3 shows between `|||||||` and `=======` what both sides were made from. */
const MARKER = /^(?:([<|>])\1{6}(?: |$)|={7}$)/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** The lines of a file's conflicts that Git wrote: `<<<<<<< HEAD`, `=======` and `>>>>>>> branch`. */
interface Marker {
  sign: string;
  text: string;
  start: number;
}

/** @returns a file's merge conflicts as one finding, at the first of them */
export function mergeConflict(source: SourceText): Diagnostic | undefined {
  const [first, ...others] = findMarkers(source).filter(({ sign }) => sign === "<" || sign === ">");
  if (!first) return undefined;
  const starts = others.filter(({ sign }) => sign === "<").length;
  const message =
    first.sign === ">"
      ? "This line is left over from a merge conflict."
      : `A merge conflict is not resolved here${starts === 0 ? "" : `, and ${starts} more below`}.`;
  return new Diagnostic({
    file: source.file,
    range: source.range(first.start, first.start + first.text.length),
    rule: "merge-conflict",
    message,
    hint:
      first.sign === ">"
        ? "Look whether the lines around it are right, and delete it."
        : "Keep what is right of both sides, and delete the lines with <<<<<<<, ======= and >>>>>>>.",
  });
}

/** @returns the text as each side of its conflicts has it; one that has no conflict as it is */
export function sidesOf(source: SourceText): string[] {
  const markers = findMarkers(source);
  if (markers.length === 0) return [source.text];
  return ["<", "="].map((side) => {
    let text = source.text.slice(0, markers[0]?.start);
    for (const [index, { sign, start, text: marker }] of markers.entries()) {
      if (sign === side || sign === ">") text += source.text.slice(start + marker.length, markers[index + 1]?.start);
    }
    return text;
  });
}

/** A line of `=======` alone underlines a heading, and one of `>>>>>>>` is a quotation: Git writes them together. */
function findMarkers(source: SourceText): Marker[] {
  if (!/^[<>]{7}(?:[ \r\n]|$)/m.test(source.text)) return [];
  const markers: Marker[] = [];
  let fence: string | undefined;
  for (const line of source.lines()) {
    const [, opening] = (source.language === "markdown" && FENCE.exec(line.text)) || [];
    // Code in Markdown may show a conflict.
    if (opening !== undefined && fence === undefined) fence = opening;
    else if (fence !== undefined && opening?.startsWith(fence)) fence = undefined;
    if (fence !== undefined) continue;
    const [last, sign] = [markers.at(-1)?.sign, line.text.charAt(0)];
    const isNext = { "<": true, "|": last === "<", "=": last !== "=", ">": last === "=" }[sign];
    if (isNext && MARKER.test(line.text)) markers.push({ sign, ...line });
  }
  return markers;
}
