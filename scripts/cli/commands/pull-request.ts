// `pull-request`: what this branch brings, as its pull request will be judged; nothing is written.
import { compareWith } from "../../github/branch.ts";
import { clientFor } from "../../github/client.ts";
import { appendStepSummary, githubContext, readEvent } from "../../github/context.ts";
import { newRepositories } from "../../pull/new-repositories.ts";
import { review } from "../../pull/review.ts";
import { branchPlaces, isToMend, reviewForTerminal, reviewLine, reviewSummary } from "../../pull/summary.ts";
import { github, withoutCommands } from "../../report/github.ts";
import { EXIT, type Subcommand } from "../command.ts";
import { colorsFor, say } from "../io.ts";
import { findList, listName } from "../lists.ts";
import { findingsFor } from "../report.ts";

/** How long GitHub's answers about new repositories may be waited for, in milliseconds: the check does not need them. */
const PATIENCE = 5_000;

export const command: Subcommand<{ base?: string }> = {
  description:
    "Say what this branch brings: findings that the default branch has not, files of the build that were edited by hand, and the rows that change.",
  examples: ["npm run pull-request", "npm run pull-request -- --base upstream/main"],
  declare(program) {
    program.option(
      "--base <ref>",
      "compare with where the branch began from this one, instead of from the default branch",
    );
  },
  async run(io, options) {
    const start = performance.now();
    // Without the main list, there is nothing to compare.
    const root = findList(io, undefined);
    const branch = compareWith(root, options.base, io.env);
    try {
      const found = await review(branch);
      const context = githubContext(io.env);
      const reported = {
        review: found,
        brought: findingsFor(io, { root, diagnostics: found.brought }),
        existing: findingsFor(io, { root, diagnostics: found.existing }),
        branch,
        places: branchPlaces(branch, context, io.env),
      };
      const { output, notes } = reviewForTerminal(reported, colorsFor(io, io.stdout));
      io.stdout.write(withoutCommands(output, io.env));
      if (context) {
        io.stdout.write(github(reported.brought));
        await appendStepSummary(io.env, reviewSummary(reported));
        const api = branch.head && io.env.GITHUB_API_URL ? clientFor(listName(root), io.env, PATIENCE) : undefined;
        const facts = api ? await newRepositories(branch, readEvent(io.env), api) : "";
        if (facts !== "") await appendStepSummary(io.env, facts);
      }
      for (const note of notes) say(io, note);
      say(io, `${reviewLine(found, branch)}; ${((performance.now() - start) / 1000).toFixed(2)} s.`);
      return isToMend(found) ? EXIT.findings : EXIT.clean;
    } finally {
      branch.remove();
    }
  },
};
