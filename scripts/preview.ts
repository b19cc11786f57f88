// Started by `npm run comment`: a stranger's records → the comment's text, in a process that may take so much and no more.
import { command, run } from "./cli/command.ts";
import { EXIT } from "./cli/exit.ts";
import { previewRun } from "./cli/preview.ts";

const program = command("preview", "The rows that a pull request changes, as Markdown.", ["npm run comment"])
  .usage("COMMIT")
  .argument("<commit>", "the commit that it began at");

void run<object>(program, async (_, [began = ""]) => {
  process.stdout.write((await previewRun(began)) ?? "");
  return EXIT.clean;
});
