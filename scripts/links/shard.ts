// Which part of the links a job of several asks about: all links of a site stay together, so that manners hold.
import { createHash } from "node:crypto";
import { siteOf } from "./web/sites.ts";

export interface Shard {
  /** From 1. */
  index: number;
  count: number;
}

/** @returns whether a URL belongs to this part; each belongs to exactly one, whatever else is listed */
export function shardTest({ index, count }: Shard): (url: string) => boolean {
  const known = new Map<string, boolean>();
  return (url) => {
    const site = siteOf(new URL(url).hostname);
    let isOurs = known.get(site);
    if (isOurs === undefined) {
      isOurs = hash(site) % count === index - 1;
      known.set(site, isOurs);
    }
    return isOurs;
  };
}

function hash(text: string): number {
  return createHash("sha256").update(text).digest().readUInt32BE();
}
