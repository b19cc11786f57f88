// `npm run pull-request`: what this branch brings, as its pull request will be judged; nothing is written.
import { command, run } from "./cli/command.ts";
import { EXIT } from "./cli/exit.ts";
import { findList, HOME } from "./cli/lists.ts";
import { findingsIn } from "./cli/report.ts";
import { colorsFor } from "./cli/terminal.ts";
import { compareWith } from "./github/branch.ts";
import { appendStepSummary, githubContext } from "./github/context.ts";
import { review } from "./pull/review.ts";
import { branchPlaces, isToMend, reviewForTerminal, reviewLine, reviewSummary } from "./pull/summary.ts";
import { github, withoutCommands } from "./report/github.ts";
import { RULES } from "./rules/index.ts";

interface Options {
  base?: string;
}

const program = command(
  "pull-request",
  "Say what this branch brings: findings that the default branch has not, files of the build that were edited by hand, and the rows that change.",
  ["npm run pull-request", "npm run pull-request -- --base upstream/main"],
).option("--base <ref>", "compare with where the branch began from this one, instead of from the default branch");

void run<Options>(program, async (options) => {
  const start = performance.now();
  // Without the main list, there is nothing to compare.
  await findList(undefined);
  const branch = compareWith(HOME, options.base);
  try {
    const found = await review(branch, RULES);
    const context = githubContext();
    const reported = {
      review: found,
      brought: findingsIn({ root: HOME, diagnostics: found.brought }),
      existing: findingsIn({ root: HOME, diagnostics: found.existing }),
      branch,
      places: branchPlaces(branch, context),
    };
    const { output, notes } = reviewForTerminal(reported, colorsFor(process.stdout));
    process.stdout.write(withoutCommands(output));
    if (context) {
      process.stdout.write(github(reported.brought));
      if (context.stepSummary !== undefined) await appendStepSummary(context.stepSummary, reviewSummary(reported));
    }
    for (const note of notes) console.error(note);
    console.error(`${reviewLine(found, branch)}; ${((performance.now() - start) / 1000).toFixed(2)} s.`);
    return isToMend(found) ? EXIT.findings : EXIT.clean;
  } finally {
    branch.remove();
  }
});
