// private-host: what a record links to can be reached by everybody.
import { isPrivateHost } from "../text/host.ts";
import { urlProblem } from "../text/url.ts";
import type { Rule } from "./support/rule.ts";
import { urlsOf } from "./support/urls.ts";

export const privateHost: Rule = {
  name: "private-host",
  severity: "error",
  summary: "What a record links to can be reached by everybody.",
  docs: `
An address such as 192.168.0.1 or \`localhost\` leads every reader to another machine: one in their own network. A list for
one network switches this rule off in \`data/list.yml\`: \`rules: {private-host: off}\`.

### Wrong

~~~yaml data/tools/queue.yml
name: Queue
url: http://localhost:8080/queue
~~~
~~~yaml data/tools/router.yml
name: Router
url: https://[::ffff:192.168.0.1]/
~~~
~~~yaml data/tools/store.yml
name: Store
url: https://app-10-0-0-1.nip.io/
footnote: Try [another](https://lvh.me/).
~~~
~~~yaml data/tools/wiki.yml
name: Wiki
url: https://wiki.internal/
footnote: See [its metadata](http://169.254.169.254/latest/).
~~~
~~~text
data/tools/queue.yml:2:6-2:33: error: “localhost” is in a network of its own, which others do not reach.
  hint: Link to where everybody finds it.
data/tools/router.yml:2:6-2:35: error: “[::ffff:c0a8:1]” is in a network of its own, which others do not reach.
  hint: Link to where everybody finds it.
data/tools/store.yml:2:6-2:34: error: “app-10-0-0-1.nip.io” is in a network of its own, which others do not reach.
  hint: Link to where everybody finds it.
data/tools/store.yml:3:25-3:40: error: “lvh.me” is in a network of its own, which others do not reach.
  hint: Link to where everybody finds it.
data/tools/wiki.yml:2:6-2:28: error: “wiki.internal” is in a network of its own, which others do not reach.
  hint: Link to where everybody finds it.
data/tools/wiki.yml:3:30-3:60: error: “169.254.169.254” is in a network of its own, which others do not reach.
  hint: Link to where everybody finds it.
~~~

### Right: hosts of everybody, and what a document tells its reader to open

~~~yaml data/tools/queue.yml
name: Queue
url: https://8.8.8.8/queue
footnote: See [nip.io](https://nip.io/) and [8.8.8.8](https://8.8.8.8.nip.io/).
~~~
~~~md page.md
Start it, and open [port 3000](http://localhost:3000/).
~~~
`,
  text(text, report) {
    const message = text.kind === "url" ? problemOf(text.value) : undefined;
    if (message !== undefined) report({ ...text.place(0, text.value.length), message, hint: HINT });
  },
  markdown(document, report) {
    if (document.kind !== "field") return;
    for (const { url, start, end } of urlsOf(document)) {
      const message = problemOf(url);
      if (message !== undefined) report({ ...document.place(start, end), message, hint: HINT });
    }
  },
};

const HINT = "Link to where everybody finds it.";

function problemOf(url: string): string | undefined {
  if (!/^https?:/i.test(url) || urlProblem(url) !== undefined) return undefined;
  const parsed = new URL(url);
  return isPrivateHost(parsed)
    ? `“${parsed.hostname}” is in a network of its own, which others do not reach.`
    : undefined;
}
