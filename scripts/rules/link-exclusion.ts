// link-exclusion: every exclusion matches a link, no two are the same, and each ends on a day that exists.
import { isDay, patternTest } from "../record/exclusions.ts";
import { groupBy } from "../text/group-by.ts";
import { listedUrls } from "./support/listed-urls.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";

export const linkExclusion: Rule = {
  name: "link-exclusion",
  severity: "warning",
  summary: "An exclusion of links is about some link of the list, and ends on a day that exists.",
  docs: `
Of the links that an exclusion in \`data/list.yml\` is about, \`npm run links\` reports only that they are gone. The pattern
is the whole URL as it is listed; \`*\` stands for any characters. Whether an exclusion has ended is reported by
\`npm run links\`: linting does not look at the clock.

### Wrong

~~~yaml data/tools/queue.yml
name: Queue
url: https://www.example.org/queue
~~~
~~~yaml data/list.yml
name: A list
exclusions:
  - {pattern: "https://example.org/*", reason: It answers no programs., until: "2027-06-30"}
  - {pattern: "https://www.example.org/*", reason: It answers no programs., until: "2027-02-30"}
  - {pattern: "https://www.example.org/*", reason: It asks for a password., until: "2027-06-30"}
~~~
~~~text
data/list.yml:3:15-3:38: warning: No link of this list is like “https://example.org/*”.
  hint: The pattern is the whole URL as it is listed, with * for any characters. Delete the exclusion if the link is gone.
data/list.yml:4:84-4:96: error: There is no such day as 2027-02-30.
  hint: Write a day of the calendar: "2027-06-30"
data/list.yml:5:15-5:42: warning: “https://www.example.org/*” is excluded twice.
  hint: Keep one of the two.
  see data/list.yml:4:15-4:42: the other one
~~~

### Right

~~~yaml data/tools/queue.yml
name: Queue
url: https://www.example.org/queue
~~~
~~~yaml data/list.yml
name: A list
exclusions: [{pattern: "https://www.example.org/*", reason: It answers no programs., until: "2027-06-30"}]
~~~
`,
  list(linted, report) {
    const { settings } = linted.list;
    if (!settings) return;
    const urls = listedUrls(linted).map(({ url }) => url);
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
      if (!first) continue;
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
