// duplicate-tool: everything that records refer to, such as a tool, has one record.

import { type Entry, nameOf, namesOf, urlOf } from "../record/entry.ts";
import { bareName, isReferredTo } from "../record/find.ts";
import { withArticle } from "../record/kinds.ts";
import { entriesOf } from "../record/list.ts";
import { locate } from "../record/yaml.ts";
import { compare } from "../text/compare.ts";
import type { Related } from "../text/diagnostic.ts";
import { formatPointer } from "../text/json.ts";
import { urlKey } from "../text/url.ts";
import type { Report, Rule } from "./support/rule.ts";

export const duplicateTool: Rule = {
  name: "duplicate-tool",
  severity: "error",
  summary: "Every tool has one record.",
  docs: `
Two records are about the same tool when their URLs lead to the same page (\`http:\` or \`https:\`, \`www.\`, a final slash,
\`.git\`, and the case of a host or of a GitHub path make no difference), or when one's name or alias is the other's but
for upper and lower case, blanks, hyphens and dots. A tool that serves several components is listed in each by its one
record, and examples may name it by any of its aliases.

### Wrong

~~~yaml data/tools/big-wheel.yml
name: Big Wheel
url: https://example.org/Wheel
aliases: [Wheel.js]
~~~
~~~yaml data/tools/great-wheel.yml
name: Great Wheel
url: https://www.example.org/Wheel/
~~~
~~~yaml data/tools/wheeljs.yml
name: WheelJS
~~~
~~~text
data/tools/great-wheel.yml:2:6-2:36: error: “Great Wheel” has the URL of “Big Wheel”.
  hint: If they are the same tool, keep one record, and put the other name among its aliases; if not, give each its own URL.
  see data/tools/big-wheel.yml:2:6-2:31: the same URL
data/tools/wheeljs.yml:1:7-1:14: error: “WheelJS” is nearly “Wheel.js”, which is a tool already.
  hint: If they are the same tool, keep one record, and put the other name among its aliases; if not, give this one a name of its own.
  see data/tools/big-wheel.yml:3:11-3:19: its name here
~~~

### Right

~~~yaml data/tools/big-wheel.yml
name: Big Wheel
url: https://example.org/wheel
aliases: [BigWheel, big-wheel]
~~~
~~~yaml data/tools/big-wheel-2.yml
name: Big Wheel 2
url: https://example.org/wheel/2
~~~
`,
  list({ list }, report) {
    for (const kind of list.kinds.all) {
      if (isReferredTo(list, kind))
        check(
          entriesOf(list, kind).toSorted((a, b) => compare(a.id, b.id)),
          report,
        );
    }
  },
};

type Path = readonly (string | number)[];

interface Name {
  entry: Entry;
  name: string;
  path: Path;
}

function check(entries: readonly Entry[], report: Report): void {
  const byUrl = new Map<string, Entry>();
  const byName = new Map<string, Name>();
  for (const entry of entries) {
    const told = new Set<Entry>();
    const url = urlOf(entry);
    if (url !== undefined) {
      const key = urlKey(url);
      const other = byUrl.get(key);
      if (!other) byUrl.set(key, entry);
      else if (!shareName(entry, other)) reportUrl(entry, other, report);
      if (other) told.add(other);
    }
    for (const { name, path } of namesOf(entry)) {
      const key = bareName(name);
      const other = key === "" ? undefined : byName.get(key);
      if (other && other.entry !== entry && !told.has(other.entry)) {
        told.add(other.entry);
        if (!shareName(entry, other.entry)) reportName({ entry, name, path }, other, report);
      }
      if (!other) byName.set(key, { entry, name, path });
    }
  }
}

function howToMend({ kind }: Entry): string {
  const alias = kind.aliasesField === undefined ? "" : ", and put the other name among its aliases";
  return `If they are the same ${kind.noun}, keep one record${alias}; if not,`;
}

function reportUrl(entry: Entry, other: Entry, report: Report): void {
  const path = [String(entry.kind.urlField)];
  report({
    file: entry.file,
    range: locate(entry.source, path),
    message: `“${nameOf(entry)}” has the URL of “${nameOf(other)}”.`,
    hint: `${howToMend(entry)} give each its own URL.`,
    pointer: formatPointer(path),
    related: [see(other, path, "the same URL")],
  });
}

function reportName({ entry, name, path }: Name, other: Name, report: Report): void {
  report({
    file: entry.file,
    range: locate(entry.source, path),
    message: `“${name}” is nearly “${other.name}”, which is ${withArticle(entry.kind.noun)} already.`,
    hint: `${howToMend(entry)} give this one a name of its own.`,
    pointer: formatPointer(path),
    related: [see(other.entry, other.path, "its name here")],
  });
}

function see({ file, source }: Entry, path: Path, message: string): Related {
  return { file, range: locate(source, path), message };
}

/** Two records of one name are what the build says. */
function shareName(a: Entry, b: Entry): boolean {
  const names = new Set(namesOf(a).map(({ name }) => name));
  return namesOf(b).some(({ name }) => names.has(name));
}
