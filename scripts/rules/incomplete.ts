// incomplete: what records should say besides what they have to, and do not yet.
import { type Entry, nameOf } from "../record/entry.ts";
import { entriesOf } from "../record/list.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";

export const incomplete: Rule = {
  name: "incomplete",
  severity: "info",
  summary: "Records say what a complete one of their kind says.",
  docs: `
A schema requires what a record cannot do without. What readers miss when it is not there, but nobody may know yet, stands
in \`x-complete\`: a JSON Schema for complete records. The finding lists those that it is still missing in.

### Wrong

~~~json schemas/book.schema.json
{
  "title": "Book",
  "x-kind": { "folder": "books", "name": "title" },
  "x-complete": { "type": "object", "required": ["pages"] },
  "type": "object",
  "required": ["title"],
  "properties": { "title": { "type": "string" }, "pages": { "type": "integer" } }
}
~~~
~~~md templates/README.md
<!-- each books -->
- {title}
~~~
~~~yaml data/books/emma.yml
title: Emma
pages: 474
~~~
~~~yaml data/books/moby-dick.yml
title: Moby Dick
~~~
~~~yaml data/books/walden.yml
title: Walden
~~~
~~~text
data/books/moby-dick.yml:1:8-1:17: info: No \`pages\` yet: Moby Dick, Walden.
  hint: Add it where you know it.
~~~

### Right

~~~json schemas/book.schema.json
{
  "title": "Book",
  "x-kind": { "folder": "books", "name": "title" },
  "x-complete": { "type": "object", "required": ["pages"] },
  "type": "object",
  "required": ["title"],
  "properties": { "title": { "type": "string" }, "pages": { "type": "integer" } }
}
~~~
~~~md templates/README.md
<!-- each books -->
- {title}
~~~
~~~yaml data/books/emma.yml
title: Emma
pages: 474
~~~
`,
  list({ list }, report) {
    for (const kind of list.kinds.all) {
      const complete = kind.schema["x-complete"];
      if (!complete) continue;
      const validate = list.schemas.validator(complete);
      const lacking = new Map<string, Entry[]>();
      for (const entry of entriesOf(list, kind)) {
        validate(entry.data);
        for (const { keyword, params } of validate.errors ?? []) {
          if (keyword !== "required") continue;
          const property = String(params.missingProperty);
          lacking.set(property, [...(lacking.get(property) ?? []), entry]);
        }
      }
      for (const [property, entries] of lacking) {
        const [first] = entries;
        if (!first) continue;
        report({
          ...placeIn(first, [kind.nameField]),
          message: `No \`${property}\` yet: ${entries.map(nameOf).join(", ")}.`,
          hint: "Add it where you know it.",
        });
      }
    }
  },
};
