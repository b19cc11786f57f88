// Services that know of a page what it does not say itself: YouTube's oEmbed (https://oembed.com), since YouTube answers 200
// for videos that are gone, and the Wayback Machine (https://archive.org/help/wayback_api.php).
import { printable } from "../../text/escape.ts";
import { textAt, valueAt } from "../../text/json.ts";
import { Failure, orFailure } from "./failure.ts";
import type { Reply } from "./http.ts";
import { httpUrl } from "./http-url.ts";
import type { Turn, WebClient } from "./web-client.ts";

const YOUTUBE = /^(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com$/;
const VIDEO = /^[\w-]{11}$/;

/** @returns the address of the video or playlist under which oEmbed knows it; `undefined` for channels and the rest */
export function videoUrl(url: URL): string | undefined {
  const [first = "", second = ""] = url.pathname.split("/").slice(1);
  let id: string | undefined;
  if (url.hostname === "youtu.be") id = first;
  else if (!YOUTUBE.test(url.hostname)) return undefined;
  else if (first === "watch") id = url.searchParams.get("v") ?? undefined;
  else if (["embed", "shorts", "live", "v"].includes(first)) id = second;
  else if (first === "playlist") {
    const list = url.searchParams.get("list");
    return list && /^[\w-]{10,}$/.test(list) ? `https://www.youtube.com/playlist?list=${list}` : undefined;
  }
  return id !== undefined && VIDEO.test(id) ? `https://www.youtube.com/watch?v=${id}` : undefined;
}

export interface Video extends Reply {
  title: string;
}

/** @throws {Failure} when oEmbed does not answer */
export async function askForVideo(web: WebClient, video: string, turn: Turn = {}): Promise<Video> {
  const url = new URL(web.settings.oembedUrl);
  url.search = new URLSearchParams({ url: video, format: "json" }).toString();
  const { reply, value } = await web.askForJson(url, { method: "GET" }, turn);
  return { ...reply, title: printable(textAt(value, "title")) };
}

const SNAPSHOT = /^https?:\/\/web\.archive\.org\/web\/\d{4,14}\//;

/** @returns the URL of the newest snapshot; `undefined` when there is none or the service does not answer */
export async function newestSnapshot(web: WebClient, page: string): Promise<string | undefined> {
  const url = new URL(web.settings.waybackUrl);
  url.search = new URLSearchParams({ url: page }).toString();
  const found = await orFailure(web.askForJson(url, { method: "GET" }, { once: true }));
  if (found instanceof Failure) return undefined;
  const closest = valueAt(found.value, "archived_snapshots", "closest");
  const snapshot = textAt(closest, "url");
  // Only snapshots of a page, not of an error.
  const isPage = /^(?:2\d\d)?$/.test(String(valueAt(closest, "status") ?? ""));
  if (valueAt(closest, "available") !== true || !isPage || !SNAPSHOT.test(snapshot)) return undefined;
  return httpUrl(snapshot.replace(/^http:/, "https:"))?.href;
}
