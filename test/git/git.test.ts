// Git, asked for what nobody may be trusted with: strangers' trees, tokens, and pushes.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { CommitTooLarge, listFolder, readBlobs } from "../../scripts/git/blobs.ts";
import { askGit, isHash } from "../../scripts/git/git.ts";
import { credentials } from "../../scripts/git/remote.ts";
import { checkOut } from "../../scripts/git/tree.ts";
import { copyData, newLists } from "../../scripts/pull/untrusted.ts";
import { SCHEMAS } from "../support/lists.ts";
import { git } from "../support/repository.ts";

function repository(t: TestContext): string {
  const folder = mkdtempSync(path.join(tmpdir(), "git-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  git(folder, "init", "--quiet", "--initial-branch=main");
  return folder;
}

/** With lists whose schemas say which folders hold records. */
function listRepository(t: TestContext): string {
  const folder = repository(t);
  for (const list of [".", "lists/a", "lists/b"]) {
    cpSync(SCHEMAS, path.join(folder, list, "schemas"), { recursive: true });
  }
  return folder;
}

function commit(folder: string): string {
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=x");
  return git(folder, "rev-parse", "HEAD");
}

test("a folder is listed with what its entries are; a link is not followed, whichever step it is", (t) => {
  const folder = repository(t);
  mkdirSync(path.join(folder, "data", "tools"), { recursive: true });
  writeFileSync(path.join(folder, "data", "tools", "a\nb.yml"), "12345");
  symlinkSync("/etc/passwd", path.join(folder, "data", "tools", "link.yml"));
  symlinkSync("data", path.join(folder, "other"));
  const sha = commit(folder);
  const entries = listFolder(folder, sha, "data/tools")?.map(({ name, type, size }) => [name, type, size]);
  assert.deepEqual(entries, [
    ["a\nb.yml", "file", 5],
    ["link.yml", "symlink", 11],
  ]);
  assert.deepEqual(
    listFolder(folder, sha, "")?.map(({ name, type }) => [name, type]),
    [
      ["data", "folder"],
      ["other", "symlink"],
    ],
  );
  for (const gone of ["other/tools", "other", "data/tools/link.yml", "none"]) {
    assert.equal(listFolder(folder, sha, gone), undefined, gone);
  }
  for (const name of ["HEAD", "main", "--help", ""]) assert.equal(listFolder(folder, name, "data"), undefined, name);
});

test("a tree that holds itself a million million times is looked at in no time", (t) => {
  const folder = repository(t);
  const make = (input: string): string =>
    execFileSync("git", ["mktree"], { cwd: folder, input, encoding: "utf8" }).trim();
  const blob = execFileSync("git", ["hash-object", "-w", "--stdin"], {
    cwd: folder,
    input: "x",
    encoding: "utf8",
  }).trim();
  let tree = make(Array.from({ length: 100 }, (_, index) => `100644 blob ${blob}\tf${index}\n`).join(""));
  for (let level = 0; level < 6; level++) {
    tree = make(Array.from({ length: 100 }, (_, index) => `040000 tree ${tree}\td${index}\n`).join(""));
  }
  const top = make(`040000 tree ${tree}\tdata\n`);
  const sha = git(folder, "commit-tree", top, "-m", "bomb");
  assert.equal(listFolder(folder, sha, "data")?.length, 100);
  for (const part of ["data", "templates"]) mkdirSync(path.join(folder, part));
  writeFileSync(path.join(folder, "templates", "README.md"), "# A list\n");
  const { root, remove } = copyData(folder, sha);
  t.after(remove);
  assert.deepEqual(readdirSync(path.join(root, "data")), []);
});

test("more records than anybody wrote are not read", (t) => {
  const folder = listRepository(t);
  for (const part of ["data", "templates"]) mkdirSync(path.join(folder, part));
  writeFileSync(path.join(folder, "templates", "README.md"), "# A list\n");
  const files = Array.from({ length: 20_001 }, (_, index) => `M 100644 :1 data/tools/t-${index}.yml\n`).join("");
  const input = `blob\nmark :1\ndata 7\nname: A\ncommit refs/heads/many\ncommitter A <a@b.c> 1 +0000\ndata 0\n${files}`;
  execFileSync("git", ["fast-import", "--quiet"], { cwd: folder, input });
  assert.throws(() => copyData(folder, git(folder, "rev-parse", "many")), CommitTooLarge);

  // A stranger's may be less, unless it is our own.
  for (let index = 0; index < 12; index++) {
    mkdirSync(path.join(folder, "data", "tools"), { recursive: true });
    writeFileSync(path.join(folder, "data", "tools", `t-${index}.yml`), `# ${index}\n`.padEnd(99_999, "x"));
  }
  const sha = commit(folder);
  assert.throws(() => copyData(folder, sha, [], new Set()), CommitTooLarge);
  const ours = copyData(folder, sha);
  t.after(ours.remove);
  t.after(copyData(folder, sha, [], ours.hashes).remove);
});

test("what stands in a record's place and is none is named, whichever step of the way to it that is", (t) => {
  const folder = listRepository(t);
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  for (const list of ["", "lists/a/", "lists/b/"]) write(`${list}templates/README.md`, "# A list\n");
  write("data/tools/a.yml", `${"x".repeat(99_999)}\n`);
  write("data/tools/b.yml", `${"x".repeat(100_000)}\n`);
  write("data/tools/c.yml/d.yml", "A folder.\n");
  write("lists/b/data/resources/e.yml", "title: E\n");
  symlinkSync("../tools", path.join(folder, "data", "examples"));
  symlinkSync("a.yml", path.join(folder, "data", "tools", "f.yml"));
  symlinkSync("a.yml", path.join(folder, "data", "tools", "No Record.yml"));
  symlinkSync("../b/data", path.join(folder, "lists", "a", "data"));
  git(folder, "add", "--all");
  git(folder, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},data/tools/g.yml`);
  git(folder, "commit", "--quiet", "--message=x");
  const { files, unread, remove } = copyData(folder, git(folder, "rev-parse", "HEAD"));
  t.after(remove);
  assert.deepEqual(files, ["data/tools/a.yml", "lists/b/data/resources/e.yml"]);
  assert.deepEqual(unread.map(({ file, why }) => `${file} ${why}`).sort(), [
    "data/examples is a symbolic link",
    "data/tools/b.yml is larger than 100 kB",
    "data/tools/f.yml is a symbolic link",
    "data/tools/g.yml is a submodule",
    "lists/a/data is a symbolic link",
  ]);
});

test("a list that we have not comes with its template, unless that is no file, or too large", (t) => {
  const folder = repository(t);
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  for (const list of ["", "lists/ours/"]) {
    write(`${list}templates/README.md`, "# A list\n");
    write(`${list}data/list.yml`, "name: A list\n");
  }
  const before = commit(folder);
  git(folder, "checkout", "--quiet", "-b", "theirs");
  for (const list of ["fresh", "large", "linked", "No Id", "bare"]) write(`lists/${list}/data/list.yml`, "name: X\n");
  write("lists/fresh/templates/README.md", "# Fresh\n");
  write("lists/fresh/schemas/tool.schema.json", "{");
  write("lists/ours/templates/README.md", "# Not ours\n");
  write("lists/large/templates/README.md", "x".repeat(100_001));
  write("lists/No Id/templates/README.md", "# No id\n");
  mkdirSync(path.join(folder, "lists", "linked", "templates"));
  symlinkSync("/etc/passwd", path.join(folder, "lists", "linked", "templates", "README.md"));
  const sha = commit(folder);
  git(folder, "checkout", "--quiet", "main");
  const fresh = newLists(folder, sha);
  assert.deepEqual(
    fresh.map((list) => list.folder),
    ["lists/fresh"],
  );
  const { root, files, remove } = copyData(folder, sha, fresh);
  t.after(remove);
  assert.deepEqual(files, ["data/list.yml", "lists/ours/data/list.yml", "lists/fresh/data/list.yml"]);
  assert.equal(readFileSync(path.join(root, "lists/fresh/templates/README.md"), "utf8"), "# Fresh\n");
  assert.equal(readFileSync(path.join(root, "lists/ours/templates/README.md"), "utf8"), "# A list\n");
  assert.equal(existsSync(path.join(root, "lists/fresh/schemas")), false);
  assert.deepEqual(newLists(folder, before), []);

  git(folder, "checkout", "--quiet", "theirs");
  for (let index = 0; index < 11; index++) write(`lists/l${index}/data/list.yml`, "name: X\n");
  const many = commit(folder);
  git(folder, "checkout", "--quiet", "main");
  assert.throws(() => newLists(folder, many), CommitTooLarge);
});

test("blobs are read as they are, in order, and one that is missing is an error", (t) => {
  const folder = repository(t);
  const texts = ["one\n", "", "blob 3\nthree\n\n", "é".repeat(1000)];
  for (const [index, text] of texts.entries()) writeFileSync(path.join(folder, `f${index}`), text);
  const sha = commit(folder);
  const entries = listFolder(folder, sha, "") ?? [];
  assert.deepEqual(readBlobs(folder, entries).map(String), texts);
  assert.deepEqual(readBlobs(folder, []), []);
  assert.throws(() => readBlobs(folder, [{ hash: "0".repeat(40), size: 10 }]), /does not have a file/);
  assert.throws(() => readBlobs(folder, [{ hash: sha, size: 1_000 }]), /does not have a file/);
});

test("a commit is checked out beside the repository, whose own index and files stay as they are", (t) => {
  const folder = repository(t);
  writeFileSync(path.join(folder, "a"), "old");
  const sha = commit(folder);
  writeFileSync(path.join(folder, "a"), "new");
  git(folder, "add", "--all");
  const { root, remove } = checkOut(folder, sha);
  assert.equal(readFileSync(path.join(root, "a"), "utf8"), "old");
  assert.equal(git(folder, "status", "--porcelain"), "M  a");
  remove();
  assert.equal(existsSync(root), false);
  assert.throws(() => checkOut(folder, "0".repeat(40)), /could not check out/);
});

test("a token is shown to its own server only, and stands nowhere but in the environment", (t) => {
  const folder = repository(t);
  const env = credentials("https://github.com", "abc");
  const header = (url: string): string =>
    askGit(folder, ["config", "--get-urlmatch", "http.extraheader", url], { env }).stdout.toString("utf8").trim();
  assert.equal(header("https://github.com/o/r.git"), "AUTHORIZATION: basic eC1hY2Nlc3MtdG9rZW46YWJj");
  for (const url of ["https://example.org/o/r.git", "http://github.com/o/r.git", "https://github.com.example.org/"]) {
    assert.equal(header(url), "", url);
  }
  assert.doesNotMatch(readFileSync(path.join(folder, ".git", "config"), "utf8"), /extraheader/i);
  assert.deepEqual(credentials("https://github.com", undefined), {});
  assert.deepEqual(credentials("https://github.com", ""), {});
});

test("only a hash is one", () => {
  assert.ok(isHash("0123456789abcdef0123456789abcdef01234567"));
  for (const text of ["", "HEAD", "0123456", `${"a".repeat(40)}\n`, "A".repeat(40), `-${"a".repeat(39)}`]) {
    assert.equal(isHash(text), false, text);
  }
});
