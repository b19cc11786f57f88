// `npm run pull-request`: what this branch brings, as its pull request will be judged; nothing is written.
import { command, run } from "./cli/command.ts";
import { EXIT, type ExitStatus } from "./cli/exit.ts";
import { findList, HOME } from "./cli/lists.ts";
import { type Compared, compareWith } from "./cli/pull-request.ts";
import { findingsIn } from "./cli/report.ts";
import { reportReview } from "./cli/review.ts";
import { review } from "./pull/review.ts";
import { sourceReader } from "./report/findings.ts";
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
  const compared: Compared = compareWith(HOME, options.base);
  try {
    const { base, written } = compared;
    const found = await review({ root: HOME, base, written, rules: RULES }, (root) =>
      sourceReader(findingsIn({ root, diagnostics: [] })),
    );
    const seconds = ((performance.now() - start) / 1000).toFixed(2);
    const isRed: boolean = await reportReview(found, compared, seconds);
    const status: ExitStatus = isRed ? EXIT.findings : EXIT.clean;
    return status;
  } finally {
    compared.remove();
  }
});
