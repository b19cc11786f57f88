// merge-conflict: no file has lines in which Git left both sides of a merge.
import path from "node:path";
import { PAGE } from "../template/page.ts";
import { readIfReadable } from "../text/files.ts";
import { mergeConflict as conflictIn } from "../text/merge-conflict.ts";
import { SourceText } from "../text/source.ts";
import type { Rule } from "./support/rule.ts";

export const mergeConflict: Rule = {
  name: "merge-conflict",
  severity: "error",
  summary: "Merge conflicts are resolved.",
  docs: `
Where two branches changed the same lines, Git writes both sides into the file. As long as they stand there, nothing else is
said of that file. A page or a drawing is made anew by the build. Conflicts that code in Markdown shows are examples.

### Wrong: in a record and on the page

~~~yaml data/tools/queue.yml
name: Queue
<<<<<<< HEAD
url: http://example.org/queue
=======
url: http://example.org/the-queue
>>>>>>> queues
status: nonsense
~~~
~~~md README.md
# A list
<<<<<<< HEAD

- [Queue](https://example.org/queue)
=======

- [Queue](https://example.org/the-queue)
>>>>>>> queues
~~~
~~~text
README.md:2:1-2:13: error: A merge conflict is not resolved here.
  hint: The build makes the page anew, once the records are right: npm run build
data/tools/queue.yml:2:1-2:13: error: A merge conflict is not resolved here.
  hint: Keep what is right of both sides, and delete the lines with <<<<<<<, ======= and >>>>>>>.
~~~

### Wrong: in a document, twice

~~~md page.md
# Tools.

<<<<<<< HEAD
- Queue:
||||||| 1c2d3e4
=======
- Engine:
>>>>>>> engines

<<<<<<< HEAD
- [Store]
=======
- [Barn]
>>>>>>> engines
~~~
~~~text
page.md:3:1-3:13: error: A merge conflict is not resolved here, and 1 more below.
  hint: Keep what is right of both sides, and delete the lines with <<<<<<<, ======= and >>>>>>>.
~~~

### Wrong: a part of it

~~~md page.md
- Queue
=======
- Engine
>>>>>>> engines
~~~
~~~text
page.md:4:1-4:16: error: This line is left over from a merge conflict.
  hint: Look whether the lines around it are right, and delete it.
~~~

### Right

~~~~md page.md
>>>>>>> a quotation in six others

Tools
=======

Git writes both sides:

~~~
<<<<<<< HEAD
- Queue
=======
- Engine
>>>>>>> engines
~~~
~~~~
`,
  isNeeded: true,
  markdown({ kind, source }, report) {
    // Those of records and the template are reported when these are read.
    const conflict = kind === "document" ? conflictIn(source) : undefined;
    if (conflict) report({ range: conflict.range, message: conflict.reason, hint: conflict.note });
  },
  list({ root, page }, report) {
    for (const file of [PAGE, ...page.drawings.map((drawing) => drawing.file)]) {
      const text = readIfReadable(path.join(root, file));
      const conflict = text === undefined ? undefined : conflictIn(new SourceText(file, "markdown", text));
      if (!conflict) continue;
      const what = file === PAGE ? "page" : "drawing";
      const hint = `The build makes the ${what} anew, once the records are right: npm run build`;
      report({ file, range: conflict.range, message: conflict.reason, hint });
    }
  },
};
