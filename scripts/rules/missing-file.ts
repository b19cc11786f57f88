// missing-file: a relative link or image leads to a file that is there.
import path from "node:path";
import { PAGE } from "../template/page.ts";
import { urlProblem } from "../text/url.ts";
import { isOwnImage } from "./support/images.ts";
import { findTarget, relativeUrl } from "./support/relative-urls.ts";
import type { Rule } from "./support/rule.ts";
import { urlsOf } from "./support/urls.ts";

export const missingFile: Rule = {
  name: "missing-file",
  severity: "error",
  summary: "A relative link or image leads to a file or folder that is there.",
  docs: `
It starts from the page's own folder, or, with \`/\`, from the repository's. Upper and lower case count on GitHub even
where your disk forgives them. Links that leave the repository, such as \`../../issues\`, are GitHub's own pages. What
\`diagram:\` names is the business of missing-drawing.

### Wrong

~~~md page.md
![Alerts flow](img/pipeline.png), [the guide](guides.md#start), [the store](www.example.org/queue)
and <img alt="" src="img/none.png">. Read [this one](img\\Pipeline.png).
~~~
~~~md guide.md
# Start
~~~
~~~text img/Pipeline.png
(an image)
~~~
~~~text
page.md:1:16-1:32: error: There is no file “img/pipeline.png”.
  hint: Did you mean “img/Pipeline.png”?
page.md:1:47-1:56: error: There is no file “guides.md”.
  hint: Did you mean “guide.md”?
page.md:1:77-1:98: error: There is no file “www.example.org/queue”.
  hint: If this is a site, write its scheme: https://www.example.org/queue
page.md:2:22-2:34: error: There is no file “img/none.png”.
  hint: Add the file, or mend the path: it starts from the page's own folder.
page.md:2:54-2:70: error: There is no file “img\\Pipeline.png”.
  hint: Write / between folders: img/Pipeline.png
~~~

### Wrong: in records

~~~yaml data/tools/queue.yml
name: Queue
url: docs/queue.md
footnote: Read the [licence](LICENCE) first.
~~~
~~~text LICENSE
(a licence)
~~~
~~~text
data/tools/queue.yml:2:6-2:19: error: There is no file “docs/queue.md”.
  hint: Add the file, or mend the path: it starts from the page's own folder.
data/tools/queue.yml:3:30-3:37: error: There is no file “LICENCE”.
  hint: Did you mean “LICENSE”?
~~~

### Right

~~~md page.md
![Alerts flow](img/fl%C3%B6w.png?raw=true), [all](img/), [this folder](.), [the guide](./guide.md#start),
[issues](../../issues), [a wiki](../../wiki/Start), [the web](https://example.org/none.md), [mail](mailto:a@example.org).

<!-- ![Alerts](img/none.png) --> and \`[code](none.md)\`
~~~
~~~md guide.md
# Start
~~~
~~~text img/flöw.png
(an image)
~~~

### Right: the page itself

~~~yaml data/examples/acme.yml
organisation: Acme
position: 0
technologies: [{text: Queues}]
note: Described on [our page](README.md).
references: [{title: How we queue, url: https://example.org/queues}]
~~~
`,
  markdown(document, report) {
    for (const { url, start, end } of urlsOf(document)) {
      const missing = missingIn(url, document.folder, document.kind !== "document");
      if (missing)
        report({ ...document.place(start, start + lengthOfPath(document.markdown.slice(start, end))), ...missing });
    }
  },
  list({ texts, root }, report) {
    for (const text of texts) {
      if (text.kind !== "url" || isOwnImage(text)) continue;
      const missing = missingIn(text.value, root, true);
      if (missing) report({ ...text.place(0, lengthOfPath(text.value)), ...missing });
    }
  },
};

function lengthOfPath(url: string): number {
  return url.search(/[?#]|$/);
}

/** @param isMade - whether the page is made of a list, and so may not have been made yet */
function missingIn(url: string, folder: string, isMade: boolean): { message: string; hint: string } | undefined {
  const target = relativeUrl(url);
  if (!target || target.path === "" || urlProblem(url) !== undefined) return undefined;
  if (isMade && path.posix.normalize(target.path) === PAGE) return undefined;
  const found = findTarget(folder, target.path);
  if (found.state !== "missing") return undefined;
  const message = `There is no file “${target.path}”.`;
  if (found.nearest !== undefined) return { message, hint: `Did you mean “${found.nearest}”?` };
  if (target.path.includes("\\")) {
    return { message, hint: `Write / between folders: ${target.path.replaceAll("\\", "/")}` };
  }
  if (/^(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev)(?:\/|$))/i.test(target.path)) {
    return { message, hint: `If this is a site, write its scheme: https://${url}` };
  }
  return { message, hint: "Add the file, or mend the path: it starts from the page's own folder." };
}
