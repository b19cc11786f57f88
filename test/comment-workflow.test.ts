// comment.yml, step by step: the preview on a pull request, made from a stranger's blobs by our own code.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { before, type TestContext, test } from "node:test";
import { TOO_MUCH, textInProcess } from "../scripts/pull/comment.ts";
import { FakeGitHub } from "./support/github-server.ts";
import { type Changes, git, Project } from "./support/repository.ts";
import { HOME } from "./support/run.ts";
import { type RunStep, readWorkflow, runJob } from "./support/workflow.ts";

/** A list below the main one. */
const SECOND: Changes = {
  "lists/mines/data/list.yml": "name: Mines\n",
  "lists/mines/data/tools/cart.yml": "name: Cart\nurl: https://cart.example/\n",
  "lists/mines/data/tools/pick.yml": "name: Pick\nurl: https://pick.example/\n",
  "lists/mines/templates/README.md": "# Mines\n\n## Tools\n\n<!-- each tools -->\n- [{name}]({url})\n",
};

const cleanups: (() => void)[] = [];
let project: Project;
before(() => {
  project = new Project({ after: (fn) => cleanups.push(fn) });
  project.commit("main", SECOND);
});

test.after(() => {
  for (const fn of cleanups) fn();
});

const job = readWorkflow("comment.yml").jobs.comment ?? assert.fail();
const MARKER = "<!-- detection-and-response-pipeline: rows that change -->\n";
const TOOL = `name: Streamlet
url: https://github.com/example/streamlet
components:
  data-pipeline: {purposes: [Stream processing]}
`;

interface Ran {
  conclusion?: string;
  sha?: string;
  branch?: string;
  /** Where temporary files of a process go. */
  temporary?: string;
}

/** Run comment.yml after the check of a pull request from somebody's fork. */
async function comment(t: TestContext, github: FakeGitHub, number: number, ran: Ran = {}): Promise<RunStep> {
  const { conclusion = "success", branch = "patch-1", temporary } = ran;
  const isReal = temporary !== undefined;
  const sha = ran.sha ?? git(project.work, "rev-parse", `origin/pull/${number}/head`);
  const run = { id: 77, html_url: "https://github.com/owner/list/actions/runs/77", conclusion, event: "pull_request" };
  const head = { head_branch: branch, head_sha: sha, head_repository: { full_name: "somebody/list" } };
  const steps = await runJob(
    t,
    job,
    {
      name: "workflow_run",
      payload: { workflow_run: { ...run, ...head, pull_requests: [] } },
      env: { GITHUB_API_URL: github.url, GITHUB_REF_NAME: "main", ...(isReal ? { TMPDIR: temporary } : {}) },
    },
    {
      checkout: (step) => {
        assert.equal(step.with?.["fetch-depth"], 0);
        return project.clone("refs/heads/main", 0);
      },
      intercept: (command) => (command === "npm ci" ? 0 : undefined),
      isReal,
    },
  );
  const last = steps.at(-1) ?? assert.fail();
  assert.equal(last.run, "npm run --silent comment");
  assert.equal(last.stdout, "");
  return last;
}

/** A pull request from somebody's fork; GitHub knows it too. */
function open(github: FakeGitHub, number: number, changes: Changes): string {
  const sha = project.pullRequest(number, changes);
  git(project.work, "update-ref", `refs/remotes/origin/pull/${number}/head`, sha);
  return known(github, number, sha);
}

function known(github: FakeGitHub, number: number, sha: string): string {
  const pull = github.pulls.find((each) => each.number === number);
  if (pull) pull.head.sha = sha;
  else github.addPull({ number, head: { ref: "patch-1", sha, repo: { full_name: "somebody/list" } } });
  return sha;
}

const bodies = (github: FakeGitHub): string[] => github.comments.map(({ body }) => body);

