// Where redirects lead: to another page or not, for good or not, and whether the target is fit to be listed.
import { bareHost, isFrontPage, isLocalised, siteOf } from "./sites.ts";
import type { Visit } from "./visit.ts";

/** @returns whether it leads for good to another page, and not from a safe place to an unsafe one */
export function hasMoved({ redirects, permanent, listed, final }: Visit): boolean {
  if (redirects === 0 || !permanent || final.href === listed.href || isLocalised(listed, final)) return false;
  const isSameSite = bareHost(listed) === bareHost(final) && listed.protocol === final.protocol;
  // `/` → `/en/` depends on who asks; `www.` does not.
  if (isSameSite && isFrontPage(listed) && isFrontPage(final)) return listed.pathname === final.pathname;
  return !(listed.protocol === "https:" && final.protocol === "http:");
}

/** @returns whether redirects led to another page than the one that was asked for */
export function pathChanged({ listed, final }: Visit): boolean {
  const path = (url: URL): string => url.pathname.replace(/\/+$/, "");
  // `/?p=123` is a page; `/?utm_source=list` is the front page.
  const names = ["p", "page_id", "page", "id", "post", "article", "topic", "doc"];
  const namesPage = names.some((name) => listed.searchParams.has(name));
  return path(listed) !== path(final) || (namesPage && final.search === "");
}

export function samePlace(one: URL, other: URL): boolean {
  return bareHost(one) === bareHost(other) && one.pathname === other.pathname;
}

/** @returns whether a site is called what the last part of a path was: `company.example/openthing` → `openthing.example` */
export function isNamedBy(listed: URL, { hostname }: URL): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_.]/g, "");
  const part = listed.pathname.split("/").findLast((each) => each !== "") ?? "";
  return part.length > 2 && plain(siteOf(hostname).split(".")[0] ?? "") === plain(part);
}

/** Where a visit ended, with the fragment that its redirects asked for. */
export function targetOf({ final, fragment }: Visit): string {
  const target = new URL(final);
  target.hash = fragment;
  return target.href;
}

/** @returns whether the target is the listed URL but for `https:` and `www.`: nothing in it can be one visit's own */
export function changesSchemeOnly({ listed, final, fragment }: Visit): boolean {
  const [one, other] = [listed, final].map((url) => url.hostname.replace(/^www\./, "") + url.pathname + url.search);
  return one === other && fragment === "";
}

/** Names of a session or of a visit's secret: Servlets (Jakarta Servlet 6.0, section 7.1.3), PHP, ASP, ColdFusion, … */
const SESSION =
  /^(?:[jp]?(?:hp)?sess(?:ion)?_?id|aspsessionid\w*|s_?id|session|cfid|cftoken|osc?sid|zenid|(?:access_?|csrf_?|auth_?)?token|nonce|state)$/i;

/** @returns the name of a session that the target carries, in its query or its path (`;jsessionid=…`), and the listed URL does not */
export function sessionIn(listed: URL, target: URL): string | undefined {
  const known = new Set(parameters(listed));
  return parameters(target).find((name) => SESSION.test(name) && !known.has(name));
}

function parameters({ pathname, searchParams }: URL): string[] {
  // Where any letter may be the first of a name, a long path without one is gone over for each of them.
  const inPath = Array.from(pathname.matchAll(/(?<=[;/])([^;/=]*)=/g), ([, name = ""]) => name);
  return [...searchParams.keys(), ...inPath];
}
