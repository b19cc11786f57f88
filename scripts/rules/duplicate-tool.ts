// duplicate-tool: every tool has one record.

import type { Entry } from "../record/list.ts";
import { locate } from "../record/yaml.ts";
import type { Related } from "../text/diagnostic.ts";
import { urlKey } from "../text/url.ts";
import type { Report, Rule } from "./support/rule.ts";

type Tool = Entry<"tool">;

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
  list({ list: { tools } }, report) {
    const byUrl = new Map<string, Tool>();
    const byName = new Map<string, { tool: Tool; at: Path; name: string }>();
    for (const tool of tools) {
      const told = new Set<Tool>();
      const { url } = tool.data;
      if (url !== undefined) {
        const key = urlKey(url);
        const other = byUrl.get(key);
        if (!other) byUrl.set(key, tool);
        else if (!shareName(tool, other)) reportUrl(tool, other, report);
        if (other) told.add(other);
      }
      for (const { name, at } of namesOf(tool)) {
        const key = bare(name);
        const other = key === "" ? undefined : byName.get(key);
        if (other && other.tool !== tool && !told.has(other.tool)) {
          told.add(other.tool);
          if (!shareName(tool, other.tool)) reportName(tool, at, name, other, report);
        }
        if (!other) byName.set(key, { tool, at, name });
      }
    }
  },
};

type Path = readonly (string | number)[];

const SAME = "If they are the same tool, keep one record, and put the other name among its aliases; if not,";

function reportUrl(tool: Tool, other: Tool, report: Report): void {
  report({
    file: tool.file,
    range: locate(tool.source, ["url"]),
    message: `“${tool.data.name}” has the URL of “${other.data.name}”.`,
    hint: `${SAME} give each its own URL.`,
    pointer: "/url",
    related: [see(other, ["url"], "the same URL")],
  });
}

function reportName(
  tool: Tool,
  at: Path,
  name: string,
  other: { tool: Tool; at: Path; name: string },
  report: Report,
): void {
  report({
    file: tool.file,
    range: locate(tool.source, at),
    message: `“${name}” is nearly “${other.name}”, which is a tool already.`,
    hint: `${SAME} give this one a name of its own.`,
    pointer: `/${at.join("/")}`,
    related: [see(other.tool, other.at, "its name here")],
  });
}

function see({ file, source }: Tool, at: Path, message: string): Related {
  return { file, range: locate(source, at), message };
}

function namesOf({ data }: Tool): { name: string; at: Path }[] {
  const aliases = (data.aliases ?? []).map((name, index) => ({ name, at: ["aliases", index] }));
  return [{ name: data.name, at: ["name"] }, ...aliases];
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[\s.-]+/g, "");
}

/** Two tools of one name are what the build says. */
function shareName(a: Tool, b: Tool): boolean {
  const names = new Set(namesOf(a).map(({ name }) => name));
  return namesOf(b).some(({ name }) => names.has(name));
}