test("one comment shows the rows that change; it is updated in place, and goes when nothing changes", async (t) => {
  const github = await FakeGitHub.start(t);
  const base = git(project.work, "rev-parse", "origin/main");
  const sha = open(github, 1, { "data/tools/streamlet.yml": TOOL });
  const { status, stderr } = await comment(t, github, 1);
  assert.equal(stderr, "#1: the comment was created.\n");
  assert.equal(status, 0);
  const blob = `https://github.com/somebody/list/blob/${sha}/data/tools/streamlet.yml`;
  const top = [
    "### What this changes on the page",
    "",
    "#### Data Pipeline",
    "",
    "| | Tool / Service | Purpose |",
    "| --- | --- | --- |",
  ].join("\n");
  const added = `| [added](${blob}) | [Streamlet](https://github.com/example/streamlet) | Stream processing |\n`;
  assert.deepEqual(bodies(github), [`${MARKER}${top}\n${added}`]);
  assert.deepEqual([...new Set(github.asked.map(({ token }) => token))], ["secret"]);

  const vector = git(project.work, "show", "origin/main:data/tools/vector.yml");
  const later = open(github, 1, {
    "data/tools/vector.yml": vector.replace("https://github.com/vectordotdev/vector", "https://vector.example"),
  });
  assert.equal((await comment(t, github, 1, { conclusion: "failure" })).stderr, "#1: the comment was updated.\n");
  const record = (repository: string, commit: string): string =>
    `https://github.com/${repository}/blob/${commit}/data/tools/vector.yml`;
  const purpose = "Log collection and transformation";
  assert.deepEqual(bodies(github), [
    `${MARKER}${top}
| [before](${record("owner/list", base)}) | [Vector](https://github.com/vectordotdev/vector) | ${purpose} |
| [now](${record("somebody/list", later)}) | [Vector](https://vector.example) | ${purpose} |

[The check](https://github.com/owner/list/actions/runs/77) found something to mend, and says what to write instead.
`,
  ]);

  open(github, 1, { "notes.txt": "Nothing that is printed." });
  assert.equal((await comment(t, github, 1)).stderr, "#1: the comment was deleted.\n");
  assert.deepEqual(bodies(github), []);
});

test("a record with mistakes has no row yet; a first pull request waits for a maintainer", async (t) => {
  const github = await FakeGitHub.start(t);
  open(github, 2, { "data/tools/streamlet.yml": "name: [", "data/tools/vector.yml": "nom: Vector\n" });
  await comment(t, github, 2, { conclusion: "action_required" });
  assert.deepEqual(bodies(github), [
    `${MARKER}\`data/tools/streamlet.yml\`, \`data/tools/vector.yml\` have mistakes, so that their rows cannot be shown yet.

[The check](https://github.com/owner/list/actions/runs/77) starts when a maintainer lets it: that is so for everybody's first pull request.
`,
  ]);
});

test("a list that is new is shown with its own template, and one that is deleted with all that goes", async (t) => {
  const github = await FakeGitHub.start(t);
  const gone = git(project.work, "ls-files", "lists/mines").split("\n");
  open(github, 6, {
    ...Object.fromEntries(gone.map((file) => [file, undefined])),
    "lists/farms/data/list.yml": "name: Farms\n",
    "lists/farms/data/components/engine.yml": "name: Engine\nposition: 0\n",
    "lists/farms/data/tools/mill.yml": "name: Mill\nurl: https://mill.example/\ncomponents: {engine: {}}\n",
    "lists/farms/templates/README.md":
      "# Farms @me\n\n## Engine\n\n<!-- each components.engine.tools -->\n- [{name}]({url})\n",
  });
  assert.equal((await comment(t, github, 6)).stderr, "#6: the comment was created.\n");
  const [body = ""] = bodies(github);
  assert.ok(body.includes("\n`lists/mines` is removed, the whole list with all of its rows.\n"), body);
  assert.deepEqual(
    [...body.matchAll(/^\| \[removed\]\S+ \| \[(\w+)\]/gm)].map(([, name]) => name),
    ["Cart", "Pick"],
  );
  assert.match(
    body,
    /\n`lists\/farms` is a new list\.\n\n#### `lists\/farms`: Engine\n\n\| \| Entry \|\n\| --- \| --- \|\n\| \[added\]\(\S+\/lists\/farms\/data\/tools\/mill\.yml\) \| \[Mill\]\(https:\/\/mill\.example\/\) \|\n/,
  );
});

