// An issue that was filed with a form → the comment that answers it.
import { clientFor } from "../github/client.ts";
import { githubContext, readEvent } from "../github/context.ts";
import { Repository } from "../github/repository.ts";
import { updateComment } from "../github/tracked-text.ts";
import { loadList } from "../record/load.ts";
import { listAt, numberAt, textAt } from "../text/json.ts";
import { Trouble } from "../text/trouble.ts";
import { labelFor } from "./issue-forms.ts";
import { answerTo } from "./suggestion.ts";

/**
 * @param root - the list's folder (absolute)
 * @param name - what the list is called, to GitHub and in the comment's marker
 * @returns what was done
 * @throws {Trouble} outside of an issue's event
 */
export async function answerIssue(root: string, name: string, env: NodeJS.ProcessEnv): Promise<string> {
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
  const repository = new Repository(clientFor(name, env), context.repository);
  const marker = `${name}: suggestion`;
  return `#${number}: the comment was ${await updateComment(repository, { number, marker }, text)}.`;
}
