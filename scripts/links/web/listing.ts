// Which pages stand behind the URLs of a list: one for all that differ by their fragments only.
import { cleanUrl } from "./clean.ts";
import { verdictOf } from "./reasons.ts";
import type { Answer } from "./verdict.ts";

/** One page, and all the URLs under which it is listed. */
export interface Listing {
  /** Without fragment. */
  url: URL;
  listed: string[];
}

/**
 * http and https, with `www.` and without, stay two: what is to be said of them differs.
 *
 * @returns the pages, and what is no URL of http or https
 */
export function collect(urls: Iterable<string>): { pages: Listing[]; others: string[] } {
  const pages = new Map<string, Listing>();
  const others: string[] = [];
  for (const listed of new Set(urls)) {
    const url = cleanUrl(listed);
    if (!url) {
      others.push(listed);
      continue;
    }
    url.hash = "";
    const page = pages.get(url.href);
    if (page) page.listed.push(listed);
    else pages.set(url.href, { url, listed: [listed] });
  }
  return { pages: [...pages.values()], others };
}

export function byHost(pages: readonly Listing[]): Map<string, Listing[]> {
  const hosts = new Map<string, Listing[]>();
  for (const page of pages) {
    const host = hosts.get(page.url.host);
    if (host) host.push(page);
    else hosts.set(page.url.host, [page]);
  }
  return hosts;
}

export function notAUrl(url: string): Answer {
  const reason = "not-a-url";
  return { url, verdict: verdictOf(reason), reason, evidence: "This is no URL of http or https." };
}
