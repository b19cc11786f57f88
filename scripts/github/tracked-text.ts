// Keeps one comment or issue up to date: finds it by its marker, a comment in HTML that it starts with, and edits it.
import { BODY_LENGTH, type Issue, type IssueComment, type Repository } from "./repository.ts";

/** As whom a workflow with GITHUB_TOKEN writes. Others can write the marker into a text of their own. */
const WORKFLOW_AUTHOR = "github-actions[bot]";

/** Keeps the comment on an issue or pull request; `undefined` deletes it. @returns what became of it */
export async function updateComment(
  repository: Repository,
  { number, marker }: { number: number; marker: string },
  text: string | undefined,
): Promise<"created" | "updated" | "unchanged" | "deleted" | "none"> {
  const comments = (): Promise<IssueComment[]> => marked(repository.comments(number), marker);
  const [first, ...others] = await comments();
  // Two runs at once may both have found none.
  for (const { id } of others) await repository.deleteComment(id);
  if (text === undefined) {
    if (first) await repository.deleteComment(first.id);
    return first ? "deleted" : "none";
  }
  const body = bodyOf(marker, text);
  if (!first) {
    await repository.createComment(number, body);
    const [, ...later] = await comments();
    for (const { id } of later) await repository.deleteComment(id);
    return "created";
  }
  if (normal(first.body) === normal(body)) return "unchanged";
  await repository.updateComment(first.id, body);
  return "updated";
}

/** Opens the issue, keeps it up to date, closes it when there is nothing to tell any more, and opens it again. @returns the issue, if any */
export async function trackIssue(
  repository: Repository,
  { marker, title }: { marker: string; title: string },
  text: string | undefined,
  closingText: string,
): Promise<{ done: "opened" | "reopened" | "updated" | "unchanged" | "closed" | "none"; issue: Issue | undefined }> {
  const body = bodyOf(marker, text ?? closingText);
  const [open, ...others] = (await marked(repository.issues({ state: "open" }), marker)).reverse();
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
    if (open.title === title && normal(open.body) === normal(body)) return { done: "unchanged", issue: open };
    return { done: "updated", issue: await repository.updateIssue(open.number, { title, body }) };
  }
  // Of several closed issues, the newest is opened again.
  const [closed] = await marked(repository.issues({ state: "closed" }), marker);
  if (!closed) return { done: "opened", issue: await repository.createIssue({ title, body }) };
  const issue = await repository.updateIssue(closed.number, { title, body, state: "open", state_reason: "reopened" });
  return { done: "reopened", issue };
}

/** Puts a text on top of the open issue, unless it is there already; without one, an issue is opened. */
export async function addToIssue(
  repository: Repository,
  { marker, title }: { marker: string; title: string },
  text: string,
): Promise<Issue> {
  const [open] = (await marked(repository.issues({ state: "open" }), marker)).reverse();
  if (!open) return repository.createIssue({ title, body: bodyOf(marker, text) });
  const before = normal(open.body);
  if (before.includes(text.trim())) return open;
  const older = before.slice(bodyOf(marker).length).trim();
  const body = bodyOf(marker, `${text}\n\n---\n\n${older}`).slice(0, BODY_LENGTH);
  return repository.updateIssue(open.number, { title, body });
}

async function marked<Text extends { author: string; body: string }>(
  texts: AsyncIterable<Text>,
  marker: string,
): Promise<Text[]> {
  const found: Text[] = [];
  for await (const text of texts) {
    if (text.author === WORKFLOW_AUTHOR && text.body.startsWith(bodyOf(marker))) found.push(text);
  }
  return found;
}

function bodyOf(marker: string, text?: string): string {
  return `<!-- ${marker} -->${text === undefined ? "" : `\n${text}`}`;
}

/** GitHub may change line ends, and trims. */
function normal(body: string): string {
  return body.replace(/\r\n?/g, "\n").trim();
}
