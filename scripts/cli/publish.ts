// Publishing, with npm for the build and GitHub for a pull request.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { credentials } from "../git/credentials.ts";
import { clientFor } from "../github/client.ts";
import { appendStepSummary, githubContext } from "../github/context.ts";
import { Repository } from "../github/repository.ts";
import { isClean, type Published, publish } from "../publish/publish.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import { HOME } from "./lists.ts";

const PROPOSAL = "publish-lists";
/** Between two attempts, in milliseconds; up to twice as long. */
const PAUSE = 1_000;

/** @param given - the value of `--branch` */
export async function publishLists(given: string | undefined): Promise<ExitStatus> {
  const context = githubContext();
  const branch = given ?? (process.env.GITHUB_REF_TYPE === "tag" ? undefined : process.env.GITHUB_REF_NAME);
  if (!branch)
    throw new Trouble("It is not said which branch to publish on.", "npm run publish-lists -- --branch main");
  if (!isClean(HOME)) {
    throw new Trouble("There are changes here that are not committed.", "Commit them, or put them away: git stash");
  }
  const published = await publish({
    folder: HOME,
    branch,
    proposal: PROPOSAL,
    env: credentials(context?.server ?? "https://github.com", process.env.GITHUB_TOKEN),
    build: buildHere,
    wait: (attempt) => setTimeout(PAUSE * attempt * (1 + Math.random())),
  });
  const said = published.outcome === "proposed" ? await propose(branch) : words(published, branch);
  console.error(said);
  if (context?.stepSummary !== undefined) await appendStepSummary(context.stepSummary, `${said}\n`);
  switch (published.outcome) {
    case "broken":
      return EXIT.findings;
    case "overtaken":
    case "refused":
      return EXIT.trouble;
    default:
      return EXIT.clean;
  }
}

function words(published: Exclude<Published, { outcome: "proposed" }>, branch: string): string {
  switch (published.outcome) {
    case "current":
      return `Nothing to publish: ${branch} holds what the build makes.`;
    case "published":
      return `Published on ${branch}: ${published.commit.slice(0, 10)}.`;
    case "broken":
      return `Nothing was published: the data on ${branch} has to be mended first.`;
    case "overtaken":
      return `Nothing was published: others pushed to ${branch} every time. Their own runs publish.`;
    case "refused":
      return `Nothing was published. Git was refused: ${published.said}`;
  }
}

/** Built by the code that is checked out, which may be newer than this. What it runs is not shown the token. */
async function buildHere(): Promise<boolean> {
  const { GITHUB_TOKEN: _, ...env } = process.env;
  const npm = (...args: string[]): boolean =>
    // On Windows npm is a batch file, which only a shell can start.
    spawnSync("npm", args, { cwd: HOME, env, stdio: ["ignore", 2, 2], shell: process.platform === "win32" }).status ===
    0;
  const lockfile = readFileSync(path.join(HOME, "package-lock.json"), "utf8");
  if (lockfile !== installed && !npm("ci", "--no-audit", "--no-fund")) return false;
  installed = lockfile;
  return npm("run", "--silent", "build");
}

let installed = readFileSync(path.join(HOME, "package-lock.json"), "utf8");

/** @returns what was done */
async function propose(branch: string): Promise<string> {
  const name = githubContext()?.repository;
  if (name === undefined) return `Nobody may push to ${branch}: open a pull request from ${PROPOSAL}.`;
  const repository = new Repository(clientFor(), name);
  const [owner = ""] = name.split("/");
  for await (const { url } of repository.pullRequests({ state: "open", head: `${owner}:${PROPOSAL}`, base: branch })) {
    return `Nobody may push to ${branch}: updated ${url}`;
  }
  const body = "The data has changed, and this is what the build makes of it. Merge it as it is.";
  const title = "Make the generated files anew";
  const { url } = await repository.createPullRequest({ title, body, head: PROPOSAL, base: branch });
  return `Nobody may push to ${branch}: opened ${url}`;
}
