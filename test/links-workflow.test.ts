// links.yml, and the job of check.yml that asks about new links, step by step: against a web and a GitHub of our own.
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, type TestContext, test } from "node:test";
import { isInShard } from "../scripts/links/select.ts";
import { FakeGitHub } from "./support/github-server.ts";
import { type Changes, Project } from "./support/repository.ts";
import { page, Site, status } from "./support/site.ts";
import { type RunStep, readWorkflow, runJob } from "./support/workflow.ts";

const WEB = { "/": page, "/ok": page, "/new": page, "/gone": status(404), "/wall": status(403) };

/** A list of three links, on three sites. */
const SMALL: Changes = {
  "data/list.yml": "name: A list\n",
  "data/tools/alpha.yml": "name: Alpha\nurl: http://alpha.example/ok\n",
  "data/tools/beta.yml": "name: Beta\nurl: http://beta.example/gone\n",
  "data/tools/gamma.yml": "name: Gamma\nurl: http://gamma.example/wall\n",
  "templates/README.md":
    "# A list\n\n<!-- each tools -->\n- [{name}]({url}){mark}\n\n<!-- each notes -->\n0. {target}{text}\n",
};

const cleanups: (() => void | Promise<void>)[] = [];
let project: Project;
let site: Site;
before(async () => {
  project = new Project({ after: (fn) => cleanups.push(fn) }, SMALL);
  // A page without links: each stands in its record alone.
  project.commit("main", { "README.md": "# A list\n" });
  site = await Site.start({ after: (fn) => cleanups.push(fn) }, WEB);
});
test.after(async () => {
  for (const fn of cleanups) await fn();
});

function web(): Record<string, string> {
  const { href } = new URL("support/public-web.mjs", import.meta.url);
  return { NODE_OPTIONS: `--import=${href}`, WEB_PORT: new URL(site.url).port, NO_COLOR: "1" };
}

/** `npm ci` was done by the clone. */
function intercept(command: string): number | undefined {
  return command === "npm ci" ? 0 : undefined;
}

/** The last step, which must be the one that asks. */
function answer(steps: readonly RunStep[]): RunStep {
  const last = steps.at(-1) ?? assert.fail();
  assert.match(last.run, /^npm run links -- /);
  return last;
}

async function pullRequest(t: TestContext, number: number, changes: Changes): Promise<RunStep> {
  const sha = project.pullRequest(number, changes);
  const job = readWorkflow("check.yml").jobs.links ?? assert.fail();
  const head = { ref: "patch-1", sha, repo: { full_name: "somebody/list" } };
  const steps = await runJob(
    t,
    job,
    {
      name: "pull_request",
      payload: { pull_request: { number, head } },
      env: { ...web(), GITHUB_REF_NAME: `${number}/merge`, GITHUB_BASE_REF: "main", GITHUB_REF_TYPE: "branch" },
    },
    {
      checkout: (step) => project.clone(`refs/pull/${number}/merge`, Number(step.with?.["fetch-depth"] ?? 1)),
      intercept,
      isReal: true,
    },
  );
  assert.deepEqual(
    steps.map(({ run }) => run),
    job.steps.flatMap(({ run }) => run ?? []),
  );
  return answer(steps);
}

