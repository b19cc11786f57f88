// The client of GitHub's API, against a server that behaves as badly as GitHub does on its bad days.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { apiPath, clientFor, GitHubClient, GitHubError } from "../../scripts/github/client.ts";
import { updateComment } from "../../scripts/github/tracked-text.ts";
import { FakeGitHub } from "../support/github-server.ts";
import { runs } from "../support/runs.ts";
import { character } from "../support/values.ts";

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** What a request ends with, for people. */
async function refusal(promise: Promise<unknown>): Promise<Pick<GitHubError, "message" | "hint" | "status">> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof GitHubError, String(error));
  const { message, hint, status } = error;
  return { message, hint, status };
}

const PULL = { number: 1, head: { ref: "a", sha: "1".repeat(40), repo: null } };

test("a request says who asks, in which version, and with which token", async (t) => {
  const github = await FakeGitHub.start(t);
  github.addPull(PULL);
  assert.equal((await github.repository("abc").pullRequest(1))?.number, 1);
  const { headers, path } = github.asked[0] ?? assert.fail();
  assert.equal(path, "/repos/owner/list/pulls/1");
  assert.equal(headers.authorization, "Bearer abc");
  assert.equal(headers.accept, "application/vnd.github+json");
  assert.equal(headers["x-github-api-version"], "2022-11-28");
  assert.ok(headers["user-agent"]);
});

test("the environment says where GitHub is and what the token is; without one, there is no header", async (t) => {
  const github = await FakeGitHub.start(t);
  await clientFor("a-list", { GITHUB_API_URL: `${github.url}/`, GH_TOKEN: "gh" }).request("GET", "/repos/owner/list");
  await clientFor("a-list", { GITHUB_API_URL: github.url, GITHUB_TOKEN: "" }).request("GET", "/repos/owner/list");
  assert.deepEqual(
    github.asked.map(({ token }) => token),
    ["gh", undefined],
  );
});

test("a list is read page after page, and not further than it is asked for", async (t) => {
  const github = await FakeGitHub.start(t);
  github.perPage = 2;
  for (const number of [1, 2, 3, 4, 5]) github.addComment(7, `comment ${number}`);
  const bodies = (await all(github.repository().comments(7))).map(({ body }) => body);
  assert.deepEqual(bodies, ["comment 1", "comment 2", "comment 3", "comment 4", "comment 5"]);
  assert.equal(github.asked.length, 3);
  for await (const comment of github.repository().comments(7)) {
    assert.equal(comment.body, "comment 1");
    break;
  }
  assert.equal(github.asked.length, 4);
});

test("a next page on another server is none: the token stays here", async (t) => {
  const [github, other] = [await FakeGitHub.start(t), await FakeGitHub.start(t)];
  github.refuse("GET", /comments/, { status: 200, headers: { link: `<${other.url}/x>; rel="next"` }, body: [] });
  assert.deepEqual(await all(github.repository().comments(7)), []);
  assert.equal(other.asked.length, 0);
});

test("what is not there is undefined, and what may not be seen is a refusal", async (t) => {
  const github = await FakeGitHub.start(t);
  assert.equal(await github.repository().pullRequest(404), undefined);
  github.refuse("GET", /pulls/, { status: 410, body: { message: "This was deleted" } });
  assert.equal(await github.repository().pullRequest(1), undefined);
  github.refuse("POST", /comments/, { status: 403, body: { message: "Resource not accessible by integration" } });
  assert.deepEqual(await refusal(github.repository().createComment(7, "text")), {
    message: "GitHub refused POST /repos/owner/list/issues/7/comments: 403 Resource not accessible by integration",
    hint: "The token may not do this: the workflow's file says what it may, under permissions.",
    status: 403,
  });
  assert.deepEqual(github.waits, []);
});

test("a secondary limit is waited for as long as it says, also for what writes", async (t) => {
  const github = await FakeGitHub.start(t);
  const body = { message: "You have exceeded a secondary rate limit." };
  github.refuse("POST", /comments/, { status: 403, headers: { "retry-after": "7" }, body });
  github.refuse("POST", /comments/, { status: 429, headers: { "retry-after": "3" }, body });
  await github.repository().createComment(7, "text");
  assert.deepEqual(github.waits, [7_000, 3_000]);
  assert.equal(github.comments.length, 1);
});