test("a commit that is not the pull request's last any more is not commented on, whenever the new one comes", async (t) => {
  const github = await FakeGitHub.start(t);
  const old = open(github, 3, { "data/tools/streamlet.yml": TOOL });
  const none = "No open pull request has this commit as its last: it was closed, or has a newer one.\n";

  // GitHub's list knows the new one.
  known(github, 3, "f".repeat(40));
  assert.equal((await comment(t, github, 3, { sha: old })).stderr, none);
  // Git does.
  known(github, 3, old);
  project.pullRequest(3, { "data/tools/streamlet.yml": TOOL.replace("Streamlet", "Other") });
  const moved = "#3: it has a newer commit, whose own run will say what changes.\n";
  assert.equal((await comment(t, github, 3, { sha: old })).stderr, moved);
  // It comes while the comment is made.
  const last = open(github, 3, { "data/tools/streamlet.yml": TOOL });
  github.meanwhile = ({ path: asked }) => {
    if (/\/pulls\/3$/.test(asked)) known(github, 3, "f".repeat(40));
  };
  assert.equal((await comment(t, github, 3)).stderr, "#3: it was closed, or has a newer commit by now.\n");
  github.meanwhile = undefined;
  // It was closed.
  known(github, 3, last);
  for (const pull of github.pulls) pull.state = "closed";
  assert.equal((await comment(t, github, 3)).stderr, none);
  assert.deepEqual(bodies(github), []);
  assert.ok(github.asked.every(({ method }) => method === "GET"));
});

test("nothing of a stranger's commit is run, followed, or put anywhere but where records stand", async (t) => {
  const github = await FakeGitHub.start(t);
  const leak = path.join(tmpdir(), `leak-${process.pid}`);
  t.after(() => rmSync(leak, { force: true }));
  const shell = `node -e "require('fs').writeFileSync('${leak}', '')"`;
  git(project.work, "checkout", "--quiet", "-B", "evil", "origin/main");
  const write = (file: string, text: string): void => writeFileSync(path.join(project.work, file), text);
  write("package.json", JSON.stringify({ scripts: { comment: shell, postinstall: shell } }));
  write("templates/README.md", "# Mine\n");
  write("scripts/comment.ts", `require("fs").writeFileSync(${JSON.stringify(leak)}, "");\n`);
  write(".gitattributes", "* filter=evil\n");
  write("data/tools/streamlet.yml", TOOL);
  write("data/tools/huge.yml", `${TOOL.replace("Streamlet", "Huge")}# ${"x".repeat(200_000)}\n`);
  write("data/tools/Not An Id.yml", TOOL.replace("Streamlet", "Not an id"));
  write("data/tools/bomb.yml", `a: &a [${"x,".repeat(100)}]\nb: [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n`);
  symlinkSync("/etc/passwd", path.join(project.work, "data/tools/passwd.yml"));
  // A record of before, which nobody deleted.
  rmSync(path.join(project.work, "data/tools/vector.yml"));
  symlinkSync("../../templates/README.md", path.join(project.work, "data/tools/vector.yml"));
  rmSync(path.join(project.work, "lists/mines/data"), { recursive: true });
  symlinkSync("../../data", path.join(project.work, "lists/mines/data"));
  git(project.work, "add", "--all");
  git(project.work, "commit", "--quiet", "--message=Evil");
  const sha = git(project.work, "rev-parse", "HEAD");
  git(project.work, "push", "--quiet", "--force", "origin", "HEAD:refs/pull/4/head");
  known(github, 4, sha);
  // Whatever else runs on this machine, here are only its own.
  const temporary = path.join(project.folder, "temporary");
  mkdirSync(temporary);
  const { status, stderr } = await comment(t, github, 4, { sha, temporary });
  assert.equal(status, 0, stderr);
  const [body = ""] = bodies(github);
  assert.match(
    body,
    /\[added\]\(https:\/\/github\.com\/somebody\/list\/blob\/[\da-f]{40}\/data\/tools\/streamlet\.yml\)/,
  );
  assert.match(body, /`data\/tools\/bomb\.yml` has a mistake/);
  assert.doesNotMatch(body, /root:|Huge|Not an id|Mine|removed/);
  assert.ok(
    body.includes(`
What could not be read, and is not shown:

- \`data/tools/huge.yml\` is larger than 100 kB.
- \`data/tools/passwd.yml\` is a symbolic link.
- \`data/tools/vector.yml\` is a symbolic link.
- \`lists/mines/data\` is a symbolic link.
`),
    body,
  );
  assert.equal(existsSync(leak), false);
  assert.deepEqual(
    readdirSync(temporary).filter((name) => name.startsWith("curated-")),
    [],
  );
});

