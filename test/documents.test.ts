// Every command that a document shows is typed, in a fresh clone.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { visit } from "unist-util-visit";
import { parseGfm } from "../scripts/text/markdown.ts";
import { MAIN_LIST, SECOND } from "./support/lists.ts";
import { copyProject } from "./support/repository.ts";
import { HOME, type Ran, run } from "./support/run.ts";

const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  ".github/PULL_REQUEST_TEMPLATE.md",
  ".github/FIRST-RUN.md",
  `${SECOND}/README.md`,
];

/** What stands for something of one's own. */
const FILL_IN: [RegExp, string][] = [
  [/\bDIR\b/, SECOND],
  [/\bFILE\.md\b/, "CONTRIBUTING.md"],
  [/--out FILE\b/, "--out page.md"],
  [/--output-file FILE\b/, "--output-file report.json"],
  [/\bRULE\b/, "final-stop"],
  [/--url URL\b/, "--url https://github.com/me/other-tool"],
  [/\bOLD NEW\b/, '"My Tool" "My Other Tool"'],
];

interface Treatment {
  /** What is typed instead, where it cannot run as it stands. */
  instead?: string;
  /** Why, or why another status is right. */
  because?: string;
  status?: number;
  /** What standard error says. */
  says?: RegExp;
  /** What has to be typed before it, as the documents say. */
  first?: string;
  /** The line after which Ctrl-C is pressed. */
  until?: RegExp;
  /** Whether a shell and npm start it, as for whoever types it; for other commands, what they start is called. */
  isReal?: boolean;
}

/** Every command that a document may show. One that stands in none of them goes. */
const KNOWN: Readonly<Record<string, Treatment>> = {
  "npm ci": {
    instead: "npm ci --dry-run --offline",
    because: "the packages are there, and nothing is fetched in tests",
  },
  "npm test": {
    instead: "npx tsx --test test/report/findings.test.ts",
    because: "this test is one of them",
  },
  "npm run check": { instead: "npm run rules -- --check", because: "all of it is a step of its own of .ci/run" },
  "npm run format": {
    instead: "npx biome check biome.json",
    because: "there is nothing to mend, and looking takes long",
  },
  "npm run test:all": { instead: "npx tsx --version", because: "this test is one of them" },
  "npm run test:all -- --rest": { instead: "npx tsx --version", because: "this test is one of them" },
  "npm run bench": { instead: "npx tsx --version", because: "it downloads other tools, and takes minutes" },
  "npm pack": { instead: "npm pack --dry-run --ignore-scripts", because: "pack.test.ts packs, installs and tries it" },
  "npm run build": { isReal: true },
  "npm run build -- --check": { first: "npm run build" },
  "npm run build -- --watch": { until: /Watching for changes/ },
  "npm run build -- --root DIR": {},
  "npm run build -- --out FILE": {},
  "npm run build -- --discard-edits": {},
  "npm run absorb": { first: "npm run build" },
  "npm run absorb -- --check": { first: "npm run build" },
  "npm run absorb -- --base REF": { instead: "npm run absorb -- --base HEAD", because: "REF is any commit" },
  "npm run lint": {},
  "npm run lint -- --fix": {},
  "npm run lint -- FILE.md": {},
  "npm run lint -- CONTRIBUTING.md": {},
  "npm run lint -- --root DIR": {},
  "npm run lint -- --explain RULE": {},
  "npm run lint -- --explain": {},
  "npm run lint -- --format json": {},
  "npm run lint -- --max-warnings 0": {},
  "npm run new": { status: 2, says: /--component are missing/, because: "nobody is there to be asked" },
  "npm run new -- --url URL": { status: 2, says: /--component is missing/, because: "nobody is there to be asked" },
  'npm run new -- --url https://github.com/me/my-tool --component data-pipeline --purpose "Stream processing"': {},
  "npm run new -- example --help": {},
  "npm run rename OLD NEW": {},
  "npm run rules": {},
  "npm run suggest": { status: 2, says: /There is no issue to answer/ },
  "npm run comment": { status: 2, says: /error: / },
  "npm run publish-lists": { instead: "npm run publish-lists -- --help", because: "there is nothing to push to" },
  "npm run pull-request": { first: "npm run build" },
  "git diff README.md": {},
  "git checkout origin/main -- README.md": {},
};

/** @returns `undefined` for a command that this test does not know */
function treatmentOf(command: string): Treatment | undefined {
  if (Object.hasOwn(KNOWN, command)) return KNOWN[command];
  const isAboutLinks = /^npm run links(?: -- |$)/.test(command);
  return isAboutLinks ? { instead: "npm run links -- --help", because: "it asks the web" } : undefined;
}

let clone = "";

before(async () => {
  clone = await mkdtemp(path.join(tmpdir(), "clone-"));
  copyProject(clone);
  await symlink(path.join(HOME, "node_modules"), path.join(clone, "node_modules"));
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
  for (const args of [
    ["init", "--quiet", "--initial-branch=main"],
    ["add", "."],
    [...identity, "commit", "--quiet", "-m", "All"],
  ])
    execFileSync("git", args, { cwd: clone });
  execFileSync("git", ["update-ref", "refs/remotes/origin/main", "HEAD"], { cwd: clone });
});
after(() => rm(clone, { recursive: true, force: true }));

