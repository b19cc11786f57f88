// file-name: a record's file is called what the record is called, in kebab-case.

import { toolsIn } from "../drawing/marks.ts";
import { ID, idOf } from "../record/kinds.ts";
import { type AnyEntry, entriesOf, type List } from "../record/list.ts";
import { locate } from "../record/yaml.ts";
import type { LintedList } from "./support/linted-list.ts";
import type { Rule } from "./support/rule.ts";

export const fileName: Rule = {
  name: "file-name",
  severity: "error",
  summary: "A record's file is called what the record is called, in kebab-case.",
  docs: `
The name without \`.yml\` is the record's id: people look for \`Big Wheel\` in \`big-wheel.yml\`, and a second record of the
same tool would meet the first there. Tools and components go by their \`name\`, examples by their \`organisation\`,
resources by their \`title\`. Two examples of one organisation, or two resources of one title, add something to tell them
apart: \`farm-2.yml\`, \`farm-wheels.yml\`. A name without Latin letters may have any id, and so may a diagram.

### Wrong

~~~yaml data/tools/wheel.yml
name: Big Wheel & Co
~~~
~~~yaml data/tools/old-mill.yml
name: Old Mill
status: unmaintained
replacement: wheel
footnote: Old Mill is no longer maintained.
~~~
~~~yaml data/resources/grain-2.yml
title: "Grain: a café’s view"
url: https://example.org/grain
~~~
~~~text
data/resources/grain-2.yml:1:8-1:30: error: This file is called grain-2.yml, and its title is “Grain: a café’s view”.
  hint: Rename the file to data/resources/grain-a-cafes-view.yml, or correct the title.
data/tools/wheel.yml:1:7-1:21: error: This file is called wheel.yml, and its name is “Big Wheel & Co”.
  hint: Rename the file to data/tools/big-wheel-and-co.yml (and the \`replacement\` in data/tools/old-mill.yml), or correct the name.
~~~

### Right

~~~yaml data/tools/big-wheel-2.yml
name: Big Wheel 2
~~~
~~~yaml data/tools/wheel-plus-plus.yml
name: Wheel++
~~~
~~~yaml data/tools/wheel-js.yml
name: Wheel.js
~~~
~~~yaml data/tools/suisha.yml
name: 水車
~~~
~~~yaml data/examples/farm.yml
organisation: Farm
position: 0
technologies: [Wheel.js]
references:
  - title: Our farm
    url: https://example.org/farm
~~~
~~~yaml data/examples/farm-mill.yml
organisation: Farm
position: 1
technologies: [Wheel++]
references:
  - title: Our mill
    url: https://example.org/mill
~~~
`,
  async list(subject, report) {
    const { list } = subject;
    // Most names are ASCII, and a look costs far less than a transliteration, whose tables take long to load.
    const others = entriesOf(list).filter((entry) => entry.kind !== "diagram" && idOf(called(entry).name) !== entry.id);
    if (others.length === 0) return;
    const slugs = await import("../text/kebab.ts");
    for (const entry of others) {
      const { key, name } = called(entry);
      if (isRight(entry.id, name, slugs) || isTold(subject, entry)) continue;
      const id = slugs.kebab(name);
      const isOneOfTwo = entry.id.startsWith(`${id}-`) && hasNamesake(list, entry, name);
      if (isOneOfTwo || !ID.test(id)) continue;
      const target = `${entry.file.slice(0, -`${entry.id}.yml`.length)}${id}.yml`;
      report({
        file: entry.file,
        range: locate(entry.source, [key]),
        message: `This file is called ${entry.id}.yml, and its ${key} is “${name}”.`,
        hint: `Rename the file to ${target}${alsoRename(list, entry)}, or correct the ${key}.`,
        pointer: `/${key}`,
      });
    }
  },
};

function called(entry: AnyEntry): { key: string; name: string } {
  switch (entry.kind) {
    case "example":
      return { key: "organisation", name: entry.data.organisation };
    case "resource":
    case "diagram":
      return { key: "title", name: entry.data.title };
    default:
      return { key: "name", name: entry.data.name };
  }
}

type Slugs = typeof import("../text/kebab.ts");

function isRight(id: string, name: string, { kebab, slug }: Slugs): boolean {
  if (!/\p{sc=Latin}/u.test(name)) return true;
  // `.NET` is pronounced so.
  if (kebab(name.replace(/^\./, "dot ")).replace(/^dot-/, "dot") === id) return true;
  const withoutMarks = name.normalize("NFKD").replace(/\p{M}/gu, "");
  return [idOf(withoutMarks), slug(name), kebab(name)].includes(id);
}

/** Has the build said that something is not called what it was called before? */
function isTold({ list, found }: LintedList, entry: AnyEntry): boolean {
  const isFound = (rule: string): boolean => found.some((diagnostic) => diagnostic.rule === rule);
  if (entry.kind === "component") return isFound("component-heading") || isFound("unknown-component");
  if (entry.kind !== "tool" || !isFound("unknown-tool")) return false;
  const ids = new Set(list.tools.map(({ id }) => id));
  const wanted = idOf(entry.data.name);
  if (!ids.has(wanted) && list.tools.some(({ data }) => data.replacement === wanted)) return true;
  const drawn = list.diagrams.flatMap(({ data }) => toolsIn(data.nodes));
  const named = list.examples.flatMap(({ data }) => [
    ...data.technologies.flatMap((technology) =>
      typeof technology === "string" ? [technology] : (technology.tools ?? []),
    ),
    ...data.references.flatMap(({ tools }) => tools ?? []),
  ]);
  return [...drawn, ...named].some((name) => !list.toolsByName.has(name) && idOf(name) === entry.id);
}

function hasNamesake(list: List, entry: AnyEntry, name: string): boolean {
  const isSame = (other: AnyEntry): boolean => called(other).name.toLowerCase() === name.toLowerCase();
  return entriesOf(list).some((other) => other !== entry && other.kind === entry.kind && isSame(other));
}

/** What else names the id. */
function alsoRename(list: List, { kind, id }: AnyEntry): string {
  if (kind === "component") return " (and the id in the template and in the records that name it)";
  if (kind !== "tool") return "";
  const files = list.tools.filter(({ data }) => data.replacement === id).map(({ file }) => file);
  return files.length === 0 ? "" : ` (and the \`replacement\` in ${files.join(", ")})`;
}
