// link-exclusion: every exclusion matches a link, no two are the same, and each ends on a day that exists.
import { isDay, patternTest } from "../record/exclusions.ts";
import { groupBy } from "../text/group-by.ts";
import { webAddressesOfList } from "./support/listed-urls.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";

export const linkExclusion: Rule = {
  severity: "warning",
  list(linted, report) {
    const { settings } = linted.list;
    if (!settings) return;
    const urls = webAddressesOfList(linted).map(({ url }) => url);
    const exclusions = settings.exclusions.map((exclusion, index) => ({ ...exclusion, index }));
    for (const { until, index } of exclusions) {
      if (isDay(until)) continue;
      report({
        ...placeIn(settings, ["exclusions", index, "until"]),
        severity: "error",
        message: `There is no such day as ${until}.`,
        hint: 'Write a day of the calendar: "2027-06-30"',
      });
    }
    for (const [pattern, [first, ...others]] of groupBy(exclusions, (exclusion) => exclusion.pattern)) {
      const place = placeIn(settings, ["exclusions", first.index, "pattern"]);
      for (const { index } of others) {
        report({
          ...placeIn(settings, ["exclusions", index, "pattern"]),
          message: `“${pattern}” is excluded twice.`,
          hint: "Keep one of the two.",
          related: [{ file: place.file, range: place.range, message: "the other one" }],
        });
      }
      if (urls.some(patternTest(pattern))) continue;
      report({
        ...place,
        message: `No link of this list is like “${pattern}”.`,
        hint: "The pattern is the whole URL as it is listed, with * for any characters. Delete the exclusion if the link is gone.",
      });
    }
  },
};
