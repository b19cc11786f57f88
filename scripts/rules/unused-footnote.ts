// unused-footnote: every footnote is on the page.
import { noteOf } from "../record/entry.ts";
import { TEMPLATE } from "../template/page.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";

export const unusedFootnote: Rule = {
  name: "unused-footnote",
  severity: "warning",
  summary: "Every footnote is on the page.",
  docs: `
The page prints the notes that its marks point to. A tool that is printed without its mark, or is there only as
another's \`replacement\`, has a footnote that nobody reads.

~~~yaml data/tools/old-mill.yml
name: Old Mill
status: unmaintained
footnote: Old Mill is no longer maintained.
~~~

### Wrong

~~~md templates/README.md
# Tools

<!-- each tools -->
- [{name}]({url})

<!-- each notes -->
0. {target}{text}
~~~
~~~text
data/tools/old-mill.yml:3:1-3:9: warning: Nothing on the page points to this footnote.
  hint: Write {mark} behind the tool's name in templates/README.md, or delete the footnote.
~~~

### Right

~~~md templates/README.md
# Tools

<!-- each tools -->
- [{name}]({url}){mark}

<!-- each notes -->
0. {target}{text}
~~~
`,
  list({ list, page, isComplete }, report) {
    // A record that cannot be read may have the mark.
    if (!isComplete) return;
    for (const entry of list.entries) {
      const { kind } = entry;
      if (kind.noteField === undefined || noteOf(entry) === undefined || page.numbers.has(entry)) continue;
      report({
        ...placeIn(entry, [kind.noteField], "key"),
        message: "Nothing on the page points to this footnote.",
        hint: `Write {mark} behind the ${kind.noun}'s name in ${TEMPLATE}, or delete the footnote.`,
      });
    }
  },
};