test("check.yml asks about new links only, and is red only when one of them is dead", async (t) => {
  const moment = site.asked.length;
  const dead = await pullRequest(t, 1, { "data/tools/delta.yml": "name: Delta\nurl: http://delta.example/gone\n" });
  assert.equal(dead.status, 1);
  assert.match(
    dead.stdout,
    /^::error file=data\/tools\/delta\.yml,line=2,endLine=2,col=6,endColumn=31,title=dead-link::/m,
  );
  assert.match(dead.summary, /^## npm run links: 1 error\n/);
  assert.match(dead.stderr, /^1 error in 1 link, 1 asked;/m);
  assert.ok(site.askedSince(moment).every((asked) => asked === "/gone"));

  const alive = await pullRequest(t, 2, {
    "data/tools/delta.yml": "name: Delta\nurl: http://delta.example/wall\n",
    "data/tools/alpha.yml": "name: Alpha\nurl: http://alpha.example/new\n",
    "data/tools/private.yml": "name: Private\nurl: http://127.0.0.1/\n",
  });
  assert.equal(alive.status, 0, alive.stdout);
  assert.match(alive.stderr, /^Nothing to report in 3 links, 3 asked;/m);
});

/** What GitHub keeps of a workflow from run to run, and of a run from job to job. */
class Storage {
  readonly folder: string;
  #run = 0;
  #attempt = 1;

  constructor(folder: string) {
    this.folder = folder;
  }

  next(): void {
    this.#run++;
    this.#attempt = 1;
  }

  /** A job that failed is started again: it finds the artifacts of the others. */
  again(): void {
    this.#attempt++;
  }

  get expressions(): Record<string, string> {
    return { "github.run_id": String(this.#run), "github.run_attempt": String(this.#attempt) };
  }

  /** The newest, as GitHub finds it by `restore-keys`. */
  get history(): string {
    return path.join(
      this.folder,
      "caches",
      readdirSync(path.join(this.folder, "caches")).sort().at(-1) ?? "",
      "links-run/history.json",
    );
  }

  artifact(name: string): string {
    return path.join(this.folder, "artifacts", String(this.#run), name);
  }

  /** The actions that links.yml uses. */
  uses(action: string, inputs: Readonly<Record<string, string>>, folder: string): boolean {
    const { path: where = "", key = "", name = "", pattern = "" } = inputs;
    const caches = path.join(this.folder, "caches");
    switch (action) {
      case "actions/cache/restore": {
        if (!existsSync(caches)) return true;
        const found = readdirSync(caches).filter((each) => each.startsWith(inputs["restore-keys"] ?? key));
        const newest = found.sort().at(-1);
        if (newest !== undefined) cpSync(path.join(caches, newest), folder, { recursive: true });
        return true;
      }
      case "actions/cache/save":
        assert.ok(!existsSync(path.join(caches, key)), "a cache is never written over");
        if (existsSync(path.join(folder, where))) cpSync(path.join(folder, where), path.join(caches, key, where));
        return true;
      case "actions/upload-artifact": {
        const [parent, file = ""] = [path.join(folder, path.dirname(where)), path.basename(where)];
        const isMeant = new RegExp(`^${file.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
        for (const each of existsSync(parent) ? readdirSync(parent).filter((each) => isMeant.test(each)) : []) {
          cpSync(path.join(parent, each), path.join(this.artifact(name), each));
        }
        return true;
      }
      case "actions/download-artifact": {
        const all = path.dirname(this.artifact("any"));
        for (const each of existsSync(all) ? readdirSync(all) : []) {
          if (!each.startsWith(pattern.replace("*", ""))) continue;
          cpSync(path.join(all, each), path.join(folder, where, each), { recursive: true });
        }
        return true;
      }
      default:
        return false;
    }
  }
}

test("links.yml asks in parts, keeps the history and one issue, begins a damaged history anew, and is not red for a dead link", async (t) => {
  const { ask, tell, ...others } = readWorkflow("links.yml").jobs;
  assert.ok(ask && tell);
  assert.deepEqual(Object.keys(others), []);
  const github = await FakeGitHub.start(t);
  const storage = new Storage(path.join(project.folder, "storage"));
  mkdirSync(path.join(storage.folder, "caches"), { recursive: true });
  const job = async (which: typeof ask, part = ""): Promise<RunStep> => {
    const steps = await runJob(
      t,
      which,
      {
        name: "schedule",
        payload: {},
        env: { ...github.env(), ...web(), GITHUB_REF_NAME: "main" },
        expressions: { "matrix.part": part, ...storage.expressions },
      },
      {
        checkout: () => project.clone("refs/heads/main", 1),
        uses: (...action) => storage.uses(...action),
        intercept,
        // The web of the test is given to a process.
        isReal: which === ask,
      },
    );
    return answer(steps);
  };
  const day = async (...parts: string[]): Promise<{ asked: (number | null)[]; told: RunStep }> => {
    storage.next();
    const asked = await Promise.all(parts.map((part) => job(ask, part)));
    return { asked: asked.map((each) => each.status), told: await job(tell) };
  };
  const known = (): Record<string, { death?: { runs: number } }> =>
    JSON.parse(readFileSync(storage.history, "utf8")).links;

  const first = await day("1", "2", "3");
  assert.deepEqual([first.asked, first.told.status], [[0, 0, 0], 0], first.told.stderr);
  assert.match(first.told.stderr, /^Opened issue #\d+: https:\/\/github\.com\/owner\/list\/issues\/\d+$/m);
  const [issue] = github.issues;
  assert.equal(issue?.title, "Links that need a look");
  assert.match(issue?.body ?? "", /^## Dead \(1\)$/m);
  assert.match(
    issue?.body ?? "",
    /^- \[`data\/tools\/beta\.yml:2:6`\]\(https:\/\/github\.com\/owner\/list\/edit\/main\/data\/tools\/beta\.yml\) – `http:\/\/beta\.example\/gone` is dead: 404 Not Found\.$/m,
  );
  assert.match(issue?.body ?? "", /<details><summary>Links that answer no programs \(1\)<\/summary>/);
  assert.deepEqual(Object.keys(known()), [
    "http://alpha.example/ok",
    "http://beta.example/gone",
    "http://gamma.example/wall",
  ]);
  assert.equal(known()["http://beta.example/gone"]?.death?.runs, 1);

  // The next day the link is mended, and the history is damaged: that is said, and it is begun anew with what is answered.
  project.commit("main", { "data/tools/beta.yml": "name: Beta\nurl: http://beta.example/new\n" });
  const damaged = readFileSync(storage.history, "utf8").replace('"verdict":"ok"', '"verdict":"o');
  writeFileSync(storage.history, damaged);
  const second = await day("1", "2", "3");
  assert.deepEqual([second.asked, second.told.status], [[0, 0, 0], 0], second.told.stderr);
  assert.match(second.told.stderr, /^warning: The history is damaged, and begun anew\. It is not JSON: /m);
  assert.deepEqual(Object.keys(known()), [
    "http://alpha.example/ok",
    "http://beta.example/new",
    "http://gamma.example/wall",
  ]);
  assert.match(second.told.stderr, /^Closed issue #/m);
  assert.equal(issue?.state, "closed");

  // The caches are deleted, and one part could not be asked: the others are told.
  rmSync(path.dirname(path.dirname(path.dirname(storage.history))), { recursive: true });
  mkdirSync(path.join(storage.folder, "caches"));
  const part = [1, 2, 3].find((index) => isInShard("http://beta.example/new", { index, count: 3 }));
  const third = await day(String(part));
  assert.deepEqual([third.asked, third.told.status], [[0], 0], third.told.stderr);
  assert.ok("http://beta.example/new" in known());

  // Where GitHub refuses, it is red too; the history of the day is kept.
  github.refuse("GET", /issues/, { status: 403, body: { message: "Resource not accessible by integration" } });
  const before = readFileSync(storage.history, "utf8");
  storage.again();
  const refused = await job(tell);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /error: GitHub refused .*403/);
  assert.equal(readFileSync(storage.history, "utf8"), before);
});
