// `npm run links` as people and workflows run it: over a web site on 127.0.0.1, killed, stopped, in parts, and in a pull request.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import dns from "node:dns";
import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { type Files, MAIN_LIST, makeList } from "./support/lists.ts";
import { type Ran, run, START, start } from "./support/run.ts";
import { page, Site, slowly, status } from "./support/site.ts";

/** Without the manners that only strangers are owed. */
const OURS = ["--allow-private", "--no-manners", "--no-suggest", "--retries", "0"];

function links(args: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = MAIN_LIST): Promise<Ran> {
  return run(["links", ...OURS, ...args], { cwd, env });
}

const TEMPLATE = "# A list\n\n<!-- each tools -->\n- [{name}]({url}){mark}\n\n<!-- each notes -->\n0. {target}{text}\n";

function git(root: string, ...args: string[]): string {
  const author = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
  return execFileSync("git", [...author, ...args], { cwd: root, encoding: "utf8" });
}

/** A list with a tool for each URL. */
function listOf(urls: readonly string[], more: Files = {}): Files {
  const tools = urls.map((url, index) => [`data/tools/tool-${index}.yml`, `name: Tool ${index}\nurl: ${url} # ours\n`]);
  return {
    "data/list.yml": "name: A list\n",
    "templates/README.md": TEMPLATE,
    ...Object.fromEntries(tools),
    ...more,
  };
}

