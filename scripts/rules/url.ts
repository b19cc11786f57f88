// url: what stands for a URL is one.
import { urlProblem } from "../text/url.ts";
import { markdownInHtml } from "./support/markdown-in-html.ts";
import type { Rule } from "./support/rule.ts";
import { type UnmadeLink, unmadeLinks } from "./support/unmade-links.ts";
import { urlsOf } from "./support/urls.ts";

export const url: Rule = {
  name: "url",
  severity: "error",
  summary:
    "What stands for a URL is one: it starts with `https://`, `http://` or `mailto:`, or is relative to the page, and has no space in it.",
  docs: `
GitHub does not follow anything else, and Markdown shows a link whose URL has a space, or whose bracket is not closed,
as plain text. Write \`%20\` for a space.

### Wrong: a misspelt scheme and a space in records

~~~yaml data/tools/queue.yml
name: Queue
url: htps://example.org/queue
~~~
~~~yaml data/tools/engine.yml
name: Engine
footnote: Use [Queue](javascript:alert) instead.
~~~
~~~yaml data/tools/store.yml
name: Store
url: https://example.org/the store
~~~
~~~text
data/tools/engine.yml:2:23-2:39: error: The URL "javascript:alert" starts with “javascript:”, and only https, http and mailto are allowed.
data/tools/queue.yml:2:6-2:30: error: The URL "htps://example.org/queue" starts with “htps:” instead of “https:”.
data/tools/store.yml:2:6-2:35: error: The URL "https://example.org/the store" has a space or a control character in it.
~~~

### Wrong: hosts that are not what they look like, and a path that leads out of the list

~~~yaml data/tools/one.yml
name: One
url: https://github.com@example.org/
~~~
~~~yaml data/tools/three.yml
name: Three
url: ../../etc/passwd
~~~
~~~yaml data/tools/two.yml
name: Two
url: https://xn--80ak6aa92e.com/
~~~
~~~text
data/tools/one.yml:2:6-2:37: error: The URL "https://github.com@example.org/" has a name in front of its host: write it without what stands before the “@”.
data/tools/three.yml:2:6-2:22: error: The URL "../../etc/passwd" leads out of the list: name a file in it, or write https://.
data/tools/two.yml:2:6-2:33: error: The URL "https://xn--80ak6aa92e.com/" has “аррӏе” in its host, whose letters pass for others.
~~~

### Wrong

~~~md page.md
[The queue](htps://example.org/queue), [the engine](https//example.org) and [the store]().

The <a href="https://">nothing</a>.

[The guide]: //example.org/guide

Read [The guide].
~~~
~~~text
page.md:1:13-1:37: error: The URL "htps://example.org/queue" starts with “htps:” instead of “https:”.
page.md:1:53-1:71: error: The URL "https//example.org" has no colon behind its scheme: write https://.
page.md:1:77-1:90: error: This link has no URL.
  hint: Write it in the parentheses: [text](https://example.org/)
page.md:3:14-3:22: error: The URL "https://" is not complete: it needs a host, as in https://example.org/.
page.md:5:14-5:33: error: The URL "//example.org/guide" has no scheme in front of its host: write https://.
~~~

### Wrong: links that Markdown does not see

~~~md page.md
| Tool | Purpose |
| --- | --- |
| [Queue](https://example.org/my queue) | Keeps **[alerts](https://example.org/alerts** |
| [Engine](https://example.org/a|b) | Finds attacks |
| [Store](https://example.org/c|d "Title") | <https://example.org/e|f> |
| <a href="https://example.org/g|h">Disk</a> | https://example.org/i|j |

The [picture](img/my queue.png) and the [title](https://example.org/title “Title”).

<p align="center">[Queue](https://example.org/queue)
![A queue](queue.png)</p>

A (queue)[https://example.org/queue].
~~~
~~~text
page.md:3:11-3:39: error: This stays text and is no link: its URL has a space in it.
  hint: Write %20 for a space: https://example.org/my%20queue
page.md:3:60-3:88: error: This stays text and is no link: the parenthesis behind its URL is missing.
  hint: Write: [text](https://example.org/alerts)
page.md:4:12-4:35: error: This stays text and is no link: a bar in its URL ends the cell.
  hint: Write %7C for the bar: https://example.org/a%7Cb
page.md:5:11-5:34: error: This stays text and is no link: a bar in its URL ends the cell.
  hint: Write %7C for the bar: https://example.org/c%7Cd
page.md:5:47-5:70: error: This stays text and is no link: a bar in its URL ends the cell.
  hint: Write %7C for the bar: https://example.org/e%7Cf
page.md:6:12-6:35: error: This stays text and is no link: a bar in its URL ends the cell.
  hint: Write %7C for the bar: https://example.org/g%7Ch
page.md:6:48-6:71: error: This stays text and is no link: a bar in its URL ends the cell.
  hint: Write %7C for the bar: https://example.org/i%7Cj
page.md:8:15-8:31: error: This stays text and is no link: its URL has a space in it.
  hint: Write %20 for a space: img/my%20queue.png
page.md:8:49-8:74: error: This stays text and is no link: what follows its URL is no title in straight quotes.
  hint: Write: [text](https://example.org/title "Title")
page.md:10:19-10:53: error: This stays text and is no link: GitHub reads no Markdown in a block of HTML.
  hint: Write: <a href="https://example.org/queue">Queue</a>, or leave a line empty in front of it.
page.md:11:1-11:22: error: This stays text and is no image: GitHub reads no Markdown in a block of HTML.
  hint: Write: <img src="queue.png" alt="A queue">, or leave a line empty in front of it.
page.md:13:3-13:37: error: This stays text and is no link: its brackets and parentheses have changed places.
  hint: Write: [text](https://example.org/queue)
~~~

### Right

~~~md page.md
[Ask](mailto:ann@example.org), [read](https://example.org/a_(b)?c=d#e "A title"), [go up](#), call \`[it](htps://a b)\`.
[Search](<https://example.org/?q=a b>) or <a href="https://example.org/?q=a b">search</a>.

Arrays [0](or lists, as some say) and \\[brackets](img/a b.png) are text, [others] (too) and [more](than.
~~~

### Right: fields of a template

~~~md templates/README.md
# A list

<!-- each tools -->
- [{name}]({url}){mark}
~~~
`,
  isNeeded: true,
  explains: ["missing-file", "unicode-form"],
  markdown(document, report) {
    for (const { node, url: written, start, end } of urlsOf(document)) {
      const problem = urlProblem(written);
      if (written === "" && (node.type === "link" || node.type === "image")) {
        const hint = "Write it in the parentheses: [text](https://example.org/)";
        report({ range: document.rangeOf(node), message: `This ${node.type} has no URL.`, hint });
      } else if (problem !== undefined && document.kind !== "field") {
        // Those of records are reported when these are read.
        const message = `The URL ${JSON.stringify(written)} ${problem}.`;
        report({ range: document.range(start, end), message });
      }
    }
    document.each("html", (node) => {
      const [offset] = document.offsetsOf(node);
      for (const { 0: written, 1: mark, 2: text = "", 3: url = "", index } of markdownInHtml(node.value, LINK)) {
        const [what, tag] = mark
          ? ["image", `<img src="${url}" alt="${text}">`]
          : ["link", `<a href="${url}">${text}</a>`];
        report({
          ...document.place(offset + index, offset + index + written.length),
          message: `This stays text and is no ${what}: GitHub reads no Markdown in a block of HTML.`,
          hint: `Write: ${tag}, or leave a line empty in front of it.`,
        });
      }
    });
    for (const link of unmadeLinks(document).values()) {
      const { start, end, urlStart, urlEnd, reason } = link;
      const what = document.markdown[start - 1] === "!" ? "image" : "link";
      const { message, hint } = whatIsWrong(reason, document.markdown.slice(urlStart, urlEnd), what);
      const range =
        reason === "blank" || reason === "reversed" ? document.range(start, end) : document.range(urlStart, urlEnd);
      report({ range, message: `This stays text and is no ${what}: ${message}.`, hint });
    }
  },
};

