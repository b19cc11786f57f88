// `suggest`: answer an issue that suggests an entry with the entry that it makes. Runs main's code only.
import { RULES } from "../../rules/index.ts";
import type { Subcommand } from "../command.ts";
import { EXIT } from "../exit.ts";
import { say } from "../io.ts";
import { answerIssue } from "../suggest.ts";

export const command: Subcommand = {
  description:
    "In an issues event of GitHub Actions: post the entry that a filed form makes as one comment, updated in place.",
  examples: ["npm run suggest"],
  async run(io) {
    say(io, await answerIssue(io, RULES));
    return EXIT.clean;
  },
};
