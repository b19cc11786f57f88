// suggest.yml, step by step: an issue that was filed with a form, and the comment that answers it.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { FakeGitHub } from "./support/github-server.ts";
import { git, Project } from "./support/repository.ts";
import { type RunStep, readWorkflow, runJob } from "./support/workflow.ts";

const job = readWorkflow("suggest.yml").jobs.suggest ?? assert.fail();
const MARKER = "<!-- detection-and-response-pipeline: suggestion -->\n";

/** As GitHub writes what was filled in; the labels are those that people see in the form. */
const body = (name: string, components: string): string =>
  [
    `### Name\r\n\r\n${name}`,
    `### Components\r\n\r\n${components}`,
    "### Description\r\n\r\n_No response_",
    "### URL\r\n\r\nhttps://github.com/example/streamlet",
    "### Aliases\r\n\r\n_No response_",
    "### Status\r\n\r\n_No response_",
    "### Replacement\r\n\r\n_No response_",
    "### Footnote\r\n\r\n_No response_",
  ].join("\r\n\r\n");

interface Filed {
  body: string | null;
  labels: readonly string[];
  state?: "open" | "closed";
  isReal?: boolean;
}

/** Run suggest.yml after an issue was filed or edited. */
async function suggest(t: TestContext, github: FakeGitHub, clone: string, filed: Filed): Promise<RunStep> {
  const { state = "open", labels, isReal = false } = filed;
  const issue = { number: 7, state, body: filed.body, labels: labels.map((name) => ({ name })) };
  const steps = await runJob(
    t,
    job,
    { name: "issues", payload: { action: "edited", issue }, env: { GITHUB_API_URL: github.url } },
    {
      checkout: (step) => {
        assert.deepEqual(step.with, { "persist-credentials": false });
        return clone;
      },
      intercept: (command) => (command === "npm ci" ? 0 : undefined),
      isReal,
    },
  );
  assert.deepEqual(
    steps.map(({ run }) => run),
    ["npm ci", "npm run --silent suggest"],
  );
  const last = steps.at(-1) ?? assert.fail();
  assert.equal(last.status, 0, last.stderr);
  assert.equal(last.stdout, "");
  return last;
}

test("a mistake, a tool that is there already and a good form are answered in one comment", async (t) => {
  const github = await FakeGitHub.start(t);
  const project = new Project(t);
  const clone = project.clone("refs/heads/main", 1);
  const labels = ["new tool", "question"];
  const answers = (): string[] => github.comments.map((comment) => comment.body);
  const mend =
    "Thank you! Before this can be an entry, something has to be mended. Edit the text of this issue, and this answer follows:";

  const hostile = "Data Pipeline: $(touch pwned) `touch pwned`\r\n::error::x\r\n@somebody";
  const broken = await suggest(t, github, clone, { body: body("Streamlet", hostile), labels, isReal: true });
  assert.equal(broken.stderr, "#7: the comment was created.\n");
  assert.deepEqual(answers(), [
    `${MARKER}${mend}\n\n\`\`\`text\nComponents: It is not one of the places that the form offers.\n\`\`\``,
  ]);
  assert.equal(existsSync(path.join(clone, "pwned")), false);

  const place = "Data Pipeline: Stream processing";
  const known = await suggest(t, github, clone, { body: body("vector", place), labels });
  assert.equal(known.stderr, "#7: the comment was updated.\n");
  const home = "https://github.com/0x4D31/detection-and-response-pipeline";
  assert.deepEqual(answers(), [
    `${MARKER}${mend}\n\n\`\`\`text\n“Vector” is here already. See data/tools/vector.yml:2:7\n\`\`\`\n\nTo change what is there: **[edit \`data/tools/vector.yml\`](${home}/edit/main/data/tools/vector.yml)**.`,
  ]);

  const good = await suggest(t, github, clone, { body: body("Streamlet", place), labels });
  assert.equal(good.stderr, "#7: the comment was updated.\n");
  const entry = `# yaml-language-server: $schema=../../schemas/tool.schema.json
name: Streamlet
url: https://github.com/example/streamlet
components:
  data-pipeline:
    purposes: [Stream processing]
`;
  const [answer = "", ...more] = answers();
  assert.deepEqual(more, []);
  assert.ok(
    answer.startsWith(
      `${MARKER}Thank you! This is the entry, for a new file \`data/tools/streamlet.yml\`:\n\n\`\`\`yaml\n${entry}\`\`\`\n\n**[Open it as a new file](${home}/new/main?`,
    ),
    answer,
  );
  const link = new URL(/\]\((\S+)\)\*\*/.exec(answer)?.[1] ?? "");
  assert.equal(link.searchParams.get("value"), entry);
  assert.deepEqual([...new Set(github.asked.map(({ token }) => token))], ["secret"]);

  // What nobody asked to be answered, and an issue without a text.
  assert.match((await suggest(t, github, clone, { body: "x", labels: [] })).stderr, /was not filed with a form/);
  assert.match((await suggest(t, github, clone, { body: "x", labels, state: "closed" })).stderr, /is closed/);
  await suggest(t, github, clone, { body: null, labels: ["new example"] });
  assert.match(answers().join(), /Organisation: It is needed\./);
  // The clone is as it was: a suggestion is an answer, and no commit.
  assert.equal(git(clone, "status", "--porcelain", "--", ":!node_modules"), "");
  assert.ok(!readdirSync(path.join(clone, "data/tools")).includes("streamlet.yml"));
});
