// publish.yml, step by step: main holds what the build makes, however many push to it, and whoever may.
import assert from "node:assert/strict";
import { appendFileSync, chmodSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { FakeGitHub } from "./support/github-server.ts";
import { type Changes, git, Project } from "./support/repository.ts";
import { type Ran, run, runProcess } from "./support/run.ts";
import { type RunStep, readWorkflow, runJob } from "./support/workflow.ts";

const job = readWorkflow("publish.yml").jobs.publish ?? assert.fail();

/** A list of one component, for what the tests add. */
const SMALL: Changes = {
  "data/list.yml": "name: A list\nrepository: https://github.com/owner/list\n",
  "data/components/data-pipeline.yml":
    "name: Data Pipeline\nemoji: 🪵\nposition: 0\nsummary: Collect logs\npurposes:\n  - Stream processing\n",
  "templates/README.md": `# A list

## Data Pipeline

<!-- each components.data-pipeline.tools -->
| Tool / Service | Purpose |
| --- | --- |
| [{name}]({url}){mark} | {{purposes}, } |

## Examples

<!-- each examples -->
| # | Technologies | References |
| --- | --- | --- |
| {number} | • {technologies.name} | [{references.title}]({references.url}) |

## Resources

<!-- each resources -->
- [{title}]({url})

<!-- each notes -->
0. {target}{text}
`,
};

const tool = (name: string): Record<string, string> => ({
  [`data/tools/${name.toLowerCase()}.yml`]: `# yaml-language-server: $schema=../../schemas/tool.schema.json
name: ${name}
url: https://example.org/${name.toLowerCase()}
components:
  data-pipeline: {purposes: [Stream processing]}
`,
});

const row = (name: string): string => `| [${name}](https://example.org/${name.toLowerCase()}) | Stream processing |`;

/** Run publish.yml after a push to main. */
async function publish(
  t: TestContext,
  project: Project,
  { github, isReal = false, also }: { github?: FakeGitHub; isReal?: boolean; also?: (clone: string) => void } = {},
): Promise<RunStep> {
  const steps = await runJob(
    t,
    job,
    {
      name: "push",
      payload: {},
      env: { GITHUB_REF_NAME: "main", GITHUB_REF_TYPE: "branch", GITHUB_API_URL: github?.url ?? "http://127.0.0.1:9" },
    },
    {
      checkout: (step) => {
        const clone = project.clone("refs/heads/main", Number(step.with?.["fetch-depth"] ?? 1));
        also?.(clone);
        return clone;
      },
      intercept: (command) => (command === "npm ci" ? 0 : undefined),
      isReal,
    },
  );
  const last = steps.at(-1) ?? assert.fail();
  assert.equal(last.run, "npm run --silent publish-lists");
  return last;
}

const pageOn = (project: Project, branch = "main"): string => git(project.origin, "show", `${branch}:README.md`);
const subjects = (project: Project): string[] => git(project.origin, "log", "--format=%an: %s", "main").split("\n");
const PUBLISHED = "github-actions[bot]: Make the generated files anew";

/** Shell for the server's or a clone's Git to run. */
function hook(repository: string, name: string, script: string): void {
  const file = path.join(repository, "hooks", name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

test("what differs is committed once, and a second run has nothing to do", async (t) => {
  const project = new Project(t, SMALL);
  project.commit("main", tool("Streamlet"));
  const { status, summary, stderr } = await publish(t, project);
  assert.equal(status, 0, stderr);
  assert.match(summary, /^Published on main: [\da-f]{10}\.\n/);
  assert.ok(pageOn(project).includes(row("Streamlet")));
  const published = [PUBLISHED, "Somebody: Change data/tools/streamlet.yml", "Somebody: Everything"];
  assert.deepEqual(subjects(project), published);
  assert.equal(git(project.origin, "diff", "--name-only", "main~1", "main"), "README.md");
  // What its own push would start.
  assert.equal((await publish(t, project)).summary, "Nothing to publish: main holds what the build makes.\n\n");
  assert.deepEqual(subjects(project), published);
});

test("when main moves while it builds, it fetches, builds and pushes again", async (t) => {
  const project = new Project(t, SMALL);
  project.commit("main", tool("Streamlet"));
  let raced = "";
  const { status, summary, stderr } = await publish(t, project, {
    also: (clone) => {
      // Between the build and the push, somebody merges another tool.
      project.commit("other", tool("Rapidlet"), "origin/main");
      raced = git(project.work, "rev-parse", "HEAD");
      hook(path.join(clone, ".git"), "pre-push", `git --git-dir=${project.origin} update-ref refs/heads/main ${raced}`);
    },
  });
  assert.equal(status, 0, stderr);
  assert.match(summary, /^Published on main/);
  for (const name of ["Streamlet", "Rapidlet"]) assert.ok(pageOn(project).includes(row(name)), name);
  assert.deepEqual(subjects(project).slice(0, 3), [
    PUBLISHED,
    "Somebody: Change data/tools/rapidlet.yml",
    "Somebody: Change data/tools/streamlet.yml",
  ]);
});

test("two that publish at once: both end well, and main has one such commit", async (t) => {
  const project = new Project(t, SMALL);
  project.commit("main", tool("Streamlet"));
  const both = await Promise.all([1, 2].map(() => publish(t, project, { isReal: true })));
  for (const { status, stderr } of both) assert.equal(status, 0, stderr);
  assert.equal(subjects(project).filter((subject) => subject === PUBLISHED).length, 1);
  assert.ok(pageOn(project).includes(row("Streamlet")));
});

test("where main is protected, a pull request is opened, and the next time updated", async (t) => {
  const [project, github] = [new Project(t, SMALL), await FakeGitHub.start(t)];
  project.commit("main", tool("Streamlet"));
  const rule =
    'if [ "$1" = refs/heads/main ]; then echo "GH006: Protected branch update failed for refs/heads/main." >&2; exit 1; fi';
  hook(project.origin, "update", rule);
  const { status, summary, stderr } = await publish(t, project, { github });
  assert.equal(status, 0, stderr);
  const [pull] = github.pulls;
  assert.equal(summary, `Nobody may push to main: opened ${pull?.html_url}\n\n`);
  assert.deepEqual([pull?.head.ref, pull?.base.ref], ["publish-lists", "main"]);
  assert.ok(pageOn(project, "publish-lists").includes(row("Streamlet")));
  assert.ok(!pageOn(project).includes(row("Streamlet")));

  hook(project.origin, "update", "exit 0");
  project.commit("main", tool("Rapidlet"));
  hook(project.origin, "update", rule);
  assert.equal(
    (await publish(t, project, { github })).summary,
    `Nobody may push to main: updated ${pull?.html_url}\n\n`,
  );
  assert.ok(pageOn(project, "publish-lists").includes(row("Rapidlet")));
  assert.equal(github.pulls.length, 1);

  // Somebody merges it, and GitHub has not closed it yet; or takes back what it was for.
  hook(project.origin, "update", "exit 0");
  git(project.origin, "update-ref", "refs/heads/main", "refs/heads/publish-lists");
  assert.equal(
    (await publish(t, project, { github })).summary,
    `Nothing to publish: main holds what the build makes.\nClosed, because it is not needed any more: ${pull?.html_url}\n\n`,
  );
  assert.equal(pull?.state, "closed");
  assert.equal(git(project.origin, "branch", "--list", "publish-lists"), "");
});

test("broken data on main publishes nothing, and says what to mend", async (t) => {
  const project = new Project(t, SMALL);
  project.commit("main", { "data/tools/streamlet.yml": "nom: Streamlet\n" });
  const before = git(project.origin, "rev-parse", "main");
  // What its build says of the data, it says on the stream of the process.
  const { status, summary, stderr } = await publish(t, project, { isReal: true });
  assert.equal(status, 1);
  assert.match(stderr, /data\/tools\/streamlet\.yml:1:1: error/);
  assert.equal(summary, "Nothing was published: the data on main has to be mended first.\n\n");
  assert.equal(git(project.origin, "rev-parse", "main"), before);
});

test("a push that is refused for another reason is an error that says so", async (t) => {
  const project = new Project(t, SMALL);
  project.commit("main", tool("Streamlet"));
  const { status, stderr } = await publish(t, project, {
    also: (clone) => {
      git(clone, "remote", "set-url", "--push", "origin", path.join(project.folder, "gone.git"));
    },
  });
  assert.equal(status, 2);
  assert.match(stderr, /^Nothing was published\. Git was refused: .*gone\.git/m);
});

test("on somebody's own machine, the branch and work that is not committed stay what they are", async (t) => {
  const project = new Project(t, SMALL);
  const clone = project.clone("refs/heads/main", 0);
  project.commit("main", tool("Streamlet"));
  appendFileSync(path.join(clone, "CONTRIBUTING.md"), "mine\n");
  const state = (): string[] => [
    git(clone, "symbolic-ref", "HEAD"),
    git(clone, "rev-parse", "HEAD"),
    git(clone, "status", "--porcelain"),
    git(clone, "worktree", "list"),
  ];
  const before = state();
  const { status, stderr } = await run(["publish-lists"], { cwd: clone, env: { GITHUB_REF_NAME: "" } });
  assert.equal(status, 2);
  assert.match(stderr, /^error: It is not said which branch to publish on\./);
  const here = (branch: string): Promise<Ran> => runProcess(["publish-lists", "--branch", branch], { cwd: clone });
  const done = await here("main");
  assert.equal(done.status, 0, done.stderr);
  assert.match(done.stderr, /^Published on main: /m);
  assert.ok(pageOn(project).includes(row("Streamlet")));
  assert.doesNotMatch(git(project.origin, "show", "main:CONTRIBUTING.md"), /mine$/);
  assert.equal(git(project.origin, "ls-tree", "main", "node_modules"), "");
  assert.deepEqual(state(), before);
  assert.match(readFileSync(path.join(clone, "CONTRIBUTING.md"), "utf8"), /mine\n$/);

  const unknown = await here("no-such-branch");
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /^Nothing was published\. Git was refused: .*no-such-branch/);
  assert.doesNotMatch(unknown.stderr, /^ {4}at /m);
});

test("twenty pull requests of one entry each, merged one after another, never conflict; the page is right after publish", async (t) => {
  const project = new Project(t, SMALL);
  const base = git(project.work, "rev-parse", "origin/main");
  const example = (number: number): Record<string, string> => ({
    [`data/examples/company-${number}.yml`]: `# yaml-language-server: $schema=../../schemas/example.schema.json
organisation: Company ${number}
position: ${number}
technologies:
  - text: Something
references:
  - title: How we detect
    url: https://example.org/company-${number}
`,
  });
  const resource = (number: number): Record<string, string> => ({
    [`data/resources/reading-${number}.yml`]: `# yaml-language-server: $schema=../../schemas/resource.schema.json
title: Reading ${number}
url: https://example.org/reading-${number}
`,
  });
  const kinds = [(number: number) => tool(`Tool${number}`), example, resource];
  const branches = Array.from({ length: 20 }, (_, number) => {
    const changes = kinds[number % kinds.length]?.(number) ?? {};
    return project.commit(`entry-${number}`, changes, base);
  });
  git(project.work, "checkout", "--quiet", "-B", "main", base);
  let conflicts = 0;
  for (const branch of branches) {
    try {
      git(project.work, "merge", "--no-ff", "--message=Merge", branch);
    } catch {
      conflicts++;
      git(project.work, "merge", "--abort");
    }
  }
  assert.equal(conflicts, 0);
  git(project.work, "push", "--quiet", "origin", "main");
  const { status, stderr } = await publish(t, project);
  assert.equal(status, 0, stderr);

  const clone = project.clone("refs/heads/main", 1);
  for (const args of [["build", "--check"], ["lint"]]) {
    const done = await run(args, { cwd: clone });
    assert.equal(done.status, 0, done.stdout + done.stderr);
  }
  const page = readFileSync(path.join(clone, "README.md"), "utf8");
  for (const name of ["Tool0", "Tool18"]) assert.ok(page.includes(row(name)), name);
  for (const text of ["company-1)", "company-19)", "reading-2)", "reading-17)"]) {
    assert.ok(page.includes(`(https://example.org/${text}`), text);
  }
});
