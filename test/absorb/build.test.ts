// The build and the linter where somebody edited the page: nothing is overwritten, in whatever order people edit, build and commit.
import assert from "node:assert/strict";
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type TestContext, test } from "node:test";
import { absorb } from "../../scripts/cli/index.ts";
import { LISTS } from "../support/proof-lists.ts";
import { git } from "../support/repository.ts";
import { run } from "../support/run.ts";

interface World {
  root: string;
  read: (file: string) => string;
  replace: (file: string, from: string, to: string) => void;
  call: (...args: string[]) => ReturnType<typeof run>;
}

/** A list, built and committed. */
async function world(t: TestContext, name = "books"): Promise<World> {
  const root = mkdtempSync(path.join(tmpdir(), "edited-"));
  t.after(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));
  cpSync(path.join(LISTS, name), root, { recursive: true });
  const read = (file: string): string => readFileSync(path.join(root, file), "utf8");
  const replace = (file: string, from: string, to: string): void => {
    assert.ok(read(file).includes(from), `${file} says “${from}”`);
    writeFileSync(path.join(root, file), read(file).replace(from, to));
  };
  const call = (...args: string[]): ReturnType<typeof run> => run(args, { cwd: root });
  assert.equal((await call("build")).status, 0);
  git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=A list");
  return { root, read, replace, call };
}

