// The newest snapshot that the Wayback Machine has of a page (https://archive.org/help/wayback_api.php).
import { cleanUrl } from "./clean.ts";
import { askForJson, at } from "./json.ts";
import type { Web } from "./web.ts";

const SNAPSHOT = /^https?:\/\/web\.archive\.org\/web\/\d{4,14}\//;

/** @returns the snapshot's URL; `undefined` when there is none, or nobody answers: it is only nice to know */
export async function newestSnapshot(web: Web, page: string): Promise<string | undefined> {
  const url = new URL(web.settings.waybackUrl);
  url.search = new URLSearchParams({ url: page }).toString();
  try {
    const { value } = await askForJson(web, url, { method: "GET" }, { once: true });
    const closest = at(value, "archived_snapshots", "closest");
    const snapshot = at(closest, "url");
    // A snapshot of “404 Not Found” helps nobody.
    const shows = at(closest, "available") === true && /^(?:2\d\d)?$/.test(String(at(closest, "status") ?? ""));
    if (!shows || typeof snapshot !== "string" || !SNAPSHOT.test(snapshot)) return undefined;
    return cleanUrl(snapshot.replace(/^http:/, "https:"))?.href;
  } catch (error) {
    if (web.settings.signal.aborted) throw error;
    return undefined;
  }
}