test("one that does not say how long takes a minute, then two, and then it is enough", async (t) => {
  const github = await FakeGitHub.start(t);
  github.refuse("GET", /./, { status: 403, body: { message: "You have exceeded a secondary rate limit." } }, 9);
  const client = github.client("secret", 200_000);
  const { hint, status } = await refusal(client.request("GET", "/repos/owner/list"));
  assert.deepEqual(github.waits, [60_000, 120_000]);
  assert.equal(status, 403);
  assert.equal(hint, "There were too many requests. Run it again in 4 minutes.");
});

test("the primary limit is waited for until it ends, or not at all when that is far away", async (t) => {
  const github = await FakeGitHub.start(t);
  const limit = (seconds: number) => ({
    status: 403,
    headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(Math.floor(github.now / 1000) + seconds) },
    body: { message: "API rate limit exceeded for installation." },
  });
  github.refuse("GET", /./, limit(20));
  assert.deepEqual(await all(github.repository().comments(7)), []);
  assert.deepEqual(github.waits, [21_000]);
  github.refuse("GET", /./, limit(1_790));
  assert.deepEqual(await refusal(all(github.repository().comments(7))), {
    message: "GitHub refused GET /repos/owner/list/issues/7/comments: 403 API rate limit exceeded for installation.",
    hint: "There were too many requests. Run it again in 30 minutes.",
    status: 403,
  });
  assert.equal(github.waits.length, 1);
});

test("a broken server is asked again, longer and longer, but a comment is never written twice", async (t) => {
  const github = await FakeGitHub.start(t);
  github.refuse("GET", /./, { status: 502, body: "<html>Unicorn!</html>" }, 2);
  assert.deepEqual(await all(github.repository().comments(7)), []);
  assert.deepEqual(github.waits, [1_000, 2_000]);
  github.refuse("POST", /./, { status: 502, body: "<html>Unicorn!</html>" });
  const { message } = await refusal(github.repository().createComment(7, "text"));
  assert.equal(message, "GitHub refused POST /repos/owner/list/issues/7/comments: 502");
  github.refuse("GET", /./, { status: 500 }, 99);
  const before = github.asked.length;
  await refusal(all(github.repository().comments(7)));
  assert.equal(github.asked.length - before, 5);
});

test("no answer at all is asked again, and said in the end", async (t) => {
  const github = await FakeGitHub.start(t);
  github.refuse("GET", /./, "hang up", 2);
  assert.deepEqual(await all(github.repository().comments(7)), []);
  github.refuse("POST", /./, "hang up");
  const { message, status } = await refusal(github.repository().createComment(7, "text"));
  assert.match(message, /^GitHub does not answer \(POST \/repos\/owner\/list\/issues\/7\/comments\): /);
  assert.equal(status, 0);
});

test("other refusals are final, and say what GitHub says", async (t) => {
  const github = await FakeGitHub.start(t);
  const { message } = await refusal(github.repository().createComment(7, "x".repeat(65_537)));
  assert.equal(
    message,
    "GitHub refused POST /repos/owner/list/issues/7/comments: 422 Validation Failed – body is too long (maximum is 65536 characters)",
  );
  const unknown = new GitHubClient({ userAgent: "a-list", api: github.url });
  const { hint } = await refusal(unknown.request("GET", "/repos/owner/none"));
  assert.equal(hint, "GITHUB_TOKEN holds the token that GitHub is asked with.");
  github.refuse("PATCH", /./, { status: 301, headers: { location: `${github.url}/moved` } });
  assert.equal((await refusal(github.repository().updateComment(1, "text"))).status, 301);
});

