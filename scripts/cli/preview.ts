// From the run of a workflow to the text of the comment on its pull request, whose commits are here.
import { TooMuch } from "../git/blobs.ts";
import { githubContext } from "../github/context.ts";
import { readEvent, workflowRunIn } from "../github/event.ts";
import { commentText, previewCommits } from "../pull/comment.ts";
import { placesOf } from "../pull/places.ts";
import { TOO_MUCH } from "./apart.ts";
import { Trouble } from "./exit.ts";
import type { Io } from "./io.ts";
import { homeOf } from "./lists.ts";

/**
 * @param began - the hash of the commit that the pull request began at
 * @returns Markdown; `undefined` when there is nothing to say
 */
export async function previewRun(io: Io, began: string): Promise<string | undefined> {
  const context = githubContext(io.env);
  const run = workflowRunIn(readEvent(io.env));
  if (context?.repository === undefined || !run) {
    throw new Trouble("There is no run of a workflow to preview.", "To see the rows that change: npm run pull-request");
  }
  const { repository, sha } = run.head;
  const before = { repository: context.repository, sha: began };
  const places = placesOf(context.server, context.repository, before, { repository, sha });
  try {
    return commentText(await previewCommits(homeOf(io), began, sha), run, places);
  } catch (error) {
    if (error instanceof TooMuch) return TOO_MUCH;
    throw error;
  }
}
