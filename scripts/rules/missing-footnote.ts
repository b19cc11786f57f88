// missing-footnote: a tool that is not kept any more has a footnote.
import type { Entry } from "../record/list.ts";
import { locate } from "../record/yaml.ts";
import type { Rule } from "./support/rule.ts";

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
    for (const tool of list.tools) {
      const { name, status = "active", footnote = "", replacement } = tool.data;
      if (status === "active" || footnote.trim() !== "") continue;
      const instead = list.tools.find(({ id }) => id === replacement && id !== tool.id);
      report({
        file: tool.file,
        range: locate(tool.source, ["status"]),
        message: `“${name}” is ${status}, and no footnote says so.`,
        hint: `Add: footnote: ${sentence(name, status, instead)}`,
        pointer: "/status",
      });
    }
  },
};

/** What the footnote might say. */
function sentence(name: string, status: string, instead: Entry<"tool"> | undefined): string {
  const other =
    instead && (instead.data.url === undefined ? instead.data.name : `[${instead.data.name}](${instead.data.url})`);
  if (status === "renamed") return `${name} is now called ${other ?? "NAME"}.`;
  const what = status === "discontinued" ? "has been discontinued" : "is no longer maintained";
  return other === undefined ? `${name} ${what}.` : `${name} ${what}. You can use ${other} instead.`;
}
