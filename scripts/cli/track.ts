// Findings of `npm run links` → the one issue about them, in the repository whose workflow runs.
import { clientFor } from "../github/client.ts";
import { githubContext } from "../github/context.ts";
import { BODY_LENGTH, Repository } from "../github/repository.ts";
import { trackIssue } from "../github/tracking.ts";
import type { Findings } from "../report/findings.ts";
import { linksIssue } from "../report/links-issue.ts";
import { Trouble } from "./exit.ts";
import { type Io, say } from "./io.ts";

const TITLE = "Links that need a look";
const MARKER = "links";
const FAREWELL = "Every link is where it should be. Thank you! This issue opens again when one is not.";

const SAID = {
  opened: "Opened",
  reopened: "Opened again:",
  updated: "Updated",
  unchanged: "Nothing new for",
  closed: "Closed",
  none: "There is nothing to tell, and no issue.",
} as const;

/**
 * @throws {Trouble} outside of GitHub Actions
 * @throws {GitHubError} when GitHub refuses
 */
export async function trackLinks(io: Io, findings: Findings): Promise<void> {
  const { env } = io;
  const repository = githubContext(env)?.repository;
  if (repository === undefined || !env.GITHUB_TOKEN) {
    throw new Trouble("--track works in GitHub Actions, with GITHUB_TOKEN and the permission “issues: write”.");
  }
  // The marker takes some of the room.
  const text = linksIssue(findings, BODY_LENGTH - 100);
  const { done, issue } = await trackIssue(
    new Repository(clientFor(env), repository),
    { marker: MARKER, title: TITLE },
    text,
    FAREWELL,
  );
  say(io, issue ? `${SAID[done]} issue #${issue.number}: ${issue.url}` : SAID[done]);
}
