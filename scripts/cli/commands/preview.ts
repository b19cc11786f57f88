// `preview`, which `comment` starts: a stranger's records → the comment's text, in a process that may take so much and no more.
import type { Subcommand } from "../command.ts";
import { EXIT } from "../exit.ts";
import { previewRun } from "../preview.ts";

export const command: Subcommand = {
  description: "The rows that a pull request changes, as Markdown.",
  examples: ["npm run comment"],
  declare(program) {
    program.usage("COMMIT").argument("<commit>", "the commit that it began at");
  },
  async run(io, _, [began = ""]) {
    io.stdout.write((await previewRun(io, began)) ?? "");
    return EXIT.clean;
  },
};
