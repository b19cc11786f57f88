// remote-image: the Markdown of records shows no images of other sites.
import type { Rule } from "./support/rule.ts";

export const remoteImage: Rule = {
  severity: "warning",
  url({ node, url, text, place }, report) {
    if (text.kind !== "field" || node?.type !== "image" || !/^https?:/i.test(url)) return;
    const name = url
      .replace(/[?#].*$/s, "")
      .split("/")
      .findLast((part) => part !== "");
    const message = "This image is another site's, which may show something else tomorrow.";
    const hint = `Put it into img/, and name it there: ![${node.alt ?? ""}](img/${name})`;
    report({ ...place(), message, hint });
  },
};
