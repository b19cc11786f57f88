// check.yml, step by step: what contributors are told about each kind of pull request, and after a push to main.
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, type TestContext, test } from "node:test";
import { type Changes, git, Project } from "./support/repository.ts";
import { run as command, type Ran } from "./support/run.ts";
import { type Job, type RunStep, readWorkflow, runJob } from "./support/workflow.ts";

const cleanups: (() => void)[] = [];
let project: Project;
let page: string;
before(() => {
  project = new Project({ after: (fn) => cleanups.push(fn) });
  page = readFileSync(path.join(project.work, "README.md"), "utf8");
});
test.after(() => {
  for (const fn of cleanups) fn();
});

const { jobs } = readWorkflow("check.yml");

const TOOL = `# yaml-language-server: $schema=../../schemas/tool.schema.json
name: Streamlet
url: https://github.com/example/streamlet
components:
  data-pipeline: {purposes: [Stream processing]}
`;
const ROW = "| [Streamlet](https://github.com/example/streamlet) | Stream processing |";
const VECTOR = "[Vector](https://github.com/vectordotdev/vector)";
const SHA = /^[\da-f]{40}$/;

/** `npm ci` was done by the clone: see `Project.install`. */
function intercept(command: string): number | undefined {
  return command === "npm ci" ? 0 : undefined;
}

interface Pull {
  number: number;
  changes: Changes;
  /** `owner/name`; a fork's unless said. */
  repository?: string;
  /** The commit that it starts at. */
  from?: string;
  depth?: number;
  isReal?: boolean;
}

async function pullRequest(t: TestContext, pull: Pull, job: Job | undefined = jobs.list): Promise<RunStep[]> {
  const { number, changes, repository = "somebody/list", from = "origin/main", depth, isReal } = pull;
  const sha = project.pullRequest(number, changes, from);
  assert.match(sha, SHA);
  const head = { ref: "patch-1", sha, repo: { full_name: repository } };
  return run(t, job, {
    name: "pull_request",
    payload: { pull_request: { number, head } },
    env: { GITHUB_REF_NAME: `${number}/merge`, GITHUB_BASE_REF: "main", GITHUB_REF_TYPE: "branch" },
    ref: `refs/pull/${number}/merge`,
    ...(depth === undefined ? {} : { depth }),
    ...(isReal === undefined ? {} : { isReal }),
  });
}

interface Started {
  name: string;
  payload: unknown;
  env: Record<string, string>;
  ref: string;
  depth?: number;
  isReal?: boolean;
}

async function run(t: TestContext, job: Job | undefined, started: Started): Promise<RunStep[]> {
  assert.ok(job);
  const { ref, depth, isReal = false, ...happened } = started;
  return runJob(t, job, happened, {
    checkout: (step) => project.clone(ref, depth ?? Number(step.with?.["fetch-depth"] ?? 1)),
    intercept,
    isReal,
  });
}

/** The last step, which must be the one that says what a branch brings. */
function answer(steps: readonly RunStep[]): RunStep {
  const last = steps.at(-1) ?? assert.fail();
  assert.equal(last.run, "npm run --silent pull-request");
  return last;
}

/** Lines of the log that the runner would obey, as it looks for them. */
function commandsIn(log: string): string[] {
  const found: string[] = [];
  let token: string | undefined;
  for (const line of log.split("\n")) {
    const text = line.trimStart();
    if (token !== undefined) {
      if (text === `::${token}::`) token = undefined;
      continue;
    }
    token = /^::stop-commands::(.+)$/.exec(text)?.[1];
    if (token === undefined && (text.startsWith("::") || text.includes("##["))) found.push(text);
  }
  return found;
}

test("a good pull request is green, and shows its row; the toolchain is not tried", async (t) => {
  const pull = { number: 1, changes: { "data/tools/streamlet.yml": TOOL }, repository: "owner/list", isReal: true };
  const { status, summary, stdout } = answer(await pullRequest(t, pull));
  assert.equal(status, 0, stdout);
  assert.match(summary, /^Nothing to mend: `npm run lint` is content with everything\. Thank you!\n/);
  assert.match(
    summary,
    /^`README\.md` is older than the data\. That is fine: it is made anew when this is on main\.$/m,
  );
  const sha = git(project.work, "rev-parse", "HEAD^2");
  assert.ok(
    summary.includes(
      [
        "## Rows that change",
        "",
        "#### Data Pipeline",
        "",
        "| | Tool / Service | Purpose |",
        "| --- | --- | --- |",
        `| [added](https://github.com/owner/list/blob/${sha}/data/tools/streamlet.yml) ${ROW}`,
        "",
      ].join("\n"),
    ),
    summary,
  );
  assert.ok(stdout.includes(`| added ${ROW}\n`));
  assert.deepEqual(commandsIn(stdout), []);
  const [touched] = await pullRequest(t, pull, jobs.touched);
  assert.equal(touched?.stdout, "Only lists change: the toolchain need not be tried.\n");
});

