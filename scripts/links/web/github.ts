// Repositories on GitHub: which URLs are theirs, and what GitHub's API or page says of them.

import { textAt, valueAt } from "../../text/json.ts";
import type { Repository } from "./answer.ts";
import type { Request } from "./http.ts";
import type { Page } from "./page.ts";
import { wordList } from "./similarity.ts";
import type { WebClient } from "./web-client.ts";

/** First parts of paths that are GitHub's own pages: no user may have such a name. */
const RESERVED = wordList(
  "about account advisories apps blog business codespaces collections community contact copilot customer-stories customers dashboard discussions education enterprise enterprises events explore features gist git-guides github-copilot home images issues join login logout logos marketplace mcp mobile models new newsroom nonprofit notifications open-source organizations orgs partners personal premium-support pricing pulls readme resources search security sessions settings showcases signup site sitemap solutions sponsors stars startups team teams topics trending user users watching why-github wiki",
);
/** https://docs.github.com/en/rest: what names are made of. */
const OWNER = /^[a-z\d](?:[a-z\d-]{0,38})$/i;
const NAME = /^[\w.-]{1,100}$/;

interface RepositoryUrl {
  /** `OWNER/NAME` as it is listed, without `.git`. */
  name: string;
  /** It is the repository's front page, not a file or an issue in it. */
  isFront: boolean;
}

/** @returns `undefined` for what is not in a repository: users, organisations, GitHub's features */
export function repositoryOf(url: URL): RepositoryUrl | undefined {
  if (!/^(?:www\.)?github\.com$/.test(url.hostname)) return undefined;
  const [owner = "", repository = "", ...rest] = url.pathname.split("/").slice(1);
  const name = repository.replace(/\.git$/i, "");
  if (RESERVED.has(owner.toLowerCase()) || !OWNER.test(owner) || !NAME.test(name) || /^\.{1,2}$/.test(name))
    return undefined;
  return { name: `${owner}/${name}`, isFront: rest.every((part) => part === "") };
}

/** A repository's front page says that it is archived above its README, which may say anything. */
export function repositoryOnPage(url: URL, page: Page | undefined): Repository | undefined {
  const found = repositoryOf(url);
  if (!found || !page) return undefined;
  const above = page.raw.split(/<article\b|id="readme"/i)[0] ?? "";
  return { name: found.name, archived: /This repository (?:was|has been) archived by the owner/.test(above) };
}

/** GitHub takes 500,000 nodes a query; a hundred names make a query of 12 kB, which it answers in a second. */
const PER_QUERY = 100;
/** Points of the rate limit that are left to others (a query for a hundred repositories takes one). */
const RESERVE = 10;

/** @returns what the API knows of one of these (`OWNER/NAME`); `undefined` too without a token, or over its limit */
export function repositoryFinder(
  web: WebClient,
  names: readonly string[],
): (name: string) => Promise<Repository | undefined> {
  const batches = new Map<string, { names: string[]; answer?: Promise<ReadonlyMap<string, Repository>> }>();
  let isExhausted = false;
  const all = [...new Set(names.map((name) => name.toLowerCase()))];
  for (let start = 0; start < all.length; start += PER_QUERY) {
    const batch = { names: all.slice(start, start + PER_QUERY) };
    for (const name of batch.names) batches.set(name, batch);
  }
  return find;

  async function find(name: string): Promise<Repository | undefined> {
    const batch = batches.get(name.toLowerCase());
    if (!batch || web.settings.githubToken === undefined) return undefined;
    batch.answer ??= ask(batch.names);
    return (await batch.answer).get(name.toLowerCase());
  }

  async function ask(names: readonly string[]): Promise<ReadonlyMap<string, Repository>> {
    const found = new Map<string, Repository>();
    const { githubApiUrl, githubToken, signal } = web.settings;
    if (isExhausted || !githubToken) return found;
    try {
      const request: Request = {
        method: "POST",
        headers: { authorization: `bearer ${githubToken}`, "content-type": "application/json" },
        body: JSON.stringify({ query: queryFor(names) }),
      };
      const { reply, value } = await web.askForJson(new URL(githubApiUrl), request, { withToken: true });
      const left = reply.header("x-ratelimit-remaining");
      if ((left !== undefined && Number(left) <= RESERVE) || reply.status === 401 || reply.status === 403)
        isExhausted = true;
      if (reply.status !== 200) return found;
      for (const [index, name] of names.entries()) {
        const repository = toRepository(valueAt(value, "data", `r${index}`));
        if (repository) found.set(name, repository);
      }
    } catch (error) {
      if (signal.aborted) throw error;
      // Over a limit, or not to be reached: the pages tell.
      isExhausted = true;
    }
    return found;
  }
}

/** Names are safe to stand in a query: `repositoryOf` lets through letters, digits, `-`, `_` and `.`. */
function queryFor(names: readonly string[]): string {
  const fields = names.map((full, index) => {
    const [owner, name] = full.split("/");
    return `r${index}: repository(owner: ${JSON.stringify(owner)}, name: ${JSON.stringify(name)}, followRenames: true) { nameWithOwner isArchived pushedAt }`;
  });
  return `query { ${fields.join(" ")} }`;
}

function toRepository(value: unknown): Repository | undefined {
  const [name, archived] = [textAt(value, "nameWithOwner"), valueAt(value, "isArchived")];
  if (typeof archived !== "boolean" || !/^[\w.-]+\/[\w.-]+$/.test(name)) return undefined;
  const day = /^\d{4}-\d\d-\d\d/.exec(textAt(value, "pushedAt"))?.[0];
  return { name, archived, pushed: day };
}
