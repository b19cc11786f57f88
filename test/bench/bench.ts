// `npm run bench`: how fast build, lint and links are beside their peers, what else could start the build, how it grows,
// and how long a drawing takes.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { number, table } from "../support/table.ts";
import { withEditedList } from "./absorbing.ts";
import { measureDrawing } from "./drawing.ts";
import { type Grown, measureGrowth, type Size } from "./growth.ts";
import { benchLinks } from "./links.ts";
import { ENTRIES, type LintCases, listCases, recordCases } from "./linting.ts";
import { type Case, type Measured, measure, median } from "./measure.ts";
import { installPeers, remarkCli } from "./peers.ts";
import { startupCases } from "./startup.ts";
import { measureStress, PATIENCE } from "./stress.ts";

const HOME = path.resolve(import.meta.dirname, "../..");
/** An odd number, so that the median is a run that took place. */
const ROUNDS = 11;
const SIZES: readonly Size[] = [
  { tools: 1_000, runs: 3 },
  { tools: 10_000, runs: 3 },
  { tools: 100_000, runs: 1 },
];
/** Linting many entries may take this part of what awesome-lint takes for their page. */
const LINT_TO_PEER = 0.5;
/** Finding what somebody edited in a page may take this part of what making it takes. */
const ABSORB_TO_BUILD = 1.5;
/** A diagram may take so many milliseconds. */
const DRAWING = 20;
/** One run in the same minute may take a fifth longer than another, so growth by 10.5 is not told from growth by 10. */
const NOISE = 1.1;

