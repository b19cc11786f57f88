// The one issue about links: opened, kept up to date, closed and opened again, on a GitHub that has bad days too.
import assert from "node:assert/strict";
import { test } from "node:test";
import { trackIssue } from "../../scripts/github/tracked-text.ts";
import { FakeGitHub } from "../support/github-server.ts";

const LINKS = { marker: "links", title: "Links that need a look" };
const BOT = { login: "github-actions[bot]" };

function track(github: FakeGitHub, text: string | undefined) {
  return trackIssue(github.repository(), LINKS, text, "All is well.");
}

function writes(github: FakeGitHub): string[] {
  return github.asked.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
}

test("one issue lives through it all: opened, left alone, updated, closed, opened again", async (t) => {
  const github = await FakeGitHub.start(t);
  assert.equal((await track(github, undefined)).done, "none");
  assert.deepEqual(writes(github), []);

  assert.equal((await track(github, "a is dead")).done, "opened");
  const [issue] = github.issues;
  assert.ok(issue && github.issues.length === 1);
  assert.equal(issue.title, LINKS.title);
  assert.equal(issue.body, "<!-- links -->\na is dead");

  const before = writes(github).length;
  // GitHub stores line ends as browsers send them.
  issue.body = issue.body.replace("\n", "\r\n");
  assert.equal((await track(github, "a is dead\n")).done, "unchanged");
  assert.equal(writes(github).length, before);

  assert.equal((await track(github, "b is dead")).done, "updated");
  assert.deepEqual([issue.state, issue.body], ["open", "<!-- links -->\nb is dead"]);

  assert.equal((await track(github, undefined)).done, "closed");
  assert.deepEqual(
    [issue.state, issue.state_reason, issue.body],
    ["closed", "completed", "<!-- links -->\nAll is well."],
  );
  assert.equal((await track(github, undefined)).done, "none");

  assert.equal((await track(github, "c is dead")).done, "reopened");
  assert.deepEqual([issue.state, issue.state_reason, issue.body], ["open", "reopened", "<!-- links -->\nc is dead"]);
  assert.equal(github.issues.length, 1);
});

test("an issue of somebody else with the same marker, a pull request, and other issues are left alone, on every page", async (t) => {
  const github = await FakeGitHub.start(t);
  github.perPage = 3;
  const ours = github.addIssue({ body: "<!-- links -->\nold", user: BOT });
  for (let count = 0; count < 10; count++) github.addIssue({ body: `Issue ${count}`, user: BOT });
  const impostor = github.addIssue({ body: "<!-- links -->\nmine" });
  github.addPull({ body: "<!-- links -->", user: BOT, head: { ref: "a", sha: "1".repeat(40), repo: null } });
  assert.equal((await track(github, "new")).issue?.number, ours.number);
  assert.equal(ours.body, "<!-- links -->\nnew");
  assert.equal(impostor.body, "<!-- links -->\nmine");
  assert.deepEqual(writes(github), [`PATCH /repos/owner/list/issues/${ours.number}`]);
});

test("of two that two runs opened at once, the older stays", async (t) => {
  const github = await FakeGitHub.start(t);
  const older = github.addIssue({ body: "<!-- links -->\na", user: BOT });
  const newer = github.addIssue({ body: "<!-- links -->\na", user: BOT });
  await track(github, "b");
  assert.deepEqual([older.state, older.body], ["open", "<!-- links -->\nb"]);
  assert.deepEqual([newer.state, newer.state_reason], ["closed", "not_planned"]);
});

test("a rate limit is waited for; what may not be done is said, with what the workflow lacks", async (t) => {
  const github = await FakeGitHub.start(t);
  github.refuse("POST", /\/issues$/, { status: 403, headers: { "retry-after": "7" }, body: { message: "slow down" } });
  assert.equal((await track(github, "a")).done, "opened");
  assert.deepEqual(github.waits, [7_000]);
  assert.equal(github.issues.length, 1);

  github.refuse("PATCH", /\/issues\/\d+$/, {
    status: 403,
    body: { message: "Resource not accessible by integration" },
  });
  await assert.rejects(
    track(github, "b"),
    /^GitHubError: GitHub refused PATCH .* 403 Resource not accessible by integration$|403/,
  );
  assert.equal(github.issues[0]?.body, "<!-- links -->\na");
});
