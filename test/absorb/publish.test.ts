// An edit of the page that was pushed to main: it becomes data in a commit of its own, or the page stays as it is.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { Repository } from "../../scripts/github/repository.ts";
import { type Publication, publish } from "../../scripts/publish/publish.ts";
import { unwrapped } from "../support/absorbed.ts";
import { FakeGitHub } from "../support/github-server.ts";
import { LISTS } from "../support/proof-lists.ts";
import { git } from "../support/repository.ts";
import { run } from "../support/run.ts";

const COMMITTER = "41898282+github-actions[bot]@users.noreply.github.com";

interface World {
  clone: string;
  origin: string;
  publication: Publication;
  /** Commits and pushes what a change of the page's text makes, as somebody with a browser does. */
  edit: (from: string, to: string, file?: string) => void;
}

/** The books, at the top and once more under lists/, published once. */
async function world(t: TestContext): Promise<World> {
  const top = mkdtempSync(path.join(tmpdir(), "publish-"));
  t.after(() => rmSync(top, { recursive: true, force: true, maxRetries: 3 }));
  const [origin, clone] = [path.join(top, "origin.git"), path.join(top, "clone")];
  git(top, "init", "--quiet", "--bare", "--initial-branch=main", origin);
  git(top, "clone", "--quiet", origin, clone);
  cpSync(path.join(LISTS, "books"), clone, { recursive: true });
  cpSync(path.join(LISTS, "books"), path.join(clone, "lists/more"), { recursive: true });
  git(clone, "add", "--all");
  git(clone, "commit", "--quiet", "--message=Books");
  git(clone, "push", "--quiet", "origin", "HEAD:refs/heads/main");
  const publication: Publication = {
    folder: clone,
    branch: "main",
    env: {},
    absorb: async (home) => {
      const { status, stdout } = await run(["absorb"], { cwd: home });
      return status === 1 ? stdout : undefined;
    },
    repository: undefined,
    build: async (home) => (await run(["build"], { cwd: home })).status === 0,
    wait: async () => {},
  };
  assert.equal((await publish(publication)).outcome, "published");
  git(clone, "pull", "--quiet", "origin", "main");
  const edit = (from: string, to: string, file = "README.md"): void => {
    const text = readFileSync(path.join(clone, file), "utf8");
    assert.ok(text.includes(from), `the page says “${from}”`);
    writeFileSync(path.join(clone, file), text.replace(from, to));
    const author = "--author=Ada Example <ada@example.org>";
    git(clone, "commit", "--quiet", "--all", author, "--message=Edit the page");
    git(clone, "push", "--quiet", "origin", "HEAD:refs/heads/main");
  };
  return { clone, origin, publication, edit };
}

const show = (origin: string, file: string): string => git(origin, "show", `main:${file}`);
/** The first book of the page. */
const AUTHOR = "A. Rown";

function firstAuthor(clone: string): { author: string; file: string } {
  const page = readFileSync(path.join(clone, "README.md"), "utf8");
  const [, title = "", author = ""] = /^\| \[([^\]]+)\]\([^)]*\)[^|]*\| [^|]* \| ([^|]+) \|/m.exec(page) ?? [];
  const found = git(clone, "grep", "--files-with-matches", "--fixed-strings", `title: ${title}`, "--", "data").split(
    "\n",
  );
  return { author: author || AUTHOR, file: found[0] ?? "" };
}

test("an edit that is pushed becomes data, in a commit that names its author", async (t) => {
  const { clone, origin, publication, edit } = await world(t);
  const { author, file } = firstAuthor(clone);
  edit(`| ${author} |`, "| Nobody Else |");
  assert.equal((await publish(publication)).outcome, "published");
  assert.match(show(origin, file), /^author: Nobody Else$/m);
  assert.match(show(origin, "README.md"), /\| Nobody Else \|/);
  const message = git(origin, "log", "-1", "--format=%B", "main", "--", file);
  assert.match(message, /^Co-authored-by: Ada Example <ada@example\.org>$/m);
  assert.equal(git(origin, "log", "-1", "--format=%ae", "main", "--", file), COMMITTER);
  assert.equal((await publish(publication)).outcome, "current");
});

test("so does one of a list under lists/", async (t) => {
  const { clone, origin, publication, edit } = await world(t);
  const { author, file } = firstAuthor(clone);
  edit(`| ${author} |`, "| Nobody Else |", "lists/more/README.md");
  assert.equal((await publish(publication)).outcome, "published");
  assert.match(show(origin, `lists/more/${file}`), /^author: Nobody Else$/m);
  assert.doesNotMatch(show(origin, file), /Nobody Else/);
});

