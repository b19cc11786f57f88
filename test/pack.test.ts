// The packed file, installed without a network into a repository that holds a list and nothing else: every command works on that list.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, type TestContext, test } from "node:test";
import { FakeGitHub } from "./support/github-server.ts";
import { LISTS } from "./support/proof-lists.ts";
import { copyProject, git } from "./support/repository.ts";
import { HOME, type Ran } from "./support/run.ts";

const folder = mkdtempSync(path.join(tmpdir(), "installed-"));
/** The list's repository, and a bare one to push to. */
const [root, origin] = [path.join(folder, "books"), path.join(folder, "origin.git")];
/** Of everything that is installed, when it was. */
let installed = new Map<string, number>();

/** Nothing of npm, and nothing of a workflow, that these tests run in. */
const ENV: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:npm_|INIT_CWD|GITHUB_|NODE_)/i.test(name)),
);

function call(program: string, args: readonly string[], cwd = root, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const isWindows = process.platform === "win32";
    const child = spawn(program, args, {
      cwd,
      env: { ...ENV, ...env },
      shell: isWindows,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    child.on("error", reject).on("close", (status) => resolve({ status, ...output }));
  });
}

/** What somebody types in the list's repository: no text answers with a command that is not there. */
async function npx(args: readonly string[], cwd = root): Promise<Ran> {
  return heard(args, await call("npx", ["--offline", "curated", ...args], cwd));
}

