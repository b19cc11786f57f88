// `suggest`: answer an issue that suggests an entry with the entry that it makes. Runs main's code only.
import { answerIssue } from "../../forms/answer-issue.ts";
import { EXIT, type Subcommand } from "../command.ts";
import { say } from "../io.ts";
import { listName, mainList } from "../lists.ts";

export const command: Subcommand = {
  description:
    "In an issues event of GitHub Actions: post the entry that a filed form makes as one comment, updated in place.",
  examples: ["npm run suggest"],
  async run(io) {
    const root = mainList(io);
    say(io, await answerIssue(root, listName(root), io.env));
    return EXIT.clean;
  },
};
