// `npm run lint` as people and CI run it: its status, both of its streams, and the files that it writes.
import assert from "node:assert/strict";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { lintAll } from "../scripts/lint/lint-all.ts";
import { RULES } from "../scripts/rules/index.ts";
import { copyLists, type Files, MAIN_LIST, makeList, SECOND } from "./support/lists.ts";
import { git } from "./support/repository.ts";
import { HOME, type Ran, run } from "./support/run.ts";

const CLEAN: Files = {
  "data/list.yml": "name: A list\n",
  "data/tools/queue.yml": "name: Queue\nurl: https://example.org/queue\n",
  "templates/README.md":
    "# A list\n\n<!-- each tools -->\n- [{name}]({url}){mark}\n\n<!-- each notes -->\n0. {target}{text}\n",
};
/** One error, which --fix mends; and one warning, which it does not. */
const FAULTY: Files = {
  ...CLEAN,
  "data/tools/table.yml": "# ours\nname: Table\nurl: http://example.org/table\naliases:\n  - 1.10 # the first\n",
};

function lint(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = MAIN_LIST): Promise<Ran> {
  return run(["lint", ...args], { cwd, env });
}

test("a clean list: nothing on standard output, a line on standard error, status 0", async (t) => {
  const { status, stdout, stderr } = await lint(["--root", await makeList(t, CLEAN)]);
  assert.equal(stdout, "");
  assert.match(stderr, /^Nothing to report in 2 records; \d+\.\d\d s\.\n$/);
  assert.equal(status, 0);
});

test("findings are on standard output, with place, code frame, hint and the file to mend", async (t) => {
  const { status, stdout, stderr } = await lint(["--root", "."], {}, await makeList(t, FAULTY));
  assert.equal(
    stdout,
    `data/tools/table.yml:3:6: warning: This URL starts with http. (http-url)
  3 | url: http://example.org/table
    |      ^^^^^^^^^^^^^^^^^^^^^^^^
  hint: Try: https://example.org/table
  mend: data/tools/table.yml

data/tools/table.yml:5:5: error: Entry 1 of \`aliases\` must be text, and YAML reads this as the number 1.1. (wrong-type)
  5 |   - 1.10 # the first
    |     ^^^^
  hint: Put it in double quotes.
  mend: data/tools/table.yml

`,
  );
  assert.match(stderr, /^1 error, 1 warning in 3 records; \d+\.\d\d s\.\n--fix can mend 1 of them\.\n$/);
  assert.equal(status, 1);
});

test("Markdown in a group of a template is looked at where it stands", async (t) => {
  const item = "- [{name}]({url}){mark}";
  const group = `> {Of {list.name}
> and [here](#gone)}

<!-- each tools -->
- [{name}]({url}){ of [click](#nowhere){ ![](no.png) {aliases}, }}{mark}`;
  const [head = "", tail = ""] = (CLEAN["templates/README.md"] ?? "").split(`<!-- each tools -->\n${item}`);
  for (const end of ["\n", "\r\n"]) {
    const template = `${head}${group}${tail}`.replaceAll("\n", end);
    const { stdout } = await lint(
      ["--root", ".", "--format", "json"],
      {},
      await makeList(t, { ...CLEAN, "templates/README.md": template }),
    );
    const { diagnostics }: { diagnostics: { line: number; column: number; rule: string; file: string }[] } =
      JSON.parse(stdout);
    assert.deepEqual(
      diagnostics.map(({ line, column, rule }) => `${line}:${column} ${rule}`),
      [
        "4:7 link-text",
        "4:14 dead-anchor",
        "7:23 link-text",
        "7:31 dead-anchor",
        "7:42 image-alt",
        "7:46 missing-file",
      ],
    );
  }
});

test("a mistake in a schema that two lists share is said once", async (t) => {
  const schema = await readFile(path.join(MAIN_LIST, "schemas/tool.schema.json"), "utf8");
  const root = await copyLists(t, { "schemas/tool.schema.json": schema.replace('"title": "Tool"', '"titel": "Tool"') });
  const { diagnostics } = await lintAll({ root, lists: [root, path.join(root, SECOND)] });
  assert.deepEqual(
    diagnostics.map(({ file, reason }) => [file, reason]),
    [["schemas/tool.schema.json", "“titel” is not a keyword of JSON Schema, nor one of ours."]],
  );
  const { status, stderr } = await run(["build"], { cwd: root });
  assert.equal(status, 1);
  assert.match(stderr, /^1 error\.\nNothing was written\.$/m);
});

