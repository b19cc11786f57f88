// What GitHub Actions tells, and the pages that follow from it.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import {
  appendStepSummary,
  editUrlOf,
  type GitHubContext,
  githubContext,
  withoutSecrets,
} from "../../scripts/github/context.ts";
import { runs } from "../support/runs.ts";

const PUSH = {
  GITHUB_ACTIONS: "true",
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: "owner/list",
  GITHUB_EVENT_NAME: "push",
  GITHUB_REF_NAME: "main",
  GITHUB_REF_TYPE: "branch",
  GITHUB_WORKSPACE: "/home/runner/work/list/list",
  GITHUB_STEP_SUMMARY: "/home/runner/summary.md",
};

async function newFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "github-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The environment of a pull request whose event file holds this text. */
async function pullRequest(t: TestContext, event: string): Promise<NodeJS.ProcessEnv> {
  const file = path.join(await newFolder(t), "event.json");
  await writeFile(file, event);
  return { ...PUSH, GITHUB_EVENT_NAME: "pull_request", GITHUB_REF_NAME: "12/merge", GITHUB_EVENT_PATH: file };
}

/** The page where a file is edited. */
function page(env: NodeJS.ProcessEnv, file = "data/tools/a.yml"): string | undefined {
  const context = githubContext(env);
  return context && editUrlOf(context, path.resolve(PUSH.GITHUB_WORKSPACE, file));
}

test("outside of GitHub Actions there is nothing to tell", () => {
  assert.equal(githubContext({}), undefined);
  assert.equal(githubContext({ ...PUSH, GITHUB_ACTIONS: "" }), undefined);
});

test("a push: files are edited on its branch", () => {
  assert.deepEqual(githubContext(PUSH), {
    server: "https://github.com",
    repository: "owner/list",
    workspace: "/home/runner/work/list/list",
    branch: { repository: "https://github.com/owner/list", branch: "main", folder: "" },
  });
  assert.equal(page(PUSH), "https://github.com/owner/list/edit/main/data/tools/a.yml");
});

test("a pull request: files are edited on its own branch, also in a fork and on another server", async (t) => {
  const event = { pull_request: { head: { ref: "add/my-tool", repo: { full_name: "somebody/list-1" } } } };
  const env = await pullRequest(t, JSON.stringify(event));
  assert.equal(page(env), "https://github.com/somebody/list-1/edit/add/my-tool/data/tools/a.yml");
  assert.equal(
    page({ ...env, GITHUB_SERVER_URL: "https://github.example.org:8443/" }),
    "https://github.example.org:8443/somebody/list-1/edit/add/my-tool/data/tools/a.yml",
  );
});

test("branches and files may be named anything: slashes stay, everything else is encoded", () => {
  assert.equal(
    page({ ...PUSH, GITHUB_REF_NAME: "fix/#1 50% (new)?" }, "data/tools/é 'x'*!&+.yml"),
    "https://github.com/owner/list/edit/fix/%231%2050%25%20%28new%29%3F/data/tools/%C3%A9%20%27x%27%2A%21%26%2B.yml",
  );
  assert.equal(
    page({ ...PUSH, GITHUB_REF_NAME: "\ud800" }),
    "https://github.com/owner/list/edit/%EF%BF%BD/data/tools/a.yml",
  );
});

test("no link where there is no branch to edit: a tag, a deleted fork, a file outside of the repository", async (t) => {
  assert.equal(page({ ...PUSH, GITHUB_REF_TYPE: "tag", GITHUB_REF_NAME: "v1" }), undefined);
  const deleted = { pull_request: { head: { ref: "main", repo: null } } };
  assert.equal(page(await pullRequest(t, JSON.stringify(deleted))), undefined);
  for (const file of ["../a.yml", "/etc/passwd", "data/../../a.yml", ""]) {
    assert.equal(page(PUSH, file), undefined, file);
  }
  assert.equal(page({ GITHUB_ACTIONS: "true" }), undefined);
});

