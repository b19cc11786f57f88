// missing-footnote: a record with a status that is not the usual one has a footnote that says so.
import { type Entry, nameOf, noteOf, urlOf } from "../record/entry.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";
import { entriesWithStatus, replacementOf, statusOf } from "./support/status.ts";

export const missingFootnote: Rule = {
  name: "missing-footnote",
  severity: "error",
  summary: "A tool that is not `active` has a `footnote` that says so.",
  docs: `
The page shows no \`status\`: what readers see is the footnote's mark behind the tool's name, and the note that tells
them what to use instead.

### Wrong

~~~yaml data/tools/old-mill.yml
name: Old Mill
url: https://example.org/old-mill
status: unmaintained
replacement: big-wheel
~~~
~~~yaml data/tools/big-wheel.yml
name: Big Wheel
url: https://example.org/big-wheel
~~~
~~~yaml data/tools/red-barn.yml
name: Red Barn
status: discontinued
~~~
~~~text
data/tools/old-mill.yml:3:9-3:21: error: “Old Mill” is unmaintained, and no footnote says so.
  hint: Add: footnote: Old Mill is no longer maintained. You can use [Big Wheel](https://example.org/big-wheel) instead.
data/tools/red-barn.yml:2:9-2:21: error: “Red Barn” is discontinued, and no footnote says so.
  hint: Add: footnote: Red Barn has been discontinued.
~~~

### Right

~~~yaml data/tools/old-mill.yml
name: Old Mill
status: renamed
footnote: Old Mill is now called New Mill.
~~~
~~~yaml data/tools/big-wheel.yml
name: Big Wheel
status: active
~~~
`,
  list({ list }, report) {
    for (const entry of entriesWithStatus(list)) {
      const status = statusOf(entry);
      if (status === undefined || (noteOf(entry) ?? "").trim() !== "") continue;
      const other = replacementOf(list, entry);
      const instead = other === entry ? undefined : other;
      report({
        ...placeIn(entry, ["status"]),
        message: `“${nameOf(entry)}” is ${status}, and no footnote says so.`,
        hint: `Add: ${entry.kind.noteField}: ${sentence(nameOf(entry), status, instead)}`,
      });
    }
  },
};

/** What the footnote might say. */
function sentence(name: string, status: string, instead: Entry | undefined): string {
  const url = instead && urlOf(instead);
  const other = instead && (url === undefined ? nameOf(instead) : `[${nameOf(instead)}](${url})`);
  if (status === "renamed") return `${name} is now called ${other ?? "NAME"}.`;
  const what = status === "discontinued" ? "has been discontinued" : "is no longer maintained";
  return other === undefined ? `${name} ${what}.` : `${name} ${what}. You can use ${other} instead.`;
}
