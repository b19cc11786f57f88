// replacement: what is to be used instead of something with a status is another record, and one that is still kept.
import { type Entry, nameOf, textOf } from "../record/entry.ts";
import { withArticle } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import {
  entriesWithStatus,
  replacementField,
  replacementOf,
  STATUS,
  statusOf,
  statusWords,
  usualStatus,
} from "../record/status.ts";
import { placeIn, seeIn } from "./support/place.ts";
import type { Report, Rule } from "./support/rule.ts";

export const replacement: Rule = {
  severity: "error",
  list({ list }, report) {
    const entries = entriesWithStatus(list);
    const circles = findCircles(list, entries);
    for (const circle of circles) reportCircle(circle, report);
    const reported = new Set(circles.flat());
    for (const entry of entries) {
      const field = replacementField(entry.kind);
      if (field === undefined || textOf(entry, field) === undefined || reported.has(entry)) continue;
      const other = replacementOf(list, entry);
      if (statusOf(entry) === undefined) {
        const message = `\`${field}\` says what to use instead of ${withArticle(entry.kind.noun)} that is gone, and this one is ${usualStatus(entry.kind) ?? "not"}.`;
        const word = statusWords(entry.kind).find((each) => each !== usualStatus(entry.kind)) ?? "unmaintained";
        const hint = `Add why it is replaced, such as: ${STATUS}: ${word}`;
        report({ ...placeIn(entry, [field], "key"), severity: "warning", message, hint });
      } else if (other && statusOf(other) !== undefined) {
        const next = replacementOf(list, other);
        const isKept = next && next !== entry && statusOf(next) === undefined;
        report({
          ...placeIn(entry, [field]),
          message: `“${nameOf(other)}” is ${statusOf(other)} itself.`,
          hint: isKept
            ? `Its own ${field} is: ${next.id}`
            : `Name ${withArticle(entry.kind.noun)} that is still kept, or delete the line.`,
          related: [seeIn(other, [STATUS], "its status")],
        });
      }
    }
  },
};

/** Each circle once, from its first record; one that replaces itself is a circle of one. */
function findCircles(list: List, entries: readonly Entry[]): Entry[][] {
  const circles: Entry[][] = [];
  const seen = new Set<Entry>();
  for (const first of entries) {
    const way = new Map<Entry, number>();
    let entry: Entry | undefined = first;
    while (entry && !seen.has(entry)) {
      seen.add(entry);
      way.set(entry, way.size);
      entry = replacementOf(list, entry);
    }
    const start = entry && way.get(entry);
    if (start !== undefined) circles.push([...way.keys()].slice(start));
  }
  return circles;
}

function reportCircle(circle: readonly Entry[], report: Report): void {
  const at = circle.indexOf(circle.reduce((a, b) => (b.id < a.id ? b : a)));
  const [first, ...others] = [...circle.slice(at), ...circle.slice(0, at)];
  if (!first) return;
  const field = String(replacementField(first.kind));
  const { noun } = first.kind;
  if (others.length === 0) {
    const message = `“${nameOf(first)}” replaces itself.`;
    const hint = `Write the id of the ${noun} to use instead, or delete the line.`;
    report({ ...placeIn(first, [field]), message, hint });
    return;
  }
  report({
    ...placeIn(first, [field]),
    message: `The replacements go round in a circle: ${[first, ...others, first].map(({ id }) => id).join(" → ")}.`,
    hint: `Delete the \`${field}\` of the ${noun} that is still kept.`,
    related: others.map((entry) => seeIn(entry, [field], `to ${textOf(entry, field)}`)),
  });
}
