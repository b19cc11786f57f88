// A run over lists, without a process: a web site on 127.0.0.1, asked as `npm run links` asks it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { type CheckedLinks, type CheckLinksOptions, checkLinks } from "../../scripts/links/check-links.ts";
import { StateFileError } from "../../scripts/links/state-file.ts";
import { summaryOf } from "../../scripts/links/summary.ts";
import type { Progress } from "../../scripts/links/web/progress.ts";
import { told } from "../support/links.ts";
import { type Files, makeList } from "../support/lists.ts";
import { page, Site, status } from "../support/site.ts";

/** Without the manners that only strangers are owed. */
const OURS = { allowPrivate: true, manners: false, suggest: false, retries: 0, confirmAfter: 0, backoff: 0 };

function run(root: string, options: Partial<CheckLinksOptions> = {}): Promise<CheckedLinks> {
  return checkLinks({ base: root, roots: [root], ...options, web: { ...OURS, ...options.web } });
}

/** A list with a tool for each URL. */
function listOf(urls: readonly string[], more: Files = {}): Files {
  const tools = urls.map((url, index) => [`data/tools/tool-${index}.yml`, `name: Tool ${index}\nurl: ${url} # ours\n`]);
  const template =
    "# A list\n\n<!-- each tools -->\n- [{name}]({url}){mark}\n\n<!-- each notes -->\n0. {target}{text}\n";
  return { "data/list.yml": "name: A list\n", "templates/README.md": template, ...Object.fromEntries(tools), ...more };
}

function summarized(
  checked: CheckedLinks,
  options: { cache?: string; fix?: boolean; merge?: string[] } = {},
): string[] {
  const shown = checked.findings.filter((finding) => !checked.minor.has(finding));
  return summaryOf(checked, { ...options, shown, seconds: 1.234 });
}

const SITE = {
  "/ok": page,
  "/gone": status(404),
  "/old": status(301, { location: "/new" }),
  "/new": page,
  "/wall": status(403),
  "/": page,
};

test("what is wrong is found at its place; what has moved is written, and then all that is left is said", async (t) => {
  const { url } = await Site.start(t, SITE);
  const root = await makeList(t, listOf([`${url}/ok`, `${url}/gone`, `${url}/old`, `${url}/wall`]));
  const gone = `data/tools/tool-1.yml:2:6-2:${url.length + 11}: error: ${url}/gone is dead: 404 Not Found. (dead-link)`;
  const first = await run(root);
  assert.deepEqual(first.findings.map(told), [
    gone,
    `data/tools/tool-2.yml:2:6-2:${url.length + 10}: warning: ${url}/old has moved for good. (moved-link)\n  hint: Write: ${url}/new`,
    `data/tools/tool-3.yml:2:6-2:${url.length + 11}: info: ${url}/wall does not answer programs: 403 Forbidden. (blocked-link)\n  hint: Look at it in a browser.`,
  ]);
  assert.deepEqual([...first.minor], first.findings.slice(2));
  assert.deepEqual(summarized(first), [
    "1 error, 1 warning in 4 links, 4 asked; 1.23 s.",
    "Not shown: 1 note (1 blocked-link). --verbose shows them.",
    "--fix can write 1 new address.",
  ]);

  const fixed = await run(root, { fix: true });
  assert.equal(fixed.findings.map(told)[0], gone);
  assert.deepEqual(summarized(fixed, { fix: true }).slice(0, 2), [
    "Wrote 1 new address into 1 file. Next: npm run build",
    "1 error in 4 links, 4 asked; 1.23 s.",
  ]);
  const record = path.join(root, "data/tools/tool-2.yml");
  assert.equal(await readFile(record, "utf8"), `name: Tool 2\nurl: ${url}/new # ours\n`);

  // Nobody can know what is excluded.
  await writeFile(path.join(root, "data/list.yml"), "name: [\n");
  const broken = await run(root);
  assert.match(
    broken.findings.map(told).join("\n"),
    /error: The list's settings cannot be read: .* \(unread-exclusions\)/,
  );
  assert.match(summarized(broken)[0] ?? "", /^2 errors in 4 links/);
  assert.equal(summarized(broken)[1], "Not judged until data/list.yml can be read: 1 link.");
});

