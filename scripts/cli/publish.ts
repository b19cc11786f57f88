// Publishing, with npm for the build and GitHub for a pull request.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { setTimeout } from "node:timers/promises";
import { credentials } from "../git/credentials.ts";
import { hasBranch, push } from "../git/remote.ts";
import { clientFor } from "../github/client.ts";
import { appendStepSummary, githubContext } from "../github/context.ts";
import { Repository } from "../github/repository.ts";
import { backoff } from "../github/retry.ts";
import { type Published, publish } from "../publish/publish.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import { type Io, say } from "./io.ts";
import { homeOf } from "./lists.ts";

const PROPOSAL = "publish-lists";

/** @param given - the value of `--branch` */
export async function publishLists(io: Io, given: string | undefined): Promise<ExitStatus> {
  const context = githubContext(io.env);
  const branch = given ?? (io.env.GITHUB_REF_TYPE === "tag" ? undefined : io.env.GITHUB_REF_NAME);
  if (!branch)
    throw new Trouble("It is not said which branch to publish on.", "npm run publish-lists -- --branch main");
  const env = credentials(context?.server ?? "https://github.com", io.env.GITHUB_TOKEN);
  const published = await publish({
    folder: homeOf(io),
    branch,
    proposal: PROPOSAL,
    env,
    build: (folder) => buildIn(io, folder),
    wait: (attempt) => setTimeout(backoff(attempt, Math.random())),
  });
  const said = await saidOf(io, published, branch, env);
  say(io, said);
  if (context?.stepSummary !== undefined) await appendStepSummary(context.stepSummary, `${said}\n`);
  switch (published.outcome) {
    case "broken":
      return EXIT.findings;
    case "overtaken":
    case "unreachable":
    case "refused":
      return EXIT.trouble;
    default:
      return EXIT.clean;
  }
}

async function saidOf(io: Io, published: Published, branch: string, env: NodeJS.ProcessEnv): Promise<string> {
  switch (published.outcome) {
    case "proposed":
      return propose(io, branch);
    case "current":
    case "published": {
      const closed = await closeProposal(io, branch, env);
      return [
        words(published, branch),
        ...closed.map((url) => `Closed, because it is not needed any more: ${url}`),
      ].join("\n");
    }
    default:
      return words(published, branch);
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
    case "unreachable":
      return `Nothing was published: the server does not answer. Run it again later. Git said: ${published.said}`;
    case "refused":
      return `Nothing was published. Git was refused: ${published.said}`;
  }
}

/** Built by the code that is checked out there, which may be newer than this. What it runs is not shown the token. */
async function buildIn(io: Io, folder: string): Promise<boolean> {
  const { GITHUB_TOKEN: _, GH_TOKEN: __, ...env } = io.env;
  const npm = (...args: string[]): boolean =>
    // On Windows npm is a batch file, which only a shell can start.
    spawnSync("npm", args, { cwd: folder, env, stdio: ["ignore", 2, 2], shell: process.platform === "win32" })
      .status === 0;
  const lockfileIn = (home: string): string => readFileSync(path.join(home, "package-lock.json"), "utf8");
  const packages = path.join(folder, "node_modules");
  const isSame = lockfileIn(folder) === lockfileIn(homeOf(io));
  if (isSame) symlinkSync(path.join(homeOf(io), "node_modules"), packages, "junction");
  else if (!npm("ci", "--no-audit", "--no-fund")) return false;
  try {
    return npm("run", "--silent", "build");
  } finally {
    // .gitignore names the folder, which a link is not; and the next attempt may need others.
    rmSync(packages, { recursive: true, force: true });
  }
}

/** @returns what was done */
async function propose(io: Io, branch: string): Promise<string> {
  const repository = repositoryHere(io);
  if (!repository) return `Nobody may push to ${branch}: open a pull request from ${PROPOSAL}.`;
  for await (const { url } of proposals(repository, branch)) return `Nobody may push to ${branch}: updated ${url}`;
  const body = "The data has changed, and this is what the build makes of it. Merge it as it is.";
  const title = "Make the generated files anew";
  const { url } = await repository.createPullRequest({ title, body, head: PROPOSAL, base: branch });
  return `Nobody may push to ${branch}: opened ${url}`;
}

/** @returns the pages of the pull requests that were closed */
async function closeProposal(io: Io, branch: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  // Git knows at once whether there is one; GitHub is asked only then, and before its branch goes.
  if (!hasBranch(homeOf(io), PROPOSAL, env)) return [];
  const closed: string[] = [];
  const repository = repositoryHere(io);
  if (repository) {
    for await (const { number } of proposals(repository, branch)) {
      closed.push((await repository.closePullRequest(number)).url);
    }
  }
  push(homeOf(io), `:refs/heads/${PROPOSAL}`, env);
  return closed;
}

function repositoryHere(io: Io): Repository | undefined {
  const name = githubContext(io.env)?.repository;
  return name === undefined ? undefined : new Repository(clientFor(io.env), name);
}

function proposals(repository: Repository, branch: string): ReturnType<Repository["pullRequests"]> {
  const [owner = ""] = repository.name.split("/");
  return repository.pullRequests({ state: "open", head: `${owner}:${PROPOSAL}`, base: branch });
}
