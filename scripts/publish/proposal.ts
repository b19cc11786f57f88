// The pull request with what the build makes, for a branch that nobody may push to.
import { hasBranch, push } from "../git/remote.ts";
import type { Repository } from "../github/repository.ts";

/** The branch with the change. */
export const PROPOSAL = "publish-lists";

/** @returns the page of the pull request, and whether it is new */
export async function openProposal(repository: Repository, base: string): Promise<{ url: string; isNew: boolean }> {
  for await (const { url } of proposals(repository, base)) return { url, isNew: false };
  const title = "Make the generated files anew";
  const body = "The data has changed, and this is what the build makes of it. Merge it as it is.";
  return { url: (await repository.createPullRequest({ title, body, head: PROPOSAL, base })).url, isNew: true };
}

/** @returns the pages of the pull requests that were closed */
export async function closeProposal(
  folder: string,
  repository: Repository | undefined,
  base: string,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  // Git tells quickly whether the branch exists; only then GitHub's API is asked, before the branch is deleted.
  if (!hasBranch(folder, PROPOSAL, env)) return [];
  const closed: string[] = [];
  if (repository) {
    for await (const { number, url } of proposals(repository, base)) {
      await repository.closePullRequest(number);
      closed.push(url);
    }
  }
  push(folder, `:refs/heads/${PROPOSAL}`, env);
  return closed;
}

function proposals(repository: Repository, base: string): ReturnType<Repository["pullRequests"]> {
  const [owner = ""] = repository.name.split("/");
  return repository.pullRequests({ state: "open", head: `${owner}:${PROPOSAL}`, base });
}
