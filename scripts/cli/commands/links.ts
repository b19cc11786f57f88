// `links`: ask the web about every link of the lists (links/check-links.ts), and report what is wrong with them.
import { InvalidArgumentError, Option } from "commander";
import { compareWith } from "../../github/branch.ts";
import { clientFor } from "../../github/client.ts";
import { githubContext } from "../../github/context.ts";
import { Repository } from "../../github/repository.ts";
import { type CheckedLinks, checkLinks } from "../../links/check-links.ts";
import { LINK_RULES } from "../../links/findings.ts";
import type { Shard } from "../../links/select.ts";
import { summaryOf } from "../../links/summary.ts";
import type { CheckOptions } from "../../links/web/options.ts";
import { repositoryOf } from "../../record/repository.ts";
import { trackLinks } from "../../report/links-issue.ts";
import type { Diagnostic } from "../../text/diagnostic.ts";
import { Trouble } from "../../text/trouble.ts";
import { EXIT, type Subcommand, wholeNumber } from "../command.ts";
import { type Io, say } from "../io.ts";
import { findLists, listName, mainList, resolvePath } from "../lists.ts";
import { showProgress } from "../progress.ts";
import { addReportOptions, findingsFor, type ReportOptions, report } from "../report.ts";

/** Of how the web is asked, those of the same name are handed on as they are. */
interface Options extends CheckOptions, ReportOptions {
  root?: string;
  verbose?: boolean;
  fix?: boolean;
  /** `true` for the branch that this one is for. */
  changedSince?: string | true;
  cache?: string;
  /** Like all times, in milliseconds. */
  cacheMaxAge?: number;
  history?: string;
  shard?: Shard;
  merge?: readonly string[];
  track?: boolean;
  timeout?: number;
  maxTime?: number;
  now?: Date;
}

/** Of the command and what it finds. */
const HOW = { command: "npm run links", manual: "CONTRIBUTING.md#links" };
const NO_NETWORK = "No host could be found, so no link was asked.";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Node.js has no longer timer, and takes one that is longer for 1 ms: https://nodejs.org/api/timers.html */
const LONGEST_WAIT = 24 * DAY;
const LONGEST_AGE = 999 * DAY;

export const command: Subcommand<Options> = {
  description: "Ask the web about every link of the lists, and report which are dead or have moved.",
  examples: [
    "npm run links",
    "npm run links -- --cache node_modules/.cache/links.json",
    "npm run links -- --changed-since",
    "npm run links -- --fix",
    "npm run links -- --shard 2/5 --cache part-2.json",
    "npm run links -- --merge parts --history history.json",
  ],
  declare(program) {
    addReportOptions(program);
    program
      .option("--root <dir>", "ask about this list only: a folder with data/ and templates/")
      .option("--verbose", "report links that are blocked or that nobody can say anything of, too")
      .option("--fix", "write where links have moved to; comments and quotes stay as they are")
      .option(
        "--changed-since [ref]",
        "only links that this branch adds or changes, judged at once; ref: the branch that it is for",
      )
      .option("--cache <file>", "keep answers there as they come, and ask again only when they are old")
      .option("--cache-max-age <time>", "how old an answer may be, such as 12h; default: 1d", time(0, LONGEST_AGE))
      .option("--history <file>", "keep there since when links are dead, from run to run")
      .option("--shard <part>", "ask about a part of the sites only, such as 2/5", shard)
      .option("--merge <files...>", "ask nobody; join the caches of shards, or of all below a folder, into one report")
      .option("--track", "with --merge, in GitHub Actions: keep one issue about what was found")
      .option("--concurrency <n>", "requests in flight at once; default: 64", positive)
      .option("--per-host <n>", "requests in flight at once to one host; default: 3", positive)
      .option("--interval <time>", "between two requests to one host; default: 150ms", time(0, LONGEST_WAIT))
      .option(
        "--no-manners",
        "no limit for one host, and no wait between requests or before a second try: for servers of your own",
      )
      .option(
        "--timeout <time>",
        "for a connection, for headers, and for a body; default: 10s, 20s, 15s",
        time(1, LONGEST_WAIT),
      )
      .option(
        "--max-time <time>",
        "for all of it; what is left is for the next run with the same cache; default: 30m",
        time(0, LONGEST_WAIT),
      )
      .option("--retries <n>", "further tries after a timeout, a reset, or a 5xx; default: 2", wholeNumber)
      .option("--user-agent <text>", "what to call ourselves; should hold a URL")
      .option("--no-suggest", "do not look for better addresses and copies")
      .option("--allow-private", "loopback and private addresses too: for tests")
      .addOption(new Option("--now <time>", "take this for the time of the run: for tests").argParser(date).hideHelp());
  },
  async run(io, options) {
    const start = performance.now();
    const { root, format, outputFile, verbose, merge, track, changedSince } = options;
    const isNew = changedSince !== undefined;
    if (merge && (options.shard || isNew)) {
      throw new Trouble("--merge asks nobody, so it goes neither with --shard nor with --changed-since.");
    }
    if (track && !merge) throw new Trouble("--track goes with --merge: who may write issues asks no strangers.");
    const base = root === undefined ? mainList(io) : resolvePath(io, root);
    const checked = await check(io, options, base);
    if (checked.links === 0 && isNew) {
      say(io, "No link was added or changed.");
      return EXIT.clean;
    }
    if (checked.isOffline && !isNew) throw new Trouble(NO_NETWORK, "Is this computer online? Try again when it is.");

    const { findings, minor } = checked;
    const isAll = verbose || format === "json" || format === "sarif";
    const shown = findings.filter((finding) => isAll || !minor.has(finding));
    // --explain is about the linter's rules.
    const rules = () => LINK_RULES.map((rule) => ({ ...rule, help: rule.summary }));
    await report(io, { ...HOW, root: base, diagnostics: shown, rules, format, outputFile });
    // A runner without a network is no fault of the pull request.
    if (checked.isOffline) say(io, `warning: ${NO_NETWORK}`);
    const seconds = (performance.now() - start) / 1_000;
    for (const line of summaryOf(checked, { ...options, shown, seconds })) say(io, line);
    const isUnread = findings.some(({ rule }) => rule === "unread-exclusions");
    if (track) say(io, isUnread ? "The issue stays as it is." : await trackFindings(io, base, findings));
    if (checked.isStopped) return EXIT.trouble;
    const isRed = track ? isUnread : findings.some(({ severity }) => severity === "error");
    return isRed ? EXIT.findings : EXIT.clean;
  },
};

