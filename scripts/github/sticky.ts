// One comment on an issue or a pull request that is always the same one: found again by its marker, and updated in place.
import type { IssueComment, Repository } from "./repository.ts";

export interface Sticky {
  /** Of the issue or pull request. */
  number: number;
  /** Kebab-case; what tells it from the other comments of the same author. */
  marker: string;
  /** Who writes it; unless said, a workflow. Anybody can write a marker into a comment of their own. */
  author?: string;
}

/** As whom a workflow with GITHUB_TOKEN writes. */
export const WORKFLOW_AUTHOR = "github-actions[bot]";

/** The comment in HTML that a sticky comment, or an issue of ours, starts with. */
export function markerComment(marker: string): string {
  return `<!-- ${marker} -->`;
}

/**
 * @param text - Markdown; `undefined` takes the comment away, if there is one
 * @returns what became of it
 */
export async function stick(
  repository: Repository,
  { number, marker, author = WORKFLOW_AUTHOR }: Sticky,
  text: string | undefined,
): Promise<"created" | "updated" | "unchanged" | "deleted" | "none"> {
  const sticky = { number, marker, author };
  const [first, ...others] = await ours(repository, sticky);
  // Two runs at once may both have found none.
  for (const { id } of others) await repository.deleteComment(id);
  if (text === undefined) {
    if (first) await repository.deleteComment(first.id);
    return first ? "deleted" : "none";
  }
  const body = `${markerComment(marker)}\n${text}`;
  if (!first) {
    await repository.createComment(number, body);
    const [, ...later] = await ours(repository, sticky);
    for (const { id } of later) await repository.deleteComment(id);
    return "created";
  }
  // GitHub keeps line ends as it likes, and trims.
  if (normal(first.body) === normal(body)) return "unchanged";
  await repository.updateComment(first.id, body);
  return "updated";
}

async function ours(repository: Repository, { number, marker, author }: Required<Sticky>): Promise<IssueComment[]> {
  const found: IssueComment[] = [];
  for await (const comment of repository.comments(number)) {
    if (comment.author === author && comment.body.startsWith(markerComment(marker))) found.push(comment);
  }
  return found;
}

/** GitHub keeps line ends as it likes, and trims. */
export function normal(body: string): string {
  return body.replace(/\r\n?/g, "\n").trim();
}
