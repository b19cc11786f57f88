// Footnotes: marks, numbers and notes; pages are written by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { body, type Files, renderList } from "../support/lists.ts";

const TOOLS: Files = {
  "data/tools/old.yml":
    "name: Old\nurl: https://github.com/Acme/old\nstatus: unmaintained\nfootnote: Old is *gone*. Use [New](https://new.example/), not [Older](https://older.example/).\n",
  "data/tools/older.yml":
    "name: Older\naliases: [Oldest]\nurl: https://older.example/\nstatus: archived\nfootnote: Older is older.\n",
  "data/tools/fine.yml": "name: Fine\nurl: https://fine.example/\n",
};

function example(id: string, position: number, rest: string): Files {
  return { [`data/examples/${id}.yml`]: `organisation: ${id}\nposition: ${position}\n${rest}` };
}

const REFERENCE = "references: [{title: T, url: https://t.example/}]\n";
const TEMPLATE = `<!-- each examples -->
| Technologies | Note | References |
| --- | --- | --- |
| • [{technologies.name}]({technologies.url}){technologies.mark} | {note} | [{references.title}]({references.url}){references.mark} |

<!-- each notes -->
0. {target}{text}
`;

test("notes are numbered from 0 in order of first mention, and marks link to them", async (t) => {
  const page = await renderList(t, TEMPLATE, {
    ...TOOLS,
    ...example("b", 1, `technologies: [Old, Fine, Oldest]\n${REFERENCE}`),
    ...example("a", 0, `technologies: [Oldest]\n${REFERENCE}`),
  });
  assert.deepEqual(page.diagnostics, []);
  assert.equal(
    body(page),
    `| Technologies | Note | References |
| --- | --- | --- |
| [Oldest](https://older.example/)[[0]](#note-older) | | [T](https://t.example/) |
| • [Old](https://github.com/Acme/old)[[1]](#note-old)<br>• [Fine](https://fine.example/)<br>• [Oldest](https://older.example/)[[0]](#note-older) | | [T](https://t.example/) |

0. <a id="note-older"></a>Older is older.
1. <a id="note-old"></a>Old is _gone_. Use [New](https://new.example/), not [Older](https://older.example/).
`,
  );
  assert.equal(page.numbers.size, 2);
});

test("a text that names tools has each mark behind the name, or at its end", async (t) => {
  const page = await renderList(t, TEMPLATE, {
    ...TOOLS,
    ...example(
      "a",
      0,
      `technologies:\n  - {text: "Olden, Old, and more", tools: [Oldest, Old, Fine]}\nreferences: [{title: T, url: https://t.example/, tools: [Old]}]\n`,
    ),
  });
  assert.match(
    page.markdown,
    /^\| Olden, Old\[\[0\]\]\(#note-old\), and more\[\[1\]\]\(#note-older\) \| \| \[T\]\(https:\/\/t\.example\/\)\[\[0\]\]\(#note-old\) \|$/m,
  );
});

test("a Markdown link to such a tool gets its mark, whatever form its URL has; quotations do not", async (t) => {
  const note =
    "note: |\n  See [it](http://www.github.com/acme/old.git/) and [fine](https://fine.example/).\n\n  > But [here](https://github.com/Acme/old) not.\n";
  const page = await renderList(t, `[Ours](https://older.example), of the template.\n\n${TEMPLATE}`, {
    ...TOOLS,
    ...example("a", 0, `technologies: [Fine]\n${REFERENCE}${note}`),
  });
  assert.match(page.markdown, /^\[Ours\]\(https:\/\/older\.example\)\[\[0\]\]\(#note-older\), of the template\.$/m);
  assert.match(
    page.markdown,
    /See \[it\]\(http:\/\/www\.github\.com\/acme\/old\.git\/\)\[\[1\]\]\(#note-old\) and \[fine\]\(https:\/\/fine\.example\/\)\.<br>/,
  );
  assert.match(page.markdown, /_"But \[here\]\(https:\/\/github\.com\/Acme\/old\) not\."_/);
});

test("notes count from the number that the template starts at", async (t) => {
  const page = await renderList(t, TEMPLATE.replace("0. {target}", "7. {target}"), {
    ...TOOLS,
    ...example("a", 0, `technologies: [Old, Older]\n${REFERENCE}`),
  });
  assert.match(page.markdown, /\[\[7\]\]\(#note-old\).*\[\[8\]\]\(#note-older\)/);
  assert.match(page.markdown, /^7\. <a id="note-old"><\/a>/m);
  assert.match(page.markdown, /^8\. <a id="note-older"><\/a>/m);
});

test("without a mark on the page there are no notes, nor the heading above them", async (t) => {
  const page = await renderList(t, "# T\n\n## Notes\n\n<!-- each notes -->\n0. {target}{text}\n", {});
  assert.equal(body(page), "# T\n");
});

test("marks without a place for the notes are a finding", async (t) => {
  const page = await renderList(t, "[Old](https://github.com/Acme/old)\n", { ...TOOLS });
  assert.deepEqual(
    page.diagnostics.filter(({ rule }) => rule !== "unprinted-entry").map(({ reason, note }) => `${reason} | ${note}`),
    [
      "The page has footnote marks, and the template does not print the notes. | Add:  <!-- each notes -->  and below it  0. {target}{text}",
    ],
  );
});

test("a note leads back to each of its marks", async (t) => {
  const page = await renderList(t, TEMPLATE.replace("{text}", "{text} {back}"), {
    ...TOOLS,
    ...example("b", 1, `technologies: [Old, Fine, Oldest]\n${REFERENCE}`),
    ...example("a", 0, `technologies: [Oldest]\n${REFERENCE}`),
  });
  assert.deepEqual(page.diagnostics, []);
  assert.equal(
    body(page),
    `| Technologies | Note | References |
| --- | --- | --- |
| [Oldest](https://older.example/)[[0]](#note-older)<a id="mark-older"></a> | | [T](https://t.example/) |
| • [Old](https://github.com/Acme/old)[[1]](#note-old)<a id="mark-old"></a><br>• [Fine](https://fine.example/)<br>• [Oldest](https://older.example/)[[0]](#note-older)<a id="mark-older-2"></a> | | [T](https://t.example/) |

0. <a id="note-older"></a>Older is older. [↩1](#mark-older) [↩2](#mark-older-2)
1. <a id="note-old"></a>Old is _gone_. Use [New](https://new.example/), not [Older](https://older.example/). [↩](#mark-old)
`,
  );
});