test("--format json is the object that the design fixes", async (t) => {
  const { status, stdout } = await lint(["--format", "json", "--root", await makeList(t, FAULTY)]);
  const { version, diagnostics, counts } = JSON.parse(stdout);
  assert.equal(version, 1);
  assert.deepEqual(counts, { error: 1, warning: 1, info: 0 });
  const [first, second] = diagnostics;
  const { fingerprint, url, ...rest } = second;
  assert.match(fingerprint, /^[0-9a-f]{16}$/);
  assert.match(url, /\/scripts\/record\/wrong-type\.md$/);
  assert.equal(first.rule, "http-url");
  assert.deepEqual(rest, {
    file: "data/tools/table.yml",
    line: 5,
    column: 5,
    endLine: 5,
    endColumn: 9,
    severity: "error",
    rule: "wrong-type",
    message: "Entry 1 of `aliases` must be text, and YAML reads this as the number 1.1.",
    hint: "Put it in double quotes.",
    fixable: true,
  });
  assert.equal(status, 1);
});

test("--fix mends what is safe, keeps all else byte for byte, and does nothing the second time", async (t) => {
  const root = await makeList(t, FAULTY);
  const file = path.join(root, "data/tools/table.yml");
  const first = await lint(["--fix", "--root", root]);
  assert.equal(
    await readFile(file, "utf8"),
    '# ours\nname: Table\nurl: http://example.org/table\naliases:\n  - "1.10" # the first\n',
  );
  assert.match(first.stderr, /^Mended 1 finding in 1 file\.\n1 warning in 3 records/);
  assert.equal(first.status, 0);
  const again = await lint(["--fix", "--root", root]);
  assert.match(again.stderr, /^1 warning in 3 records/);
});

test("--fix keeps a byte order mark and the line ends of Windows", async (t) => {
  const root = await makeList(t, { ...CLEAN, "page.md": "\ufeff# A page:\r\n\r\nText \r\n" });
  const { status, stderr } = await lint(["--fix", path.join(root, "page.md")]);
  assert.match(stderr, /^Mended 2 findings in 1 file\.\nNothing to report in 1 document/);
  assert.equal(await readFile(path.join(root, "page.md"), "utf8"), "\ufeff# A page\r\n\r\nText\r\n");
  assert.equal(status, 0);
});

test("warnings alone end with status 0; --max-warnings says how many may be", async (t) => {
  const root = await makeList(t, { ...CLEAN, "data/tools/queue.yml": "name: Queue\nurl: http://example.org/queue\n" });
  assert.equal((await lint(["--root", root])).status, 0);
  assert.equal((await lint(["--root", root, "--max-warnings", "1"])).status, 0);
  const { status, stderr } = await lint(["--root", root, "--max-warnings", "0"]);
  assert.match(stderr, /There are more warnings than --max-warnings 0 allows\.\n$/);
  assert.equal(status, 1);
});

test("data/list.yml sets severities; the build's own errors stay errors", async (t) => {
  const settings = "name: A list\nrules: {http-url: error, wrong-type: off, htpp-url: off}\n";
  const { status, stdout } = await lint(
    ["--root", "."],
    {},
    await makeList(t, { ...FAULTY, "data/list.yml": settings }),
  );
  assert.match(stdout, /table\.yml:3:6: error: .*\(http-url\)/);
  assert.match(stdout, /table\.yml:5:5: error: .*\(wrong-type\)/);
  assert.match(
    stdout,
    /list\.yml:2:26: error: The severity of “wrong-type” cannot be changed: the build stops at it\./,
  );
  assert.match(
    stdout,
    /list\.yml:2:43: error: There is no rule “htpp-url”\. .*\n.*\n.*\n {2}hint: Did you mean “http-url”\?/,
  );
  assert.equal(status, 1);
});

test("a rule that is switched off hides no error that it would explain", async (t) => {
  const files = {
    ...CLEAN,
    "data/list.yml": "name: A list\nrules: {invisible-character: off}\n",
    "data/examples/acme.yml":
      "organisation: Acme\nposition: 0\ntechnologies: [Que\u200bue]\nreferences:\n  - title: How\n    url: https://example.org/how\n",
    "templates/README.md": `${CLEAN["templates/README.md"]}\n<!-- each examples -->\n- {organisation}\n`,
  };
  const { status, stdout } = await lint(["--root", "."], {}, await makeList(t, files));
  assert.match(stdout, /acme\.yml:3:16: error: .*\(unknown-reference\)/);
  assert.equal(status, 1);
});

