// unused-image: every image below img/ is used.
import path from "node:path";
import { visit } from "unist-util-visit";
import { PAGE } from "../template/page.ts";
import { FILE_START } from "../text/diagnostic.ts";
import { readIfReadable } from "../text/files.ts";
import { entriesOf, imagesIn, originOf } from "./support/images.ts";
import type { LintedList } from "./support/linted-list.ts";
import { relativeUrl } from "./support/relative-urls.ts";
import type { Rule } from "./support/rule.ts";
import { urlsOf } from "./support/urls.ts";

export const unusedImage: Rule = {
  name: "unused-image",
  severity: "warning",
  summary: "Every image below `img/` is used by the page or by a record.",
  docs: `
One that nothing uses was left behind when a record was renamed, or was never linked. Other files there, such as the
sources of drawings, are exempt, and so are hidden ones and those that another Markdown file beside the page names.

### Wrong

~~~yaml data/examples/acme.yml
organisation: Acme
position: 0
technologies: [{text: Queues}]
diagram:
  - file: img/acme.svg
    alt: Alerts flow from the queue to the engine.
references: [{title: How we queue, url: https://example.org/queues}]
~~~
~~~text img/acme.svg
(an image)
~~~
~~~text img/acme-old.svg
(an image)
~~~
~~~text img/old/Acme.PNG
(an image)
~~~
~~~text
img/acme-old.svg:1:1-1:1: warning: Neither the page nor a record uses this image.
  hint: Delete it, or show it: ![What it shows](img/acme-old.svg)
img/old/Acme.PNG:1:1-1:1: warning: Neither the page nor a record uses this image.
  hint: Delete it, or show it: ![What it shows](img/old/Acme.PNG)
~~~

### Right

~~~md templates/README.md
# A list

![A queue](./img/qu%C3%A9ue.png?raw=true)

<picture><source srcset="img/dark.svg 2x"><img alt="An engine" src="img/light.svg"></picture>

<!-- each tools -->
- [{name}]({url}){mark}

<!-- each notes -->
0. {target}{text}
~~~
~~~yaml data/tools/queue.yml
name: Queue
url: https://example.org/queue
footnote: See [its drawing](img/queue.svg).
~~~
~~~text img/quéue.png
(an image)
~~~
~~~text img/dark.svg
(an image)
~~~
~~~text img/light.svg
(an image)
~~~
~~~text img/queue.svg
(an image)
~~~
~~~text img/.hidden.png
(an image)
~~~
~~~text img/queue.drawio
(the source of an image)
~~~
`,
  list(linted, report) {
    const used = usedBy(linted);
    // Drawings that the build made are looked at by stale-drawing.
    const unused = imagesIn(linted.root).filter(
      (image) => !used.has(image) && originOf(linted.root, image) === undefined,
    );
    if (unused.length === 0) return;
    const others = otherTexts(linted);
    for (const file of unused) {
      if (others.some((text) => text.includes(file) || text.includes(encodeURI(file)))) continue;
      const message = "Neither the page nor a record uses this image.";
      const hint = `Delete it, or show it: ![What it shows](${encodeURI(file)})`;
      report({ file, range: FILE_START, message, hint });
    }
  },
};

/** @returns files, relative to the list's root */
function usedBy({ template, fields, texts, page, pageTree }: LintedList): Set<string> {
  const urls = [
    ...[...(template ? [template] : []), ...fields].flatMap((document) => urlsOf(document).map(({ url }) => url)),
    ...texts.filter(({ kind }) => kind === "url").map(({ value }) => value),
    ...page.drawings.map(({ file }) => file),
  ];
  // URLs that the template computes from fields are only on the page.
  visit(pageTree, (node) => {
    if (node.type === "image" || node.type === "link") urls.push(node.url);
  });
  return new Set(urls.flatMap((url) => fileOf(url) ?? []));
}

/** Also of the repository's files on GitHub, by their whole URLs. */
function fileOf(url: string): string | undefined {
  const onGitHub = /^https:\/\/(?:github\.com|raw\.githubusercontent\.com)\/.*\/(img\/.*)$/.exec(url)?.[1];
  const target = relativeUrl(onGitHub ?? url);
  return target && path.posix.normalize(target.path).replace(/^\//, "");
}

/** Other Markdown files beside the page, and, when records could not be read, what these say. */
function otherTexts({ root, sources, isComplete }: LintedList): string[] {
  const texts = isComplete ? [] : sources.map(({ text }) => text);
  for (const entry of entriesOf(root)) {
    if (!entry.isFile() || !/\.md$/i.test(entry.name) || entry.name === PAGE) continue;
    texts.push(readIfReadable(path.join(root, entry.name)) ?? "");
  }
  return texts;
}
