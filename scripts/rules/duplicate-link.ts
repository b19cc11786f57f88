// duplicate-link: a list or a section lists a link once.

import { byAge } from "../git/committed.ts";
import { textOf } from "../record/entry.ts";
import { isReferredTo } from "../record/find.ts";
import { type Kind, schemaUnder } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { groupBy } from "../text/group-by.ts";
import { urlKey } from "../text/url.ts";
import { leadingLinks } from "./support/leading-links.ts";
import type { RecordText } from "./support/record-texts.ts";
import type { Rule } from "./support/rule.ts";

export const duplicateLink: Rule = {
  name: "duplicate-link",
  severity: "warning",
  summary: "A section lists a resource once, and so does an example its references.",
  docs: `
Resources are the same when their URLs lead to the same page; only those of one component are compared, because one
resource may be worth reading for two. In a document, two rows of a table or two items of a list are the same when they
start with a link of the same text and the same URL. Tools are compared by \`duplicate-tool\`.

### Wrong: in a list

~~~yaml data/resources/grain.yml
title: Grain
url: https://example.org/grain
~~~
~~~yaml data/resources/mills-and-grain.yml
title: Mills and grain
parts:
  - {label: part 1, url: https://example.org/mills}
  - {label: part 2, url: https://www.example.org/grain/}
~~~
~~~yaml data/examples/farm.yml
organisation: Farm
position: 0
technologies: [{text: Wheels}]
references:
  - {title: Our farm, url: https://example.org/farm}
  - title: Our barn
    url: https://example.org/barn
    also:
      - {title: Our farm, url: "https://example.org/farm#top"}
      - {title: Our farm again, url: https://example.org/farm/}
~~~
~~~text
data/examples/farm.yml:10:38-10:63: warning: This example has this reference already.
  hint: Delete one of the two, or give each its own URL.
  see data/examples/farm.yml:5:28-5:52: the same URL
data/resources/mills-and-grain.yml:4:26-4:56: warning: This resource is listed already.
  hint: Delete one of the two, or give each its own URL.
  see data/resources/grain.yml:2:6-2:31: the same URL
~~~

### Wrong: in a document

~~~md page.md
| Tool | Purpose |
| --- | --- |
| [Big Wheel](https://example.org/wheel) | turns |
| [Old Mill](https://example.org/mill) | grinds |
| [Big Wheel](https://example.org/wheel/) | turns |

- [Grain](https://example.org/grain)
- [Grain](https://example.org/grain): more of it
~~~
~~~text
page.md:5:3-5:42: warning: “Big Wheel” is in this table already.
  hint: Delete one of the two.
  see page.md:3:3-3:41: the same link
page.md:8:3-8:37: warning: “Grain” is in this list already.
  hint: Delete one of the two.
  see page.md:7:3-7:37: the same link
~~~

### Right

~~~md page.md
| Tool | Purpose |
| --- | --- |
| [Big Wheel](https://example.org/wheel) | • [Old Mill](https://example.org/mill)<br>• [Old Mill](https://example.org/mill) |
| [Old Mill](https://example.org/mill) | [docs](https://example.org/docs) |

| Tool |
| --- |
| [Big Wheel](https://example.org/wheel) |

- [Start](#start)
- [Start](#start)
- [#12](https://example.org/12): a wheel
- [#12](https://example.org/12): a mill

## Start
~~~
`,
  markdown(document, report) {
    if (document.kind !== "document") return;
    const listed = leadingLinks(document).filter(({ isFirst }) => isFirst);
    for (const [{ type }, links] of groupBy(listed, ({ block }) => block)) {
      const same = groupBy(links, ({ key, text }) => `${key}\n${text.toLowerCase()}`);
      for (const [first, ...others] of same.values()) {
        if (!first) continue;
        const related = [document.see(first.link, "the same link")];
        for (const { link, text } of others) {
          const message = `“${text}” is in this ${type} already.`;
          report({ range: document.rangeOf(link), message, hint: "Delete one of the two.", related });
        }
      }
    }
  },
  list({ list, texts }, report) {
    const urls = texts.filter(({ kind }) => kind === "url");
    for (const [group, members] of groupBy(urls, (text) => groupOf(list, text))) {
      if (group === undefined) continue;
      for (const [first, ...others] of groupBy(members, ({ value }) => urlKey(value)).values()) {
        if (!first) continue;
        for (const other of others) {
          const inFile = (text: RecordText) => ({ text, file: text.record.file, written: text.value });
          const [{ text: earlier, file }, { text }] = byAge(list.root, inFile(first), inFile(other));
          const related = [{ file, range: earlier.range(), message: "the same URL" }];
          const { kind } = text.record;
          const message =
            kind?.urlField === undefined
              ? `This ${kind?.noun ?? "record"} has this ${kind ? nounOfItem(kind, text.path) : "link"} already.`
              : `This ${kind.noun} is listed already.`;
          report({ ...text.place(), message, hint: "Delete one of the two, or give each its own URL.", related });
        }
      }
    }
  },
};

/** URLs of one group are compared: those of records that stand beside each other, and those of a list in a record. */
function groupOf(list: List, { entry, path }: RecordText): string | undefined {
  if (!entry) return undefined;
  const { kind, file } = entry;
  if (kind.urlField === undefined) return typeof path[1] === "number" ? `${file} ${path[0]}` : undefined;
  // Records that others refer to are compared by rule duplicate-tool.
  return isReferredTo(list, kind) ? undefined : `${kind.name} ${textOf(entry, kind.parentField) ?? ""}`;
}

/** What the schema calls a member of the list that a path leads into: `reference`. */
function nounOfItem({ schema }: Kind, [list]: RecordText["path"]): string {
  return schemaUnder(schema, String(list))?.items?.title?.toLowerCase() ?? "link";
}
