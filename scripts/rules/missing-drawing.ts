// missing-drawing: every diagram has its drawing.

import path from "node:path";
import { PIPELINE } from "../drawing/drawing.ts";
import { FILE_START } from "../text/diagnostic.ts";
import { isFile } from "../text/files.ts";
import { isOwnImage } from "./support/images.ts";
import type { Rule } from "./support/rule.ts";

export const missingDrawing: Rule = {
  name: "missing-drawing",
  severity: "warning",
  summary: "Every diagram has its drawing, and every image that an example names is there.",
  docs: `
The build draws \`img/ID.svg\` from \`data/diagrams/ID.yml\`. The page leaves out an image of another origin that is not there.

### Wrong

~~~yaml data/examples/acme.yml
organisation: Acme
position: 0
technologies: [{text: Queues}]
diagram: [acme, {file: img/whole.png, alt: All of it}, {file: img/parts.png, alt: Its parts}]
references: [{title: How we queue, url: https://example.org/queues}]
~~~
~~~text img/parts.png/sources.txt
(a folder is no image)
~~~
~~~text
data/diagrams/acme.yml:1:1-1:1: warning: This diagram has no drawing yet: img/acme.svg is not there.
  hint: npm run build
data/examples/acme.yml:4:24-4:37: warning: There is no image “img/whole.png”, so the page does not show it.
  hint: Add the file, or draw the diagram: data/diagrams/my-diagram.yml
data/examples/acme.yml:4:63-4:76: warning: There is no image “img/parts.png”, so the page does not show it.
  hint: Add the file, or draw the diagram: data/diagrams/my-diagram.yml
~~~

### Right

~~~yaml data/examples/acme.yml
organisation: Acme
position: 0
technologies: [{text: Queues}]
diagram: [acme, {file: img/whole.png, alt: All of it}]
references: [{title: How we queue, url: https://example.org/queues}]
~~~
~~~text img/whole.png
(an image)
~~~
`,
  list({ root, list, texts, page, isComplete, template }, report) {
    const isThere = (file: string): boolean => isFile(path.join(root, file));
    for (const text of texts) {
      if (text.field !== "file" || !isOwnImage(text) || isThere(text.value)) continue;
      report({
        ...text.place(),
        message: `There is no image “${text.value}”, so the page does not show it.`,
        hint: "Add the file, or draw the diagram: data/diagrams/my-diagram.yml",
      });
    }
    // With errors, the build draws nothing.
    if (!isComplete) return;
    for (const { file, origin } of page.drawings) {
      if (isThere(file)) continue;
      const hint = "npm run build";
      if (list.entries.some((entry) => entry.file === origin)) {
        const message = `This diagram has no drawing yet: ${file} is not there.`;
        report({ file: origin, range: FILE_START, message, hint });
      } else if (template) {
        const at = Math.max(0, template.source.text.indexOf(`{${PIPELINE}`));
        const range = template.source.range(at, at + `{${PIPELINE}`.length);
        const message = `The drawing of the components is not there: ${file}.`;
        report({ file: template.source.file, range, message, hint });
      }
    }
  },
};
