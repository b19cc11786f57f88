// Hosts and paths: which hosts belong to one site, and which paths are its front page.
import { getDomain } from "tldts";

/** @returns the name that somebody registered: `docs.example.co.uk` → `example.co.uk`; users of github.io are sites */
export function siteOf(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}

/** @returns whether it is a page of GitHub, which sends much of what it shows as JSON */
export function isOnGitHub(url: URL): boolean {
  return /(?:^|\.)github\.com$/.test(url.hostname);
}

/** `www.example.org` and `example.org` are one. */
export function bareHost(url: URL): string {
  return url.host.replace(/^www\./, "");
}

/** `/en`, `/en-us/`, `/zh_Hans`; only languages that sites have, since `/go/` and `/my/` are no languages. */
const LOCALE =
  /^\/?(?:en|de|fr|es|it|pt|nl|ja|jp|ko|kr|zh|cn|tw|ru|pl|tr|cs|sv|da|fi|no|nb|uk|ar|he|hi|id|th|vi|ro|hu|el|bg|us|gb)(?:[-_][a-z0-9]{2,4})?\/?$/i;
const FRONT = /^\/?(?:(?:index|default|home|main|welcome)(?:\.\w+)?\/?)?$/i;

/** @returns whether a URL is a site's front page, in any language; a query may ask for anything */
export function isFrontPage(url: URL): boolean {
  if (url.search !== "") return false;
  const path = url.pathname;
  if (FRONT.test(path) || LOCALE.test(path)) return true;
  const [, locale = "", rest = ""] = /^\/([^/]+)(\/.*)$/.exec(path) ?? [];
  return LOCALE.test(locale) && FRONT.test(rest);
}

/** @returns whether the target is the same page in a language or for a country that the visitor's headers or address chose */
export function isLocalised(from: URL, to: URL): boolean {
  const same = (one: string, other: string): boolean => one.replace(/\/+$/, "") === other.replace(/\/+$/, "");
  if (from.search !== to.search) return false;
  // `us.example.org`
  const [label = ""] = to.host.split(".");
  if (to.host === `${label}.${bareHost(from)}` && LOCALE.test(label)) return same(from.pathname, to.pathname);
  if (bareHost(from) !== bareHost(to)) return false;
  const [, locale = "", rest = ""] = /^\/([^/]+)(\/.*)?$/.exec(to.pathname) ?? [];
  return LOCALE.test(locale) && !same(from.pathname, to.pathname) && same(from.pathname, rest);
}
