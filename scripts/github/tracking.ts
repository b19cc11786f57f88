// One issue about something that lasts: opened, kept up to date in its text, closed when all is well, and opened again.
import type { Issue, Repository } from "./repository.ts";
import { markerComment, normal, WORKFLOW_AUTHOR } from "./sticky.ts";

export interface Tracked {
  /** Kebab-case; what tells the issue from the others of the same author. */
  marker: string;
  title: string;
  /** Who writes it; unless said, a workflow. Anybody can write a marker into an issue of their own. */
  author?: string;
}

export interface Tracking {
  done: "opened" | "reopened" | "updated" | "unchanged" | "closed" | "none";
  /** The issue, where there is one. */
  issue: Issue | undefined;
}

/**
 * @param text - Markdown; `undefined` when there is nothing to tell any more
 * @param farewell - what the closed issue says instead
 */
export async function trackIssue(
  repository: Repository,
  { marker, title, author = WORKFLOW_AUTHOR }: Tracked,
  text: string | undefined,
  farewell: string,
): Promise<Tracking> {
  const body = `${markerComment(marker)}\n${text ?? farewell}`;
  const all = await ours(repository, "open", marker, author);
  const open = all.at(-1);
  // Two runs at once may both have opened one; the older stays.
  for (const { number } of all.slice(0, -1)) {
    await repository.updateIssue(number, { state: "closed", state_reason: "not_planned" });
  }
  if (text === undefined) {
    if (!open) return { done: "none", issue: undefined };
    const issue = await repository.updateIssue(open.number, {
      title,
      body,
      state: "closed",
      state_reason: "completed",
    });
    return { done: "closed", issue };
  }
  if (open) {
    if (open.title === title && normal(open.body) === normal(body)) return { done: "unchanged", issue: open };
    return { done: "updated", issue: await repository.updateIssue(open.number, { title, body }) };
  }
  // The newest: its comments are what people said last.
  const [closed] = await ours(repository, "closed", marker, author);
  if (!closed) return { done: "opened", issue: await repository.createIssue({ title, body }) };
  const issue = await repository.updateIssue(closed.number, { title, body, state: "open", state_reason: "reopened" });
  return { done: "reopened", issue };
}

/** The newest first. */
async function ours(
  repository: Repository,
  state: "open" | "closed",
  marker: string,
  author: string,
): Promise<Issue[]> {
  const found: Issue[] = [];
  for await (const issue of repository.issues({ state })) {
    if (issue.author === author && issue.body.startsWith(markerComment(marker))) found.push(issue);
  }
  return found;
}
