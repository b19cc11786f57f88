// How fast links are checked, how politely, and how often wrongly, beside the checkers that people run.
import { fork, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { bundle } from "../../scripts/cli/bundle.mjs";
import { confusion } from "../links/web/world.ts";
import { installNode } from "../support/node-versions.ts";
import { number, table } from "../support/table.ts";
import type { Told } from "./links-check.ts";
import type { Counts, Link, Ready } from "./links-web.ts";
import { peer } from "./peers.ts";

const HOME = path.resolve(import.meta.dirname, "../..");
const BUNDLES = path.join(HOME, "node_modules", ".cache", "bench", "links");
/** linkinator 8 and markdown-link-check 3.15 need it. */
const PEERS_NODE = "22.23.3";
/** Milliseconds before each answer of the bench's web. */
const LATENCY = 50;
/** Requests at once, by ours and by the peers; with manners it is the hosts that set the pace. */
const CONCURRENCY = 16;
const POLITE_CONCURRENCY = 64;
/** Milliseconds between two requests to one host, by our manners. */
const INTERVAL = 150;
/** A checker that does not end is ended. */
const LONGEST = 300_000;

interface Checked {
  /** By URL: ours, or `alive` and `dead`. */
  verdicts: Readonly<Record<string, string>>;
  milliseconds: number;
  requests: number;
  most: number;
  megabytes?: number;
  /** What one has to know of how it was run. */
  note?: string;
}

interface Ended {
  stdout: string;
  stderr: string;
  milliseconds: number;
}

type Check = (links: readonly Link[], folder: string) => Promise<Omit<Checked, "requests" | "most">>;

/** Prints what was measured. @returns whether what we promise holds, sentence by sentence */
export async function benchLinks(holds: (does: boolean) => string): Promise<string[]> {
  await bundle(BUNDLES, ["test/bench/links-check.ts"]);
  console.error("Checking links: ours");
  const polite = await onWeb("2000", ours("on"));
  const fast = await onWeb("2000", ours("off"));
  const few = await onWeb("500", ours("off"));
  const many = await onWeb("8000", ours("off"));
  const toFloor = fast.milliseconds / ((fast.requests * LATENCY) / CONCURRENCY);
  const politeFloor = Math.max(
    (polite.most - 1) * INTERVAL + LATENCY,
    (polite.requests * LATENCY) / POLITE_CONCURRENCY,
  );
  const toPoliteFloor = polite.milliseconds / politeFloor;
  const rows = [
    [`2,000 URLs over 100 hosts, manners off, ${CONCURRENCY} at once`, fast, toFloor],
    [`2,000 URLs over 100 hosts, manners on, ${POLITE_CONCURRENCY} at once`, polite, toPoliteFloor],
    ["500 URLs, manners off", few, few.milliseconds / ((few.requests * LATENCY) / CONCURRENCY)],
    ["8,000 URLs, manners off", many, many.milliseconds / ((many.requests * LATENCY) / CONCURRENCY)],
  ] as const;
  console.log(
    table(
      ["Links that are all alive, 50 ms each", "ms", "requests", "times the floor", "peak MB"],
      rows.map(([name, { milliseconds, requests, megabytes = 0 }, ratio]) => [
        name,
        number(milliseconds),
        number(requests),
        number(ratio),
        number(megabytes),
      ]),
    ),
  );
  const growth = (1_000 * ((many.megabytes ?? 0) - (few.megabytes ?? 0))) / 7_500;

  const checkers: [string, Check][] = [
    ["ours, manners on", ours("on")],
    ["ours, manners off", ours("off")],
    ["linkinator", linkinator],
    ["markdown-link-check", markdownLinkCheck],
  ];
  const results: { name: string; checked: Checked; falseDeaths: number; missed: number }[] = [];
  for (const [name, check] of checkers) {
    console.error(`Checking links of every kind: ${name}`);
    let links: readonly Link[] = [];
    const checked = await onWeb("mixed", (all, folder) => {
      links = all;
      return check(all, folder);
    });
    const called = links.map((link) => ({ ...link, verdict: checked.verdicts[link.url] ?? "unanswered" }));
    const isOurs = name.startsWith("ours");
    const columns = isOurs ? ["ok", "moved", "blocked", "unsure", "dead"] : ["alive", "dead", "unanswered"];
    console.log(`${name}: ${number(checked.milliseconds)} ms, ${number(checked.requests)} requests`);
    console.log(
      confusion(
        called.map(({ truth, verdict }) => [truth, verdict] as const),
        columns,
      ),
    );
    if (checked.note !== undefined) console.log(`${checked.note}\n`);
    if (Object.keys(checked.verdicts).length === 0) {
      console.log(`${name} gave no result: it ended without a word about any link.\n`);
      results.push({ name, checked, falseDeaths: 0, missed: links.length });
      continue;
    }
    const falseDeaths = called.filter(({ truth, verdict }) => truth !== "dead" && verdict === "dead").length;
    const missed = called.filter(({ truth, verdict }) => truth === "dead" && verdict !== "dead");
    const kinds = ["dead", "anchor", "soft 404"].map(
      (kind) => `${missed.filter((one) => one.kind === kind).length} ${kind}`,
    );
    console.log(`Called dead and not dead: ${falseDeaths}. Dead and not found: ${kinds.join(", ")}.\n`);
    results.push({ name, checked, falseDeaths, missed: missed.length });
  }
  const [first, , third] = results;
  return [
    `“2,000 links, manners off, in at most 1.3 times requests × latency ÷ concurrency” ${holds(toFloor <= 1.3)} (${number(toFloor)})`,
    `“manners on, in at most 1.1 times the floor of the slowest host” ${holds(toPoliteFloor <= 1.1)} (${number(toPoliteFloor)})`,
    `“no link is called dead that is not, and every dead one is found” ${holds(first?.falseDeaths === 0 && first.missed === 0)}`,
    `“faster than linkinator, at a politer pace” ${holds((first?.checked.milliseconds ?? 0) < (third?.checked.milliseconds ?? 0))}`,
    `a thousand more links take ${number(growth)} MB more`,
  ];
}

/** Starts a web, lets a checker check it, and counts what it was asked. */
async function onWeb(kind: string, check: Check): Promise<Checked> {
  const web = fork(path.join(import.meta.dirname, "links-web.ts"), [kind], { execArgv: ["--import", "tsx"] });
  const folder = mkdtempSync(path.join(tmpdir(), "links-"));
  try {
    const { links, ca } = await message<Ready>(web, "links");
    writeFileSync(path.join(folder, "ca.pem"), ca);
    writeFileSync(path.join(folder, "urls"), links.map(({ url }) => url).join("\n"));
    writeFileSync(path.join(folder, "links.md"), markdownOf(links));
    const checked = await check(links, folder);
    web.send("counts");
    const { requests, most } = await message<Counts>(web, "most");
    return { ...checked, requests, most };
  } finally {
    web.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

function markdownOf(links: readonly Link[]): string {
  return links.map(({ url }) => `- [a link](${url})\n`).join("");
}

/** What the bench's web says next; `key` is one that only this message has. */
function message<T extends object>(child: ReturnType<typeof fork>, key: keyof T & string): Promise<T> {
  const isMeant = (value: unknown): value is T => typeof value === "object" && value !== null && key in value;
  return new Promise((resolve, reject) => {
    child.once("message", (value) => {
      if (isMeant(value)) resolve(value);
      else reject(new Error(`The bench's web says something without “${key}”.`));
    });
    child.once("exit", (code) => reject(new Error(`The bench's web ended with status ${code}.`)));
  });
}

function ours(manners: "on" | "off"): Check {
  return async (_, folder) => {
    const { stdout, stderr } = await runProgram(
      process.execPath,
      [
        path.join(BUNDLES, "links-check.js"),
        path.join(folder, "urls"),
        manners,
        String(manners === "on" ? POLITE_CONCURRENCY : CONCURRENCY),
      ],
      folder,
    );
    if (stdout === "") throw new Error(`Our checker said nothing of any link:\n${stderr}`);
    const told: Told = JSON.parse(stdout);
    return told;
  };
}

const linkinator: Check = async (_, folder) => {
  const script = peer("linkinator/build/src/cli.js");
  const command = [
    script,
    "links.md",
    "--markdown",
    "--format",
    "json",
    "--concurrency",
    String(CONCURRENCY),
    "--timeout",
    "10000",
  ];
  const { stdout, milliseconds } = await runPeer(command, folder);
  const told: { links?: { url: string; state: string }[] } = JSON.parse(stdout.slice(stdout.indexOf("{")) || "{}");
  const verdicts = Object.fromEntries(
    (told.links ?? []).map(({ url, state }) => [url, state === "BROKEN" ? "dead" : "alive"]),
  );
  return { verdicts, milliseconds };
};

/**
 * A body that breaks off before its `content-length` ends markdown-link-check 3.15 without a word about any link, and with
 * status 0: needle, which asks for it, never calls back, and nothing is left to wait for.
 */
const SILENCING = /\/length-long\//;

const markdownLinkCheck: Check = async (links, folder) => {
  const given = links.filter(({ url }) => !SILENCING.test(url));
  const file = "without-silencing.md";
  writeFileSync(path.join(folder, file), markdownOf(given));
  const { stdout, milliseconds } = await runPeer([peer("markdown-link-check/markdown-link-check"), file], folder);
  const lines = stdout.matchAll(/^\s*\[(✓|✖|\/|⚠)\] (\S+)/gmu);
  const verdicts = Object.fromEntries([...lines].map(([, sign, url = ""]) => [url, sign === "✖" ? "dead" : "alive"]));
  const note = `${links.length - given.length} links were left out: their bodies break off, which ends it without a word about any link.`;
  return { verdicts, milliseconds, note };
};

function runPeer(command: readonly string[], folder: string): Promise<Ended> {
  return runProgram(
    installNode(PEERS_NODE),
    ["--import", path.join(import.meta.dirname, "loopback-names.mjs"), ...command],
    folder,
  );
}

function runProgram(program: string, command: readonly string[], folder: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const { PATH, HOME: home, SystemRoot } = process.env;
    // A file: of what stands in a pipe, a checker that ends with process.exit() loses the rest.
    const output = path.join(folder, "output");
    const file = openSync(output, "w");
    const child = spawn(program, command, {
      cwd: folder,
      env: { PATH, HOME: home, SystemRoot, NODE_EXTRA_CA_CERTS: path.join(folder, "ca.pem") },
      stdio: ["ignore", file, "pipe"],
      timeout: LONGEST,
    });
    closeSync(file);
    let stderr = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject).on("close", () => {
      resolve({ stdout: readFileSync(output, "utf8"), stderr, milliseconds: performance.now() - start });
    });
  });
}
