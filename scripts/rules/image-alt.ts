// image-alt: every image has alternative text.
import type { Image, ImageReference } from "mdast";
import { tagsIn } from "../text/html.ts";
import type { Rule } from "./support/rule.ts";

export const imageAlt: Rule = {
  severity: "error",
  markdown(document, report) {
    const message = "This image has no alternative text.";
    const check = (node: Image | ImageReference): void => {
      // mdast drops braces from the alternative text; a template's are in the source.
      const { value, place } = document.part(node);
      if ((node.alt ?? "").trim() !== "" || /^!\[[^\]]*\S[^\]]*\]/.test(value)) return;
      const hint = "Say in the brackets what it shows: ![Alerts flow from the queue to the engine](…)";
      report({ ...place(), message, hint });
    };
    document.each("image", check);
    document.each("imageReference", check);
    document.each("html", (node) => {
      const { value, place } = document.part(node);
      for (const { name, attributes, start, end } of tagsIn(value)) {
        // An empty one says that the image is decoration.
        if (name !== "img" || attributes.some((attribute) => attribute.name === "alt")) continue;
        const hint = 'Say what it shows: <img alt="Alerts flow from the queue to the engine" …>';
        report({ ...place(start, end), message, hint });
      }
    });
  },
};
