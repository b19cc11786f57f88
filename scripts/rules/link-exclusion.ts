// link-exclusion: an exclusion of links is about some link, about another than the one above, and ends on a day.
import { isDay, patternTest } from "../record/exclusions.ts";
import { locate } from "../record/yaml.ts";
import { listedUrls } from "./support/listed-urls.ts";
import type { Rule } from "./support/rule.ts";

export const linkExclusion: Rule = {
  name: "link-exclusion",
  severity: "warning",
  summary: "An exclusion of links is about some link of the list, and ends on a day that exists.",
  docs: `
Of the links that an exclusion in \`data/list.yml\` is about, \`npm run links\` reports only that they are gone. One that
is about no link, or that stands there twice, is left over and hides what nobody meant to hide. The pattern is the
whole URL as it is listed; \`*\` stands for any characters. Whether an exclusion has ended, \`npm run links\` says:
linting does not look at the clock.

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
exclusions:
  - {pattern: "https://www.example.org/*", reason: It answers no programs., until: "2027-06-30"}
~~~
`,
  list(subject, report) {
    const { settings } = subject.list;
    if (!settings) return;
    const urls = listedUrls(subject).map(({ url }) => url);
    const firsts = new Map<string, number>();
    for (const [index, { pattern, until }] of settings.exclusions.entries()) {
      const place = (key: string, at = index) => ({
        range: locate(settings.source, ["exclusions", at, key]),
        pointer: `/exclusions/${at}/${key}`,
      });
      if (!isDay(until)) {
        const message = `There is no such day as ${until}.`;
        report({
          ...place("until"),
          severity: "error",
          message,
          hint: 'Write a day of the calendar: "2027-06-30"',
        });
      }
      const first = firsts.get(pattern);
      if (first !== undefined) {
        const related = [{ file: settings.file, range: place("pattern", first).range, message: "the other one" }];
        report({
          ...place("pattern"),
          message: `“${pattern}” is excluded twice.`,
          hint: "Keep one of the two.",
          related,
        });
        continue;
      }
      firsts.set(pattern, index);
      if (urls.some(patternTest(pattern))) continue;
      report({
        ...place("pattern"),
        message: `No link of this list is like “${pattern}”.`,
        hint: "The pattern is the whole URL as it is listed, with * for any characters. Delete the exclusion if the link is gone.",
      });
    }
  },
};
