// Nodes of a page → the same for a comment on GitHub: nobody is mentioned, nothing is referred to, and links still lead somewhere.
import type { PhrasingContent, Text } from "mdast";
import { withGuards } from "../template/guard.ts";
import { canParse } from "../text/url.ts";

/** Where the page stands on GitHub, with a comment elsewhere. */
export interface PagePlace {
  /** What relative links start from, with a slash at the end; a fragment leads to the page itself. */
  links: string;
  /** What images start from. */
  images: string;
  /** The page. */
  page: string;
}

/** Characters that GitHub turns into a mention, a reference or a link: guarding one character of each is enough. */
const AUTOLINKED = /@|#(?=\d|$)|(?<=\bGH)-(?=\d|$)|:(?=\/\/)/gi;
/** Seven digits and more may be a commit. */
const HASH = /[\da-f]{7,}/gi;
const HASH_PIECE = 7;

/** @returns nodes of one line, without HTML but for `<br>`; without a place, relative links stay */
export function sanitize(nodes: readonly PhrasingContent[], place: PagePlace | undefined): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    switch (node.type) {
      case "text":
        return guard(node);
      case "html":
        return node.value === "<br>" ? [node] : [];
      case "link":
        return [{ type: "link", url: linkUrl(node.url, place), children: sanitize(node.children, place) }];
      case "image":
        return [{ type: "image", url: place ? absolute(node.url, place.images) : node.url, alt: node.alt ?? null }];
      case "footnoteMark": {
        // It leads to its note, which is on the page, not in the comment.
        const text: Text = { type: "text", value: `[${node.value}]` };
        return [place ? { type: "link", url: linkUrl(`#${node.target}`, place), children: [text] } : text];
      }
      case "inlineCode":
      case "guardedCharacter":
        return [node];
      case "emphasis":
      case "strong":
      case "delete":
        return [{ type: node.type, children: sanitize(node.children, place) }];
      default:
        return [];
    }
  });
}

function guard(text: Text): PhrasingContent[] {
  const { value } = text;
  const places = new Set([...value.matchAll(AUTOLINKED)].map(({ index }) => index));
  for (const { 0: run, index } of value.matchAll(HASH)) {
    for (let at = index + HASH_PIECE - 1; at < index + run.length; at += HASH_PIECE) places.add(at);
  }
  return withGuards(text, places);
}

function linkUrl(url: string, place: PagePlace | undefined): string {
  if (place === undefined) return url;
  if (url.startsWith("#")) return place.page + url;
  return unreferring(absolute(url, place.links));
}

function absolute(written: string, base: string): string {
  // Of a blank at its start, Markdown makes %20; the URL parser would drop it, and take what follows for a scheme.
  const url = written.replace(/\s/g, encodeURIComponent);
  return /^[a-z][a-z\d+.-]*:/i.test(url) || !canParse(url, base) ? url : new URL(url, base).href;
}

/**
 * A link to an issue, a pull request, a discussion or a commit leaves a reference there, which everybody who follows it
 * is told about. GitHub's redirecting host leads to the same page and leaves none; Renovate links so too.
 */
function unreferring(url: string): string {
  if (!canParse(url)) return url;
  const parsed = new URL(url);
  if (!/^(?:www\.)?github\.com$/i.test(parsed.hostname)) return url;
  if (!/^\/+[^/]+\/+[^/]+\/+(?:issues|pull|pulls|discussions|commit|commits|compare)(?:\/|$)/i.test(parsed.pathname))
    return url;
  parsed.hostname = "redirect.github.com";
  return parsed.href;
}
