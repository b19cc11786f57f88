// `comment`: after the check of a pull request, post or update the preview of its rows. Runs main's code only.
import { clientFor } from "../../github/client.ts";
import { commentOnRun, textInProcess, textOfRun } from "../../pull/comment.ts";
import { EXIT, type Subcommand } from "../command.ts";
import { say } from "../io.ts";
import { listName, mainList } from "../lists.ts";

interface Options {
  text?: string;
}

export const command: Subcommand<Options> = {
  description:
    "In a workflow_run of GitHub Actions: post the rows that a pull request changes as one comment, updated in place.",
  examples: ["npm run comment"],
  declare(program) {
    program.option("--text <commit>", "only print the comment, for a pull request that began at this commit");
  },
  async run(io, { text: began }) {
    if (began !== undefined) {
      io.stdout.write((await textOfRun(mainList(io), began, io.env)) ?? "");
      return EXIT.clean;
    }
    const folder = mainList(io);
    const name = listName(folder);
    const done = await commentOnRun({
      folder,
      client: clientFor(name, io.env),
      env: io.env,
      marker: `${name}: rows that change`,
      textFrom: (commit) => textInProcess(folder, [io.script, "comment", "--text", commit], io.env),
    });
    for (const line of done) say(io, line);
    return EXIT.clean;
  },
};
