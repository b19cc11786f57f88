// An issue that was filed with a form → the comment that answers it.
import type { GitHubClient } from "../github/client.ts";
import { githubContext, readEvent } from "../github/context.ts";
import { Repository } from "../github/repository.ts";
import { updateComment } from "../github/tracked-text.ts";
import { loadList } from "../record/load.ts";
import { listAt, numberAt, textAt } from "../text/json.ts";
import { Trouble } from "../text/trouble.ts";
import { labelFor } from "./issue-forms.ts";
import { answerTo } from "./suggestion.ts";

export interface IssueAnswer {
  /** The list's folder (absolute). */
  root: string;
  client: GitHubClient;
  env: NodeJS.ProcessEnv;
  /** See tracked-text.ts. */
  marker: string;
}

/** @returns what was done. @throws {Trouble} outside of an issue's event */
export async function answerIssue({ root, client, env, marker }: IssueAnswer): Promise<string> {
  const context = githubContext(env);
  const event = readEvent(env);
  const number = numberAt(event, "issue", "number");
  if (context?.repository === undefined || number === undefined) {
    throw new Trouble(
      "There is no issue to answer.",
      "This command is for .github/workflows/suggest.yml. To make an entry yourself: npm run new",
    );
  }
  const { list } = loadList(root);
  const labels = listAt(event, "issue", "labels").map((label) => textAt(label, "name"));
  const kind = list.kinds.all.find((each) => each.form !== undefined && labels.includes(labelFor(each)));
  if (kind === undefined) return `#${number} was not filed with a form that suggests an entry.`;
  if (textAt(event, "issue", "state") === "closed") return `#${number} is closed.`;
  const text = await answerTo(list, kind, textAt(event, "issue", "body"));
  return `#${number}: the comment was ${await updateComment(new Repository(client, context.repository), { number, marker }, text)}.`;
}
