// Part of `npm run test:all`: every supported Node makes the same bytes, in any language and time zone.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { MAIN_LIST, SECOND } from "./support/lists.ts";
import { installNode } from "./support/node-versions.ts";
import { START } from "./support/run.ts";
import { table } from "./support/table.ts";

/** The oldest version that package.json allows, and the newest of every line since. */
const VERSIONS = ["20.19.0", "20.20.2", "22.23.3", "24.21.0", "26.10.0"];

/** One for each version in turn: other languages sort, count and write upper case differently, and it may be tomorrow. */
const SURROUNDINGS = [
  { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Europe/Istanbul" },
  { LANG: "lt_LT.UTF-8", LC_ALL: "lt_LT.UTF-8", TZ: "Pacific/Kiritimati" },
  { LANG: "ar_EG.UTF-8", LC_ALL: "ar_EG.UTF-8", TZ: "Africa/Cairo" },
  { LANG: "C", LC_ALL: "C", TZ: "UTC" },
  { LANG: "ja_JP.UTF-8", LC_ALL: "ja_JP.UTF-8", TZ: "Asia/Tokyo" },
];

const LISTS = ["", SECOND];

interface Build {
  version: string;
  /** Its folder. */
  list: string;
  /** `undefined` when the build failed. */
  page: Buffer | undefined;
}

try {
  const differing = report(buildEverywhere());
  process.exitCode = differing > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

/** The Node that runs this script comes first: its pages are what the others are compared with. */
function buildEverywhere(): Build[] {
  const own = process.versions.node;
  const nodes = [
    { version: own, program: process.execPath },
    ...VERSIONS.filter((version) => version !== own).map((version) => ({ version, program: installNode(version) })),
  ];
  const folder = mkdtempSync(path.join(tmpdir(), "nodes-"));
  try {
    return nodes.flatMap(({ version, program }, index) => {
      console.error(`Node ${version} builds both lists`);
      const root = path.join(folder, `run ${index}`);
      const isBuilt = build(program, root, SURROUNDINGS[index % SURROUNDINGS.length]);
      return LISTS.map((list) => ({
        version,
        list,
        page: isBuilt ? pageAndDrawings(path.join(root, list)) : undefined,
      }));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns whether both lists could be built */
function build(program: string, root: string, surroundings: NodeJS.ProcessEnv = {}): boolean {
  // Without the pages and the drawings: these are to be made.
  const isSource = (file: string): boolean => !file.endsWith(".svg") && path.basename(file) !== "README.md";
  const isTemplate = (file: string): boolean => path.basename(path.dirname(file)) === "templates";
  cpSync(MAIN_LIST, root, { recursive: true, filter: (file) => isSource(file) || isTemplate(file) });
  const { PATH, SystemRoot } = process.env;
  const { status, stderr, error } = spawnSync(program, [START, "build"], {
    cwd: root,
    env: { PATH, SystemRoot, ...surroundings },
    encoding: "utf8",
  });
  if (error) throw error;
  if (status !== 0) console.error(`It ended with status ${status}:\n${stderr}`);
  return status === 0;
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

  const rows = builds.map((one) => [
    one.version,
    one.list || "main list",
    digest(one.page),
    isSame(one) ? "yes" : "NO",
  ]);
  console.log(table(["Node", "list", "sha256", "same?"], rows, 4));
  const differing = builds.filter((one) => !isSame(one)).length;
  console.log(`${builds.length} pages, ${differing} that differ from those of Node ${process.versions.node}.`);
  return differing;
}

function digest(page: Buffer | undefined): string {
  return page ? createHash("sha256").update(page).digest("hex").slice(0, 12) : "(failed)";
}
