// `npm run comment`: after the check of a pull request, post or update the preview of its rows. Runs main's code only.
import { command, run } from "./cli/command.ts";
import { commentOnRun } from "./cli/comment.ts";
import { EXIT } from "./cli/exit.ts";

const program = command(
  "comment",
  "In a workflow_run of GitHub Actions: post the rows that a pull request changes as one comment, updated in place.",
  ["npm run comment"],
);

void run<object>(program, async () => {
  for (const line of await commentOnRun()) console.error(line);
  return EXIT.clean;
});
