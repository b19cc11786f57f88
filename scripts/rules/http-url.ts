// http-url: URLs start with https, not http.
import { isPrivateHost } from "../text/host.ts";
import { urlProblem } from "../text/url.ts";
import type { Rule } from "./support/rule.ts";
import { urlsOf } from "./support/urls.ts";

export const httpUrl: Rule = {
  name: "http-url",
  severity: "warning",
  summary: "URLs start with https, not http.",
  docs: `
An http page can be read and changed on its way to the reader. Nearly every site answers https by now; whether this one
does, only the web can tell, so \`--fix\` changes nothing. Addresses inside of one's own network are exempt, and so are
names of XML and JSON vocabularies, which look like URLs and must not be changed.

### Wrong

~~~yaml data/tools/queue.yml
name: Queue
url: "http://example.org/queue"
~~~
~~~text
data/tools/queue.yml:2:7-2:31: warning: This URL starts with http.
  hint: Try: https://example.org/queue
~~~

### Wrong: an image and the link around it are two

~~~md page.md
[![A badge](http://example.org/badge.svg)](http://example.org/license)

The <a href="HTTP://example.org/">page</a>.
~~~
~~~text
page.md:1:13-1:41: warning: This URL starts with http.
  hint: Try: https://example.org/badge.svg
page.md:1:44-1:70: warning: This URL starts with http.
  hint: Try: https://example.org/license
page.md:3:14-3:33: warning: This URL starts with http.
  hint: Try: https://example.org/
~~~

### Right

~~~md page.md
Start it at [port 3000](http://localhost:3000/), [the router](http://192.168.1.1/), [the wiki](http://wiki/Start),
[the printer](http://printer.local) or [the other](http://[::1]:80/), not at \`http://example.org\`.

The [name of SVG](http://www.w3.org/2000/svg) is no address, and [a proxy](https://example.org/?of=http://example.org) is https.
~~~
`,
  text(text, report) {
    if (text.kind !== "url" || !isInsecure(text.value)) return;
    report({ ...text.place(0, text.value.length), message: MESSAGE, hint: hintFor(text.value) });
  },
  markdown(document, report) {
    for (const { url, start, end } of urlsOf(document)) {
      // Markdown makes http://… of `www.example.org`; the author wrote no scheme.
      if (!isInsecure(url) || !/^http/i.test(document.markdown.slice(start, end))) continue;
      report({ ...document.place(start, end), message: MESSAGE, hint: hintFor(url) });
    }
  },
};

const MESSAGE = "This URL starts with http.";
/** Hosts of XML namespaces and JSON schemas: such URLs are names, not addresses. */
const VOCABULARIES = new Set(["www.w3.org", "json-schema.org", "schemas.xmlsoap.org", "xmlns.com", "purl.org"]);

function hintFor(url: string): string {
  return `Try: ${url.replace(/^http/i, "https")}`;
}

function isInsecure(url: string): boolean {
  if (!/^http:/i.test(url) || urlProblem(url) !== undefined) return false;
  const parsed = new URL(url);
  const isAddress = parsed.hostname.startsWith("[") || /^[\d.]+$/.test(parsed.hostname);
  // No certificate is given for private names.
  return !isAddress && !isPrivateHost(parsed) && !VOCABULARIES.has(parsed.hostname);
}