test("findings are on standard output, with places; what is no error is not, unless asked for; status 1", async (t) => {
  const site = await Site.start(t, {
    "/ok": page,
    "/gone": status(404),
    "/old": status(301, { location: "/new" }),
    "/new": page,
    "/wall": status(403),
    "/": page,
  });
  const { url } = site;
  const root = await makeList(t, listOf([`${url}/ok`, `${url}/gone`, `${url}/old`, `${url}/wall`]));
  const report = path.join(root, "report.json");
  const { status: ended, stdout, stderr } = await links(["--root", "."], {}, root);
  assert.equal(
    stdout,
    `data/tools/tool-1.yml:2:6: error: ${url}/gone is dead: 404 Not Found. (dead-link)
  2 | url: ${url}/gone # ours
    |      ${"^".repeat(url.length + 5)}
  mend: data/tools/tool-1.yml

data/tools/tool-2.yml:2:6: warning: ${url}/old has moved for good. (moved-link)
  2 | url: ${url}/old # ours
    |      ${"^".repeat(url.length + 4)}
  hint: Write: ${url}/new
  mend: data/tools/tool-2.yml

`,
  );
  assert.match(
    stderr,
    /^1 error, 1 warning in 4 links, 4 asked; \d+\.\d\d s\.\nNot shown: 1 note \(1 blocked-link\)\. --verbose shows them\.\n--fix can write 1 new address\.\n$/,
  );
  assert.equal(ended, 1);

  const json = await links(["--root", root, "--format", "json", "--output-file", report]);
  assert.equal(json.stdout, "");
  const { version, diagnostics, counts } = JSON.parse(await readFile(report, "utf8"));
  assert.deepEqual([version, counts], [1, { error: 1, warning: 1, info: 1 }]);
  const { fingerprint, url: page_, ...rest } = diagnostics[1];
  assert.match(fingerprint, /^[\da-f]{16}$/);
  assert.match(page_, /CONTRIBUTING\.md#links$/);
  assert.deepEqual(rest, {
    file: "data/tools/tool-2.yml",
    line: 2,
    column: 6,
    endLine: 2,
    endColumn: 6 + url.length + 4,
    severity: "warning",
    rule: "moved-link",
    message: `${url}/old has moved for good.`,
    hint: `Write: ${url}/new`,
    fixable: true,
  });
});

test("in GitHub Actions: annotations and a summary; as SARIF, the rules of links", async (t) => {
  const site = await Site.start(t, { "/": page, "/gone": status(410) });
  const root = await makeList(t, listOf([`${site.url}/gone`]));
  const summary = path.join(root, "summary.md");
  const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary, GITHUB_WORKSPACE: root };
  const { stdout } = await links(["--root", "."], env, root);
  assert.match(
    stdout,
    /^::error file=data\/tools\/tool-0\.yml,line=2,endLine=2,col=6,endColumn=\d+,title=dead-link::/m,
  );
  assert.match(await readFile(summary, "utf8"), /^## npm run links: 1 error\n/);
  const { stdout: sarif } = await links(["--root", root, "--format", "sarif"]);
  const { driver } = JSON.parse(sarif).runs[0].tool;
  assert.equal(driver.name, "npm run links");
  assert.ok(driver.rules.some(({ id }: { id: string }) => id === "moved-link"));
});

test("killed at any moment, the next run repeats no link that the cache has, and loses none", async (t) => {
  const paths = Array.from({ length: 200 }, (_, index) => `/page-${index}`);
  const known = new Set(["/", ...paths]);
  const site = await Site.start(t, {
    "*": slowly(20, (request, response) => (known.has(request.url ?? "") ? page : status(404))(request, response)),
  });
  const root = await makeList(t, {
    "data/list.yml": "name: A list\n",
    "templates/README.md": `# A list\n\n${paths.map((each) => `- [a](${site.url}${each})\n`).join("")}`,
  });
  const cache = path.join(root, "cache.json");
  const args = ["links", ...OURS, "--root", root, "--cache", cache, "--concurrency", "2"];
  // Not in GitHub Actions, whatever runs the tests.
  const env = { ...process.env, GITHUB_ACTIONS: "", GITHUB_TOKEN: "" };
  const child = spawn(process.execPath, [START, ...args], { env, stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  while (!existsSync(cache) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
  assert.ok(child.kill("SIGKILL"));
  await ended;
  const { links: kept } = JSON.parse(await readFile(cache, "utf8"));
  const finished = new Set(Object.keys(kept).map((url) => new URL(url).pathname));
  assert.ok(finished.size > 0);
  const before = site.asked.length;
  const { status: status_, stderr } = await links(["--root", root, "--cache", cache]);
  const asked = `${200 - finished.size} asked, ${finished.size} known from a run that was stopped;`;
  assert.match(stderr, new RegExp(`^Nothing to report in 200 links, ${asked}`));
  assert.equal(status_, 0);
  for (const each of site.askedSince(before)) assert.ok(!finished.has(each), `${each} was answered before`);
});

test("Ctrl-C ends a run that hangs, with what it knows; meanwhile no other has its cache", async (t) => {
  const site = await Site.start(t, { "/": page, "/ok": page, "/stuck": () => {} });
  const root = await makeList(t, listOf([`${site.url}/ok`, `${site.url}/stuck`]));
  const { interrupt, ended } = start(["links", ...OURS, "--root", root, "--cache", "cache.json"], { cwd: root });
  const isAsked = (): boolean => ["/ok", "/stuck"].every((each) => site.asked.includes(each));
  while (!isAsked()) await new Promise((resolve) => setTimeout(resolve, 10));
  // Time to judge the one answer.
  await new Promise((resolve) => setTimeout(resolve, 500));
  // A cache is for one run at a time: two would take each other's answers for their own.
  const second = await links(["--root", root, "--cache", "cache.json"], {}, root);
  assert.equal(
    second.stderr,
    `error: cache.json: It is in use by another run, process ${process.pid}.\nWait until that has ended, or name another file.\n`,
  );
  assert.equal(second.status, 2);

  interrupt();
  const stopped = await ended;
  assert.equal(stopped.status, 2);
  assert.match(
    stopped.stderr,
    /^Nothing to report in 2 links, 1 asked, 1 not asked; \d+\.\d\d s\.\nNot shown: 1 note \(1 unsure-link\)\. --verbose shows them\.\nStopped: 1 link has no answer of today\. The next run with --cache cache\.json goes on from here\.\n$/,
  );
  assert.equal(stopped.stdout, "");

  assert.deepEqual(
    readdirSync(root).filter((name) => name.startsWith("cache.json")),
    ["cache.json"],
  );
});

test("in a pull request only links that it adds or changes are asked about, and judged at once", async (t) => {
  const site = await Site.start(t, { "/": page, "/a": page, "/b": status(404), "/page": page });
  const { url } = site;
  const root = await makeList(t, listOf([`${url}/b`, `${url}/a`]));
  git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=Start");
  git(root, "checkout", "--quiet", "-b", "work");
  await writeFile(path.join(root, "data/tools/tool-1.yml"), `name: Tool 1\nurl: ${url}/page#nowhere\n`);
  git(root, "commit", "--quiet", "--all", "--message=Change");
  // What main did since is not the branch's.
  git(root, "checkout", "--quiet", "main");
  await writeFile(path.join(root, "data/tools/tool-0.yml"), `name: Tool 0\nurl: ${url}/c\n`);
  git(root, "commit", "--quiet", "--all", "--message=Meanwhile");
  git(root, "checkout", "--quiet", "work");

  const { stdout, stderr, status: ended } = await links(["--root", root, "--changed-since", "main"]);
  assert.match(stdout, /tool-1\.yml:2:6: error: .*\/page#nowhere is dead: /);
  assert.match(stderr, /^1 error in 1 link, 1 asked;/);
  assert.equal(ended, 1);
  assert.ok(!site.asked.includes("/b") && !site.asked.includes("/a"));

  git(root, "checkout", "--quiet", "main");
  const none = await links(["--root", root, "--changed-since", "main"]);
  assert.match(none.stderr, /^No link was added or changed\.\n$/);
  assert.deepEqual([none.stdout, none.status], ["", 0]);

  const unknown = await links(["--root", root, "--changed-since", "nowhere"]);
  assert.match(unknown.stderr, /^error: There is no branch or commit “nowhere” here\.\n/);
  assert.equal(unknown.status, 2);
});

test("without a network a pull request stays green, with a note for each new link; any other run ends with status 2", async (t) => {
  const root = await makeList(t, listOf(["https://example.org/"]));
  git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=Start");
  await writeFile(path.join(root, "data/tools/tool-0.yml"), "name: Tool 0\nurl: http://site.example/\n");
  goOffline(t);
  const pull = await links(["--root", root, "--changed-since", "main", "--history", "history.json"], {}, root);
  assert.match(pull.stdout, /tool-0\.yml:2:6: info: http:\/\/site\.example\/ was not asked: No server answers: /);
  assert.match(
    pull.stderr,
    /^warning: No host could be found, so no link was asked\.\n1 note in 1 link, 1 not asked; \d+\.\d\d s\.\n$/,
  );
  assert.equal(pull.status, 0);

  const whole = await links(["--root", root, "--history", "history.json"], {}, root);
  assert.equal(
    whole.stderr,
    "error: No host could be found, so no link was asked.\nIs this computer online? Try again when it is.\n",
  );
  assert.deepEqual([whole.stdout, whole.status, existsSync(path.join(root, "history.json"))], ["", 2, false]);
});

/** From now on no name has an address. */
function goOffline(t: TestContext): void {
  const lookup = t.mock.method(dns.promises, "lookup", async (host: string) => {
    throw Object.assign(new Error(`getaddrinfo EAI_AGAIN ${host}`), { code: "EAI_AGAIN", syscall: "getaddrinfo" });
  });
  syncBuiltinESMExports();
  t.after(() => {
    lookup.mock.restore();
    syncBuiltinESMExports();
  });
}

test("what was typed wrong, or is another kind of file, is said in a line or two; status 2", async (t) => {
  const root = await makeList(t, listOf(["https://example.org/"]));
  const wrong: [string[], RegExp][] = [
    [["--shard", "3/2"], /A part of a whole is needed, such as 2\/5\./],
    [["--shard", "0/2"], /A part of a whole is needed/],
    [["--cache-max-age", "soon"], /A time is needed, such as 150ms, 20s, 30m, 12h or 1d\./],
    [["--timeout", "25d", "--max-time", "1m"], /'25d' is invalid\. That is too long: 24d is the most\./],
    [["--max-time", "999999h"], /That is too long: 24d is the most\./],
    [["--timeout", "0s"], /That is too short: 1ms is the least\./],
    [["--cache-max-age", "1000d"], /That is too long: 999d is the most\./],
    [["--concurrency", "0"], /A number from 1 on is needed\./],
    [["--track"], /^error: --track goes with --merge: who may write issues asks no strangers\.\n$/],
    [
      ["--merge", "a.json", "--shard", "1/2"],
      /^error: --merge asks nobody, so it goes neither with --shard nor with --changed-since\.\n$/,
    ],
    [
      ["--merge", "a.json"],
      /^error: .*a\.json: there is no such file or folder\.\n--merge takes what runs with --shard and --cache wrote: the files, or a folder with them\.\n$/,
    ],
    [["--merge", "data"], /^error: .*data: it holds no cache of links: no \.json file\.\n--merge takes /],
    [
      ["--cache", "data/list.yml"],
      /^error: .*list\.yml: It is not JSON: .*\nIf an earlier run made this file, delete it: .* If not, name another\.\n$/,
    ],
    [["--root", "data"], /is not a list/],
  ];
  await Promise.all(
    wrong.map(async ([args, message]) => {
      const {
        status: ended,
        stdout,
        stderr,
      } = await links(args.includes("--root") ? args : ["--root", ".", ...args], {}, root);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n {4}at /);
      assert.deepEqual([ended, stdout], [2, ""], args.join(" "));
    }),
  );
  const empty = await makeList(t, listOf([]));
  assert.match((await links(["--root", empty])).stderr, /^error: .* has no links to ask about\.\n$/);
});
