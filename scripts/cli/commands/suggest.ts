// `suggest`: answer an issue that suggests an entry with the entry that it makes. Runs main's code only.
import { answerIssue } from "../../forms/answer-issue.ts";
import { clientFor } from "../../github/client.ts";
import { EXIT, type Subcommand } from "../command.ts";
import { say } from "../io.ts";
import { listName, mainList } from "../lists.ts";

export const command: Subcommand = {
  description:
    "In an issues event of GitHub Actions: post the entry that a filed form makes as one comment, updated in place.",
  examples: ["npm run suggest"],
  async run(io) {
    const name = listName(mainList(io));
    const answer = { root: mainList(io), client: clientFor(name, io.env), env: io.env };
    say(io, await answerIssue({ ...answer, marker: `${name}: suggestion` }));
    return EXIT.clean;
  },
};
