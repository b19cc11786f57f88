// Publishing when the network has a bad day: tried again, and then said in words.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { fetchPatiently } from "../../scripts/git/remote.ts";
import { type Publication, publish } from "../../scripts/publish/publish.ts";
import { git } from "../support/repository.ts";

/** Nobody listens there. */
const NOWHERE = "http://127.0.0.1:9/list.git";

interface World {
  folder: string;
  origin: string;
  waits: number[];
  publication: Publication;
}

function world(t: TestContext, meanwhile: (attempt: number) => void = () => {}): World {
  const top = mkdtempSync(path.join(tmpdir(), "publish-"));
  t.after(() => rmSync(top, { recursive: true, force: true, maxRetries: 3 }));
  const [origin, folder] = [path.join(top, "origin.git"), path.join(top, "clone")];
  git(top, "init", "--quiet", "--bare", "--initial-branch=main", origin);
  git(top, "clone", "--quiet", origin, folder);
  writeFileSync(path.join(folder, "data"), "one\n");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=One");
  git(folder, "push", "--quiet", "origin", "HEAD:refs/heads/main");
  const waits: number[] = [];
  const publication: Publication = {
    folder,
    branch: "main",
    env: {},
    absorb: async () => undefined,
    repository: undefined,
    build: async (home) => {
      writeFileSync(path.join(home, "page"), "made\n");
      return true;
    },
    wait: async (attempt) => {
      waits.push(attempt);
      meanwhile(attempt);
    },
  };
  return { folder, origin, waits, publication };
}

test("a server that does not answer is asked again, and published to when it does", async (t) => {
  const { folder, origin, waits, publication } = world(t, (attempt) => {
    if (attempt === 2) git(folder, "remote", "set-url", "origin", origin);
  });
  git(folder, "remote", "set-url", "origin", NOWHERE);
  assert.equal((await publish(publication)).outcome, "published");
  assert.deepEqual(waits, [1, 2]);
  assert.equal(git(origin, "show", "main:page"), "made");
});

test("so is one that goes away between the fetch and the push", async (t) => {
  const { folder, origin, waits, publication } = world(t, () => {
    git(folder, "remote", "set-url", "--push", "origin", origin);
  });
  git(folder, "remote", "set-url", "--push", "origin", NOWHERE);
  assert.equal((await publish(publication)).outcome, "published");
  assert.deepEqual(waits, [1]);
});

test("whoever signs commits need not sign this one", async (t) => {
  const { folder, publication } = world(t);
  git(folder, "config", "commit.gpgsign", "true");
  git(folder, "config", "gpg.program", "no-such-program");
  assert.equal((await publish(publication)).outcome, "published");
});

test("one that never answers is given up, and what Git said is told", async (t) => {
  const { folder, waits, publication } = world(t);
  git(folder, "remote", "set-url", "origin", NOWHERE);
  const published = await publish(publication);
  assert.equal(published.outcome, "unreachable");
  assert.match("said" in published ? published.said : "", /127\.0\.0\.1/);
  assert.deepEqual(waits, [1, 2, 3, 4]);
});

test("what is fetched for a comment is asked for as patiently", async (t) => {
  const { folder, origin, waits, publication } = world(t, () => git(folder, "remote", "set-url", "origin", origin));
  const refs = ["+refs/heads/main:refs/remotes/origin/other"];
  git(folder, "remote", "set-url", "origin", NOWHERE);
  assert.equal((await fetchPatiently(folder, refs, {}, publication.wait)).outcome, "done");
  assert.deepEqual(waits, [1]);
  assert.equal(git(folder, "show", "origin/other:data"), "one");
});

test("what later is as wrong as now is not tried again; nothing is left behind", async (t) => {
  const { folder, waits, publication } = world(t);
  assert.equal((await publish({ ...publication, branch: "none" })).outcome, "refused");
  assert.equal((await publish({ ...publication, build: async () => false })).outcome, "broken");
  git(folder, "remote", "set-url", "origin", path.join(folder, "gone.git"));
  assert.equal((await publish(publication)).outcome, "refused");
  assert.deepEqual(waits, []);
  assert.equal(git(folder, "worktree", "list").split("\n").length, 1);
});

test("edits are looked for where somebody else committed a page last, also by a merge", async (t) => {
  const { folder, publication } = world(t);
  const looked: string[] = [];
  const publishNow = async (when: string): Promise<void> => {
    git(folder, "push", "--quiet", "origin", "HEAD:refs/heads/main");
    await publish({
      ...publication,
      absorb: async () => void looked.push(when),
      build: async (home) => {
        const made = readFileSync(path.join(home, "data"), "utf8");
        writeFileSync(path.join(home, "README.md"), made);
        return true;
      },
    });
    git(folder, "pull", "--quiet", "--rebase", "origin", "main");
  };
  const commit = (file: string, text: string): void => {
    writeFileSync(path.join(folder, file), text);
    git(folder, "add", "--all");
    git(folder, "commit", "--quiet", "--message=Change");
  };
  await publishNow("no page is there");
  commit("data", "two\n");
  await publishNow("the data changed");
  commit("README.md", "edited\n");
  await publishNow("the page changed");
  commit("data", "three\n");
  await publishNow("the data changed again");
  git(folder, "checkout", "--quiet", "-b", "side", "HEAD~1");
  commit("README.md", "on a branch\n");
  git(folder, "checkout", "--quiet", "-B", "main", "origin/main");
  git(folder, "merge", "--quiet", "--strategy-option=theirs", "side");
  await publishNow("a branch was merged");
  assert.deepEqual(looked, ["no page is there", "the page changed", "a branch was merged"]);
});