test("a comment with a reason disables a rule for the next line, and is not on the page", async (t) => {
  const root = await makeList(t, {
    ...CLEAN,
    "data/tools/queue.yml":
      "name: Queue\n# lint-disable-next-line http-url -- it answers nothing else\nurl: http://example.org/queue\n",
    "templates/README.md": `${CLEAN["templates/README.md"]}
<!-- lint-disable-next-line link-text -- a joke -->
Look [here](https://example.org/).

A text that goes on <!-- lint-disable-next-line link-text -- the same joke -->
and [here](https://example.org/) ends.
`,
  });
  assert.match((await lint(["--root", root])).stderr, /^Nothing to report/);
  assert.equal((await run(["build", "--root", root])).status, 0);
  assert.doesNotMatch(
    await readFile(path.join(root, "README.md"), "utf8"),
    /lint-disable-next-line link-text -- a joke/,
  );
});

test("a comment in front of a text of several lines is about the whole text", async (t) => {
  const root = await makeList(t, {
    ...CLEAN,
    "data/tools/queue.yml": `name: Queue
url: https://example.org/queue
status: unmaintained
# lint-disable-next-line http-url -- it answers nothing else
footnote: |
  Queue is gone.
  See [its page](http://example.org/queue).

  # lint-disable-next-line link-text -- this is text, not a comment
`,
  });
  assert.match((await lint(["--root", root])).stderr, /^Nothing to report/);
});

test("a Markdown document is linted the same way, wherever it is", async (t) => {
  const root = await makeList(t, { "docs/page.md": "# A page\n\nSee [here](https://example.org/) and ![](a.png).\n" });
  const { status, stdout, stderr } = await lint(["docs/page.md"], {}, root);
  assert.match(stdout, /docs\/page\.md:3:5: warning: .*\(link-text\)/);
  assert.match(stdout, /docs\/page\.md:3:38: error: .*\(image-alt\)/);
  assert.match(stdout, /docs\/page\.md:3:42: error: .*\(missing-file\)/);
  assert.match(stderr, /^2 errors, 1 warning in 1 document/);
  assert.equal(status, 1);
});

test("--output-file takes the report, without colours, and standard output stays empty", async (t) => {
  const root = await makeList(t, FAULTY);
  const { status, stdout } = await lint(["--root", root, "--format", "sarif", "--output-file", "log.sarif"], {}, root);
  assert.equal(stdout, "");
  assert.equal(status, 1);
  const log = JSON.parse(await readFile(path.join(root, "log.sarif"), "utf8"));
  assert.equal(log.version, "2.1.0");
  assert.equal(log.runs[0].results.length, 2);
  const missing = await lint(["--root", root, "--output-file", "no/such/folder/log"], {}, root);
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /^error: .*no\/such\/folder\/log: there is no such file or folder\.\n$/);
});

test("in GitHub Actions: text, annotations, and a summary with links to edit in the pull request's own branch", async (t) => {
  const root = await makeList(t, FAULTY);
  const event = path.join(root, "event.json");
  await writeFile(
    event,
    JSON.stringify({ pull_request: { head: { ref: "add/table", repo: { full_name: "somebody/fork" } } } }),
  );
  const { status, stdout } = await lint(
    ["--root", "."],
    {
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_REPOSITORY: "owner/list",
      GITHUB_EVENT_NAME: "pull_request",
      GITHUB_EVENT_PATH: event,
      GITHUB_WORKSPACE: root,
      GITHUB_STEP_SUMMARY: path.join(root, "summary.md"),
    },
    root,
  );
  const edit = "https://github.com/somebody/fork/edit/add/table/data/tools/table.yml";
  assert.ok(stdout.includes(`mend: data/tools/table.yml ${edit}\n`), stdout);
  // The runner obeys nothing that is quoted, and everything behind it.
  const [, token, quoted = ""] = /^::stop-commands::(\S+)\n(.*?)\n::\1::\n::error /s.exec(stdout) ?? [];
  assert.match(token ?? "", /^[\da-f-]{36}$/);
  assert.ok(quoted.startsWith("data/tools/table.yml:3:6: warning: "));
  assert.match(stdout, /^::error file=data\/tools\/table\.yml,line=5,endLine=5,col=5,endColumn=9,title=wrong-type::/m);
  assert.match(stdout, /^::warning file=data\/tools\/table\.yml,line=3,/m);
  assert.ok((await readFile(path.join(root, "summary.md"), "utf8")).includes(edit));
  assert.equal(status, 1);
});

