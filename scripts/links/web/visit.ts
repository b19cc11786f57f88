// From a URL to the page at the end of its redirects, which are followed by hand: each hop is checked before it is asked.
import { isChallenge } from "./challenges.ts";
import { Cookies } from "./cookies.ts";
import { Failure } from "./failure.ts";
import type { Reply, Request } from "./http.ts";
import { httpUrl } from "./http-url.ts";
import { type Page, type PageReader, readPage } from "./page.ts";
import { isFrontPage, isOnGitHub } from "./sites.ts";
import type { Turn, WebClient } from "./web-client.ts";

export interface Visit {
  /** As it was asked, without fragment. */
  listed: URL;
  final: URL;
  /** The fragment that the last redirect with one asked for, with `#`. */
  fragment: string;
  reply: Reply;
  /** `undefined` for what is no HTML. */
  page: Page | undefined;
  redirects: number;
  /** Whether all redirects were 301 or 308. */
  permanent: boolean;
}

export interface VisitOptions extends Turn {
  /** Read the page to its end. */
  whole?: boolean;
  headers?: Readonly<Record<string, string | undefined>>;
  asBrowser?: boolean;
}

/** What Chrome sends. Some sites answer programs with 404. */
const BROWSER_HEADERS = {
  "user-agent":
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  accept: "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
  "accept-language": "en-US,en;q=0.9",
  "upgrade-insecure-requests": "1",
  "sec-fetch-dest": "document",
  "sec-fetch-mode": "navigate",
  "sec-fetch-site": "none",
  "sec-fetch-user": "?1",
};
/** In seconds: a page that is left later than that is read. */
const SOON = 10;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);
const HTML = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i;

/** @throws {Failure} where the redirects lead nowhere, or a host does not answer */
export async function visit(
  web: WebClient,
  listed: URL,
  { whole = false, headers = {}, once = false, begins = false, asBrowser = false }: VisitOptions = {},
): Promise<Visit> {
  const cookies = new Cookies();
  const seen = new Set<string>();
  let at = new URL(listed);
  at.hash = "";
  let fragment = "";
  let permanent = true;
  for (let redirects = 0; ; redirects++) {
    const asked = at;
    const cookie = cookies.for(at);
    const here = `${at.href} ${cookie}`;
    if (seen.has(here)) throw new Failure("redirect-loop", `Its redirects lead back to ${at.href}.`);
    seen.add(here);
    let reader: PageReader | undefined;
    const reply = await web.ask(
      at,
      (): Request => {
        // A retry reads the page from its start.
        const fresh = readPage(whole, whole && isOnGitHub(asked));
        reader = fresh;
        // Validators are for what was listed, not for what it leads to.
        const first = redirects === 0 ? headers : {};
        return {
          method: "GET",
          headers: { ...(asBrowser ? BROWSER_HEADERS : {}), ...first, cookie: cookie || undefined },
          read: (text) => fresh.push(text),
        };
      },
      { once, begins: begins && redirects === 0 },
    );
    cookies.keep(at, reply.cookies);
    if (!REDIRECTS.has(reply.status)) {
      const type = reply.header("content-type");
      const page = type === undefined || HTML.test(type) ? reader?.page() : undefined;
      const next = redirects < web.settings.redirects ? refreshOf(page, reply, at) : undefined;
      if (!next || seen.has(`${next.url.href} ${cookies.for(next.url)}`))
        return { listed, final: at, fragment, reply, page, redirects, permanent };
      // Front pages lead to a language or a version, which is not where they have moved to.
      permanent &&= next.isForGood && !isFrontPage(at);
      if (next.hash !== "") fragment = next.hash;
      at = next.url;
      continue;
    }
    const location = reply.header("location");
    if (location === undefined) throw new Failure("bad-redirect", `${reply.statusLine} without a target.`);
    if (redirects >= web.settings.redirects)
      throw new Failure("redirect-limit", `More than ${redirects} redirects in a row.`);
    const next = httpUrl(location, at.href);
    if (!next) throw new Failure("bad-redirect", "It leads to what is no URL of http or https.");
    permanent &&= PERMANENT.has(reply.status);
    if (next.hash !== "") fragment = next.hash;
    next.hash = "";
    at = next;
  }
}

/** Where a page leads to by itself, as with a redirect: at once for good (as search engines read it), or soon. */
function refreshOf(page: Page | undefined, reply: Reply, at: URL) {
  if (!page?.refresh || page.refresh.seconds > SOON || !reply.ok) return undefined;
  const url = httpUrl(page.refresh.url, at.href);
  if (!url || isChallenge(reply, page)) return undefined;
  const { hash } = url;
  url.hash = "";
  return url.href === at.href ? undefined : { url, hash, isForGood: page.refresh.seconds === 0 };
}
