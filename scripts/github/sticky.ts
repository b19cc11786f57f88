// One comment, or one issue, that is always the same one: found again by its marker, and updated in place.
import type { Issue, IssueComment, Repository } from "./repository.ts";

/** As whom a workflow with GITHUB_TOKEN writes. Anybody can write a marker into a text of their own. */
const WORKFLOW_AUTHOR = "github-actions[bot]";

/** Which of the texts of one author is meant: the comment in HTML that it starts with. */
function markerComment(marker: string): string {
  return `<!-- ${marker} -->`;
}

export interface StickyComment {
  /** Of the issue or pull request. */
  number: number;
  marker: string;
  /** Who writes it; unless said, a workflow. */
  author?: string;
}

/**
 * @param text - Markdown; `undefined` takes the comment away, if there is one
 * @returns what became of it
 */
export async function stick(
  repository: Repository,
  { number, marker, author = WORKFLOW_AUTHOR }: StickyComment,
  text: string | undefined,
): Promise<"created" | "updated" | "unchanged" | "deleted" | "none"> {
  const comments = (): Promise<IssueComment[]> => marked(repository.comments(number), marker, author);
  const [first, ...others] = await comments();
  // Two runs at once may both have found none.
  for (const { id } of others) await repository.deleteComment(id);
  if (text === undefined) {
    if (first) await repository.deleteComment(first.id);
    return first ? "deleted" : "none";
  }
  const body = `${markerComment(marker)}\n${text}`;
  if (!first) {
    await repository.createComment(number, body);
    const [, ...later] = await comments();
    for (const { id } of later) await repository.deleteComment(id);
    return "created";
  }
  if (isSame(first.body, body)) return "unchanged";
  await repository.updateComment(first.id, body);
  return "updated";
}

export interface StickyIssue {
  marker: string;
  title: string;
  /** Who writes it; unless said, a workflow. */
  author?: string;
}

export interface Tracked {
  done: "opened" | "reopened" | "updated" | "unchanged" | "closed" | "none";
  /** Where there is one. */
  issue: Issue | undefined;
}

/**
 * Opens the issue, keeps it up to date, closes it when there is nothing to tell any more, and opens it again.
 *
 * @param text - Markdown; `undefined` when there is nothing to tell
 * @param farewell - what the closed issue says instead
 */
export async function trackIssue(
  repository: Repository,
  { marker, title, author = WORKFLOW_AUTHOR }: StickyIssue,
  text: string | undefined,
  farewell: string,
): Promise<Tracked> {
  const body = `${markerComment(marker)}\n${text ?? farewell}`;
  const [open, ...others] = (await marked(repository.issues({ state: "open" }), marker, author)).reverse();
  // Two runs at once may both have opened one; the older stays.
  for (const { number } of others) {
    await repository.updateIssue(number, { state: "closed", state_reason: "not_planned" });
  }
  if (text === undefined) {
    if (!open) return { done: "none", issue: undefined };
    const change = { title, body, state: "closed", state_reason: "completed" } as const;
    return { done: "closed", issue: await repository.updateIssue(open.number, change) };
  }
  if (open) {
    if (open.title === title && isSame(open.body, body)) return { done: "unchanged", issue: open };
    return { done: "updated", issue: await repository.updateIssue(open.number, { title, body }) };
  }
  // The newest: its comments are what people said last.
  const [closed] = await marked(repository.issues({ state: "closed" }), marker, author);
  if (!closed) return { done: "opened", issue: await repository.createIssue({ title, body }) };
  const issue = await repository.updateIssue(closed.number, { title, body, state: "open", state_reason: "reopened" });
  return { done: "reopened", issue };
}

async function marked<Text extends { author: string; body: string }>(
  texts: AsyncIterable<Text>,
  marker: string,
  author: string,
): Promise<Text[]> {
  const found: Text[] = [];
  for await (const text of texts) {
    if (text.author === author && text.body.startsWith(markerComment(marker))) found.push(text);
  }
  return found;
}

/** GitHub keeps line ends as it likes, and trims. */
function isSame(a: string, b: string): boolean {
  const normal = (body: string): string => body.replace(/\r\n?/g, "\n").trim();
  return normal(a) === normal(b);
}
