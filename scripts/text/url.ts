// Which URLs a list may hold, and when two of them are the same.

import { toString as textOf } from "mdast-util-to-string";
import normalizeUrl from "normalize-url";
import { nearest } from "./did-you-mean.ts";
import { hostProblem } from "./host.ts";
import { parseGfm } from "./markdown.ts";

/** A URI scheme (RFC 3986, section 3.1). */
const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop control characters, so that `java\nscript:` runs
const UNSAFE = /[\u0000-\u0020\u007f-\u00a0\u2028\u2029\p{Cs}]/u;

/** Browsers read a backslash as a slash. */
const TWO_SLASHES = /^[\\/]{2}/;
/** A character reference of HTML (CommonMark, section 2.5), which some parsers decode even behind a backslash. */
export const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/gi;

/** @returns the character; the same text where there is no such reference */
export function readReference(reference: string): string {
  return textOf(parseGfm(reference));
}

const SCHEMES = ["http", "https", "mailto"];

/**
 * @returns what is wrong with a URL, to follow "This URL ", or `undefined` when it is http, https, mailto or relative
 */
export function urlProblem(url: string): string | undefined {
  if (/^!?\[.*\]\(.*\)$/.test(url)) return "is a Markdown link: only what stands in its parentheses belongs here";
  if (url.startsWith("<")) return "stands in angle brackets: write it without them";
  if (UNSAFE.test(url)) return "has a space or a control character in it";
  const scheme = SCHEME.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    if (/^https?\/\//i.test(url)) return "has no colon behind its scheme: write https://";
    if (TWO_SLASHES.test(url)) return "has no scheme in front of its host: write https://";
    const decoded = url.replace(REFERENCE, readReference).replace(/[\0-\x20]/g, "");
    return decoded !== url && (SCHEME.test(decoded) || TWO_SLASHES.test(decoded))
      ? `is read as ${JSON.stringify(decoded)} by some renderers: write the characters themselves`
      : undefined;
  }
  if (scheme === "mailto") return url.includes("@") ? undefined : "has no address after “mailto:”";
  if (scheme !== "http" && scheme !== "https") {
    const meant = nearest(scheme, SCHEMES);
    if (meant !== undefined) return `starts with “${scheme}:” instead of “${meant}:”`;
    return `starts with “${scheme}:”, and only https, http and mailto are allowed`;
  }
  if (/^https?:\/\/https?(?::?\/\/|:$)/i.test(url)) return "has two schemes: write https:// once";
  if (/^https?:\/\/[^/?#]*[,;!'"]/i.test(url)) return "has a character in its host that no host has";
  if (!/^https?:\/\/[^/?#]/i.test(url) || !canParse(url))
    return "is not complete: it needs a host, as in https://example.org/";
  return hostProblem(url);
}

/**
 * @returns what is wrong with a URL of a record, to follow "This URL ": also that it leads out of the list, where a
 * page may lead, whose author sees it
 */
export function recordUrlProblem(url: string): string | undefined {
  const isOutside = !SCHEME.test(url) && /^[\\/]|^(?:[^?#]*[\\/])?(?:\.|%2e){2}(?:[\\/?#]|$)/i.test(url);
  return urlProblem(url) ?? (isOutside ? "leads out of the list: name a file in it, or write https://" : undefined);
}

/**
 * As `URL.canParse`, which on Node.js 20 and 22 refuses every URL with a letter such as `ü` once it was called some two
 * thousand times (it reads Latin-1 as UTF-8 when it is compiled).
 */
export function canParse(url: string, base?: string | URL): boolean {
  try {
    new URL(url, base);
    return true;
  } catch {
    return false;
  }
}

/** @returns what a percent-encoded text says; the text itself, where it cannot be decoded */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** @returns whether a key is that of a host with projects of many owners, each of which may hold many things */
export function isOnCodeHost(key: string): boolean {
  return /^(?:git(?:hub|lab)\.com|gist\.github\.com|codeberg\.org|bitbucket\.org|gitee\.com|sourceforge\.net|(?:git\.)?sr\.ht)\b/.test(
    key,
  );
}

/** URLs, as most are, in which normalising would change only the scheme and the final slash. */
const COMMON = /^https?:\/\/(?!www\.)([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,})((?:\/(?!\.+(?:\/|$))[\w.-]+)*)\/?$/;

/**
 * A key that is equal for URLs which lead to the same page: scheme, `www.`, case of the host and of GitHub's paths,
 * `.git` and the final slash do not count.
 */
export function urlKey(url: string): string {
  const [, host, path] = COMMON.exec(url) ?? [];
  if (host !== undefined)
    return host === "github.com" ? `${host}${path?.toLowerCase().replace(/\.git$/, "")}` : `${host}${path}`;
  // `https:a//b` parses as a URL, but `urlProblem` reports it; its key is the text itself.
  if (!/^https?:\/\/[^/?#]/i.test(url) || !canParse(url)) return url;
  const key = normalizeUrl(url, { stripProtocol: true, stripWWW: true, removeTrailingSlash: true });
  return key.startsWith("github.com/") ? key.toLowerCase().replace(/\.git$/, "") : key;
}
