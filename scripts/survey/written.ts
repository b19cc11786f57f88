// A new address as it can be written where the old one stands.
import type { Answer } from "../links/verdict.ts";
import { MarkdownDocument } from "../lint/document.ts";
import type { Place } from "./collect.ts";

/** What ends a URL in Markdown, in a template, or in YAML's flow style; percent-encoded, it is the same URL. */
const RISKY = /[()<>[\]{}|\\^`'"*]/g;

/** Where a link has moved to, with the fragment that is listed, if the move named no other. */
export function targetOf({ url, target }: Answer): string | undefined {
  if (target === undefined) return undefined;
  const fragment = new URL(url).hash;
  return fragment === "" || target.includes("#") ? target : `${target}${fragment}`;
}

/** The address as it is to be written at a place. */
export function writtenAt({ text }: Place, target: string): string {
  const isMarkdown = text instanceof MarkdownDocument;
  return isMarkdown ? target.replace(RISKY, encode) : target.replace(/[[\]{}'"]/g, encode);
}

function encode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** The page is made by the build; what stands in it alone is not mended there. */
export function isMendable({ text }: Place): boolean {
  return !(text instanceof MarkdownDocument && text.kind === "document");
}