async function check(io: Io, options: Options, base: string): Promise<CheckedLinks> {
  const { root, changedSince: since, cache, history, merge } = options;
  const roots = findLists(io, root);
  const changed = since === undefined ? undefined : compareWith(base, since === true ? undefined : since, io.env);
  const progress = showProgress(io);
  try {
    return await checkLinks({
      ...options,
      base,
      roots,
      now: options.now ?? new Date(),
      changed: changed && { before: changed.base },
      merge: merge?.map((typed) => resolvePath(io, typed)),
      cache: cache === undefined ? undefined : resolvePath(io, cache),
      history: history === undefined ? undefined : resolvePath(io, history),
      web: { ...webOptions(io, options), signal: io.interrupted(), progress: progress.show },
    });
  } finally {
    progress.end();
    changed?.remove();
  }
}

function webOptions(io: Io, options: Options): CheckOptions {
  const { manners, timeout, maxTime } = options;
  const { GITHUB_TOKEN: githubToken, GITHUB_GRAPHQL_URL: githubApiUrl } = io.env;
  const repository = repositoryOf(mainList(io));
  return {
    // With an address at which somebody may ask what we want.
    ...(repository && { userAgent: `Mozilla/5.0 (compatible; links/1; +${repository})` }),
    ...options,
    // Without limits (a server of one's own), retries do not wait.
    ...(manners ? {} : { confirmAfter: 0, backoff: 0 }),
    ...(timeout === undefined ? {} : { connectTimeout: timeout, headersTimeout: timeout, bodyTimeout: timeout }),
    ...(maxTime === undefined ? {} : { budget: maxTime }),
    ...(githubToken ? { githubToken } : {}),
    ...(githubApiUrl ? { githubApiUrl } : {}),
  };
}

async function trackFindings(io: Io, base: string, findings: readonly Diagnostic[]): Promise<string> {
  const name = githubContext(io.env)?.repository;
  if (name === undefined || !io.env.GITHUB_TOKEN) {
    throw new Trouble("--track works in GitHub Actions, with GITHUB_TOKEN and the permission “issues: write”.");
  }
  const repository = new Repository(clientFor(listName(mainList(io)), io.env), name);
  return trackLinks(findingsFor(io, { ...HOW, root: base, diagnostics: findings }), repository);
}

/** @returns parses a time between these two, in milliseconds */
function time(least: number, most: number): (value: string) => number {
  return (value) => {
    const [, count = "", unit = ""] = /^(\d{1,6}(?:\.\d+)?)(ms|s|m|h|d)$/.exec(value) ?? [];
    const units: Readonly<Record<string, number>> = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY };
    const size = units[unit];
    if (size === undefined) throw new InvalidArgumentError("A time is needed, such as 150ms, 20s, 30m, 12h or 1d.");
    const found = Number(count) * size;
    if (found < least) throw new InvalidArgumentError(`That is too short: ${least}ms is the least.`);
    if (found > most) throw new InvalidArgumentError(`That is too long: ${most / DAY}d is the most.`);
    return found;
  };
}

function shard(value: string): Shard {
  const [, index, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count) {
    throw new InvalidArgumentError("A part of a whole is needed, such as 2/5.");
  }
  return { index, count };
}

function positive(value: string): number {
  const number = wholeNumber(value);
  if (number < 1) throw new InvalidArgumentError("A number from 1 on is needed.");
  return number;
}

function date(value: string): Date {
  const found = new Date(value);
  if (Number.isNaN(found.getTime())) throw new InvalidArgumentError("A time is needed, such as 2026-11-24T15:00:00Z.");
  return found;
}
