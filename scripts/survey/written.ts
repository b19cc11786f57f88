// A new address as it can be written where the old one stands.
import type { Answer } from "../links/verdict.ts";
import { MarkdownDocument } from "../lint/document.ts";
import type { Place } from "./collect.ts";

/** What ends a URL in Markdown, in a template, or in YAML's flow style; percent-encoded, it is the same URL. */
const RISKY = /[()<>[\]{}|\\^`'"*]/g;
const RISKY_IN_YAML = /[[\]{}'"]/g;

/** Where a link has moved to, with the fragment that is listed, if the move named no other. */
export function targetOf({ url, target }: Answer): string | undefined {
  if (target === undefined) return undefined;
  const fragment = new URL(url).hash;
  return fragment === "" || target.includes("#") ? target : `${target}${fragment}`;
}

/** The same address without a character that would end it at this place. */
export function addressAt({ text }: Place, target: string): string {
  const isMarkdown = text instanceof MarkdownDocument;
  return target.replace(isMarkdown ? RISKY : RISKY_IN_YAML, encode);
}

/** The address as it is to be written at a place. */
export function writtenAt(place: Place, target: string): string {
  const address = addressAt(place, target);
  return place.isHtml ? address.replaceAll("&", "&amp;") : address;
}

function encode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** The page is made by the build; what stands in it alone is not mended there. */
export function isMendable({ text }: Place): boolean {
  return !(text instanceof MarkdownDocument && text.kind === "document");
}
