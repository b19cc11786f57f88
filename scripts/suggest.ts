// `npm run suggest`: answer an issue that suggests an entry with the entry that it makes. Runs main's code only.
import packageJson from "../package.json" with { type: "json" };
import { command, run } from "./cli/command.ts";
import { EXIT } from "./cli/exit.ts";
import { HOME } from "./cli/lists.ts";
import { answerIssue } from "./forms/answer-issue.ts";
import { clientFor } from "./github/client.ts";
import { RULES } from "./rules/index.ts";

const program = command(
  "suggest",
  "In an issues event of GitHub Actions: post the entry that a filed form makes as one comment, updated in place.",
  ["npm run suggest"],
);

void run<object>(program, async () => {
  const { name } = packageJson;
  const said = await answerIssue({
    root: HOME,
    rules: RULES,
    client: clientFor(name),
    marker: `${name}: suggestion`,
  });
  console.error(said);
  return EXIT.clean;
});
