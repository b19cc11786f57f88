// YouTube answers 200 for videos that are gone; its oEmbed service (https://oembed.com) does not.

import { printable } from "../../text/escape.ts";
import { textAt } from "../../text/json.ts";
import type { Turn, WebClient } from "./web-client.ts";

const HOSTS = /^(?:www\.|m\.|music\.)?youtube(?:-nocookie)?\.com$/;
const ID = /^[\w-]{11}$/;

/** @returns the address of the video or playlist under which oEmbed knows it; `undefined` for channels and the rest */
export function videoUrl(url: URL): string | undefined {
  const [first = "", second = ""] = url.pathname.split("/").slice(1);
  let id: string | undefined;
  if (url.hostname === "youtu.be") id = first;
  else if (!HOSTS.test(url.hostname)) return undefined;
  else if (first === "watch") id = url.searchParams.get("v") ?? undefined;
  else if (["embed", "shorts", "live", "v"].includes(first)) id = second;
  else if (first === "playlist") {
    const list = url.searchParams.get("list");
    return list && /^[\w-]{10,}$/.test(list) ? `https://www.youtube.com/playlist?list=${list}` : undefined;
  }
  return id !== undefined && ID.test(id) ? `https://www.youtube.com/watch?v=${id}` : undefined;
}

interface Video {
  status: number;
  statusLine: string;
  title: string;
}

/** @throws {Failure} when oEmbed does not answer */
export async function askForVideo(web: WebClient, video: string, turn: Turn = {}): Promise<Video> {
  const url = new URL(web.settings.oembedUrl);
  url.search = new URLSearchParams({ url: video, format: "json" }).toString();
  const { reply, value } = await web.askForJson(url, { method: "GET" }, turn);
  return { status: reply.status, statusLine: reply.statusLine, title: printable(textAt(value, "title")) };
}