test("findings of every list are named from the folder of the first", async (t) => {
  const root = await makeList(t, CLEAN);
  const inner = path.join(root, "lists/other");
  for (const [file, text] of Object.entries(FAULTY)) {
    await mkdir(path.dirname(path.join(inner, file)), { recursive: true });
    await writeFile(path.join(inner, file), text);
  }
  const { diagnostics } = await lintAll({ root, lists: [root, inner], documents: [] });
  const files = diagnostics.map(({ file }) => file);
  assert.deepEqual(files, ["lists/other/data/tools/table.yml", "lists/other/data/tools/table.yml"]);
});

test("both frozen lists, and the documents that people read, have no findings", async (t) => {
  // Outside of this repository, in which `../../issues` would be a folder.
  const root = await copyLists(t);
  const lists = await lint(["--max-warnings", "0"], {}, root);
  assert.equal(lists.stdout, "");
  assert.equal(lists.status, 0, lists.stderr);
  // With what it links to.
  for (const name of ["CONTRIBUTING.md", "scripts", ".github"])
    await cp(path.join(HOME, name), path.join(root, name), { recursive: true });
  const documents = ["README.md", "CONTRIBUTING.md", `${SECOND}/README.md`];
  const { stdout } = await lint(["--format", "json", ...documents], {}, root);
  const found: { rule: string }[] = JSON.parse(stdout).diagnostics;
  // What the records disable with a reason, a page that is linted as a document cannot know.
  assert.deepEqual([...new Set(found.map(({ rule }) => rule))], ["unfinished"]);
});

test("--explain tells what a rule is about, and lists all", async () => {
  const one = await lint(["--explain", "image-alt"]);
  assert.match(one.stdout, /^image-alt \(error\)\n\nEvery image has alternative text\.\n\n(?:.|\n)*~~~md page\.md\n/);
  assert.equal(one.status, 0);
  const all = await lint(["--explain"]);
  assert.equal(all.stdout.trimEnd().split("\n").length, RULES.length);
  assert.match(all.stdout, /^image-alt +error +Every image has alternative text\.$/m);
  const none = await lint(["--explain", "imgae-alt"]);
  assert.equal(none.status, 2);
  assert.equal(none.stderr, "error: There is no rule “imgae-alt”.\nDid you mean “image-alt”?\n");
});

for (const [name, args, said] of [
  ["a file that is not there", ["no-such.md"], /^error: no-such\.md: there is no such file or folder\.\n$/],
  ["a folder", ["data"], /^error: data is a folder\.\n/],
  ["a record", ["data/list.yml"], /^error: data\/list\.yml is not a Markdown document\.\n/],
  ["a folder that is no list", ["--root", "data"], /^error: data is not a list: it has no data\/\.\n/],
  ["an unknown format", ["--format", "xml"], /^error: option '--format <format>' argument 'xml' is invalid/],
  ["a number that is none", ["--max-warnings", "few"], /^error: option '--max-warnings <n>' argument 'few' is invalid/],
  ["an unknown option", ["--fixx"], /^error: unknown option '--fixx'/],
] as const) {
  test(`status 2 for ${name}`, async () => {
    const { status, stdout, stderr } = await lint(args);
    assert.match(stderr, said);
    assert.equal(stdout, "");
    assert.equal(status, 2);
  });
}

test("status 2 for a list without entries", async (t) => {
  const root = await makeList(t, { "templates/README.md": "# A list\n" });
  const { status, stderr } = await lint(["--root", root]);
  assert.match(stderr, /^error: .* has nothing to lint: no entry under data\/\.\n$/);
  assert.equal(status, 2);
});

test("a merge conflict is one finding a file, whatever it breaks, and --fix leaves the file alone", async (t) => {
  const conflict = (ours: string, theirs: string): string => `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> branch\n`;
  const broken: Files = {
    ...CLEAN,
    "data/list.yml": conflict("name: A list\n", "name: One list\n"),
    // Both sides of its name, one of them with what it was before.
    "data/tools/queue.yml": `<<<<<<< HEAD\nname: Queue\n||||||| 1c2d\nname: Que\n=======\nname: Queues\n>>>>>>> branch\nurl: http://example.org/queue\n`,
    "data/examples/acme.yml":
      "organisation: Acme\nposition: 0\ntechnologies: [Queue, Queues]\nreferences: [{title: How, url: https://example.org/how}]\n",
    "templates/README.md": `${CLEAN["templates/README.md"]}\n${conflict("## Notes\n", "## Notes.\n")}`,
    "README.md": `# A list\n\n${conflict("- Queue\n", "- Queues\n")}`,
  };
  const root = await makeList(t, broken);
  const { status, stdout } = await lint(["--fix", "--format", "json", "--root", root]);
  assert.equal(status, 1);
  assert.deepEqual(
    JSON.parse(stdout).diagnostics.map(({ file, line, rule }: Record<string, unknown>) => [file, line, rule]),
    [
      ["README.md", 3, "merge-conflict"],
      ["data/list.yml", 1, "merge-conflict"],
      ["data/tools/queue.yml", 1, "merge-conflict"],
      ["templates/README.md", 9, "merge-conflict"],
    ],
  );
  for (const [file, text] of Object.entries(broken)) assert.equal(await readFile(path.join(root, file), "utf8"), text);
  await writeFile(path.join(root, "data/list.yml"), "name: A list\n");
  await writeFile(path.join(root, "schemas/tool.schema.json"), conflict("{}\n", "{ }\n"));
  const schema = await lint(["--root", root]);
  assert.match(schema.stdout, /schemas\/tool\.schema\.json:1:1: error: A merge conflict is not resolved here\./);
});