try {
  const { values } = parseArgs({
    options: { quick: { type: "boolean" }, links: { type: "boolean" }, stress: { type: "boolean" } },
  });
  if (values.links) await benchOnlyLinks();
  else if (values.stress) await benchOnlyStress();
  else await bench(values.quick ? SIZES.filter(({ tools }) => tools < 100_000) : SIZES);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function bench(sizes: readonly Size[]): Promise<void> {
  const processors = cpus();
  console.log(`Node ${process.version}, ${process.platform}, ${processors.length} × ${processors[0]?.model ?? "?"}\n`);
  installPeers();

  const ours = buildCase("build this list", HOME);
  const remark = remarkCli(path.join(HOME, "README.md"));
  const floor: Case = { name: "node -e 0, the floor", command: ["-e", "0"] };
  const peers = compare("This list beside its peers", [ours, remark, floor], remark);

  const ways = await startupCases(buildArguments(HOME));
  compare("Ways to start the same build", ways, ways[0]);

  const toPeer = measureLint();

  const toBuild = measureAbsorb();

  const drawing = measureDrawing();
  printDrawing(drawing);

  const grown = measureGrowth(sizes, (folder) => buildCase(`build ${folder}`, folder));
  printGrowth(grown);
  const linksVerdicts = await benchLinks(holds);
  const verdicts = [
    speedVerdict(medianOf(peers, ours), medianOf(peers, remark)),
    growthVerdict(grown),
    ...lintVerdicts(...toPeer),
    `“absorbing takes less than ${ABSORB_TO_BUILD} of what building takes” ${holds(toBuild < ABSORB_TO_BUILD)} (${number(toBuild)} of its time)`,
    ...linksVerdicts,
    drawingVerdict(drawing),
  ];
  console.log(`In this run: ${verdicts.join("; ")}.`);
}

/** `npm run bench -- --links` */
async function benchOnlyLinks(): Promise<void> {
  installPeers();
  console.log(`In this run: ${(await benchLinks(holds)).join("; ")}.`);
}

/** `npm run bench -- --stress` */
async function benchOnlyStress(): Promise<void> {
  const lasted = await measureStress();
  const rows = lasted.map(({ name, seconds }) => [name, seconds === undefined ? `over ${PATIENCE}` : number(seconds)]);
  console.log(table(["Linting what never ends", "s"], rows));
  const endless = lasted.filter(({ seconds }) => seconds === undefined);
  console.log(
    `${lasted.length} inputs, ${endless.length} of which took longer than ${PATIENCE} s or ended the program.`,
  );
  if (endless.length > 0) process.exitCode = 1;
}

/** @returns how many times as long as awesome-lint with its page linting takes: of this list, of many entries */
function measureLint(): [number, number] {
  const folder = mkdtempSync(path.join(tmpdir(), "lint-"));
  const [small, large] = [path.join(folder, "small"), path.join(folder, "large")];
  const ratio = (title: string, { cases, ours, reference }: LintCases): number => {
    const measured = compare(title, cases, reference);
    return Math.max(...ours.map((one) => medianOf(measured, one))) / medianOf(measured, reference);
  };
  try {
    for (const each of [small, large]) mkdirSync(each);
    const toPeer = ratio("Linting this list", listCases(small));
    return [toPeer, ratio(`Linting ${ENTRIES.toLocaleString("en")} generated entries`, recordCases(large))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns how many times as long as building it takes to find what somebody edited in a page of many entries */
function measureAbsorb(): number {
  let ratio = Number.NaN;
  const build = (folder: string): Case => buildCase("build them", folder);
  withEditedList(build, ([building, absorbing]) => {
    const measured = compare("Edits of a page", [building, absorbing], building);
    ratio = medianOf(measured, absorbing) / medianOf(measured, building);
  });
  return ratio;
}

function buildCase(name: string, folder: string): Case {
  return { name, command: [path.join(HOME, "scripts/cli/start.mjs"), "build", ...buildArguments(folder)] };
}

function buildArguments(folder: string): string[] {
  return ["--root", folder, "--out", "-"];
}

/**
 * Measures the cases and prints them.
 *
 * @param reference - the case that the ratios are to
 */
function compare(title: string, cases: readonly Case[], reference: Case | undefined): Measured[] {
  console.error(`${title}: ${ROUNDS} rounds`);
  const measured = measure(cases, ROUNDS);
  const one = medianOf(measured, reference);
  const rows = measured.map(({ name, times }) => {
    const middle = median(times);
    return [name, number(middle), number(middle / one), number(Math.min(...times)), number(Math.max(...times))];
  });
  console.log(table([title, "median ms", "ratio", "min ms", "max ms"], rows));
  return measured;
}

function medianOf(measured: readonly Measured[], wanted: Case | undefined): number {
  return median(measured.find(({ name }) => name === wanted?.name)?.times ?? []);
}

/** A further tool's cost shows what the fixed cost of a start hides in a whole build's. */
function printGrowth(grown: readonly Grown[]): void {
  const rows = grown.map(({ tools, milliseconds, megabytes }, index) => {
    const smaller = grown[index - 1];
    return [
      tools.toLocaleString("en"),
      number(milliseconds),
      smaller ? `× ${number(milliseconds / smaller.milliseconds)}` : "",
      number(milliseconds / tools),
      smaller ? number((milliseconds - smaller.milliseconds) / (tools - smaller.tools)) : "",
      number(megabytes),
      smaller ? `× ${number(megabytes / smaller.megabytes)}` : "",
      number((megabytes / tools) * 1000),
    ];
  });
  const time = ["ms", "growth", "ms per tool", "per further tool"];
  const memory = ["peak MB", "growth", "MB per 1,000 tools"];
  console.log(table(["Tools (× 10 is linear)", ...time, ...memory], rows));
}

function speedVerdict(ours: number, theirs: number): string {
  return `“building is no slower than remark-cli” ${holds(ours <= theirs)} (${number(ours / theirs)} of its time)`;
}

function lintVerdicts(small: number, large: number): string[] {
  const entries = ENTRIES.toLocaleString("en");
  return [
    `“linting this list takes less time than awesome-lint needs for its page” ${holds(small < 1)} (${number(small)} of its time)`,
    `“linting ${entries} entries takes less than ${LINT_TO_PEER} of awesome-lint's time” ${holds(large < LINT_TO_PEER)} (${number(large)} of its time)`,
  ];
}

function printDrawing(times: readonly number[]): void {
  const slowest = Math.max(...times);
  const row = [times.length.toLocaleString("en"), number(median(times)), number(slowest)];
  console.log(table(["Random diagrams", "median ms", "slowest ms"], [row]));
}

function drawingVerdict(times: readonly number[]): string {
  const slowest = Math.max(...times);
  return `“each diagram takes less than ${DRAWING} ms” ${holds(slowest < DRAWING)} (${number(slowest)} ms at most)`;
}

function holds(does: boolean): string {
  return does ? "holds" : "does not hold";
}

/** Linear: with ten times the tools, at most ten times the milliseconds and the megabytes. */
function growthVerdict(grown: readonly Grown[]): string {
  const worse = grown.filter(({ tools, milliseconds, megabytes }, index) => {
    const smaller = grown[index - 1];
    if (!smaller) return false;
    const most = (tools / smaller.tools) * NOISE;
    return milliseconds / smaller.milliseconds > most || megabytes / smaller.megabytes > most;
  });
  if (worse.length === 0) return "“growth no worse than linear” holds for time and memory";
  const where = worse.map(({ tools }) => tools.toLocaleString("en")).join(" and ");
  return `“growth no worse than linear” does not hold on the way to ${where} tools`;
}