/** The commands of a document, in order: from blocks of shell, and from code in its lines. */
async function commandsIn(file: string): Promise<string[]> {
  const tree = parseGfm(
    await readFile(path.join(file.endsWith("README.md") ? MAIN_LIST : HOME, file), "utf8").catch(() => ""),
  );
  const found: string[] = [];
  if (!tree) return found;
  visit(tree, (node) => {
    if (node.type === "code" && /^(?:sh|bash|shell|console)$/.test(node.lang ?? "")) {
      for (const line of node.value.split("\n")) found.push(...line.replace(/\s#\s.*$/, "").split("&&"));
    } else if (node.type === "inlineCode" && /^(?:npm|npx|git) /.test(node.value)) {
      found.push(...node.value.split("&&"));
    }
  });
  return found.map((command) => command.replace(/^\$\s+/, "").trim()).filter((command) => command !== "");
}

const shown = new Map<string, string>();
for (const file of DOCUMENTS)
  for (const command of await commandsIn(file)) shown.set(command, shown.get(command) ?? file);

test("every command that a document shows is known here", () => {
  assert.ok(shown.size > 20);
  for (const [command, file] of shown) {
    assert.ok(treatmentOf(command), `${file} shows \`${command}\`, which this test does not type`);
  }
});

test("a list with the schema that CONTRIBUTING.md shows is linted as it says", async (t) => {
  const contributing = await readFile(path.join(HOME, "CONTRIBUTING.md"), "utf8");
  const [, schema = ""] = /^```json\n(\{.*?^\})\n```$/ms.exec(contributing) ?? [];
  const root = await mkdtemp(path.join(tmpdir(), "shown-"));
  t.after(() => rm(root, { recursive: true, force: true }));
  const files = {
    "schemas/book.schema.json": schema,
    "schemas/shop.schema.json": schema.replace("Book", "Shop").replace("books", "shops"),
    "data/list.yml": "name: Books\n",
    "data/books/a-book.yml": "title: A Book\nauthor: Somebody\nyear: 1999\nshop: here\nreview: It is *short*.\n",
    "data/shops/here.yml": "title: Here\nshop: here\n",
    "templates/README.md":
      "# Books\n\n<!-- each books -->\n- {title}{ by {author}}{, {review}}\n\n<!-- each shops -->\n- {title}\n",
  };
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), text);
  }
  const right = await run(["lint", "--root", root]);
  assert.equal(right.status, 0, right.stdout + right.stderr);
  await writeFile(path.join(root, "data/books/a-book.yml"), "title: A Book\n");
  const { stdout } = await run(["lint", "--root", root]);
  assert.match(stdout, /a-book\.yml:1:1: error: This record has no `shop`\. \(missing-key\)/);
});

const { scripts } = JSON.parse(await readFile(path.join(HOME, "package.json"), "utf8"));

test("every script of package.json is in the table of commands", async () => {
  const contributing = await readFile(path.join(HOME, "CONTRIBUTING.md"), "utf8");
  const table = contributing.split("\n").filter((line) => line.startsWith("| `npm ") || line.includes("; `npm run "));
  // npm itself calls it, before `npm pack`.
  for (const name of Object.keys(scripts).filter((each) => each !== "prepack")) {
    const typed = new RegExp(name === "test" ? "`npm test`" : `\`npm run ${name}[\` ]`);
    assert.ok(
      table.some((line) => typed.test(line)),
      name,
    );
  }
});

// In the order of the documents: what one makes, the next may need.
for (const [command] of shown) {
  const { instead, because, status = 0, says, first, until, isReal } = treatmentOf(command) ?? {};
  test(`${command}${because === undefined ? "" : ` (${because})`}`, async () => {
    if (first !== undefined) assert.equal((await call(first)).status, 0);
    const typed = FILL_IN.reduce((text, [place, value]) => text.replace(place, value), instead ?? command);
    const ran = await (isReal || until ? type(typed, until) : call(typed));
    assert.equal(ran.status, status, `${typed}\n${ran.stdout}${ran.stderr}`);
    if (says) assert.match(ran.stderr, says);
  });
}

/** What starts the program, in package.json. */
const PROGRAM = "node scripts/cli/start.mjs ";

/** Calls what a script of package.json starts. Everything else is typed. */
function call(command: string): Promise<Ran> {
  const [, name = "", rest = ""] = /^npm run ([\w-]+)(?: -- (.+))?$/.exec(command) ?? [];
  const script: unknown = scripts[name];
  if (typeof script !== "string" || !script.startsWith(PROGRAM)) return type(command, undefined);
  const words = `${script.slice(PROGRAM.length)} ${rest}`.match(/"[^"]*"|\S+/g) ?? [];
  return run(
    words.map((word) => word.replaceAll('"', "")),
    { cwd: clone },
  );
}

/** Types a command into a shell, as somebody would in the clone. */
function type(command: string, until: RegExp | undefined): Promise<Ran> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:npm_|INIT_CWD|LIST_HOME|GITHUB_|NODE_)/i.test(name)),
  );
  return new Promise((resolve, reject) => {
    const child = spawn(command, {
      cwd: clone,
      env,
      shell: true,
      detached: until !== undefined,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
      // Ctrl-C goes to everything that the shell has started.
      if (until?.test(output.stderr) && child.pid !== undefined) process.kill(-child.pid, "SIGINT");
    });
    child.on("error", reject).on("close", (status, signal) => {
      resolve({ status: signal === "SIGINT" || (until && status === 130) ? 0 : status, ...output });
    });
  });
}
