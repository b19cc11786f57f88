// `lint` and `pull-request` in a real repository: whatever somebody does there in whatever order, one says that something is
// to be mended if and only if the other does, and each mistake that one names, the other names too.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import fc from "fast-check";
import { makeList } from "../support/lists.ts";
import { LIST } from "../support/one-of-everything.ts";
import { git } from "../support/repository.ts";
import { run } from "../support/run.ts";
import { runs } from "../support/runs.ts";

/** What somebody does in a clone, on a branch. */
type Step = readonly [name: string, carryOut: (root: string) => unknown];

const edit =
  (file: string, change: (text: string) => string): Step[1] =>
  (root) => {
    const target = path.join(root, file);
    if (existsSync(target)) writeFileSync(target, change(readFileSync(target, "utf8")));
  };
const QUEUE = "data/tools/queue.yml";
const FORM = ".github/ISSUE_TEMPLATE/tool.yml";
const TALK = "title: A talk\nurl: https://example.org/talk\n";

const EDITS: readonly Step[] = [
  ["describe a resource", edit("data/resources/the-guide.yml", (text) => text.replace("all things", "most things"))],
  ["add a resource", (root) => writeFileSync(path.join(root, "data/resources/a-talk.yml"), TALK)],
  ["delete a resource", (root) => rmSync(path.join(root, "data/resources/the-guide.yml"), { force: true })],
  ["delete a tool that others name", (root) => rmSync(path.join(root, QUEUE), { force: true })],
  ["mistype a key", edit(QUEUE, (text) => text.replace("url:", "ulr:"))],
  ["mistype a reference", edit("data/examples/acme.yml", (text) => text.replace("- Queue\n", "- Quee\n"))],
  ["forget a quote", edit("data/tools/stream.yml", (text) => text.replace('instead."', "instead."))],
  [
    "write http",
    edit("data/tools/stream.yml", (text) => text.replace("https://example.org/stream", "http://a.example")),
  ],
  [
    "break the template",
    edit("templates/README.md", (text) => text.replace("<!-- each components.", "<!-- eahc components.")),
  ],
  ["add to the template", edit("templates/README.md", (text) => text.replace("– and more", "– and much more"))],
  ["edit a row of the page", edit("README.md", (text) => text.replace("[Queue]", "[Queues]"))],
  ["add a line to the page", edit("README.md", (text) => `${text}\nAnd more.\n`)],
  ["delete a line of the page", edit("README.md", (text) => text.replace(/^\| \[Stream\].*\n/m, ""))],
  ["cut the page's last byte", edit("README.md", (text) => text.slice(0, -1))],
  ["save the page with a byte order mark", edit("README.md", (text) => `\ufeff${text}`)],
  ["save the page with Windows' line ends", edit("README.md", (text) => text.replaceAll("\n", "\r\n"))],
  ["leave a conflict in the page", edit("README.md", (text) => text.replace("## ", "<<<<<<< HEAD\n## "))],
  ["delete the page", (root) => rmSync(path.join(root, "README.md"), { force: true })],
  ["edit an issue form", edit(FORM, (text) => text.replace("description:", "description: Really,"))],
  ["edit the editor's settings", edit(".vscode/settings.json", (text) => text.replace("{", '{ "a": 1,'))],
];

const OTHERS: readonly Step[] = [
  ["build", (root) => run(["build"], { cwd: root })],
  ["lint --fix", (root) => run(["lint", "--fix"], { cwd: root })],
  [
    "commit",
    (root) => {
      git(root, "add", "--all");
      git(root, "commit", "--quiet", "--allow-empty", "--message=Change");
    },
  ],
  ["take the page as it was", (root) => git(root, "checkout", "--quiet", "origin/main", "--", "README.md")],
  ["take everything as it was", (root) => git(root, "checkout", "--quiet", "origin/main", "--", ".")],
];

const MOST = 9;
const steps = fc.array(fc.oneof(fc.constantFrom(...EDITS), fc.constantFrom(...OTHERS)), {
  minLength: 6,
  maxLength: MOST,
});

/** A clone of a list without a fault, on a branch of its own. */
async function cloneOf(t: TestContext, files = LIST): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "agree-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const list = await makeList(t, files);
  assert.equal((await run(["build"], { cwd: list })).status, 0);
  git(list, "init", "--quiet", "--initial-branch=main");
  git(list, "add", "--all");
  git(list, "commit", "--quiet", "--message=Start");
  git(folder, "clone", "--quiet", "--bare", list, "origin.git");
  git(folder, "clone", "--quiet", "origin.git", "clone");
  const clone = path.join(folder, "clone");
  git(clone, "checkout", "--quiet", "-b", "work");
  return clone;
}

/** Both commands, and where they see what is to be mended. */
async function assertAgree(root: string, done: readonly string[]): Promise<void> {
  const lint = await run(["lint", "--format", "json"], { cwd: root });
  const pull = await run(["pull-request"], { cwd: root });
  const said = `after: ${done.join(", ")}\nlint: ${lint.status}\n${lint.stdout}${lint.stderr}\npull-request: ${pull.status}\n${pull.stdout}${pull.stderr}`;
  assert.ok(lint.status === 0 || lint.status === 1, said);
  assert.equal(pull.status, lint.status, said);
  const { diagnostics }: { diagnostics: { file: string; line: number; severity: string; rule: string }[] } = JSON.parse(
    lint.stdout,
  );
  for (const { file, line, severity } of diagnostics) {
    if (severity === "error")
      assert.ok(
        `${pull.stdout}${pull.stderr}`.includes(line === 1 ? file : `${file}:${line}`),
        `${file}:${line} ${said}`,
      );
  }
}

