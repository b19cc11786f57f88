// technology-name: a technology that is a tool of the list is written as that tool.

import distance from "damerau-levenshtein";
import { ITEM, withArticle } from "../record/kinds.ts";
import type { RecordLink } from "../record/references.ts";
import { groupBy } from "../text/group-by.ts";
import { formatPointer } from "../text/json.ts";
import { placeIn, seeIn } from "./support/place.ts";
import type { Report, Rule } from "./support/rule.ts";

export const technologyName: Rule = {
  severity: "warning",
  list({ list, texts }, report) {
    const names = [...list.named.keys()];
    const byLowerCase = new Map(names.map((name) => [name.toLowerCase(), name]));
    const words = new Set([...byLowerCase.keys()].flatMap((name) => name.split(/\s+/)));
    for (const text of texts) {
      if (!text.isInsteadOfName) continue;
      const value = text.value.trim();
      const lower = value.toLowerCase();
      const same = byLowerCase.get(lower);
      const entry = list.named.get(value);
      if (entry) {
        const hint = `Write it without “${text.field}:”, so that it is linked: - ${value}`;
        report({ ...text.place(), message: `“${value}” is ${withArticle(entry.kind.noun)} of the list.`, hint });
      } else if (same !== undefined) {
        const hint = `Write it as the list does: - ${same}`;
        report({ ...text.place(), message: `“${value}” is “${same}” in another case.`, hint });
      } else if (!words.has(lower) && !words.has(lower.replace(/s$/, ""))) {
        // One word of a name, or its plural, is not a misspelt name.
        const near = nearName(lower, byLowerCase);
        if (near === undefined) continue;
        report({
          ...text.place(),
          message: `“${value}” is nearly “${near}”.`,
          hint: `If that is meant, write: - ${near}`,
        });
      }
    }
    for (const links of list.links.from.values()) {
      const members = [...links.values()].filter(
        ({ reference: { by, path } }) => by === "name" && path.at(-1) === ITEM,
      );
      for (const named of groupBy(members, ({ path }) => formatPointer(path.slice(0, -1))).values()) {
        reportTwice(named, report);
      }
    }
  },
};

/** @param links - the members of one list */
function reportTwice(links: readonly RecordLink[], report: Report): void {
  for (const [to, [first, ...others]] of groupBy(links, (link) => link.to)) {
    if (!to) continue;
    for (const { value, path, from } of others) {
      // The schema reports two that are equal.
      if (value === first.value) continue;
      report({
        ...placeIn(from, path),
        message: `“${value}” and “${first.value}” are the same ${to.kind.noun}.`,
        hint: "Keep one of the two.",
        related: [seeIn(from, first.path, `“${first.value}”`)],
      });
    }
  }
}

/** Longer texts are not compared with names. */
const LONGEST = 60;

/**
 * @param word - in lower case
 * @param names - by what they are in lower case
 * @returns the name that differs by at most one edit (up to seven letters) or two (longer); none for less than four letters
 */
function nearName(word: string, names: ReadonlyMap<string, string>): string | undefined {
  // With a question mark, the writer says that the name is not certain.
  if (word.length < 4 || word.length > LONGEST || word.endsWith("?")) return undefined;
  const most = word.length < 8 ? 1 : 2;
  for (const [lower, name] of names) {
    if (lower.length < 4 || Math.abs(lower.length - word.length) > most || isOtherVersion(word, lower)) continue;
    if (distance(word, lower).steps <= most) return name;
  }
  return undefined;
}

/** `Big Wheel 4` is not a slip for `Big Wheel 5`, nor is `Mill` one for `Mill 2`. */
function isOtherVersion(a: string, b: string): boolean {
  const digits = /[\d.]+/g;
  return (a.match(digits) ?? []).join(" ") !== (b.match(digits) ?? []).join(" ");
}
