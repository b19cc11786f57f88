// `publish-lists`: after a push, make the generated files anew and commit them to the branch.
import type { Subcommand } from "../command.ts";
import { publishLists } from "../publish.ts";

interface Options {
  branch?: string;
}

export const command: Subcommand<Options> = {
  description:
    "Make everything that the build writes anew from the newest commit of a branch, commit what differs, and push it; where nobody may push, open a pull request.",
  examples: ["npm run publish-lists -- --branch main"],
  declare(program) {
    program.option("--branch <name>", "the branch; in GitHub Actions, the one that was pushed to");
  },
  run(io, { branch }) {
    return publishLists(io, branch);
  },
};
