// `npm test [-- FILE…]` and, with --all, `npm run test:all [-- FILE…]`: test files, bundled, in few processes; with --rest
// besides, only what `npm test` has not tried, and no coverage.
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { Plugin } from "esbuild";
import { bundle } from "../scripts/cli/bundle.mjs";
import { copyProject, GIT_SETTINGS, git } from "./support/repository.ts";
import { HOME } from "./support/run.ts";

/** With clones, workflows, a browser, an editor, or many processes: only `npm run test:all` takes the time for these. */
const LONG =
  /(?:-workflow|\/(?:absorb\/(?:build|edits|publish)|browser|build-process|determinism|documents|(?:lists-)?editor|killed|pack|pull\/agree|start))\.test\.ts$/;

/** So many seconds, about; all other files take one or two. The longest start first. */
const SECONDS: Readonly<Record<string, number>> = {
  corpus: 20,
  lists: 10,
  new: 9,
  rules: 9,
  properties: 9,
  build: 9,
  "nothing-gets-through": 9,
  "absorb/cases": 8,
  rename: 7,
  "lint-properties": 7,
  suggest: 6,
  "git/git": 6,
  lint: 6,
  "links/web/check-urls": 6,
  links: 6,
  "record/list": 6,
  "absorb/laws": 5,
  "report/pretty": 5,
  "new-terminal": 4,
  fidelity: 4,
  "lint/faults": 4,
  "drawing/build": 4,
  "template/language": 4,
  "publish/publish": 3,
  "pull/touched": 3,
  "links/lock": 3,
  "pull/generated-states": 3,
  "report/step-summary": 3,
};
/** With all runs. */
const ALL_SECONDS: typeof SECONDS = {
  ...SECONDS,
  "absorb/laws": 50,
  "pull/agree": 45,
  "nothing-gets-through": 45,
  "publish-workflow": 40,
  killed: 35,
  pack: 30,
  properties: 27,
  corpus: 26,
  documents: 26,
  "comment-workflow": 20,
  "lint-properties": 20,
  "check-workflow": 17,
  determinism: 15,
  suggest: 15,
  lists: 13,
  "links-workflow": 11,
  "absorb/publish": 11,
  "absorb/edits": 10,
  "drawing/browser": 9,
  fidelity: 9,
  new: 8,
  rename: 8,
  "cli/start": 7,
};

/** They come first, alone: what they reach, others reach too, and to count it takes them a fifth longer. */
const UNCOUNTED =
  /\/(?:absorb\/laws|corpus|determinism|fidelity|killed|lint-properties|nothing-gets-through|properties|pull\/agree)\.test\.ts$/;

/** What tests start is not counted: the program's commands are functions in others, and each process takes c8 some time. */
const UNCOUNTED_BELOW = "delete process.env.NODE_V8_COVERAGE;\n";

/** While one waits for a file or another process, the others work. */
const PROCESSES = availableParallelism() + 1;
/** Each takes a second to start, and what takes long is not known well: with all runs, there are more than run at once. */
const ALL_PROCESSES = 2 * PROCESSES;

/** What stands in the place of the lists of today when all is tested. */
const OTHER_LIST = path.join(HOME, "test/lists/books");

/** Coverage is counted by lines, also of what no test reaches. */
const AS_WRITTEN = { minifySyntax: false, minifyWhitespace: false, treeShaking: false };

/** Packages that look for their own files. */
const NOT_BUNDLED = ["esbuild", "playwright-core"];

/** In a bundle, a file of the project is still told its own place. */
const PLACES: Plugin = {
  name: "places",
  setup({ onLoad }) {
    onLoad({ filter: /\.(?:ts|mjs)$/ }, ({ path: file }) => {
      if (file.includes("node_modules")) return undefined;
      const contents = readFileSync(file, "utf8")
        .replaceAll("import.meta.dirname", JSON.stringify(path.dirname(file)))
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(file).href));
      return { loader: "ts", contents };
    });
  },
};

const { values, positionals } = parseArgs({
  options: { all: { type: "boolean" }, rest: { type: "boolean" } },
  allowPositionals: true,
});
process.env.TMPDIR = temporaryFolder();
// Also for the Git that the program starts.
Object.assign(process.env, GIT_SETTINGS);
const folder = mkdtempSync(path.join(tmpdir(), "tests-"));
/** Bundles stand where Node.js finds the packages that are not in them. */
const bundles = path.join(HOME, "node_modules/.cache", path.basename(folder));
// Ctrl-C ends the tests, and then this.
let isStopped = false;
process.on("SIGINT", () => {
  isStopped = true;
});
try {
  process.exitCode = await (values.all ? testAll() : testSome());
} finally {
  for (const each of [folder, bundles]) rmSync(each, { recursive: true, force: true, maxRetries: 3 });
}

/** In memory, where there is room: a tenth of all time would go by until files are on a disk. */
function temporaryFolder(): string {
  const memory = "/dev/shm";
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > 2 ** 30 ? memory : tmpdir();
}