test("an event that is not what it should be is ignored", async (t) => {
  const events = [
    "",
    "{",
    "null",
    "[]",
    '"text"',
    "{}",
    '{"pull_request": null}',
    '{"pull_request": {"head": "main"}}',
    '{"pull_request": {"head": {"ref": "main"}}}',
    '{"pull_request": {"head": {"ref": ["main"], "repo": {"full_name": "a/b"}}}}',
    '{"pull_request": {"head": {"ref": "../main", "repo": {"full_name": "a/b"}}}}',
    '{"pull_request": {"head": {"ref": "main", "repo": {"full_name": 1}}}}',
    '{"pull_request": {"head": {"ref": "main", "repo": {"full_name": "a/b/c"}}}}',
    '{"pull_request": {"head": {"ref": "main", "repo": {"full_name": "../.."}}}}',
    '{"pull_request": {"head": {"ref": "main", "repo": {"full_name": "evil.example/?"}}}}',
    '{"__proto__": {"pull_request": {"head": {"ref": "main", "repo": {"full_name": "a/b"}}}}}',
  ];
  for (const event of events) assert.equal(page(await pullRequest(t, event)), undefined, event);
  // Without the file, a push is still a push.
  assert.equal(
    page({ ...PUSH, GITHUB_EVENT_PATH: "/no/such/event.json" }),
    "https://github.com/owner/list/edit/main/data/tools/a.yml",
  );
  assert.equal(githubContext({ ...PUSH, GITHUB_SERVER_URL: "javascript:alert(1)" })?.server, "https://github.com");
});

test("no event can throw or lead to another server", async (t) => {
  const [file, env] = await pullRequest(t, "").then((made) => [made.GITHUB_EVENT_PATH ?? "", made] as const);
  const head = fc.record({ ref: fc.anything(), repo: fc.oneof(fc.anything(), fc.record({ full_name: fc.string() })) });
  const event = fc.oneof(fc.json(), fc.string(), fc.record({ pull_request: fc.record({ head }) }).map(asJson));
  await fc.assert(
    fc.asyncProperty(event, async (text) => {
      await writeFile(file, text);
      assert.match(page(env) ?? "https://github.com/", /^https:\/\/github\.com\//);
    }),
    runs(200),
  );
});

function asJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? String(each) : each));
}

test("a file on the disk is named from the repository's folder", () => {
  const context: GitHubContext = {
    ...{ server: "https://github.com", repository: "o/r" },
    workspace: path.resolve("/work/repository"),
    branch: { repository: "https://github.com/o/r", branch: "main", folder: "" },
  };
  assert.equal(
    editUrlOf(context, path.resolve("/work/repository/lists/x/data/a.yml")),
    "https://github.com/o/r/edit/main/lists/x/data/a.yml",
  );
  assert.equal(editUrlOf(context, path.resolve("/work/other/a.yml")), undefined);
  assert.equal(editUrlOf({ ...context, workspace: undefined }, path.resolve("/work/repository/a.yml")), undefined);
  assert.equal(editUrlOf(context, path.resolve("/work/repository/a.yml")), "https://github.com/o/r/edit/main/a.yml");
  assert.equal(editUrlOf(context, path.resolve("/tmp/a.yml")), undefined);
});

test("the summary of a step is appended to, and parts of it do not run together", async (t) => {
  const file = path.join(await newFolder(t), "summary.md");
  const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: file };
  await appendStepSummary(env, "one\n");
  await appendStepSummary(env, "## two\n");
  await appendStepSummary({ ...env, GITHUB_ACTIONS: "" }, "elsewhere\n");
  assert.equal(await readFile(file, "utf8"), "one\n\n## two\n\n");
});

test("a program that reads what strangers wrote is told of the run, and shown no token of any name", () => {
  const secrets = {
    ...{ GITHUB_TOKEN: "s", GH_TOKEN: "s", ACTIONS_RUNTIME_TOKEN: "s", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "s" },
    ...{ NPM_TOKEN: "s", MY_SECRET: "s", AWS_SECRET_ACCESS_KEY: "s", GIT_CONFIG_VALUE_0: "AUTHORIZATION: basic s" },
    // Through these, a step tells the ones behind it.
    ...{ GITHUB_ENV: "/e", GITHUB_PATH: "/p", GITHUB_OUTPUT: "/o" },
    ...{ NODE_OPTIONS: "--import=/tmp/x.mjs", LD_PRELOAD: "/tmp/x.so" },
  };
  const needed = { ...PUSH, PATH: "/usr/bin", Path: "C:\\bin", HOME: "/home/runner", TMPDIR: "/tmp" };
  assert.deepEqual(withoutSecrets({ ...needed, ...secrets }), needed);
});