test("what cannot be carried is put back when an issue has it, one for all", async (t) => {
  const { clone, origin, publication, edit } = await world(t);
  const github = await FakeGitHub.start(t);
  const repository = new Repository(github.client(), github.name);
  const keeping: Publication = { ...publication, repository };
  const page = show(origin, "README.md");
  edit("| Licence |", "| Licence | Mood |");
  const edited = show(origin, "README.md");
  const published = await publish(keeping);
  assert.equal(published.outcome, "published");
  assert.equal(show(origin, "README.md"), page);
  const [issue, ...others] = github.issues;
  assert.equal(others.length, 0);
  assert.equal("keptAt" in published && published.keptAt, `https://github.com/owner/list/issues/${issue?.number}`);
  assert.match(issue?.body ?? "", /Edited by Ada Example[\s\S]*Mood .*is not carried: this is no table/);
  // The patch brings the edit back.
  git(clone, "pull", "--quiet", "origin", "main");
  const [, patch = ""] = /```diff\n([\s\S]*?\n)```/.exec(issue?.body ?? "") ?? [];
  writeFileSync(path.join(clone, ".git/edit.patch"), patch);
  git(clone, "apply", ".git/edit.patch");
  assert.equal(readFileSync(path.join(clone, "README.md"), "utf8").trimEnd(), edited);
  git(clone, "checkout", "--quiet", ".");

  // With one that is carried, another one: the data has the first, and the issue the second, too.
  edit("| Licence |", "| Licence | Colour |");
  edit("# Books by shop", "# Books by shops");
  assert.equal((await publish(keeping)).outcome, "published");
  assert.match(show(origin, "templates/README.md"), /^# Books by shops$/m);
  assert.match(show(origin, "README.md"), /^# Books by shops$/m);
  assert.equal(github.issues.length, 1);
  assert.match(github.issues[0]?.body ?? "", /\+\| Book .* Colour [\s\S]*\+\| Book .* Mood /);
  assert.equal((await publish(keeping)).outcome, "current");
});

test("where nobody can keep it, what cannot be carried is not undone", async (t) => {
  const { origin, publication, edit } = await world(t);
  edit("| Licence |", "| Licence | Mood |");
  const before = git(origin, "rev-parse", "main");
  assert.equal((await publish(publication)).outcome, "kept");
  assert.equal(git(origin, "rev-parse", "main"), before);
});

test("a page that is older than the data is no edit, and is made anew", async (t) => {
  const { clone, origin, publication } = await world(t);
  const { author, file } = firstAuthor(clone);
  const text = readFileSync(path.join(clone, file), "utf8");
  writeFileSync(path.join(clone, file), text.replace(`author: ${author}`, "author: Nobody Else"));
  git(clone, "commit", "--quiet", "--all", "--message=Edit the record");
  git(clone, "push", "--quiet", "origin", "HEAD:refs/heads/main");
  assert.equal((await publish(publication)).outcome, "published");
  assert.match(show(origin, file), /^author: Nobody Else$/m);
  assert.match(show(origin, "README.md"), /\| Nobody Else \|/);
});

test("where the record has changed since, both values are told and the page stays", async (t) => {
  const { clone, origin, publication, edit } = await world(t);
  const { author, file } = firstAuthor(clone);
  const text = readFileSync(path.join(clone, file), "utf8");
  writeFileSync(path.join(clone, file), text.replace(`author: ${author}`, "author: Somebody New"));
  git(clone, "commit", "--quiet", "--all", "--message=Edit the record");
  edit(`| ${author} |`, "| Nobody Else |");
  const said = await run(["absorb", "--root", clone]);
  assert.equal(said.status, 1);
  assert.match(unwrapped([said.stdout]), /“Nobody Else”.*“Somebody New”/);
  assert.equal((await publish(publication)).outcome, "kept");
  assert.match(show(origin, file), /^author: Somebody New$/m);
  assert.match(show(origin, "README.md"), /\| Nobody Else \|/);
});

test("of two pushes at once, both become data", async (t) => {
  const { clone, origin, publication, edit } = await world(t);
  const { author, file } = firstAuthor(clone);
  edit(`| ${author} |`, "| Nobody Else |");
  let isFirst = true;
  const build = async (home: string): Promise<boolean> => {
    if (isFirst) {
      isFirst = false;
      edit("# Books by shop", "# Books by shops");
    }
    return publication.build(home);
  };
  assert.equal((await publish({ ...publication, build })).outcome, "published");
  assert.match(show(origin, file), /^author: Nobody Else$/m);
  assert.match(show(origin, "templates/README.md"), /^# Books by shops$/m);
});
