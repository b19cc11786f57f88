// `npm run publish-lists`: after a push, make the generated files anew and commit them to the branch.
import { setTimeout } from "node:timers/promises";
import packageJson from "../package.json" with { type: "json" };
import { command, run } from "./cli/command.ts";
import { EXIT, Trouble } from "./cli/exit.ts";
import { HOME } from "./cli/lists.ts";
import { credentials } from "./git/remote.ts";
import { clientFor } from "./github/client.ts";
import { appendStepSummary, githubContext } from "./github/context.ts";
import { Repository } from "./github/repository.ts";
import { backoff } from "./github/retry.ts";
import { buildIn } from "./publish/build.ts";
import { publish, reportPublished } from "./publish/publish.ts";

interface Options {
  branch?: string;
}

const program = command(
  "publish-lists",
  "Make everything that the build writes anew from the newest commit of a branch, commit what differs, and push it; where nobody may push, open a pull request.",
  ["npm run publish-lists -- --branch main"],
).option("--branch <name>", "the branch; in GitHub Actions, the one that was pushed to");

void run<Options>(program, async (options) => {
  const context = githubContext();
  const branch = options.branch ?? (process.env.GITHUB_REF_TYPE === "tag" ? undefined : process.env.GITHUB_REF_NAME);
  if (!branch) {
    throw new Trouble("It is not said which branch to publish on.", "npm run publish-lists -- --branch main");
  }
  const name = context?.repository;
  const publication = {
    folder: HOME,
    branch,
    env: credentials(context?.server ?? "https://github.com", process.env.GITHUB_TOKEN),
    build: async (folder: string) => buildIn(folder, HOME),
    wait: (attempt: number): Promise<void> => setTimeout(backoff(attempt, Math.random())),
  };
  const published = await publish(publication);
  const repository = name === undefined ? undefined : new Repository(clientFor(packageJson.name), name);
  const said = await reportPublished(published, publication, repository);
  console.error(said);
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
});
