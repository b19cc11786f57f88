// Facts about the repositories that a branch's new entries lead to, as GitHub's API has them, and who proposes them.
// A maintainer weighs them: there is no judgement here, and what GitHub does not answer is left out.
import path from "node:path";
import { apiPath, type GitHubClient } from "../github/client.ts";
import { repositoryOf } from "../links/web/github.ts";
import { urlOf } from "../record/entry.ts";
import { listFolders, missingPart } from "../record/list-folders.ts";
import { loadList } from "../record/load.ts";
import { numberAt, textAt, valueAt } from "../text/json.ts";
import { canParse } from "../text/url.ts";

/** A pull request brings one entry, or a few; what brings more is another kind of change. */
const MOST = 10;

/** @returns Markdown; "" when there is nothing to say */
export async function newRepositories(
  { root, base }: { root: string; base: string | undefined },
  event: unknown,
  github: Pick<GitHubClient, "request">,
): Promise<string> {
  const names = base === undefined ? [] : repositoriesOfNew(root, base);
  const answers = await Promise.all(
    names.slice(0, MOST).map((name) => github.request("GET", apiPath`/repos/${name}`).catch(() => undefined)),
  );
  const rows = answers.flatMap((answer) => (answer === undefined ? [] : [rowOf(answer)]));
  if (rows.length === 0) return "";
  return [
    "## New repositories",
    "",
    ...proposedBy(event),
    "| Repository | License | Last push | Stars | Since |",
    "| --- | --- | --- | ---: | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** `OWNER/NAME` of each, once. */
function repositoriesOfNew(root: string, base: string): string[] {
  const names = new Set<string>();
  for (const folder of listFolders(root)) {
    const [now, before] = [path.join(root, folder), path.join(base, folder)];
    if (missingPart(now) !== undefined) continue;
    const known = missingPart(before) === undefined ? loadList(before).list.entries : [];
    const files = new Set(known.map(({ file }) => file));
    for (const entry of loadList(now).list.entries) {
      const url = urlOf(entry) ?? "";
      const repository = !files.has(entry.file) && canParse(url) ? repositoryOf(new URL(url)) : undefined;
      if (repository) names.add(repository.name);
    }
  }
  return [...names];
}

/** Only what cannot be markup: names by GitHub's own rules, days, and numbers. */
function rowOf(data: unknown): string {
  const name = /^[\w.-]+\/[\w.-]+$/.exec(textAt(data, "full_name"))?.[0] ?? "";
  const licence = /^[\w.+-]+$/.exec(textAt(data, "license", "spdx_id"))?.[0] ?? "none found";
  const archived = valueAt(data, "archived") === true ? ", archived" : "";
  const stars = numberAt(data, "stargazers_count") ?? "";
  return `| \`${name}\` | ${licence} | ${dayAt(data, "pushed_at")}${archived} | ${stars} | ${dayAt(data, "created_at")} |`;
}

function dayAt(data: unknown, key: string): string {
  return /^\d{4}-\d\d-\d\d/.exec(textAt(data, key))?.[0] ?? "";
}

function proposedBy(event: unknown): string[] {
  const [login] = /^[\w-]+(?:\[bot\])?$/.exec(textAt(event, "pull_request", "user", "login")) ?? [];
  const [relation = ""] = /^[A-Z_]+$/.exec(textAt(event, "pull_request", "author_association")) ?? [];
  if (login === undefined) return [];
  const words = relation === "" || relation === "NONE" ? "" : ` (${relation.toLowerCase().replaceAll("_", " ")})`;
  return [`Proposed by \`${login}\`${words}.`, ""];
}
