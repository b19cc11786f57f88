// replacement: what is to be used instead of a tool is another tool that is still kept.
import type { Entry } from "../record/list.ts";
import { locate } from "../record/yaml.ts";
import type { Report, Rule } from "./support/rule.ts";

type Tool = Entry<"tool">;

export const replacement: Rule = {
  name: "replacement",
  severity: "error",
  summary: "What is to be used instead of a tool is another tool, and one that is still kept.",
  docs: `
A reader who follows the advice should not meet the next footnote. A tool that is active needs no \`replacement\`.

### Wrong

~~~yaml data/tools/big-wheel.yml
name: Big Wheel
status: archived
replacement: new-wheel
footnote: Big Wheel is no longer maintained.
~~~
~~~yaml data/tools/new-wheel.yml
name: New Wheel
replacement: old-mill
~~~
~~~yaml data/tools/old-mill.yml
name: Old Mill
status: unmaintained
replacement: big-wheel
footnote: Old Mill is no longer maintained.
~~~
~~~yaml data/tools/red-barn.yml
name: Red Barn
status: unmaintained
replacement: red-barn
footnote: Red Barn is no longer maintained.
~~~
~~~yaml data/tools/white-fence.yml
name: White Fence
status: unmaintained
replacement: red-barn
footnote: White Fence is no longer maintained.
~~~
~~~yaml data/tools/yellow-door.yml
name: Yellow Door
replacement: zinc-roof
~~~
~~~yaml data/tools/zinc-roof.yml
name: Zinc Roof
~~~
~~~text
data/tools/big-wheel.yml:3:14-3:23: error: The replacements go round in a circle: big-wheel → new-wheel → old-mill → big-wheel.
  hint: Delete the \`replacement\` of the tool that is still kept.
  see data/tools/new-wheel.yml:2:14-2:22: to old-mill
  see data/tools/old-mill.yml:3:14-3:23: to big-wheel
data/tools/red-barn.yml:3:14-3:22: error: “Red Barn” replaces itself.
  hint: Write the id of the tool to use instead, or delete the line.
data/tools/white-fence.yml:3:14-3:22: error: “Red Barn” is unmaintained itself.
  hint: Name a tool that is still kept, or delete the line.
  see data/tools/red-barn.yml:2:9-2:21: its status
data/tools/yellow-door.yml:2:1-2:12: warning: \`replacement\` says what to use instead of a tool that is gone, and this one is active.
  hint: Add why it is replaced, such as: status: unmaintained
~~~

### Right

~~~yaml data/tools/old-mill.yml
name: Old Mill
status: unmaintained
replacement: big-wheel
footnote: Old Mill is no longer maintained.
~~~
~~~yaml data/tools/big-wheel.yml
name: Big Wheel
~~~
~~~yaml data/tools/red-barn.yml
name: Red Barn
status: discontinued
replacement: big-wheel
footnote: Red Barn is no longer maintained.
~~~
`,
  list({ list }, report) {
    const byId = new Map(list.tools.map((tool) => [tool.id, tool]));
    const circles = findCircles(list.tools, byId);
    for (const circle of circles) reportCircle(circle, report);
    const told = new Set(circles.flat());
    for (const tool of list.tools) {
      if (tool.data.replacement === undefined || told.has(tool)) continue;
      const other = byId.get(tool.data.replacement);
      if ((tool.data.status ?? "active") === "active") {
        const message = "`replacement` says what to use instead of a tool that is gone, and this one is active.";
        const range = locate(tool.source, ["replacement"], "key");
        const hint = "Add why it is replaced, such as: status: unmaintained";
        report({ file: tool.file, range, severity: "warning", message, hint, pointer: "/replacement" });
      } else if (other && (other.data.status ?? "active") !== "active") {
        reportGone(tool, other, byId, report);
      }
    }
  },
};

function reportGone(tool: Tool, other: Tool, byId: ReadonlyMap<string, Tool>, report: Report): void {
  const next = other.data.replacement === undefined ? undefined : byId.get(other.data.replacement);
  const isKept = next && next !== tool && (next.data.status ?? "active") === "active";
  report({
    file: tool.file,
    range: locate(tool.source, ["replacement"]),
    message: `“${other.data.name}” is ${other.data.status} itself.`,
    hint: isKept ? `Its own replacement is: ${next.id}` : "Name a tool that is still kept, or delete the line.",
    pointer: "/replacement",
    related: [{ file: other.file, range: locate(other.source, ["status"]), message: "its status" }],
  });
}

/** Each circle once, from its first tool; a tool that replaces itself is a circle of one. */
function findCircles(tools: readonly Tool[], byId: ReadonlyMap<string, Tool>): Tool[][] {
  const circles: Tool[][] = [];
  const seen = new Set<Tool>();
  for (const first of tools) {
    const way = new Map<Tool, number>();
    let tool: Tool | undefined = first;
    while (tool && !seen.has(tool)) {
      seen.add(tool);
      way.set(tool, way.size);
      tool = tool.data.replacement === undefined ? undefined : byId.get(tool.data.replacement);
    }
    const start = tool && way.get(tool);
    if (start !== undefined) circles.push([...way.keys()].slice(start));
  }
  return circles;
}

function reportCircle(circle: readonly Tool[], report: Report): void {
  const at = circle.indexOf(circle.reduce((a, b) => (b.id < a.id ? b : a)));
  const [first, ...others] = [...circle.slice(at), ...circle.slice(0, at)];
  if (!first) return;
  const place = ({ file, source }: Tool) => ({ file, range: locate(source, ["replacement"]) });
  if (others.length === 0) {
    const message = `“${first.data.name}” replaces itself.`;
    const hint = "Write the id of the tool to use instead, or delete the line.";
    report({ ...place(first), message, hint, pointer: "/replacement" });
    return;
  }
  const ids = [first, ...others, first].map(({ id }) => id).join(" → ");
  report({
    ...place(first),
    message: `The replacements go round in a circle: ${ids}.`,
    hint: "Delete the `replacement` of the tool that is still kept.",
    pointer: "/replacement",
    related: others.map((tool) => ({ ...place(tool), message: `to ${tool.data.replacement}` })),
  });
}
