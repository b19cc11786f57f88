// Our rules in somebody else's remark, and our findings as somebody else's reporter prints them.
import assert from "node:assert/strict";
import { test } from "node:test";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { reporter } from "vfile-reporter";
import { remarkRules } from "../../scripts/cli/index.ts";
import { lintAll } from "../../scripts/lint/lint-all.ts";
import { makeList } from "../support/lists.ts";

const PAGE = `# Sorting Events.

![](https://example.org/a.png) and [here](missing.md).

<!-- lint-disable-next-line link-text -- it is -->
[here](https://example.org/)
`;

const REPORT = `page.md
1:17-1:18 warning This heading ends in “.”.                  heading-punctuation list
  [note]:
    Delete it.
3:1-3:31  error   This image has no alternative text.        image-alt           list
  [note]:
    Say in the brackets what it shows: ![Alerts flow from the queue to the engine](…)
3:36-3:54 warning “here” does not say where this link leads. link-text           list
  [note]:
    Say it: [The guide](missing.md)
3:43-3:53 error   There is no file “missing.md”.             missing-file        list
  [note]:
    Add the file, or mend the path: it starts from the page's own folder.

4 messages (✖ 2 errors, ⚠ 2 warnings)`;

function processor(severities?: Parameters<typeof remarkRules>[0]) {
  return unified().use(remarkParse).use(remarkGfm).use(remarkRules, severities).use(remarkStringify);
}

test("as a plugin of remark, the rules say what the linter says", async (t) => {
  const root = await makeList(t, { "page.md": PAGE });
  const file = await processor().process({ path: "page.md", cwd: root, value: PAGE });
  const { diagnostics } = await lintAll({ root, lists: [], documents: [`${root}/page.md`] });
  assert.deepEqual(
    file.messages.map(({ ruleId, place, reason, fatal }) => ({ ruleId, place, reason, fatal })),
    diagnostics.map(({ rule, range, reason, severity }) => {
      return { ruleId: rule, place: range, reason, fatal: { error: true, warning: false, info: undefined }[severity] };
    }),
  );
  assert.deepEqual(
    file.messages.map(({ ruleId }) => ruleId),
    ["heading-punctuation", "image-alt", "link-text", "missing-file"],
  );
});

test("a rule that is off finds nothing there either", async (t) => {
  const cwd = await makeList(t, {});
  const file = await processor({ "image-alt": "off" }).process({
    path: "page.md",
    cwd,
    value: "![](https://example.org/a.png)\n",
  });
  assert.deepEqual(file.messages, []);
});

test("vfile-reporter prints findings with place, severity, rule and hint", async (t) => {
  const cwd = await makeList(t, {});
  const file = await processor().process({ path: "page.md", cwd, value: PAGE });
  assert.equal(reporter(file, { color: false, verbose: true }), REPORT);
});
