// Text for a log in which nothing is a command.
import { randomUUID } from "node:crypto";
import { githubContext } from "../github/context.ts";
import type { Io } from "./io.ts";

/**
 * The runner of GitHub Actions obeys lines of a log, also those that quote somebody's record; between these two it does not.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#stopping-and-starting-workflow-commands
 */
export function verbatim({ env }: Io, text: string): string {
  if (text === "" || !githubContext(env)) return text;
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}${text.endsWith("\n") ? "" : "\n"}::${token}::\n`;
}
