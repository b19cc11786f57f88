// From an issue that was filed with a form to the comment that answers it.
import packageJson from "../../package.json" with { type: "json" };
import type { NewKind } from "../forms/entry.ts";
import { SUGGESTIONS } from "../forms/issue-forms.ts";
import { answerTo } from "../forms/suggestion.ts";
import { clientFor } from "../github/client.ts";
import { githubContext } from "../github/context.ts";
import { readEvent } from "../github/event.ts";
import { listAt, numberAt, textAt } from "../github/json.ts";
import { Repository } from "../github/repository.ts";
import { stick } from "../github/sticky.ts";
import { loadList } from "../record/list.ts";
import type { Rule } from "../rules/support/rule.ts";
import { Trouble } from "./exit.ts";
import type { Io } from "./io.ts";
import { homeOf } from "./lists.ts";

const MARKER = `${packageJson.name}: suggestion`;

/** @returns what was done */
export async function answerIssue(io: Io, rules: readonly Rule[]): Promise<string> {
  const context = githubContext(io.env);
  const event = readEvent(io.env);
  const number = numberAt(event, "issue", "number");
  if (context?.repository === undefined || number === undefined) {
    throw new Trouble(
      "There is no issue to answer.",
      "This command is for .github/workflows/suggest.yml. To make an entry yourself: npm run new",
    );
  }
  const kind = kindOf(event);
  if (kind === undefined) return `#${number} was not filed with a form that suggests an entry.`;
  if (textAt(event, "issue", "state") === "closed") return `#${number} is closed.`;
  const { list } = await loadList(homeOf(io));
  const text = await answerTo(list, kind, textAt(event, "issue", "body"), rules);
  const repository = new Repository(clientFor(io.env), context.repository);
  return `#${number}: the comment was ${await stick(repository, { number, marker: MARKER }, text)}.`;
}

function kindOf(event: unknown): NewKind | undefined {
  const labels = listAt(event, "issue", "labels").map((label) => textAt(label, "name"));
  return SUGGESTIONS.find(({ label }) => labels.includes(label))?.kind;
}
