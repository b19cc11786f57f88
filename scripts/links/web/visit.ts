// From a URL to the page at the end of its redirects, which are followed by hand: each hop is checked before it is asked.
import { Cookies } from "./cookies.ts";
import { Failure } from "./failure.ts";
import type { Reply, Request } from "./http.ts";
import { httpUrl } from "./http-url.ts";
import { type Page, type PageReader, readPage } from "./page.ts";
import { isOnGitHub } from "./sites.ts";
import type { Turn, WebClient } from "./web-client.ts";

export interface Visit {
  /** As it was asked, without fragment. */
  listed: URL;
  /** Where the redirects ended. */
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

interface VisitOptions extends Turn {
  /** Read the page to its end. */
  whole?: boolean;
  headers?: Readonly<Record<string, string | undefined>>;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);
const HTML = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i;

/** @throws {Failure} where the redirects lead nowhere, or a host does not answer */
export async function visit(
  web: WebClient,
  listed: URL,
  { whole = false, headers = {}, once = false, begins = false }: VisitOptions = {},
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
          headers: { ...first, cookie: cookie || undefined },
          read: (text) => fresh.push(text),
        };
      },
      { once, begins: begins && redirects === 0 },
    );
    cookies.keep(at, reply.cookies);
    const location = reply.header("location");
    if (!REDIRECTS.has(reply.status) || location === undefined) {
      if (REDIRECTS.has(reply.status)) throw new Failure("bad-redirect", `${reply.statusLine} without a target.`);
      const type = reply.header("content-type");
      const isPage = type === undefined || HTML.test(type);
      return { listed, final: at, fragment, reply, page: isPage ? reader?.page() : undefined, redirects, permanent };
    }
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