test("of two records with one name or URL, the one is blamed that the branch brings", async (t) => {
  const root = await makeList(t, CLEAN);
  git(root, "init", "--quiet");
  git(root, "add", ".");
  git(root, "commit", "--quiet", "--message=A list");
  await writeFile(path.join(root, "data/tools/a-queue.yml"), "name: A queue\naliases: [Queue]\n");
  await writeFile(path.join(root, "data/tools/line.yml"), "name: Line\nurl: https://example.org/queue/\n");
  await writeFile(path.join(root, "data/tools/a-line.yml"), "name: A line\nurl: https://www.example.org/queue\n");
  const { stdout } = await lint(["--format", "json", "--root", root]);
  assert.deepEqual(
    JSON.parse(stdout).diagnostics.map(({ file, rule }: Record<string, unknown>) => [file, rule]),
    [
      ["data/tools/a-queue.yml", "duplicate-name"],
      ["data/tools/line.yml", "duplicate-tool"],
      ["data/tools/a-line.yml", "duplicate-tool"],
    ].sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  );
});

test("of two records that were there where the branch began, the one is blamed that is later in the history", async (t) => {
  const root = await makeList(t, CLEAN);
  const commit = async (file: string, text: string): Promise<void> => {
    await writeFile(path.join(root, file), text);
    git(root, "add", "--all");
    git(root, "commit", "--quiet", `--message=${file}`);
  };
  const blamed = async (): Promise<unknown> => {
    const { stdout } = await lint(["--format", "json", "--root", root]);
    return JSON.parse(stdout).diagnostics.map(({ file, rule }: Record<string, unknown>) => `${file} ${rule}`);
  };
  git(root, "init", "--quiet", "--initial-branch=main");
  await commit("data/tools/store.yml", "name: Store\naliases: [Depot]\n");
  await commit("data/tools/a-store.yml", "name: A store\naliases: [Depot]\n");
  // What is done to the first one since does not make it younger.
  await commit("data/tools/store.yml", "name: Store\naliases: [Depot, Shop]\n");
  assert.deepEqual(await blamed(), ["data/tools/a-store.yml duplicate-name"]);
  await commit("data/tools/store.yml", "name: Store\naliases: [Shop]\n");
  assert.deepEqual(await blamed(), []);
  // An alias that an old record gets on a branch is the branch's.
  git(root, "checkout", "--quiet", "-b", "mine");
  await commit("data/tools/store.yml", "name: Store\naliases: [Shop, Depot]\n");
  assert.deepEqual(await blamed(), ["data/tools/store.yml duplicate-name"]);
});

test("hints of a list under lists/ name its own files, whichever command says them", async (t) => {
  const root = await copyLists(t, {
    [`${SECOND}/data/examples/new-one.yml`]:
      'organisation: New One\nposition: 900\ntechnologies: [Slackx]\nreferences: [{title: "[How](https://a.example/)", url: how}]\n',
    [`${SECOND}/img/left.png`]: "x",
  });
  const hints = (text: string): string[] => [...text.matchAll(/hint: (.*)/g)].map(([, hint = ""]) => hint);
  const built = [
    `Add ${SECOND}/data/tools/slackx.yml, or write “text: …” if it is not a tool.`,
    'If it is Markdown, add to `title` in schemas/example.schema.json: "contentMediaType": "text/markdown"',
  ];
  const linted = [
    ...built,
    "Add the file, or mend the path: it starts from the page's own folder.",
    "Delete it, or show it: ![What it shows](img/left.png)",
  ];
  for (const args of [[], ["--root", SECOND]]) {
    assert.deepEqual(hints((await lint(args, {}, root)).stdout), linted);
    assert.deepEqual(hints((await run(["build", ...args], { cwd: root })).stderr), built);
  }
});