test("three runs over three days make a warning an error", async (t) => {
  const site = await Site.start(t, SITE);
  const root = await makeList(t, listOf([`${site.url}/ok#nowhere`]));
  const history = path.join(root, "history.json");
  const found: string[] = [];
  for (const day of ["2026-11-01", "2026-11-02", "2026-11-04"]) {
    const { findings } = await run(root, { history, now: new Date(`${day}T04:23:00Z`) });
    found.push(...findings.map(told));
  }
  assert.match(found[0] ?? "", /: warning: .* seems dead: /);
  assert.match(found[1] ?? "", /: warning: .* seems dead: .*, since 2026-11-01, in 2 runs\. \(dead-link\)/);
  assert.match(found[2] ?? "", /: error: .* is dead: .*, since 2026-11-01, in 3 runs\. \(dead-link\)/);
});

test("a run that is stopped says what is missing, and the next one with its cache goes on", async (t) => {
  let isStuck = true;
  const site = await Site.start(t, {
    ...SITE,
    "/stuck": (request, response) => {
      if (!isStuck) page(request, response);
    },
  });
  const root = await makeList(t, listOf([`${site.url}/ok`, `${site.url}/stuck`]));
  const cache = path.join(root, "cache.json");
  const stop = new AbortController();
  let done = 0;
  const progress = (state: Progress): void => {
    done = state.done;
  };
  const stopped = run(root, { cache, web: { signal: stop.signal, progress } });
  while (done === 0 || !site.asked.includes("/stuck")) await new Promise((resolve) => setTimeout(resolve, 5));
  // A cache is for one run at a time: two would take each other's answers for their own.
  await assert.rejects(run(root, { cache }), /It is in use by another run/);
  stop.abort();
  const first = await stopped;
  assert.deepEqual([first.isStopped, first.asked, first.unasked, first.findings.length], [true, 1, 1, 1]);
  assert.deepEqual(summarized(first, { cache: "cache.json" }).slice(1), [
    "Not shown: 1 note (1 unsure-link). --verbose shows them.",
    "Stopped: 1 link has no answer of today. The next run with --cache cache.json goes on from here.",
  ]);

  isStuck = false;
  const before = site.asked.length;
  const next = await run(root, { cache });
  assert.match(
    summarized(next)[0] ?? "",
    /^Nothing to report in 2 links, 1 asked, 1 known from a run that was stopped;/,
  );
  assert.ok(!site.askedSince(before).includes("/ok"));
  const warm = site.asked.length;
  assert.match(summarized(await run(root, { cache }))[0] ?? "", /^Nothing to report in 2 links, 2 remembered;/);
  assert.deepEqual(site.askedSince(warm), []);
});

test("of a branch only links that it adds or changes are asked about, and called dead at once", async (t) => {
  const site = await Site.start(t, SITE);
  const { url } = site;
  const before = await makeList(t, listOf([`${url}/gone`, `${url}/wall`]));
  const root = await makeList(t, listOf([`${url}/gone`, `${url}/ok#nowhere`]));
  // A list that is new.
  await mkdir(path.join(root, "lists/other/templates"), { recursive: true });
  await mkdir(path.join(root, "lists/other/data"));
  await writeFile(path.join(root, "lists/other/templates/README.md"), `# Other\n\n[a](${url}/new) [b](${url}/gone)\n`);
  const roots = [root, path.join(root, "lists/other")];
  const checked = await run(root, { roots, changed: { before } });
  assert.match(
    checked.findings.map(told).join("\n"),
    /^data\/tools\/tool-1\.yml:2:6-.*: error: .*\/ok#nowhere is dead: /,
  );
  assert.deepEqual([checked.links, checked.asked], [2, 2]);
  assert.ok(!site.asked.includes("/gone") && !site.asked.includes("/wall"));

  // What could not be asked is seen by who merges it, and is no error.
  const late = await run(root, { changed: { before }, web: { budget: 0 } });
  assert.match(
    late.findings.map(told).join("\n"),
    /^data.tools.tool-1\.yml:2:6-.*: info: .*\/ok#nowhere was not asked: The time for the run was spent before\. \(unsure-link\)$/,
  );
  assert.deepEqual(summarized(late)[0], "1 note in 1 link, 1 not asked; 1.23 s.");

  const none = await run(root, { changed: { before: root } });
  assert.deepEqual([none.links, none.findings], [0, []]);
  // Of a branch without a beginning, everything is new.
  assert.equal((await run(root, { changed: { before: undefined } })).links, 2);
});

