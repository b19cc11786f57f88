// replacement: what is to be used instead of something with a status is another record, and one that is still kept.
import { type Entry, nameOf, textOf } from "../record/entry.ts";
import { withArticle } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { locate } from "../record/yaml.ts";
import { placeIn } from "./support/place.ts";
import type { Report, Rule } from "./support/rule.ts";
import { entriesWithStatus, replacementField, replacementOf, statusOf } from "./support/status.ts";

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
    const entries = entriesWithStatus(list);
    const circles = findCircles(list, entries);
    for (const circle of circles) reportCircle(circle, report);
    const reported = new Set(circles.flat());
    for (const entry of entries) {
      const field = replacementField(entry.kind);
      if (field === undefined || textOf(entry, field) === undefined || reported.has(entry)) continue;
      const other = replacementOf(list, entry);
      if (statusOf(entry) === undefined) {
        const message = `\`${field}\` says what to use instead of ${withArticle(entry.kind.noun)} that is gone, and this one is active.`;
        const hint = "Add why it is replaced, such as: status: unmaintained";
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
          related: [{ file: other.file, range: locate(other.source, ["status"]), message: "its status" }],
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
    related: others.map((entry) => {
      return { file: entry.file, range: locate(entry.source, [field]), message: `to ${textOf(entry, field)}` };
    }),
  });
}
