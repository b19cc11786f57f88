// remote-image: the Markdown of records shows no images of other sites.

import { urlsOf } from "./support/document.ts";
import type { Rule } from "./support/rule.ts";

export const remoteImage: Rule = {
  name: "remote-image",
  severity: "warning",
  markdown(document, report) {
    if (document.kind !== "field") return;
    for (const { node, url, start, end } of urlsOf(document)) {
      if (node.type !== "image" || !/^https?:/i.test(url)) continue;
      const name = url
        .replace(/[?#].*$/s, "")
        .split("/")
        .findLast((part) => part !== "");
      const message = "This image is another site's, which may show something else tomorrow.";
      const hint = `Put it into img/, and name it there: ![${node.alt ?? ""}](img/${name})`;
      report({ ...document.place(start, end), message, hint });
    }
  },
};
