// `comment`: after the check of a pull request, post or update the preview of its rows. Runs main's code only.
import type { Subcommand } from "../command.ts";
import { commentOnRun } from "../comment.ts";
import { EXIT } from "../exit.ts";
import { say } from "../io.ts";

export const command: Subcommand = {
  description:
    "In a workflow_run of GitHub Actions: post the rows that a pull request changes as one comment, updated in place.",
  examples: ["npm run comment"],
  async run(io) {
    for (const line of await commentOnRun(io)) say(io, line);
    return EXIT.clean;
  },
};
