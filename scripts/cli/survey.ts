// `npm run links`: arguments, call, report, exit.

import packageJson from "../../package.json" with { type: "json" };
import { compareWith } from "../github/branch.ts";
import { clientFor } from "../github/client.ts";
import { githubContext } from "../github/context.ts";
import { Repository } from "../github/repository.ts";
import { type CheckedLinks, type CheckLinksOptions, checkLinks } from "../links/check-links.ts";
import { LINK_RULES } from "../links/findings.ts";
import type { Shard } from "../links/select.ts";
import { StateFileError } from "../links/state-file.ts";
import { summaryOf } from "../links/summary.ts";
import type { CheckOptions } from "../links/web/options.ts";
import type { Findings } from "../report/findings.ts";
import { trackLinks } from "../report/links-issue.ts";
import type { Diagnostic } from "../text/diagnostic.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import { type Format, report } from "./formats.ts";
import { type Io, say } from "./io.ts";
import { displayPath, findLists, homeOf, resolvePath } from "./lists.ts";
import { showProgress } from "./progress.ts";
import { findingsIn, type ListFindings } from "./report.ts";

const NO_NETWORK = "No host could be found, so no link was asked.";

/** What somebody typed about lists, files and reports. */
export interface SurveyFlags {
  root?: string;
  format: Format | undefined;
  outputFile: string | undefined;
  verbose?: boolean;
  fix?: boolean;
  cache?: string;
  /** In milliseconds. */
  cacheMaxAge?: number;
  history?: string;
  /** `true` for the branch that this one is for. */
  changedSince?: string | true;
  shard?: Shard;
  merge?: readonly string[];
  track?: boolean;
}

export interface SurveyCommand extends SurveyFlags {
  now: Date;
  web: CheckOptions;
}

/** @throws {Trouble} when there is nothing to ask about, nobody to ask, or a file is not what it should be */
export async function surveyLists(io: Io, command: SurveyCommand): Promise<ExitStatus> {
  const start = performance.now();
  const { root, changedSince, format, track } = command;
  const base = root === undefined ? homeOf(io) : resolvePath(io, root);
  const isNew = changedSince !== undefined;
  const checked = await check(io, command, base, await findLists(io, root));
  if (checked.links === 0 && isNew) {
    say(io, "No link was added or changed.");
    return EXIT.clean;
  }
  for (const { file, copy } of checked.damages) {
    const kept = copy === undefined ? "" : ` It is kept as ${displayPath(io, copy)}.`;
    say(io, `warning: ${displayPath(io, file)} is damaged, and holds less than it did.${kept}`);
  }
  if (checked.isOffline && !isNew) throw new Trouble(NO_NETWORK, "Is this computer online? Try again when it is.");

  const { findings, minor } = checked;
  const isAll = command.verbose || format === "json" || format === "sarif";
  const shown = findings.filter((finding) => isAll || !minor.has(finding));
  const help = "CONTRIBUTING.md, section “Links”, says how to read it.";
  await report(io, {
    ...reported(base, shown),
    rules: LINK_RULES.map((rule) => ({ ...rule, help })),
    format,
    outputFile: command.outputFile,
  });
  // A runner without a network is no fault of the pull request.
  if (checked.isOffline) say(io, `warning: ${NO_NETWORK}`);
  const seconds = (performance.now() - start) / 1_000;
  for (const line of summaryOf(checked, { ...command, shown, seconds })) say(io, line);
  const isUnread = findings.some(({ rule }) => rule === "unread-exclusions");
  if (track && isUnread) say(io, "The issue stays as it is.");
  else if (track) await trackFindings(io, findingsIn(io, reported(base, findings)));
  if (checked.isStopped || checked.damages.length > 0) return EXIT.trouble;
  const isRed = track ? isUnread : findings.some(({ severity }) => severity === "error");
  return isRed ? EXIT.findings : EXIT.clean;
}

async function check(io: Io, command: SurveyCommand, base: string, roots: readonly string[]): Promise<CheckedLinks> {
  const { now, fix, shard, cacheMaxAge, changedSince } = command;
  const changed =
    changedSince === undefined
      ? undefined
      : compareWith(base, changedSince === true ? undefined : changedSince, io.env);
  const progress = showProgress(io);
  const options: CheckLinksOptions = {
    base,
    roots,
    now,
    fix,
    shard,
    cacheMaxAge,
    changed: changed && { before: changed.base },
    merge: command.merge?.map((typed) => resolvePath(io, typed)),
    cache: command.cache === undefined ? undefined : resolvePath(io, command.cache),
    history: command.history === undefined ? undefined : resolvePath(io, command.history),
    web: { ...command.web, signal: io.interrupted(), progress: progress.show },
  };
  try {
    return await checkLinks(options);
  } catch (error) {
    if (!(error instanceof StateFileError)) throw error;
    throw new Trouble(`${displayPath(io, error.file)}: ${error.message}`, error.hint);
  } finally {
    progress.end();
    changed?.remove();
  }
}

function reported(root: string, diagnostics: readonly Diagnostic[]): ListFindings {
  const page = `${packageJson.repository}/blob/HEAD/CONTRIBUTING.md#links`;
  return { root, diagnostics, command: "npm run links", ruleUrl: () => page };
}

async function trackFindings(io: Io, findings: Findings): Promise<void> {
  const repository = githubContext(io.env)?.repository;
  if (repository === undefined || !io.env.GITHUB_TOKEN) {
    throw new Trouble("--track works in GitHub Actions, with GITHUB_TOKEN and the permission “issues: write”.");
  }
  say(io, await trackLinks(findings, new Repository(clientFor(packageJson.name, io.env), repository)));
}