test("what a record says mentions nobody, refers to nothing, and stays in its cell", async (t) => {
  const github = await FakeGitHub.start(t);
  const name = '"@team/x fixes #12 GH-3 deadbeefcafe <script>a</script> | </td> owner/repo#4"';
  const description = JSON.stringify(
    "Closes https://github.com/o/r/issues/5, [it](https://github.com/o/r/pull/6), [home](img/a.png), @me and ![x](img/x.png) **b**.",
  );
  const tool = `name: ${name}\nurl: https://example.org/\ncomponents:\n  response-orchestration-and-automation: {description: ${description}}\n`;
  const sha = open(github, 5, { "data/tools/hostile.yml": tool });
  await comment(t, github, 5);
  const [body = ""] = bodies(github);
  const row = body.split("\n").find((line) => line.includes("hostile.yml")) ?? assert.fail(body);
  assert.doesNotMatch(row, /@\w|#\d|GH-\d|[\da-f]{7}(?![\da-f]*\/)(?=[^/]*$)/);
  assert.doesNotMatch(row, /(?<!\\)<(?!span>|\/span>|br>)/);
  assert.doesNotMatch(row, /\]\(https?:\/\/github\.com\/o\/r\//);
  assert.ok(row.includes("https://redirect.github.com/o/r/issues/5"));
  assert.ok(row.includes("(https://redirect.github.com/o/r/pull/6)"));
  assert.ok(row.includes(`(https://github.com/somebody/list/blob/${sha}/img/a.png)`));
  assert.ok(row.includes(`![x](https://github.com/somebody/list/raw/${sha}/img/x.png)`));
  assert.ok(row.includes("**b**"));
  // Three cells: four bars that no backslash guards.
  assert.equal(row.match(/(?<!\\)\|/g)?.length, 4, row);
});

test("a preview that takes too much time or memory is given up, and so is said", () => {
  const command = [path.join(HOME, "scripts/cli/start.mjs"), "comment", "--text", "0".repeat(40)];
  assert.equal(textInProcess(HOME, command, process.env, { time: 1, memory: 100 }), TOO_MUCH);
  assert.equal(textInProcess(HOME, command, process.env, { time: 60_000, memory: 1 }), TOO_MUCH);
  assert.throws(
    () => textInProcess(HOME, command, process.env),
    /^Error: The rows that change cannot be shown\. error: There is no run/,
  );
});

test("without a run of a workflow there is nothing to comment on", async () => {
  const { run } = await import("./support/run.ts");
  const { status, stderr } = await run(["comment"], { env: { GITHUB_ACTIONS: "", GITHUB_EVENT_PATH: "" } });
  assert.equal(status, 2);
  assert.match(stderr, /^error: There is no run of a workflow to comment on\.\n.*npm run pull-request\n$/);
});