const LINK = /(!?)\[([^[\]<>\r\n]+)\]\(([^\s()<>]+)\)/g;

function whatIsWrong(
  reason: UnmadeLink["reason"],
  written: string,
  what: "image" | "link",
): { message: string; hint: string | undefined } {
  const text = what === "image" ? "![text]" : "[text]";
  switch (reason) {
    case "space":
      return { message: "its URL has a space in it", hint: withoutSpaces(written) };
    case "bar":
      return {
        message: "a bar in its URL ends the cell",
        hint: `Write %7C for the bar: ${written.replaceAll("|", "%7C")}`,
      };
    case "blank":
      return { message: "there is a blank between its two halves", hint: `Write: ${text}(${written})` };
    case "reversed":
      return { message: "its brackets and parentheses have changed places", hint: `Write: ${text}(${written})` };
    case "title": {
      const message = "what follows its URL is no title in straight quotes";
      return { message, hint: `Write: ${text}(${written} "Title")` };
    }
    case "unclosed": {
      const message = "the parenthesis behind its URL is missing";
      return { message, hint: `Write: ${text}(${written.replace(/[.,;:!?*_]+$/, "")})` };
    }
  }
}

function withoutSpaces(written: string): string | undefined {
  return written.includes(" ") ? `Write %20 for a space: ${written.replaceAll(" ", "%20")}` : undefined;
}
