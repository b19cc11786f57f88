// image-alt: every image has alternative text.
import type { Image, ImageReference } from "mdast";
import { tagsIn } from "../text/html.ts";
import type { Rule } from "./support/rule.ts";

export const imageAlt: Rule = {
  name: "image-alt",
  severity: "error",
  summary: "Every image has alternative text.",
  docs: `
People who cannot see the image read its alternative text, and so does everybody when the image does not load. A link
that holds nothing but an image without text has no name at all.

### Wrong

~~~md page.md
![](https://example.org/pipeline.png) and <img src="https://example.org/a.png">
~~~
~~~text
page.md:1:1-1:38: error: This image has no alternative text.
  hint: Say in the brackets what it shows: ![Alerts flow from the queue to the engine](…)
page.md:1:43-1:80: error: This image has no alternative text.
  hint: Say what it shows: <img alt="Alerts flow from the queue to the engine" …>
~~~

### Right

~~~md page.md
![Alerts flow from the queue to the engine](https://example.org/pipeline.png)
<img alt="" src="https://example.org/decoration.png">
~~~
`,
  markdown(document, report) {
    const message = "This image has no alternative text.";
    const check = (node: Image | ImageReference): void => {
      // mdast drops braces from the alternative text; a template's are in the source.
      const written = document.slice(node);
      if ((node.alt ?? "").trim() !== "" || /^!\[[^\]]*\S[^\]]*\]/.test(written)) return;
      const hint = "Say in the brackets what it shows: ![Alerts flow from the queue to the engine](…)";
      report({ range: document.rangeOf(node), message, hint });
    };
    document.each("image", check);
    document.each("imageReference", check);
    document.each("html", (node) => {
      const [offset] = document.offsetsOf(node);
      for (const { name, attributes, start, end } of tagsIn(document.slice(node))) {
        // An empty one says that the image is decoration.
        if (name !== "img" || attributes.some((attribute) => attribute.name === "alt")) continue;
        const hint = 'Say what it shows: <img alt="Alerts flow from the queue to the engine" …>';
        report({ range: document.range(offset + start, offset + end), message, hint });
      }
    });
  },
};
