// Every workflow: GitHub's own parser takes it, and nothing in it trusts what a stranger wrote.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { validate } from "@actions/languageservice";
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { TextDocument } from "vscode-languageserver-textdocument";
import { parse } from "yaml";
import { HOME } from "./support/run.ts";
import { readWorkflow } from "./support/workflow.ts";

const FOLDER = path.join(HOME, ".github", "workflows");
const FILES = (await readdir(FOLDER)).sort();
const read = (file: string): Promise<string> => readFile(path.join(HOME, file), "utf8");

/** What GitHub's parser and its editor say is wrong. */
async function problems(name: string, content: string): Promise<string[]> {
  const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const found = await validate(TextDocument.create(`file:///${name}`, "yaml", 1, content));
  return [...context.errors.getErrors(), ...found].map(({ message }) =>
    typeof message === "string" ? message : message.value,
  );
}

interface Pinned {
  action: string;
  version: string;
  hash: string;
  also?: string[];
}

test("these are the workflows", () => {
  assert.deepEqual(FILES, ["check.yml", "comment.yml", "links.yml", "publish.yml", "suggest.yml"]);
});

for (const name of FILES) {
  test(`${name} is right for GitHub's own parser`, async () => {
    assert.deepEqual(await problems(name, await read(`.github/workflows/${name}`)), []);
  });

  test(`${name} uses GitHub's own actions at known hashes`, async () => {
    const source = await read(`.github/workflows/${name}`);
    const pinned: Pinned[] = parse(await read(".github/actions.yml"));
    const allowed = pinned.flatMap(({ action, version, hash, also = [] }) =>
      [action, ...also].map((each) => `${each}@${hash} # ${version}`),
    );
    const uses = [...source.matchAll(/^\s*(?:- )?uses: (.+)$/gm)].map(([, text]) => text ?? "");
    const steps = Object.values(readWorkflow(name).jobs).flatMap((job) => job.steps.filter((step) => step.uses));
    assert.equal(uses.length, steps.length);
    for (const use of uses) assert.ok(allowed.includes(use), use);
  });

  test(`${name} may do little, does not run for ever, and puts nobody's text into a shell`, () => {
    const { permissions, concurrency, jobs } = readWorkflow(name);
    assert.deepEqual(permissions, { contents: "read" });
    assert.ok(concurrency);
    for (const job of Object.values(jobs)) {
      assert.ok(job["timeout-minutes"]);
      for (const step of job.steps) {
        // One line, which calls a script that has tests.
        assert.doesNotMatch(step.run ?? "", /\$\{\{|\n/);
        if (step.uses?.startsWith("actions/checkout@")) assert.equal(step.with?.["persist-credentials"], false);
        // A token, and what the workflow's own file says.
        for (const value of Object.values(step.env ?? {})) {
          for (const [, expression = ""] of value.matchAll(/\$\{\{(.*?)\}\}/g)) {
            assert.match(expression, /^ (?:github\.token|matrix\.\w+) $/, value);
          }
        }
      }
    }
  });

  test(`${name} gives no write token to the code of a stranger`, () => {
    const { on, jobs } = readWorkflow(name);
    const events = typeof on === "object" && on !== null ? Object.keys(on) : [];
    assert.ok(events.length > 0);
    assert.ok(!events.includes("pull_request_target"));
    const canWrite = Object.values(jobs).some((job) => Object.values(job.permissions ?? {}).includes("write"));
    // A token that may only read is no secret: it sees what everybody sees.
    if (events.includes("pull_request")) assert.ok(!canWrite);
    if (!events.includes("workflow_run")) return;
    for (const { steps } of Object.values(jobs)) {
      // Our own code, whatever the run was about; and nothing that it left behind.
      const [checkout] = steps;
      // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's syntax
      assert.equal(checkout?.with?.ref, "${{ github.event.repository.default_branch }}");
      assert.ok(!steps.some(({ uses }) => uses?.startsWith("actions/download-artifact")));
    }
  });
}

test("the parser is GitHub's: it finds what is wrong", async () => {
  const source = await read(".github/workflows/check.yml");
  const wrong: [string, string, RegExp][] = [
    ["runs-on: ubuntu-latest", "run-on: ubuntu-latest", /Unexpected value 'run-on'/],
    ["github.ref }}", "githib.ref }}", /Unrecognized named-value: 'githib'/],
    ["contents: read", "contents: reed", /reed/],
    ["  pull_request:\n", "  pull_requests:\n", /pull_requests/],
  ];
  for (const [right, mistaken, message] of wrong) {
    assert.ok(source.includes(right), right);
    assert.match((await problems("check.yml", source.replace(right, mistaken))).join("\n"), message);
  }
});

test("check.yml does what .ci/run does, on every Node.js in use, and has no step that nobody tries", async () => {
  const { list, touched, toolchain, links, ...others } = readWorkflow("check.yml").jobs;
  assert.deepEqual(Object.keys(others), []);
  const commands = (job: typeof list): (string | undefined)[] => (job?.steps ?? []).flatMap(({ run }) => run ?? []);
  assert.deepEqual(toolchain?.strategy?.matrix.node, [20, 22, 24]);
  assert.deepEqual(commands(toolchain), ["bash .ci/install-packages", "npm ci", "npm run test:all", "npm run check"]);
  // Each of its jobs reports, whatever is left out: see touched.test.ts.
  assert.match(toolchain?.if ?? "", /^\$\{\{ !cancelled\(\) \}\}$/);
  for (const step of toolchain?.steps ?? []) assert.equal(step.if, "env.TRIED == 'true'");
  assert.deepEqual(commands(touched), ["node scripts/pull/touched.mjs"]);
  assert.deepEqual(commands(list), ["npm ci", "npm run --silent pull-request"]);
  // It asks the web: links-workflow.test.ts runs it against one of its own.
  assert.deepEqual(commands(links), ["npm ci", "npm run links -- --changed-since --max-time 10m"]);
  const script = await read(".ci/run");
  for (const command of [
    "npm ci\nnpm run check\nnpm test\nnpm run test:all",
    "npm run build -- --check",
    "npm run lint",
  ])
    assert.ok(script.includes(command), command);
});

test("the actions that are known are those that were looked up, where their list is at hand", async () => {
  const [known, list] = [path.join(HOME, "..", "shared", "actions.yml"), await read(".github/actions.yml")];
  if (existsSync(known)) assert.equal(list, await readFile(known, "utf8"));
  const pinned: Pinned[] = parse(list);
  for (const { hash, version } of pinned) {
    assert.match(hash, /^[\da-f]{40}$/);
    assert.match(version, /^v\d+\.\d+\.\d+$/);
  }
});

test("a list of its own is told all scripts that the workflows it copies call", async () => {
  const [, json = ""] = /```json\n(\{\n {2}"scripts"[\s\S]*?)```/.exec(await read("CONTRIBUTING.md")) ?? [];
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(json);
  const called = new Set<string>();
  for (const file of FILES)
    for (const [, name = ""] of (await read(`.github/workflows/${file}`)).matchAll(/npm run (?:--silent )?(\S+)/g))
      if (!["test:all", "check"].includes(name)) called.add(name);
  assert.deepEqual(Object.keys(scripts).sort(), [...called].sort());
  for (const [name, command] of Object.entries(scripts)) assert.equal(command, `curated ${name}`);
});

test("Dependabot looks after packages and actions", async () => {
  const { version, updates } = parse(await read(".github/dependabot.yml"));
  assert.equal(version, 2);
  const ecosystems = updates.map((update: { "package-ecosystem": string }) => update["package-ecosystem"]);
  assert.deepEqual(ecosystems, ["npm", "github-actions"]);
});
