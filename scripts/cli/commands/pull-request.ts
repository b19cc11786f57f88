// `pull-request`: what this branch brings, as its pull request will be judged; nothing is written.
import { review } from "../../pull/review.ts";
import { sourceReader } from "../../report/findings.ts";
import { RULES } from "../../rules/index.ts";
import type { Subcommand } from "../command.ts";
import { EXIT } from "../exit.ts";
import { findList } from "../lists.ts";
import { compareWith } from "../pull-request.ts";
import { findingsIn } from "../report.ts";
import { reportReview } from "../review.ts";

interface Options {
  base?: string;
}

export const command: Subcommand<Options> = {
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
    const home = await findList(io, undefined);
    const compared = compareWith(home, options.base, io.env);
    try {
      const { base, written } = compared;
      const found = await review({ root: home, base, written, rules: RULES }, (root) =>
        sourceReader(findingsIn(io, { root, diagnostics: [] })),
      );
      const seconds = ((performance.now() - start) / 1000).toFixed(2);
      return (await reportReview(io, home, found, compared, seconds)) ? EXIT.findings : EXIT.clean;
    } finally {
      compared.remove();
    }
  },
};