test("a broken record is red, with the finding beside its line and in the summary", async (t) => {
  const changes = { "data/tools/streamlet.yml": TOOL.replace("Stream processing", "Stream procesing") };
  const { status, summary, stdout } = answer(await pullRequest(t, { number: 2, changes }));
  assert.equal(status, 1);
  assert.match(summary, /^## npm run lint: 1 error\n/);
  const mend = "https://github.com/somebody/list/edit/patch-1/data/tools/streamlet.yml";
  assert.ok(summary.includes(`| [\`data/tools/streamlet.yml:5:30\`](${mend}) |`), summary);
  assert.deepEqual(commandsIn(stdout), [
    "::error file=data/tools/streamlet.yml,line=5,endLine=5,col=30,endColumn=46,title=unknown-reference::“Stream procesing” is not a purpose of Data Pipeline.%0Ahint: Did you mean “Stream processing”?%0AMend it in data/tools/streamlet.yml: " +
      mend,
  ]);
  assert.ok(
    summary.endsWith(
      "## Rows that change\n\n`data/tools/streamlet.yml` has a mistake, so that its row cannot be shown yet.\n\n",
    ),
    summary,
  );
});

test("a row edited by hand is red where it cannot become data: the question, and the row", async (t) => {
  const edited = page.replace(`${VECTOR} | Log`, `${VECTOR} | All log`);
  assert.notEqual(edited, page);
  const changes = { "README.md": edited, "data/tools/streamlet.yml": TOOL };
  const { status, summary, stdout, stderr } = answer(await pullRequest(t, { number: 3, changes }));
  assert.equal(status, 1);
  const line = 1 + page.slice(0, page.indexOf(VECTOR)).split("\n").length - 1;
  assert.match(summary, /^## Not all of what was edited in `README\.md` can be carried into the data$/m);
  assert.ok(summary.includes(`README.md:${line} `), summary);
  assert.match(summary, /“All log collection and transformation” is declared nowhere/);
  assert.match(stderr, /^error: README\.md was edited, and not all of it can be carried into the data:$/m);
  const [annotation = "", ...others] = commandsIn(stdout);
  assert.deepEqual(others, []);
  assert.match(annotation, new RegExp(`^::error file=README\\.md,line=${line},.*title=page-edited::`));
  assert.match(annotation, /Is it one of/);
  const mend = "https://github.com/somebody/list/edit/patch-1/data/tools/vector.yml";
  assert.ok(annotation.endsWith(`%0AMend it in data/tools/vector.yml: ${mend}`), annotation);
});

test("while a record is broken, an edit of README.md is not judged, and nobody is told to throw it away", async (t) => {
  const changes = {
    "README.md": page.replace("## Data Pipeline\n", "## Data Pipeline\n\nA new paragraph.\n"),
    "data/tools/streamlet.yml": TOOL.replace("Stream processing", "Stream procesing"),
  };
  const { status, summary } = answer(await pullRequest(t, { number: 40, changes }));
  assert.equal(status, 1);
  assert.match(summary, /unknown-reference|Stream procesing/);
  assert.match(
    summary,
    /^`README\.md` cannot be judged until the mistakes in the data are mended\. Then: `npm run build`$/m,
  );
  assert.doesNotMatch(summary, /git checkout/);
});

test("an edit of README.md alone is green, and shows what main makes of it", async (t) => {
  const changes = { "README.md": page.replace("## Data Pipeline\n", "## Data Pipeline\n\nA new paragraph.\n") };
  const { status, summary } = answer(await pullRequest(t, { number: 4, changes }));
  assert.equal(status, 0);
  assert.match(summary, /^## What was edited in `README\.md` becomes data$/m);
  assert.match(summary, /^\+A new paragraph\.$/m);
  assert.match(summary, /templates\/README\.md/);
  assert.doesNotMatch(summary, /git checkout/);
});

test("a fork's pull request, from a clone that knows one commit only: fetched, and judged the same", async (t) => {
  const pull = { number: 5, changes: { "data/tools/streamlet.yml": TOOL }, depth: 1 };
  const { status, summary, stderr } = answer(await pullRequest(t, pull));
  assert.equal(status, 0, stderr);
  const sha = git(project.work, "rev-parse", "HEAD^2");
  assert.ok(
    summary.includes(`| [added](https://github.com/somebody/list/blob/${sha}/data/tools/streamlet.yml) ${ROW}`),
  );
});

test("where the history cannot be fetched, it says what to do", async (t) => {
  project.pullRequest(6, { "data/tools/streamlet.yml": TOOL });
  const folder = project.clone("refs/pull/6/merge", 1);
  git(folder, "remote", "set-url", "origin", path.join(project.folder, "gone.git"));
  const steps = await runJob(
    t,
    { steps: [{ uses: "actions/checkout@0" }, { run: "npm run --silent pull-request" }] },
    { name: "pull_request", payload: {}, env: { GITHUB_BASE_REF: "main" } },
    { checkout: () => folder },
  );
  const { status, stderr, summary } = answer(steps);
  assert.equal(status, 2);
  const [message, advice] = [
    "This clone is shallow: it does not know where the branch began.",
    "Fetch the rest: git fetch --unshallow origin (in a workflow: fetch-depth: 0)",
  ];
  assert.equal(stderr, `error: ${message}\n${advice}\n::error ::${message}%0A${advice}\n`);
  assert.equal(summary, `\`\`\`text\n${message}\n${advice}\n\`\`\`\n\n`);
});

test("an error that main has already turns no pull request red, and one more of the same kind does", async (t) => {
  const broken = TOOL.replace("Stream processing", "Stream procesing");
  project.commit("old", { "data/tools/old-tool.yml": broken.replaceAll("treamlet", "tale") });
  const pull = { number: 7, changes: { "data/tools/streamlet.yml": TOOL }, from: "origin/old" };
  // GitHub merges into the branch that the pull request is for.
  const sha = project.pullRequest(7, pull.changes, "origin/old");
  git(project.work, "push", "--quiet", "--force", "origin", `${sha}:refs/pull/7/merge`);
  const started: Started = {
    name: "pull_request",
    payload: { pull_request: { number: 7, head: { ref: "patch-1", sha, repo: { full_name: "somebody/list" } } } },
    env: { GITHUB_BASE_REF: "old" },
    ref: "refs/pull/7/merge",
  };
  const { status, summary, stdout, stderr } = answer(await run(t, jobs.list, started));
  assert.equal(status, 0, stdout);
  assert.deepEqual(commandsIn(stdout), []);
  assert.match(summary, /^Nothing to mend/);
  assert.match(summary, /<summary>2 errors that old has already: not counted<\/summary>/);
  assert.match(stderr, /^Not counted: 2 errors that old has already\.$/m);

  const more = project.pullRequest(7, { "data/tools/streamlet.yml": broken }, "origin/old");
  git(project.work, "push", "--quiet", "--force", "origin", `${more}:refs/pull/7/merge`);
  const red = answer(await run(t, jobs.list, started));
  assert.equal(red.status, 1);
  assert.equal(commandsIn(red.stdout).length, 1);
});

test("what others merged meanwhile makes no page wrong that its author built", async (t) => {
  const at = git(project.work, "rev-parse", "origin/main");
  project.pullRequest(8, { "data/tools/streamlet.yml": TOOL }, at);
  const folder = project.clone("refs/pull/8/head", 0);
  // The author builds, on the commit where the branch began.
  const built = await runJob(
    t,
    { steps: [{ uses: "actions/checkout@0" }, { run: "npm run --silent build" }] },
    { name: "none", payload: {}, env: {} },
    { checkout: () => folder },
  );
  assert.equal(built.at(-1)?.status, 0);
  const made = readFileSync(path.join(folder, "README.md"), "utf8");
  assert.ok(made.includes(ROW));
  // Meanwhile, a tool above all others gets a note, so that all marks are counted anew, also those of the new row's page.
  const gitea = readFileSync(path.join(project.work, "data/tools/gitea.yml"), "utf8");
  project.commit(
    "moved",
    { "data/tools/gitea.yml": `${gitea}footnote: It is **not** kept any more.\nstatus: unmaintained\n` },
    at,
  );
  const sha = project.pullRequest(8, { "data/tools/streamlet.yml": TOOL, "README.md": made }, at);
  git(project.work, "checkout", "--quiet", "--detach", "origin/moved");
  git(project.work, "merge", "--quiet", "--no-ff", "--message=Merge", sha);
  git(project.work, "push", "--quiet", "--force", "origin", "HEAD:refs/pull/8/merge");
  const { status, summary, stdout } = answer(
    await run(t, jobs.list, {
      name: "pull_request",
      payload: { pull_request: { number: 8, head: { ref: "patch-1", sha, repo: { full_name: "somebody/list" } } } },
      env: { GITHUB_BASE_REF: "moved" },
      ref: "refs/pull/8/merge",
    }),
  );
  assert.equal(status, 0, stdout);
  assert.match(summary, /^`README\.md` is older than the data\./m);
});

test("what a record says cannot speak to the runner", async (t) => {
  const name = "x ##[error]a ::error::b";
  const changes = {
    "data/tools/x-error-a-error-b.yml": TOOL.replace("Streamlet", `"${name}"`).replace("processing]", "procesing]"),
    "README.md": "::add-mask::a\n ::stop-commands::b\n##[add-mask]c\n",
  };
  const { status, stdout } = answer(await pullRequest(t, { number: 9, changes }));
  assert.equal(status, 1);
  for (const command of commandsIn(stdout)) assert.match(command, /^::(?:error|warning|notice) (?:file|title)=/);
});

test("a push to main: every finding counts, and a page that is older than the data is fine", async (t) => {
  const from = git(project.work, "rev-parse", "origin/main");
  const pushed = async (changes: Changes): Promise<RunStep> => {
    const sha = project.commit("pushed", changes, from);
    const ref = "refs/heads/pushed";
    const env = { GITHUB_REF_NAME: "main", GITHUB_REF_TYPE: "branch", GITHUB_SHA: sha };
    return answer(await run(t, jobs.list, { name: "push", payload: { before: from, after: sha }, env, ref }));
  };
  const good = await pushed({ "data/tools/streamlet.yml": TOOL });
  assert.equal(good.status, 0, good.stdout);
  assert.match(good.summary, /^Nothing to mend/);
  assert.ok(good.summary.includes(ROW));
  const broken = await pushed({ "data/tools/streamlet.yml": TOOL.replace("Stream processing", "Stream procesing") });
  assert.equal(broken.status, 1);
  assert.match(broken.summary, /^## npm run lint: 1 error\n/);
});

test("on somebody's own machine: from a fork's clone, with what is not committed yet", async () => {
  const folder = project.clone("refs/heads/main", 0);
  // The fork's main is older than the repository's, and its own.
  git(folder, "remote", "rename", "origin", "upstream");
  git(folder, "checkout", "--quiet", "-b", "my-branch");
  writeFileSync(path.join(folder, "data/tools/streamlet.yml"), TOOL);
  const here = (...args: string[]): Promise<Ran> => command(["pull-request", ...args], { cwd: folder });
  const { status, stdout, stderr } = await here();
  assert.equal(status, 0, stderr);
  assert.equal(stdout, `#### Data Pipeline\n\n| | Tool / Service | Purpose |\n| --- | --- | --- |\n| added ${ROW}\n`);
  assert.match(
    stderr,
    /^README\.md is older than the data\. That is fine: it is made anew when this is on main\.\nNothing to mend in what this branch brings to main \(\d+ records\); \d+\.\d\d s\.\n$/,
  );

  const unknown = await here("--base", "no-such-branch");
  assert.equal(unknown.status, 2);
  assert.equal(
    unknown.stderr,
    "error: There is no branch or commit “no-such-branch” here.\ngit branch --all lists the branches.\n",
  );
  git(folder, "remote", "remove", "upstream");
  git(folder, "branch", "--delete", "--force", "--quiet", "main");
  const nothing = await here();
  assert.equal(nothing.status, 2);
  assert.equal(
    nothing.stderr,
    "error: It is not known where this branch began: there is no default branch to compare with.\nName the branch that it is for: npm run pull-request -- --base origin/main\n",
  );
  rmSync(path.join(folder, ".git"), { recursive: true });
  const outside = await here();
  assert.equal(outside.status, 2);
  assert.equal(
    outside.stderr,
    "error: This folder is no Git repository, so there is nothing to compare with.\nnpm run lint looks at what is there.\n",
  );
});
