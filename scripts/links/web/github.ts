// Repositories on GitHub: which URLs are theirs, and what GitHub's API or page says of them.

import { textAt, valueAt } from "../../text/json.ts";
import { memoized } from "../../text/memoized.ts";
import type { Repository } from "./answer.ts";
import { Failure, orFailure } from "./failure.ts";
import type { Reply, Request } from "./http.ts";
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

/**
 * @returns `OWNER/NAME` as it is listed, without `.git`, and whether it is the repository's front page, not a file or an issue
 * in it; `undefined` for what is not in a repository: users, organisations, GitHub's features
 */
export function repositoryOf(url: URL): { name: string; isFront: boolean } | undefined {
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
  if (!found?.isFront || !page) return undefined;
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
  const all = [...new Set(names.map((name) => name.toLowerCase()))];
  const batches = new Map<string, readonly string[]>();
  for (let start = 0; start < all.length; start += PER_QUERY) {
    const batch = all.slice(start, start + PER_QUERY);
    for (const name of batch) batches.set(name, batch);
  }
  const askOnce = memoized(ask);
  let isExhausted = false;
  return async (name) => {
    const batch = batches.get(name.toLowerCase());
    return batch && (await askOnce(batch)).get(name.toLowerCase());
  };

  async function ask(names: readonly string[]): Promise<ReadonlyMap<string, Repository>> {
    const { githubApiUrl, githubToken } = web.settings;
    if (isExhausted || !githubToken) return new Map();
    const request: Request = {
      method: "POST",
      headers: { authorization: `bearer ${githubToken}`, "content-type": "application/json" },
      body: JSON.stringify({ query: queryFor(names) }),
    };
    const answer = await orFailure(web.askForJson(new URL(githubApiUrl), request, { withToken: true }));
    // Over a limit, or not to be reached: the pages tell.
    isExhausted ||= answer instanceof Failure || isOver(answer.reply);
    if (answer instanceof Failure || answer.reply.status !== 200) return new Map();
    return new Map(
      names.flatMap((name, index) => {
        const repository = toRepository(valueAt(answer.value, "data", `r${index}`));
        return repository ? [[name, repository] as const] : [];
      }),
    );
  }
}

function isOver({ status, header }: Reply): boolean {
  const left = header("x-ratelimit-remaining");
  return status === 401 || status === 403 || (left !== undefined && Number(left) <= RESERVE);
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
