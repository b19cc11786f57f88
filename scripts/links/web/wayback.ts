// The newest snapshot that the Wayback Machine has of a page (https://archive.org/help/wayback_api.php).

import { textAt, valueAt } from "../../text/json.ts";
import { httpUrl } from "./http-url.ts";
import type { WebClient } from "./web-client.ts";

const SNAPSHOT = /^https?:\/\/web\.archive\.org\/web\/\d{4,14}\//;

/** @returns the URL of the newest snapshot; `undefined` when there is none or the service does not answer */
export async function newestSnapshot(web: WebClient, page: string): Promise<string | undefined> {
  const url = new URL(web.settings.waybackUrl);
  url.search = new URLSearchParams({ url: page }).toString();
  try {
    const { value } = await web.askForJson(url, { method: "GET" }, { once: true });
    const closest = valueAt(value, "archived_snapshots", "closest");
    const snapshot = textAt(closest, "url");
    // Only snapshots of a page, not of an error.
    const isPage = /^(?:2\d\d)?$/.test(String(valueAt(closest, "status") ?? ""));
    if (valueAt(closest, "available") !== true || !isPage || !SNAPSHOT.test(snapshot)) return undefined;
    return httpUrl(snapshot.replace(/^http:/, "https:"))?.href;
  } catch (error) {
    if (web.settings.signal.aborted) throw error;
    return undefined;
  }
}