test("without a network nothing is asked, kept or written, and new links have a note", async (t) => {
  const root = await makeList(t, listOf(["http://site.example/", "http://other.example/"]));
  const resolve = async (host: string): Promise<never> => {
    throw Object.assign(new Error(host), { code: "ENOTFOUND" });
  };
  const files = { cache: path.join(root, "cache.json"), history: path.join(root, "history.json") };
  const whole = await run(root, { ...files, web: { resolve } });
  assert.deepEqual([whole.isOffline, whole.asked, whole.unasked], [true, 0, 2]);
  assert.deepEqual([existsSync(files.cache), existsSync(files.history)], [false, false]);
  const pull = await run(root, { changed: { before: undefined }, web: { resolve } });
  assert.match(
    told(pull.findings[0] ?? assert.fail()),
    /info: http:\/\/site\.example\/ was not asked: No server answers: /,
  );
  assert.equal(pull.minor.size, 0);
});

test("shards are joined, from files and folders; what is no shard is told", async (t) => {
  const { url } = await Site.start(t, SITE);
  const root = await makeList(t, listOf([`${url}/ok`, `${url}/gone`]));
  const parts = path.join(root, "parts");
  for (const index of [1, 2])
    await run(root, { shard: { index, count: 2 }, cache: path.join(parts, `${index}/part.json`) });
  const joined = await run(root, { merge: [parts] });
  assert.match(summarized(joined, { merge: [parts] })[0] ?? "", /^1 error in 2 links, 2 remembered;/);

  const error = (message: RegExp, file: string) => (thrown: unknown) =>
    thrown instanceof Error && "file" in thrown && thrown.file === file && message.test(thrown.message);
  const nowhere = path.join(root, "nowhere.json");
  await assert.rejects(run(root, { merge: [nowhere] }), error(/^there is no such file or folder\.$/, nowhere));
  const data = path.join(root, "data");
  await assert.rejects(run(root, { merge: [data] }), error(/^it holds no cache of links: no \.json file\.$/, data));
  await assert.rejects(run(await makeList(t, listOf([]))), / has no links to ask about\.$/);
});

test("what a shard says of where a link is now is checked before anything is written", async (t) => {
  const old = "https://old.example/";
  const root = await makeList(t, listOf([old]));
  const shard = path.join(root, "part.json");
  for (const target of ["javascript:alert(1)", "file:///etc/passwd", "//evil.example/", "https://me:pw@a.example/"]) {
    const answer = { verdict: "moved", reason: "moved-permanently", evidence: "301", target };
    const links = { [old]: { checked: "2026-11-01T04:23:00.000Z", answer } };
    await writeFile(shard, JSON.stringify({ version: 1, links }));
    await assert.rejects(
      run(root, { merge: [shard], fix: true }),
      (error) => error instanceof StateFileError && error.file === shard && /\/answer\/target/.test(error.message),
    );
    assert.equal(
      await readFile(path.join(root, "data/tools/tool-0.yml"), "utf8"),
      `name: Tool 0\nurl: ${old} # ours\n`,
    );
  }
});