test("lint and pull-request agree after any two steps, and each of up to nine", async (t) => {
  const root = await cloneOf(t);
  await assertAgree(root, []);
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      git(root, "checkout", "--quiet", "--force", "-B", "work", "origin/main");
      git(root, "clean", "--quiet", "--force", "-d");
      const done: string[] = [];
      for (const [name, carryOut] of all) {
        await carryOut(root);
        done.push(name);
        // A first step is an edit that is tried alone below, or changes nothing.
        if (done.length > 1) await assertAgree(root, done);
      }
    }),
    { ...runs(10) },
  );
});

test("each edit alone: both say the same of it, uncommitted and committed", async (t) => {
  const root = await cloneOf(t);
  for (const [name, carryOut] of EDITS) {
    git(root, "checkout", "--quiet", "--force", "-B", "work", "origin/main");
    git(root, "clean", "--quiet", "--force", "-d");
    await carryOut(root);
    assert.notEqual(git(root, "status", "--porcelain"), "", `nothing was done to ${name}`);
    await assertAgree(root, [name]);
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--message=Change");
    await assertAgree(root, [name, "commit"]);
  }
});

test("a mistake in the template hides no issue form that was edited", async (t) => {
  const root = await cloneOf(t);
  const names = ["break the template", "edit an issue form"];
  for (const [name, carryOut] of EDITS) if (names.includes(name)) await carryOut(root);
  const { stdout, stderr } = await run(["pull-request"], { cwd: root });
  assert.ok((stdout + stderr).includes(FORM), stderr);
  await assertAgree(root, names);
});

test("what the build made in an earlier commit of a branch is older than the data, and no edit", async (t) => {
  const [template, component, drawing] = ["templates/README.md", "data/components/transport.yml", "img/pipeline.svg"];
  const root = await cloneOf(t, {
    ...LIST,
    [template]: `${LIST[template]}`.replace("## Contents", "{pipeline}\n\n## Contents"),
    [component]: `${LIST[component]}summary: It moves.\n`,
  });
  const change = (words: string): void => {
    edit(component, (text) =>
      text.replace("purposes: [", `purposes: [${words}, `).replace("It moves", `It moves ${words}`),
    )(root);
  };
  const commit = (): void => {
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--message=Change");
  };
  change("Zqzero");
  assert.equal((await run(["build"], { cwd: root })).status, 0);
  change("Zqone");
  const uncommitted = await run(["pull-request"], { cwd: root });
  assert.equal(uncommitted.status, 0, uncommitted.stdout + uncommitted.stderr);
  await assertAgree(root, ["build, uncommitted"]);
  assert.equal((await run(["build"], { cwd: root })).status, 0);
  commit();
  change("Zqtwo");
  commit();
  // As in the clone of a workflow, in which nothing was built.
  rmSync(path.join(root, ".git/made"), { recursive: true });
  const { status, stdout, stderr } = await run(["pull-request"], { cwd: root });
  assert.equal(status, 0, stdout + stderr);
  for (const file of [FORM, drawing]) assert.match(stdout + stderr, new RegExp(`^${file} is older than the data`, "m"));
  await assertAgree(root, ["build in between"]);

  edit(FORM, (text) => text.replace("Zqone", "Zqthree"))(root);
  edit(drawing, (text) => text.replace("Zqone", "Zqthree"))(root);
  commit();
  const edited = await run(["pull-request"], { cwd: root });
  assert.equal(edited.status, 1, edited.stdout + edited.stderr);
  await assertAgree(root, ["build in between", "edit what it made"]);
});

test("a merge conflict in the page is one mistake, and says what puts it right", async (t) => {
  const root = await cloneOf(t);
  for (const [name, carryOut] of EDITS) if (name === "leave a conflict in the page") await carryOut(root);
  git(root, "commit", "--quiet", "--all", "--message=Conflict");
  const { status, stdout, stderr } = await run(["pull-request"], { cwd: root });
  assert.equal(status, 1);
  assert.match(stderr, /^1 error in what this branch brings to main/m);
  assert.doesNotMatch(stdout + stderr, /To put it right|npm run absorb/);
});

test("an edit of what an earlier commit of the branch changed is carried, also merged with what main has meanwhile", async (t) => {
  const GUIDE = "data/resources/the-guide.yml";
  const root = await cloneOf(t);
  const commit = (): void => {
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--message=Change");
  };
  edit(GUIDE, (text) => text.replace("all things", "most things"))(root);
  assert.equal((await run(["build"], { cwd: root })).status, 0);
  commit();
  edit("README.md", (text) => text.replace("most things", "some things"))(root);
  commit();
  const assertCarried = async (): Promise<void> => {
    const carried = new RegExp(`^README\\.md:\\d+ Description of The guide → ${GUIDE}$`, "m");
    const absorbed = await run(["absorb", "--check"], { cwd: root });
    assert.match(absorbed.stderr, carried);
    assert.match(absorbed.stdout, /^- .*most things\.?\n\+.*some things/m);
    const { status, stdout, stderr } = await run(["pull-request"], { cwd: root });
    assert.equal(status, 0, stdout + stderr);
    assert.match(stderr, carried);
  };
  await assertCarried();

  git(root, "checkout", "--quiet", "main");
  for (const words of ["/queue-2", "/queue-3"]) {
    edit(QUEUE, (text) => text.replace(/\/queue.*/, words))(root);
    assert.equal((await run(["build"], { cwd: root })).status, 0);
    commit();
  }
  git(root, "push", "--quiet", "origin", "main");
  // As in the clone of a workflow.
  rmSync(path.join(root, ".git/made"), { recursive: true });
  git(root, "checkout", "--quiet", "--detach");
  git(root, "merge", "--quiet", "--no-ff", "work");
  await assertCarried();
});