test("issues are filed, changed, closed, opened again and listed; pull requests are not among them", async (t) => {
  const github = await FakeGitHub.start(t);
  const repository = github.repository();
  const { number } = await repository.createIssue({ title: "Dead links", body: "None." });
  github.addIssue({ title: "Another" });
  github.addPull({ head: { ref: "a", sha: "1".repeat(40), repo: null } });
  await repository.updateIssue(number, { body: "One." });
  await repository.updateIssue(number, { state: "closed", state_reason: "completed" });
  assert.deepEqual(
    (await all(repository.issues())).map(({ title }) => title),
    ["Another"],
  );
  assert.equal((await all(repository.issues({ state: "closed" })))[0]?.number, number);
  await repository.updateIssue(number, { state: "open", state_reason: "reopened" });
  const [, issue] = await all(repository.issues());
  assert.deepEqual(issue, {
    ...{ number, title: "Dead links", body: "One.", author: "github-actions[bot]" },
    url: `https://github.com/owner/list/issues/${number}`,
  });
  const titles = (await all(repository.issues())).map(({ title }) => title);
  assert.deepEqual(titles, ["Another", "Dead links"]);
});

test("pull requests are found by their branch, and opened", async (t) => {
  const github = await FakeGitHub.start(t);
  const repository = github.repository();
  const made = await repository.createPullRequest({ title: "Publish", body: "", head: "publish", base: "main" });
  github.addPull({ head: { ref: "publish", sha: "2".repeat(40), repo: { full_name: "other/list" } } });
  github.addPull({ head: { ref: "gone", sha: "3".repeat(40), repo: null } });
  assert.deepEqual(await all(repository.pullRequests({ head: "owner:publish", state: "open" })), [made]);
  const gone = (await all(repository.pullRequests())).find(({ head }) => head.branch === "gone");
  assert.equal(gone?.head.repository, "");
  const again = await refusal(
    repository.createPullRequest({ title: "Publish", body: "", head: "publish", base: "main" }),
  );
  assert.match(again.message, /already exists/);
});

test("a sticky comment is written once, updated in place, and taken away", async (t) => {
  const github = await FakeGitHub.start(t);
  const repository = github.repository();
  const sticky = { number: 7, marker: "preview" };
  // Anybody can write the marker.
  github.addComment(7, "<!-- preview -->\nhello", "somebody");
  assert.equal(await updateComment(repository, sticky, undefined), "none");
  assert.equal(await updateComment(repository, sticky, "one"), "created");
  assert.equal(await updateComment(repository, sticky, "one"), "unchanged");
  assert.equal(await updateComment(repository, sticky, "two"), "updated");
  const bodies = github.comments.map(({ user, body }) => [user.login, body]);
  assert.deepEqual(bodies, [
    ["somebody", "<!-- preview -->\nhello"],
    ["github-actions[bot]", "<!-- preview -->\ntwo"],
  ]);
  assert.equal(await updateComment(repository, sticky, undefined), "deleted");
  assert.equal(github.comments.length, 1);
});

test("two runs that both find no sticky comment leave one", async (t) => {
  const github = await FakeGitHub.start(t);
  github.meanwhile = ({ method }) => {
    if (method !== "POST") return;
    github.meanwhile = undefined;
    github.addComment(7, "<!-- preview -->\nthe other's", "github-actions[bot]");
  };
  await updateComment(github.repository(), { number: 7, marker: "preview" }, "mine");
  assert.equal(github.comments.length, 1);
  // Which of the two it is does not matter: the next run updates it.
  assert.equal(await updateComment(github.repository(), { number: 7, marker: "preview" }, "later"), "updated");
  assert.deepEqual(
    github.comments.map(({ body }) => body),
    ["<!-- preview -->\nlater"],
  );
});

test("nothing that is put into a path leads elsewhere", () => {
  assert.equal(apiPath`/repos/${"owner/a b"}/issues/${7}`, "/repos/owner/a%20b/issues/7");
  for (const part of ["..", "a/../b", "", "a//b", "."]) assert.throws(() => apiPath`/repos/${part}`, GitHubError);
  fc.assert(
    fc.property(fc.string({ unit: character }), (part) => {
      let path: string;
      try {
        path = apiPath`/repos/owner/list/git/${part}/end`;
      } catch (error) {
        assert.ok(error instanceof GitHubError);
        return;
      }
      const { pathname, search, hash } = new URL(path, "https://api.github.com");
      assert.ok(pathname.startsWith("/repos/owner/list/git/") && pathname.endsWith("/end"), path);
      assert.equal(search + hash, "");
    }),
    runs(500),
  );
});
