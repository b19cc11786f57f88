// `npm run publish-lists`: after a push, make the generated files anew and commit them to the branch.
import { command, run } from "./cli/command.ts";
import { publishLists } from "./cli/publish.ts";

interface Options {
  branch?: string;
}

const program = command(
  "publish-lists",
  "Make everything that the build writes anew from the newest commit of a branch, commit what differs, and push it; where nobody may push, open a pull request.",
  ["npm run publish-lists -- --branch main"],
).option("--branch <name>", "the branch; in GitHub Actions, the one that was pushed to");

void run<Options>(program, ({ branch }) => publishLists(branch));
