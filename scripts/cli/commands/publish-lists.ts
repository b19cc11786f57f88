// `publish-lists`: after a push, make the generated files anew and commit them to the branch.
import { credentials } from "../../git/remote.ts";
import { clientFor } from "../../github/client.ts";
import { appendStepSummary, githubContext } from "../../github/context.ts";
import { Repository } from "../../github/repository.ts";
import { waitAfter } from "../../github/retry.ts";
import { absorbIn, buildIn } from "../../publish/build-commit.ts";
import { type Publication, type Published, publish, reportPublished } from "../../publish/publish.ts";
import { Trouble } from "../../text/trouble.ts";
import { EXIT, type ExitStatus, type Subcommand } from "../command.ts";
import { say } from "../io.ts";
import { listName, mainList } from "../lists.ts";

export const command: Subcommand<{ branch?: string }> = {
  description:
    "Make everything that the build writes anew from the newest commit of a branch, commit what differs, and push it; where nobody may push, open a pull request.",
  examples: ["npm run publish-lists -- --branch main"],
  declare(program) {
    program.option("--branch <name>", "the branch; in GitHub Actions, the one that was pushed to");
  },
  async run(io, options) {
    const { GITHUB_REF_TYPE, GITHUB_REF_NAME, GITHUB_TOKEN } = io.env;
    const context = githubContext(io.env);
    const branch = options.branch ?? (GITHUB_REF_TYPE === "tag" ? undefined : GITHUB_REF_NAME);
    if (!branch) {
      throw new Trouble("It is not said which branch to publish on.", "npm run publish-lists -- --branch main");
    }
    const home = mainList(io);
    const name = context?.repository;
    const repository = name === undefined ? undefined : new Repository(clientFor(listName(home), io.env), name);
    const publication: Publication = {
      folder: home,
      branch,
      env: credentials(context?.server ?? "https://github.com", GITHUB_TOKEN),
      repository,
      absorb: (folder) => absorbIn(folder, home, io),
      build: (folder) => buildIn(folder, home, io),
      wait: waitAfter,
    };
    const published = await publish(publication);
    const said = await reportPublished(published, publication);
    say(io, said);
    await appendStepSummary(io.env, `${said}\n`);
    return STATUS[published.outcome];
  },
};

const STATUS: Record<Published["outcome"], ExitStatus> = {
  current: EXIT.clean,
  published: EXIT.clean,
  proposed: EXIT.clean,
  broken: EXIT.findings,
  kept: EXIT.findings,
  overtaken: EXIT.trouble,
  unreachable: EXIT.trouble,
  refused: EXIT.trouble,
};