/** The files that were named, or else all of them. */
function chosen(isAll: boolean): readonly string[] {
  if (positionals.length > 0) return positionals;
  return values.rest ? testFiles(true).filter((file) => LONG.test(file) || triesMore(file)) : testFiles(isAll);
}

/** Whether a test file tries more values with all runs than in `npm test`. */
function triesMore(file: string): boolean {
  return readFileSync(path.join(HOME, file), "utf8").includes("/runs.ts");
}

/** Relative to the project, with `/`. */
function testFiles(isAll: boolean): string[] {
  return readdirSync(path.join(HOME, "test"), { recursive: true, encoding: "utf8" })
    .map((file) => `test/${file.split(path.sep).join("/")}`)
    .filter((file) => file.endsWith(".test.ts") && (isAll || !LONG.test(file)))
    .sort();
}

async function testSome(): Promise<number> {
  const [built = []] = await bundled(HOME, [chosen(false)]);
  return test(HOME, built, []);
}

/**
 * All tests with all runs of their properties, and how much of the program they reach: in a copy of the project with
 * other lists, so that a test that reads the lists of today fails. Beside it, every supported Node.js.
 */
async function testAll(): Promise<number> {
  const copy = path.join(folder, "copy");
  copyProject(copy, OTHER_LIST);
  symlinkSync(path.join(HOME, "node_modules"), path.join(copy, "node_modules"), "junction");
  // Its page, and what else comes from its records: forms, settings.
  await start(copy, ["scripts/cli/start.mjs", "build"]);
  git(copy, "init", "--quiet", "--initial-branch=main");
  git(copy, "add", "--all");
  git(copy, "commit", "--quiet", "--message=Everything, with another list");
  process.env.RUNS = "1";
  // Some files reach a part of the program, which says nothing.
  const isWhole = positionals.length === 0 && !values.rest;
  const coverage = isWhole ? [path.join(HOME, "node_modules/c8/bin/c8.js"), process.execPath] : [];
  const nodes = positionals.length > 0 ? 0 : start(HOME, ["--import", "tsx", "test/nodes.ts"]);
  const files = chosen(true);
  const isCounted = (file: string): boolean => !UNCOUNTED.test(file);
  const parts = [files.filter((file) => !isCounted(file)), files.filter(isCounted)];
  const [uncounted = [], counted = []] = await bundled(copy, parts);
  const first = await test(copy, uncounted, []);
  return Math.max(first, await test(copy, counted, coverage), await nodes);
}

/** @returns for each part of the test files its bundles, one for each process */
async function bundled(home: string, parts: readonly (readonly string[])[]): Promise<string[][]> {
  const entries = parts.map((files, part) =>
    shared(files).map((share, index) => {
      const entry = path.join(folder, `${part + 1}-${index + 1}.mts`);
      const imports = share.map((file) => `import ${JSON.stringify(path.join(home, file))};\n`);
      const loaded = JSON.stringify(path.join(home, "test/support/loaded.ts"));
      const start = `${UNCOUNTED_BELOW}loaded();\n`;
      writeFileSync(entry, [`import { loaded } from ${loaded};\n`, ...imports, start].join(""));
      return entry;
    }),
  );
  const maps = { sourcemap: "inline", sourcesContent: false } as const;
  await bundle(bundles, entries.flat(), { external: NOT_BUNDLED, plugins: [PLACES], ...maps, ...AS_WRITTEN });
  return entries.map((own) => own.map((entry) => path.join(bundles, `${path.basename(entry, ".mts")}.js`)));
}

/**
 * @param built - bundles of test files
 * @param under - the program that watches Node.js, if any
 */
async function test(home: string, built: readonly string[], under: readonly string[]): Promise<number> {
  if (built.length === 0 || isStopped) return 0;
  const options = ["--enable-source-maps", "--test", `--test-concurrency=${PROCESSES}`];
  return start(home, [...under, ...options, ...built]);
}

async function start(cwd: string, args: readonly string[]): Promise<number> {
  const [status] = await once(spawn(process.execPath, args, { cwd, stdio: "inherit" }), "close");
  return status ?? 1;
}

/** The next longest file goes where least is so far. */
function shared(files: readonly string[]): string[][] {
  const [table, count] = values.all ? [ALL_SECONDS, ALL_PROCESSES] : [SECONDS, PROCESSES];
  const seconds = (file: string): number => table[/^test\/(.+)\.test\.ts$/.exec(file)?.[1] ?? ""] ?? 1;
  const shares = Array.from({ length: Math.min(count, files.length) }, () => ({ files: [] as string[], seconds: 0 }));
  for (const file of files.toSorted((a, b) => seconds(b) - seconds(a))) {
    const least = shares.reduce((one, other) => (other.seconds < one.seconds ? other : one));
    least.files.push(file);
    least.seconds += seconds(file);
  }
  return shares.map(({ files }) => files);
}