/** The same, without the time that npx takes to find the program. */
async function curated(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ran> {
  const program = path.join(root, "node_modules/detection-and-response-pipeline/dist/bin.js");
  return heard(args, await call(process.execPath, [program, ...args], root, env));
}

function heard(args: readonly string[], ran: Ran): Ran {
  assert.doesNotMatch(ran.stdout + ran.stderr, /npm run|detection-and-response|\n {4}at /, args.join(" "));
  return ran;
}

async function filesBelow(folder: string): Promise<Map<string, number>> {
  const names = await readdir(folder, { recursive: true });
  return new Map(
    await Promise.all(names.map(async (name) => [name, (await stat(path.join(folder, name))).mtimeMs] as const)),
  );
}

before(async () => {
  const project = path.join(folder, "project");
  copyProject(project);
  await symlink(path.join(HOME, "node_modules"), path.join(project, "node_modules"), "junction");
  const pack = await call("npm", ["pack", "--silent", "--pack-destination", folder], project);
  assert.equal(pack.status, 0, pack.stderr);
  const packed = path.join(folder, pack.stdout.trim().split("\n").at(-1) ?? "");
  git(folder, "init", "--quiet", "--bare", "--initial-branch=main", origin);
  git(folder, "clone", "--quiet", origin, root);
  await cp(path.join(LISTS, "books"), root, { recursive: true });
  await writeFile(path.join(root, ".gitignore"), "node_modules/\n");
  // npm looks for a project further up else.
  await writeFile(path.join(root, "package.json"), "{}\n");
  const install = await call("npm", ["install", "--offline", "--no-audit", "--no-fund", packed]);
  assert.equal(install.status, 0, install.stderr);
  installed = await filesBelow(path.join(root, "node_modules"));
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=A list");
  git(root, "push", "--quiet", "origin", "HEAD:refs/heads/main");
});

after(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

test("it holds the program, its types, its schemas, the pages of its rules and how to use it, and brings no other package", async () => {
  const names = [...installed.keys()].filter((name) => !name.startsWith(".")).sort();
  const top = new Set(names.map((name) => name.split(path.sep).slice(0, 2).join("/")));
  const home = "detection-and-response-pipeline";
  const parts = ["CONTRIBUTING.md", "LICENSE", "README.md", "dist", "package.json", "schemas", "scripts"];
  assert.deepEqual([...top], [home, ...parts.map((part) => `${home}/${part}`)]);
  assert.match(await readFile(path.join(root, "node_modules", home, "dist/LICENCES.txt"), "utf8"), /^remark-parse$/m);
});

test("build makes the page in the nearest list upwards, and says how to call it as it was called", async () => {
  const { status, stderr } = await npx(["build"], path.join(root, "data/books"));
  assert.equal(status, 0, stderr);
  const page = await readFile(path.join(root, "README.md"), "utf8");
  const expected = await readFile(path.join(HOME, "test/lists-expected/books.md"), "utf8");
  assert.match(page, /^<!-- Generated by `npx curated build` from data\/ and templates\/README\.md\. /);
  assert.equal(page.split("\n").length, expected.split("\n").length + 2);
  assert.equal((await curated(["build", "--check"])).status, 0);

  await writeFile(path.join(root, "README.md"), page.replace("Ada Brandt", "Eve Brandt"));
  const differs = await curated(["build", "--check"]);
  assert.equal(differs.status, 1);
  assert.match(
    differs.stderr,
    /\nSomebody edited this\. To keep the edits: npx curated absorb\. To throw them away: npx curated build --discard-edits\n$/,
  );
  const file = path.join(root, "package.json");
  const text = await readFile(file, "utf8");
  await writeFile(file, JSON.stringify({ ...JSON.parse(text), scripts: { build: "curated build" } }));
  const script = await call("npm", ["run", "build", "--", "--check"]);
  assert.match(script.stderr, /To throw them away: npm run build -- --discard-edits$/m);
  await writeFile(file, text);
  assert.equal((await curated(["build"])).status, 1);
  assert.equal((await curated(["build", "--discard-edits"])).status, 0);
  assert.equal(await readFile(path.join(root, "README.md"), "utf8"), page);
  for (const name of await readdir(root)) if (/^README\..*\.md$/.test(name)) await rm(path.join(root, name));
  assert.equal(await readFile(path.join(root, "README.md"), "utf8"), page);
});

test("lint finds mistakes, explains rules, and writes SARIF that names the list's repository", async () => {
  const file = path.join(root, "data/books/proofs-by-hand.yml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(/^shop: .*$/m, "shop: corner-bookshp"));
  const found = await curated(["lint"]);
  assert.equal(found.status, 1);
  assert.match(found.stdout, /^data\/books\/proofs-by-hand\.yml:\d+:7: error: .*\(unknown-reference\)$/m);
  const { stdout } = await curated(["lint", "--format", "sarif"]);
  const { driver } = JSON.parse(stdout).runs[0].tool;
  assert.equal(driver.name, "npx curated lint");
  assert.equal(driver.informationUri, "https://github.com/example/books-by-shop");
  const rule = driver.rules.find(({ id }: { id: string }) => id === "unknown-reference");
  assert.equal(rule.help.text, "npx curated lint --explain unknown-reference");
  assert.equal(rule.helpUri, undefined, "the list's repository explains no rules");
  await writeFile(file, text);
  assert.equal((await curated(["lint", "--max-warnings", "0"])).stdout, "");
  const explained = await curated(["lint", "--explain", "page-edited"]);
  assert.equal(explained.status, 0, explained.stderr);
  assert.match(explained.stdout, /^page-edited \(/);
  const all = await curated(["lint", "--explain"]);
  assert.match(all.stdout, /^final-stop +warning/m);
});

test("absorb says what it keeps in the page, and which command makes what is missing", async () => {
  const file = path.join(root, "README.md");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace("(after _A Compiler for One_)", "(after _A Compiler for Trees_)"));
  const kept = await curated(["absorb"]);
  assert.equal(kept.status, 1);
  assert.match(kept.stdout, /: there is no book “A Compiler for Trees”\.\n.*\n {2}npx curated new\n$/);
  await writeFile(file, text);
});

test("new, rename and their options are those of the list's kinds", async () => {
  const help = await curated(["new", "book", "--help"]);
  assert.match(help.stdout, /^Usage: npx curated new book \[options\]\n/);
  assert.match(help.stdout, /--shelf </);
  const shop = ["--name", "Low Tide", "--url", "https://tide.example.org", "--shelf", "Essays"];
  const made = await curated(["new", "shop", ...shop, "--description", "By the sea."]);
  assert.equal(made.status, 0, made.stderr);
  assert.match(made.stderr, /\n {2}npx curated lint && npx curated build\n/);
  const renamed = await curated(["rename", "Low Tide", "High Tide"]);
  assert.equal(renamed.status, 0, renamed.stderr);
  assert.match(renamed.stderr, /What comes next: npx curated build\n$/);
  await rm(path.join(root, "data/shops/high-tide.yml"));
  assert.equal(git(root, "status", "--porcelain", "--", "data"), "");
});

test("links asks in the name of the list's repository; a list without schemas has the package's", async (t) => {
  const agents = new Set<string | undefined>();
  const server = createServer(({ headers }, response) => {
    agents.add(headers["user-agent"]);
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close());
  const list = await mkdtemp(path.join(tmpdir(), "tools-"));
  t.after(() => rm(list, { recursive: true, force: true }));
  await mkdir(path.join(list, "data/tools"), { recursive: true });
  await mkdir(path.join(list, "templates"));
  // It listens on a port, not on a pipe.
  const { port } = server.address() as AddressInfo;
  await writeFile(path.join(list, "data/tools/a.yml"), `name: A\nurl: http://127.0.0.1:${port}/\n`);
  await writeFile(path.join(list, "templates/README.md"), "# Tools\n\n<!-- each tools -->\n- [{name}]({url})\n");
  const { status, stdout } = await curated([
    "links",
    "--root",
    list,
    "--allow-private",
    "--no-manners",
    "--no-suggest",
  ]);
  assert.equal(status, 1);
  assert.match(stdout, /a\.yml:2:6: error: .*\(dead-link\)/);
  const [own, ...others] = agents;
  assert.equal(own, "Mozilla/5.0 (compatible; links/1; +https://github.com/example/books-by-shop)");
  // A site may answer programs with 404: it is asked once more as a browser would ask.
  assert.match(others.join(), /^Mozilla\/5\.0 \(Windows /);
});

/** What GitHub Actions tells a command. */
async function event(t: TestContext, github: FakeGitHub, payload: object): Promise<NodeJS.ProcessEnv> {
  const folder = await mkdtemp(path.join(tmpdir(), "event-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, "event.json");
  await writeFile(file, JSON.stringify(payload));
  return { ...github.env(), GITHUB_ACTIONS: "true", GITHUB_EVENT_PATH: file };
}

test("suggest and comment answer in the list's name", async (t) => {
  const github = await FakeGitHub.start(t);
  const issue = { number: 7, state: "open", body: "### Title\n\nA Book", labels: [{ name: "new book" }] };
  const { status, stderr } = await curated(["suggest"], await event(t, github, { issue }));
  assert.equal(status, 0, stderr);
  assert.match(github.comments[0]?.body ?? "", /^<!-- books-by-shop: suggestion -->\n/);
  assert.doesNotMatch(github.comments[0]?.body ?? "", /npm run/);
  assert.deepEqual([...new Set(github.asked.map(({ headers }) => headers["user-agent"]))], ["books-by-shop"]);
  const nothing = await curated(["comment"]);
  assert.equal(nothing.status, 2);
  assert.match(nothing.stderr, /To see the rows that change: npx curated pull-request\n$/);
});

test("pull-request says what a branch brings, and publish-lists builds and pushes it", async () => {
  assert.equal((await curated(["build"])).status, 0);
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=The page");
  git(root, "push", "--quiet", "origin", "HEAD:refs/heads/main");
  git(root, "checkout", "--quiet", "-b", "cheaper");
  const file = path.join(root, "data/books/a-compiler-for-one.yml");
  await writeFile(file, (await readFile(file, "utf8")).replace("price: 29", "price: 19"));
  git(root, "add", "data");
  git(root, "commit", "--quiet", "--message=Cheaper");
  const { status, stdout } = await curated(["pull-request"]);
  assert.equal(status, 0);
  assert.match(stdout, /A Compiler for One.* 19 /);
  git(root, "push", "--quiet", "origin", "HEAD:refs/heads/main");
  const published = await curated(["publish-lists", "--branch", "main"]);
  assert.equal(published.status, 0, published.stderr);
  assert.match(git(origin, "show", "main:README.md"), /A Compiler for One.* 19 /);
});

test("each command is a function, too, with types, and its rules are a plugin of remark", async () => {
  const script = `
import * as lists from "detection-and-response-pipeline";
const missing = await lists.build({ check: true });
const shop = { name: "Low Tide", url: "https://tide.example.org", description: "By the sea.", shelves: ["Essays"] };
const made = await lists.new({ kind: "shop", record: shop, check: true });
const renamed = await lists.rename({ from: "Harbour Press", to: "Harbour Books", check: true });
const linted: lists.Outcome = await lists.lint();
const brought = await lists.pullRequest();
const page = { cwd: ".", messages: Array(), toString: () => "![](https://example.org/a.png)\\n\\n[here](https://example.org/)\\n" };
lists.remarkRules({ "link-text": "off" })(undefined, page);
const files = [missing, made, renamed].map(({ files }) => Object.keys(files));
const rules = linted.findings.map(({ rule }) => rule);
console.log(JSON.stringify([files, rules, brought.findings.length, page.messages.map(({ ruleId }) => ruleId)]));
`;
  const [typed, plain] = ["typed.mts", "plain.mjs"].map((name) => path.join(root, name));
  await writeFile(typed ?? "", `${script}// @ts-expect-error\nlists.build({ chekc: true });\n`);
  await writeFile(plain ?? "", script.replace(": lists.Outcome", ""));
  const tsc = path.join(HOME, "node_modules/typescript/bin/tsc");
  const flags = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--types", ""];
  const checked = await call(process.execPath, [tsc, ...flags, "typed.mts"]);
  assert.equal(checked.status, 0, checked.stdout);
  const { stdout, stderr } = await call(process.execPath, [plain ?? ""]);
  const [files, rules, brought, inMarkdown] = JSON.parse(stdout || stderr);
  assert.deepEqual(files[1], ["data/shops/low-tide.yml"]);
  assert.ok(files[2].includes("data/shops/harbour-books.yml"));
  assert.deepEqual([rules.filter((rule: string) => rule !== "page-edited"), brought], [[], 0]);
  assert.deepEqual(inMarkdown, ["image-alt"]);
});

test("nothing of all this has written where the package is installed", async () => {
  assert.deepEqual(await filesBelow(path.join(root, "node_modules")), installed);
});
