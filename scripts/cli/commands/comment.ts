// `comment`: after the check of a pull request, post or update the preview of its rows. Runs main's code only.
import { commentOnRun, textInProcess, textOfRun } from "../../pull/comment.ts";
import { EXIT, type Subcommand } from "../command.ts";
import { say } from "../io.ts";
import { listName, mainList } from "../lists.ts";

export const command: Subcommand<{ text?: string }> = {
  description:
    "In a workflow_run of GitHub Actions: post the rows that a pull request changes as one comment, updated in place.",
  examples: ["npm run comment"],
  declare(program) {
    program.option("--text <commit>", "only print the comment, for a pull request that began at this commit");
  },
  async run(io, { text: began }) {
    const folder = mainList(io);
    const textFrom = (commit: string) => textInProcess(folder, [io.script, "comment", "--text", commit], io.env);
    if (began !== undefined) io.stdout.write((await textOfRun(folder, began, io.env)) ?? "");
    else for (const line of await commentOnRun(folder, listName(folder), io.env, textFrom)) say(io, line);
    return EXIT.clean;
  },
};
