// What a pull request's summary says of the repositories of new entries: GitHub's answers, and nothing where there are none.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { GitHubClient } from "../../scripts/github/client.ts";
import { newRepositories } from "../../scripts/pull/new-repositories.ts";
import { makeList } from "../support/lists.ts";

const OLD = {
  "data/list.yml": "name: Mills\n",
  "data/tools/old.yml": "name: Old\nurl: https://github.com/acme/old\n",
  "templates/README.md": "<!-- each tools -->\n- {name}\n",
};
const NEW = {
  ...OLD,
  "data/tools/old.yml": "name: Old\nurl: https://github.com/acme/older\n",
  "data/tools/mill.yml": "name: Mill\nurl: https://github.com/Acme/mill/tree/main/docs\n",
  "data/tools/gone.yml": "name: Gone\nurl: https://github.com/acme/gone\n",
  "data/tools/evil.yml": "name: Evil\nurl: https://github.com/acme/evil\n",
  "data/tools/shop.yml": "name: Shop\nurl: https://shop.example/acme/shop\n",
};

const REPLIES: Readonly<Record<string, unknown>> = {
  "/repos/Acme/mill": {
    full_name: "acme/mill",
    license: { spdx_id: "Apache-2.0" },
    pushed_at: "2026-10-01T02:03:04Z",
    created_at: "2019-05-06T07:08:09Z",
    stargazers_count: 1234,
    archived: true,
  },
  "/repos/acme/evil": {
    full_name: "acme/evil",
    license: { spdx_id: "| <b>" },
    pushed_at: "](https://evil.example/)",
    created_at: "2020-01-02T00:00:00Z",
    stargazers_count: "| 9",
  },
};

test("a table of what GitHub says, and who proposes it", async (context) => {
  const asked: string[] = [];
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    const reply = REPLIES[url];
    response.writeHead(reply === undefined ? 404 : 200).end(JSON.stringify(reply ?? { message: "Not Found" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  context.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const github = new GitHubClient({ userAgent: "test", api: `http://127.0.0.1:${port}`, patience: 0 });

  const [base, root] = [await makeList(context, OLD), await makeList(context, NEW)];
  const event = { pull_request: { user: { login: "ann-miller" }, author_association: "FIRST_TIME_CONTRIBUTOR" } };
  assert.equal(
    await newRepositories({ root, base }, event, github),
    `## New repositories

Proposed by \`ann-miller\` (first time contributor).

| Repository | License | Last push | Stars | Since |
| --- | --- | --- | ---: | --- |
| \`acme/evil\` | none found |  |  | 2020-01-02 |
| \`acme/mill\` | Apache-2.0 | 2026-10-01, archived | 1234 | 2019-05-06 |
`,
  );
  assert.deepEqual(asked.sort(), ["/repos/Acme/mill", "/repos/acme/evil", "/repos/acme/gone"]);
  assert.equal(await newRepositories({ root: base, base }, event, github), "");
  assert.equal(await newRepositories({ root, base: undefined }, event, github), "");
});

test("where GitHub does not answer, nothing is said", async (context) => {
  const github = new GitHubClient({ userAgent: "test", api: "http://127.0.0.1:9", patience: 0 });
  const [base, root] = [await makeList(context, OLD), await makeList(context, NEW)];
  assert.equal(await newRepositories({ root, base }, {}, github), "");
});