test("the build does not overwrite a page that somebody edited; absorbed, it builds", async (t) => {
  const { read, replace, call } = await world(t);
  replace("README.md", "# Books by shop", "# Books by shops");
  const page = read("README.md");
  const { status, stderr } = await call("build");
  assert.equal(status, 1);
  assert.match(stderr, /README\.md was edited by hand/);
  assert.match(stderr, /README\.md:3 .*templates\/README\.md/);
  assert.match(stderr, /npm run absorb/);
  assert.equal(read("README.md"), page);
  const compared = await call("build", "--check");
  assert.equal(compared.status, 1);
  assert.match(
    compared.stderr,
    /^Somebody edited this\. To keep the edits: npm run absorb\. To throw them away: npm run build -- --discard-edits$/m,
  );

  const check = await call("absorb", "--check");
  assert.equal(check.status, 1);
  assert.match(check.stdout, /^-# Books by shop\n\+# Books by shops$/m);
  assert.match(read("templates/README.md"), /^# Books by shop$/m);

  assert.equal((await call("absorb")).status, 0);
  assert.match(read("templates/README.md"), /^# Books by shops$/m);
  assert.equal(read("README.md"), page);
  assert.equal((await call("build")).status, 0);
  assert.equal((await call("absorb", "--check")).status, 0);
});

test("whoever throws edits away has a copy", async (t) => {
  const { root, read, replace, call } = await world(t);
  const before = read("README.md");
  replace("README.md", "# Books by shop", "# Books by shops");
  const edited = read("README.md");
  assert.equal((await call("build", "--discard-edits")).status, 0);
  assert.equal(read("README.md"), before);
  assert.ok(existsSync(path.join(root, "README.edited.md")));
  assert.equal(read("README.edited.md"), edited);
});

test("a page that no build made is none that somebody edited, and every command says what to do", async (t) => {
  const { root, read, call } = await world(t);
  rmSync(path.join(root, ".git"), { recursive: true });
  git(root, "init", "--quiet", "--initial-branch=main");
  writeFileSync(path.join(root, "README.md"), "# my-list\n");
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=Initial commit");
  for (const args of [["build"], ["absorb"], ["absorb", "--check"]]) {
    const { stdout, stderr } = await call(...args);
    assert.equal(stdout, "", args.join(" "));
    assert.equal(
      stderr,
      "error: README.md: This is not the page that the build makes.\n" +
        "What it says belongs in templates/README.md and data/. " +
        "To make it anew from the records, with a copy of it beside: npm run build -- --discard-edits\n",
    );
  }
  assert.equal((await call("build", "--discard-edits")).status, 0);
  assert.equal(read("README.edited.md"), "# my-list\n");
  assert.match(read("README.md"), /^# Books by shop$/m);
});

test("a page with a merge conflict is made anew when that is asked for, and only then", async (t) => {
  const { read, replace, call } = await world(t);
  const before = read("README.md");
  replace("README.md", "# Books by shop\n", "<<<<<<< HEAD\n# Books by shop\n=======\n# Books\n>>>>>>> other\n");
  const conflict = read("README.md");
  const { status, stderr } = await call("build");
  assert.equal(status, 2);
  assert.match(
    stderr,
    /^error: (?!\/).*README\.md:3:1: A merge conflict is not resolved here\.\n.*npm run build -- --discard-edits$/m,
  );
  assert.equal(read("README.md"), conflict);
  assert.equal((await call("build", "--discard-edits")).status, 0);
  assert.equal(read("README.md"), before);
  assert.equal(read("README.edited.md"), conflict);
});

test("words beside the comment of the build are an edit to every command", async (t) => {
  const { read, replace, call } = await world(t);
  replace("README.md", " -->", " --> Hello");
  const page = read("README.md");
  for (const command of ["build", "absorb", "lint"]) {
    const { status, stdout, stderr } = await call(command);
    assert.equal(status, 1, command);
    assert.match(
      stdout + stderr,
      /^README\.md:1(?::\d+: error: This line was edited by hand| “Hello” is not carried)/m,
    );
    assert.equal(read("README.md"), page);
  }
});

test("an edited drawing cannot be kept, and nobody says that it can", async (t) => {
  const { root, read, call } = await world(t, "detection-and-response-pipeline");
  const file = path.join("img", readdirSync(path.join(root, "img")).find((name) => name.endsWith(".svg")) ?? "");
  writeFileSync(path.join(root, file), read(file).replace("</svg>", "<!-- mine --></svg>"));
  const { status, stderr } = await call("build");
  assert.equal(status, 1);
  assert.match(stderr, /^Nothing was written\. To throw that away: npm run build -- --discard-edits$/m);
  assert.doesNotMatch(stderr, /absorb/);
});

test("a page that is merely older than the data is no edit, in whatever order people edit, build and commit", async (t) => {
  const { root, replace, call } = await world(t);
  const file = git(root, "ls-files", "data/books").split("\n")[0] ?? "";
  const nobodyEdited = async (): Promise<void> => {
    const { stdout, stderr } = await call("lint");
    assert.doesNotMatch(stdout + stderr, /edited by hand/);
    assert.equal((await call("build")).status, 0);
  };
  const [, author = ""] = /^author: (.*)$/m.exec(readFileSync(path.join(root, file), "utf8")) ?? [];
  // Edited, and not built.
  replace(file, `author: ${author}`, "author: One");
  await nobodyEdited();
  // Built from what is not committed, and edited again.
  replace(file, "author: One", "author: Two");
  await nobodyEdited();
  // Committed without the page.
  git(root, "commit", "--quiet", "--message=Record alone", "--", "data");
  git(root, "checkout", "--quiet", "--", ".");
  replace(file, "author: Two", "author: Three");
  await nobodyEdited();
  // Built, and the page as it was committed, because it need not be in a pull request: beside the record, and without it.
  git(root, "checkout", "--quiet", "--", "README.md");
  await nobodyEdited();
  git(root, "commit", "--quiet", "--message=Record alone", "--", "data");
  git(root, "checkout", "--quiet", "--", "README.md");
  await nobodyEdited();
});

test("a row that was carried is carried once, however often others are kept, committed or not", async (t) => {
  const { root, read, replace, call } = await world(t, "detection-and-response-pipeline");
  const vector = "| [Vector](https://github.com/vectordotdev/vector) | ";
  // Not where its purpose sorts it.
  replace("README.md", vector, `| [Zqone](https://zqone.example.org/) | Stream processing |\n${vector}Zqtwo `);
  const first = await call("absorb");
  assert.match(first.stdout, /a new row under .* → data\/tools\/zqone\.yml \(new\)/);
  for (const commit of [false, true, true]) {
    if (commit) git(root, "add", "--all");
    if (commit) git(root, "commit", "--quiet", "--allow-empty", "--message=More");
    const { status, stdout } = await call("absorb");
    assert.equal(status, 1);
    assert.match(stdout, /^README\.md:\d+ Purposes of Vector is not carried/);
    assert.doesNotMatch(stdout, / → |is there already/);
  }
  replace("README.md", "| Zqtwo ", "| ");
  const last = await call("absorb");
  assert.deepEqual([last.status, (await call("build", "--check")).status], [0, 0], last.stdout);
  assert.match(read("README.md"), /^\| \[Zqone\]/m);
});

test("what was absorbed and is not committed stays absorbed, whichever side is edited next", async (t) => {
  const { root, read, replace, call } = await world(t);
  replace("README.md", "# Books by shop", "# Books by shops");
  assert.equal((await call("absorb")).status, 0);
  replace("data/books/lists-trees.yml", "author: ", "author: New ");
  // The page is older than the data now, and nobody edited it.
  const { status, stdout, stderr } = await call("absorb");
  assert.deepEqual([status, stdout], [0, ""], stderr);
  assert.equal((await call("build")).status, 0);
  replace("README.md", "| New ", "| Newer ");
  assert.equal((await call("absorb")).status, 0);
  assert.match(read("data/books/lists-trees.yml"), /^author: Newer /m);
  assert.match(read("templates/README.md"), /^# Books by shops$/m);
  assert.equal(git(root, "diff", "--name-only"), "README.md\ndata/books/lists-trees.yml\ntemplates/README.md");
});

test("around what could not be carried, the page is made anew, and absorbing it again undoes nothing", async (t) => {
  const { read, replace, call } = await world(t);
  replace("README.md", "[Corner Bookshop](#corner-bookshop)", "[Corner Books](#corner-bookshop)");
  replace("README.md", "compiler/1) | Programming |", "compiler/1) | Programing things |");
  const first = await call("absorb");
  assert.equal(first.status, 1);
  assert.match(
    first.stdout,
    /^README\.md:9 “Corner Bookshop” is “Corner Books” now → data\/shops\/corner-books\.yml,/m,
  );
  assert.match(first.stdout, /^README\.md:20 Shelf of A Compiler for One is not carried/m);
  assert.match(first.stdout, /data\/shops\/corner-books\.yml\?$/m);
  assert.equal(first.stderr, "Carried 1 edit, and made README.md anew with what could not be carried: 1.\n");
  assert.match(read("README.md"), /^- \[Corner Books\]\(#corner-books\)$/m);
  assert.match(read("README.md"), /^## Corner Books$/m);
  assert.match(read("README.md"), /compiler\/1\) \| Programing things \|/);
  const page = read("README.md");
  const second = await call("absorb");
  assert.equal(second.status, 1);
  assert.doesNotMatch(second.stdout, / → /);
  assert.equal(read("README.md"), page);
  replace("README.md", "| Programing things |", "| Programming |");
  assert.deepEqual([(await call("absorb")).stdout, (await call("build", "--check")).status], ["", 0]);
});

test("what was deleted and cannot be carried stays deleted on the page that is made anew", async (t) => {
  const { read, replace, call } = await world(t);
  replace("README.md", "# Books by shop", "# Books by shops");
  replace("README.md", "- [Harbour Press](#harbour-press)\n", "");
  const { status, stdout } = await call("absorb");
  assert.equal(status, 1);
  assert.match(
    stdout,
    /^README\.md:10 Harbour Press deleted under Contents is not carried: it is still under Harbour Press/m,
  );
  assert.match(read("templates/README.md"), /^# Books by shops$/m);
  assert.match(read("README.md"), /corner-bookshop\)\n- \[Night Owl Books\]/);
});

test("what follows elsewhere from edits that were carried is none the next time, while others are kept", async (t) => {
  const { read, replace, call } = await world(t, "public-apis");
  const head = "| API | Description | Auth | HTTPS | CORS |\n| --- | --- | --- | :-: | --- |";
  const rows =
    "| [Shelf](https://shelf.example.org/) | Every book | No | ✓ | yes |\n| [Zed](https://zed.example.org/) | Z |";
  replace("README.md", "## Weather\n", `## Books\n\n${head}\n${rows} Perhaps | ✓ | no |\n\n## Weather\n`);
  const first = await call("absorb");
  assert.equal(first.status, 1);
  assert.match(first.stdout, /a new section “Books” → data\/categories\/books\.yml/);
  assert.match(first.stdout, /a new row under Books is not carried/);
  // The index and the door of the section are not there yet.
  replace("README.md", "| Z | Perhaps |", "| Z | No |");
  const second = await call("absorb");
  assert.deepEqual([second.status, second.stdout.trim().split("\n").length], [0, 1], second.stdout);
  assert.match(second.stdout, /a new row under Books → data\/apis\/zed\.yml/);
  assert.match(read("README.md"), /^- \[Books\]\(#books\)$/m);
  assert.equal((await call("build", "--check")).status, 0);
});

test("npm's own --check is told from the build's, and nothing is written", async (t) => {
  const { root, replace, read } = await world(t);
  replace("templates/README.md", "# Books by shop", "# Books by shops");
  const { status, stderr } = await run(["build"], { cwd: root, env: { npm_config_check: "true" } });
  assert.equal(status, 2);
  assert.match(stderr, /npm run build -- --check/);
  assert.match(read("README.md"), /^# Books by shop$/m);
});

test("nothing is told as carried before it is written", async (t) => {
  const { root, read, replace, call } = await world(t);
  const file = path.join(root, "data/shops/corner-bookshop.yml");
  replace("README.md", "Porto", "Lisbon");
  // What the build prints otherwise.
  replace("README.md", "## Contents", "##  Contents");
  const page = read("README.md");
  chmodSync(file, 0o444);
  const refused = await call("absorb");
  assert.deepEqual([refused.status, refused.stdout], [2, ""]);
  assert.match(refused.stderr, /corner-bookshop\.yml: it is read-only/);
  assert.equal(git(root, "status", "--porcelain"), "M README.md");
  assert.equal(read("README.md"), page);

  chmodSync(file, 0o644);
  chmodSync(path.join(root, "README.md"), 0o444);
  const halfway = await call("absorb");
  assert.equal(halfway.status, 2);
  assert.match(halfway.stdout, /→ data\/shops\/corner-bookshop\.yml$/m);
  assert.match(halfway.stderr, /README\.md: it is read-only/);
  assert.match(read("data/shops/corner-bookshop.yml"), /Lisbon/);

  chmodSync(path.join(root, "README.md"), 0o644);
  const { status, stdout, stderr } = await call("absorb");
  assert.deepEqual([status, stdout, stderr], [0, "", "Nobody edited README.md.\n"]);
});

test("nothing is written that the next absorb would take back, with Git or without", async (t) => {
  const { root, read, replace, call } = await world(t);
  replace("README.md", "[Paper Moon](https://moon", "[Zqone](https://moon");
  // In the contents, so that the page cannot be made anew around it.
  replace("README.md", "- [Paper Moon]", "\n## Zqtwo\n\n- [Paper Moon]");
  const page = read("README.md");
  for (const hasGit of [true, false]) {
    if (!hasGit) rmSync(path.join(root, ".git"), { recursive: true });
    const { status, stdout, stderr } = await call("absorb");
    assert.equal(status, 1);
    assert.match(stdout, /“Zqtwo” is not carried/);
    assert.doesNotMatch(stdout, /Zqone/);
    assert.match(stderr, /^Nothing was written, not even 1 other edit: first see to this\.$/m);
    assert.equal(read("README.md"), page);
    assert.ok(existsSync(path.join(root, "data/shops/paper-moon.yml")));
  }
});

test("whoever calls absorb as a function is told what was kept, and nothing is written that would be taken back", async (t) => {
  const { root, read, replace } = await world(t);
  replace("README.md", "[Paper Moon](https://moon", "[Zqone](https://moon");
  replace("README.md", "- [Paper Moon]", "\n## Zqtwo\n\n- [Paper Moon]");
  const page = read("README.md");
  const { findings, files } = await absorb({ root });
  assert.deepEqual(
    findings.map(({ rule, message }) => [rule, message.replace(/ is not carried.*/, "")]),
    [
      ["page-edited", "Paper Moon deleted under Contents"],
      ["page-edited", "a new section “Zqtwo”"],
    ],
  );
  assert.deepEqual([files, read("README.md")], [{}, page]);
  assert.ok(existsSync(path.join(root, "data/shops/paper-moon.yml")));
  replace("README.md", "\n## Zqtwo\n\n- [Paper Moon]", "- [Paper Moon]");
  assert.deepEqual((await absorb({ root })).findings, []);
  assert.match(read("data/shops/zqone.yml"), /^name: Zqone$/m);
});

test("a value that page and data have changed is asked for each time, and never overwritten", async (t) => {
  const { read, replace, call } = await world(t);
  replace("data/books/a-compiler-for-one.yml", "price: 29", "price: 31");
  replace("README.md", "CC-BY-SA-4.0 | 29 |", "CC-BY-SA-4.0 | 30 |");
  replace("README.md", "Small, and open", "Tiny, and open");
  for (let time = 1; time <= 2; time++) {
    const { status, stdout } = await call("absorb");
    assert.equal(status, 1);
    assert.match(stdout, /Price of A Compiler for One is not carried: “Price” has changed meanwhile/);
    assert.match(read("data/books/a-compiler-for-one.yml"), /^price: 31$/m);
  }
  replace("data/books/a-compiler-for-one.yml", "price: 31", "price: 30");
  assert.equal((await call("absorb")).status, 0);
  assert.match(read("data/shops/corner-bookshop.yml"), /Tiny, and open/);
});

test("the patch of a list below lists/ is one that git apply takes where it was printed", async (t) => {
  const { root, replace, call } = await world(t);
  const folder = "lists/courses";
  cpSync(path.join(LISTS, "courses"), path.join(root, folder), { recursive: true });
  assert.equal((await call("build")).status, 0);
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message=Another list");
  replace(`${folder}/README.md`, "Numbers in rows and columns.", "Numbers in rows.");
  const { status, stdout } = await call("absorb", "--check");
  assert.equal(status, 1);
  assert.match(stdout, /^\+\+\+ b\/lists\/courses\/data\/topics\/linear-algebra\.yml$/m);
  writeFileSync(path.join(root, "a.patch"), stdout);
  git(root, "apply", "a.patch");
  assert.match(git(root, "diff", "--", folder), /^\+description: Numbers in rows\.$/m);
});
