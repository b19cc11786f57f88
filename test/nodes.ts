// Part of `npm run test:all`: every supported Node makes the same bytes, wherever it is started, in any language and time zone.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { MAIN_LIST, SCHEMAS, SECOND_LIST } from "./support/lists.ts";
import { installNode } from "./support/node-versions.ts";
import { HOME } from "./support/run.ts";
import { table } from "./support/table.ts";

/** The oldest version that package.json allows, and the newest of every line since. */
const VERSIONS = ["20.19.0", "20.20.2", "22.23.3", "24.21.0", "26.10.0"];

/** One for each run in turn: other languages sort, count and write upper case differently, and it may be tomorrow. */
const SURROUNDINGS = [
  { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Europe/Istanbul" },
  { LANG: "sv_SE.UTF-8", LC_ALL: "sv_SE.UTF-8", TZ: "Pacific/Kiritimati" },
  { LANG: "ar_EG.UTF-8", LC_ALL: "ar_EG.UTF-8", TZ: "Africa/Cairo" },
  { LANG: "C", LC_ALL: "C", TZ: "UTC" },
  { LANG: "ja_JP.UTF-8", LC_ALL: "ja_JP.UTF-8", TZ: "Asia/Tokyo" },
  { LANG: "lt_LT.UTF-8", LC_ALL: "lt_LT.UTF-8", TZ: "America/St_Johns" },
  { LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8", TZ: "Pacific/Pago_Pago" },
];

interface Build {
  version: string;
  /** Relative to the repository. */
  list: string;
  /** `undefined` when the build failed. */
  page: Buffer | undefined;
}

try {
  const builds = buildEverywhere([MAIN_LIST, SECOND_LIST].map((list) => path.relative(HOME, list)));
  const differing = report(builds);
  process.exitCode = differing > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

/** The Node that runs this script comes first: its pages are what the others are compared with. */
function buildEverywhere(lists: readonly string[]): Build[] {
  const nodes = [
    { version: process.versions.node, program: process.execPath },
    ...VERSIONS.map((version) => ({ version, program: installNode(version) })),
  ];
  const folder = mkdtempSync(path.join(tmpdir(), "nodes-"));
  try {
    const runs = nodes.flatMap((node) => lists.map((list) => ({ ...node, list })));
    return runs.map(({ version, program, list }, index) => {
      console.error(`Node ${version} builds ${list}`);
      const started = path.join(folder, `run ${index}`);
      mkdirSync(started);
      return { version, list, page: build(program, list, started, SURROUNDINGS[index % SURROUNDINGS.length]) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function build(
  program: string,
  list: string,
  started: string,
  surroundings: NodeJS.ProcessEnv = {},
): Buffer | undefined {
  const root = path.join(started, "list");
  // Without the drawings: these are to be made.
  const isSource = (file: string): boolean => !file.endsWith(".svg");
  for (const part of ["data", "templates", "schemas", "img"].filter((part) =>
    existsSync(path.join(HOME, list, part)),
  )) {
    cpSync(path.join(HOME, list, part), path.join(root, part), { recursive: true, filter: isSource });
  }
  if (!existsSync(path.join(root, "schemas"))) cpSync(SCHEMAS, path.join(root, "schemas"), { recursive: true });
  const command = [path.join(HOME, "scripts", "cli", "start.mjs"), "build", "--root", root];
  const { PATH, SystemRoot } = process.env;
  const { status, stderr, error } = spawnSync(program, command, {
    cwd: started,
    env: { PATH, SystemRoot, ...surroundings },
    encoding: "utf8",
  });
  if (error) throw error;
  if (status === 0) return pageAndDrawings(root);
  console.error(`It ended with status ${status}:\n${stderr}`);
  return undefined;
}

/** The bytes of all that was made, one file behind the other. */
function pageAndDrawings(root: string): Buffer {
  const images = path.join(root, "img");
  const drawings = existsSync(images) ? readdirSync(images).filter((name) => name.endsWith(".svg")) : [];
  const files = ["README.md", ...drawings.sort().map((name) => path.join("img", name))];
  return Buffer.concat(files.map((file) => readFileSync(path.join(root, file))));
}

/** @returns how many pages differ from what the Node that runs this script made; a failed build differs */
function report(builds: readonly Build[]): number {
  const expected = new Map<string, Buffer | undefined>();
  for (const { list, page } of builds) if (!expected.has(list)) expected.set(list, page);
  const isSame = ({ list, page }: Build): boolean => page !== undefined && expected.get(list)?.equals(page) === true;

  const rows = builds.map((one) => [one.version, one.list, digest(one.page), isSame(one) ? "yes" : "NO"]);
  console.log(table(["Node", "list", "sha256", "same?"], rows, 4));
  const differing = builds.filter((one) => !isSame(one)).length;
  console.log(`${builds.length} pages, ${differing} that differ from those of Node ${process.versions.node}.`);
  return differing;
}

function digest(page: Buffer | undefined): string {
  return page ? createHash("sha256").update(page).digest("hex").slice(0, 12) : "(failed)";
}
