// `npm run suggest`: answer an issue that suggests an entry with the entry that it makes. Runs main's code only.
import { command, run } from "./cli/command.ts";
import { EXIT } from "./cli/exit.ts";
import { answerIssue } from "./cli/suggest.ts";
import { RULES } from "./rules/index.ts";

const program = command(
  "suggest",
  "In an issues event of GitHub Actions: post the entry that a filed form makes as one comment, updated in place.",
  ["npm run suggest"],
);

void run<object>(program, async () => {
  console.error(await answerIssue(RULES));
  return EXIT.clean;
});
