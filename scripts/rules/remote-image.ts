// remote-image: the Markdown of records shows no images of other sites.

import type { Rule } from "./support/rule.ts";
import { urlsOf } from "./support/urls.ts";

export const remoteImage: Rule = {
  name: "remote-image",
  severity: "warning",
  summary: "The Markdown of records shows no images of other sites.",
  docs: `
The other site may show something else tomorrow. A page may have badges of its own in its template.

### Wrong

~~~yaml data/resources/queues.yml
title: Queues
url: https://example.org/queues
description: "Explains queues. ![A queue](https://images.example.org/queue.png)"
~~~
~~~text
data/resources/queues.yml:3:43-3:79: warning: This image is another site's, which may show something else tomorrow.
  hint: Put it into img/, and name it there: ![A queue](img/queue.png)
~~~

### Right

~~~yaml data/resources/queues.yml
title: Queues
url: https://example.org/queues
description: "Explains queues, [with a picture](https://images.example.org/queue.png)."
~~~
~~~md page.md
![A badge](https://images.example.org/badge.svg)
~~~
`,
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
