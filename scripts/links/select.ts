// Which of the listed links a run is about: those that a branch adds or changes, those of a shard.
import { createHash } from "node:crypto";
import path from "node:path";
import { missingPart } from "../record/list-folders.ts";
import { collectLinks, type Links } from "./collect.ts";
import { siteOf } from "./web/sites.ts";

/** @returns the links that the same lists did not hold in `before`, the folder with the files where the branch began */
export async function newLinks(links: Links, before: string, base: string, roots: readonly string[]): Promise<Links> {
  const then = roots.map((root) => path.join(before, path.relative(base, root)));
  // A list that the branch adds was not there.
  const there = then.filter((root) => missingPart(root) === undefined);
  const { links: old } = await collectLinks(before, there);
  return new Map([...links].filter(([url]) => !old.has(url)));
}

/** A part of the links, such as the second of five. All links of a site are in one part, so that the limits of requests to one site hold. */
export interface Shard {
  /** From 1. */
  index: number;
  count: number;
}

/** @returns whether a URL belongs to this part; each belongs to exactly one, whatever else is listed */
export function isInShard(url: string, { index, count }: Shard): boolean {
  const hash = createHash("sha256")
    .update(siteOf(new URL(url).hostname))
    .digest();
  return hash.readUInt32BE() % count === index - 1;
}
