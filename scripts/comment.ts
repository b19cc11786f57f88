// `npm run comment`: after the check of a pull request, post or update the preview of its rows. Runs main's code only.
import packageJson from "../package.json" with { type: "json" };
import { command, run } from "./cli/command.ts";
import { EXIT } from "./cli/exit.ts";
import { HOME } from "./cli/lists.ts";
import { clientFor } from "./github/client.ts";
import { commentOnRun, textInProcess, textOfRun } from "./pull/comment.ts";

interface Options {
  text?: string;
}

const program = command(
  "comment",
  "In a workflow_run of GitHub Actions: post the rows that a pull request changes as one comment, updated in place.",
  ["npm run comment"],
).option("--text <commit>", "only print the comment, for a pull request that began at this commit");

void run<Options>(program, async ({ text: began }) => {
  if (began !== undefined) {
    process.stdout.write((await textOfRun(HOME, began)) ?? "");
    return EXIT.clean;
  }
  const { name } = packageJson;
  const [, program = ""] = process.argv;
  const done = await commentOnRun({
    folder: HOME,
    client: clientFor(name),
    marker: `${name}: rows that change`,
    textFrom: (commit) => textInProcess([program, "comment", "--text", commit]),
  });
  for (const line of done) console.error(line);
  return EXIT.clean;
});
