// What the web does to link checkers: pages and sites that each do one of it, and the verdict that a person would give.
import type { Writable } from "node:stream";
import { gzipSync } from "node:zlib";
import type { Remembered, Verdict } from "../../../scripts/links/web/answer.ts";
import type { Certificate, Handler, Visitor } from "./server.ts";

/** What is the case, whoever asks. */
export type Truth = "alive" | "dead" | "blocked" | "trouble";

export interface Behaviour {
  /** A page's behaviour is served under `/NAME/…` of every host that is no site of its own. */
  name: string;
  truth: Truth;
  verdict: Verdict;
  reason: string;
  /** What of the page is listed: a path, a query, a fragment. Default: `/NAME/1`. */
  path?: string;
  /** Default: `pages.test`. */
  host?: string;
  scheme?: "https";
  /** Without the origin; `{http}` and `{https}` are origins of the same host. */
  target?: string;
  suggestion?: string;
  remembered?: Remembered;
}

export const HTML = { "content-type": "text/html; charset=utf-8" };

/** A page that has something to say: its text is its own. */
export function html(title: string, body: string, head = ""): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`;
}

/** Words that differ from page to page. */
export function prose(path: string, length = 60): string {
  const words =
    "alert rule event log query stream field index match pipeline sensor response case team test deploy review".split(
      " ",
    );
  let seed = [...path].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) >>> 0, 7);
  return Array.from({ length }, () => {
    seed = (seed * 1_103_515_245 + 12_345) >>> 0;
    return `${words[seed % words.length]}${seed % 97}`;
  }).join(" ");
}

export function send(
  { request, response }: Visitor,
  status: number,
  body: string | Buffer = "",
  headers: Record<string, string | string[]> = {},
): void {
  response.writeHead(status, { ...HTML, "content-length": String(Buffer.byteLength(body)), ...headers });
  response.end(request.method === "HEAD" ? undefined : body);
}

const fine: Handler = (visitor) =>
  send(
    visitor,
    200,
    html(`About ${visitor.url.pathname}`, `<h1>${visitor.url.pathname}</h1><p>${prose(visitor.url.pathname)}</p>`),
  );
const missing: Handler = (visitor) => send(visitor, 404, html("Not Found", "<h1>Not Found</h1>"));
const status =
  (
    code: number,
    headers: Record<string, string> = {},
    body = html(`Error ${code}`, `<h1>Error ${code}</h1>`),
  ): Handler =>
  (visitor) =>
    send(visitor, code, body, headers);
const redirect =
  (code: number, to: (visitor: Visitor) => string, headers: Record<string, string | string[]> = {}): Handler =>
  (visitor) =>
    send(visitor, code, "", { location: to(visitor), ...headers });
/** The last part of the path: many pages behave the same. */
const last = ({ url }: Visitor): string => url.pathname.split("/").at(-1) ?? "";
const isHead = ({ request }: Visitor): boolean => request.method === "HEAD";
const headOtherwise =
  (head: Handler, get: Handler = fine): Handler =>
  (visitor) =>
    isHead(visitor) ? head(visitor) : get(visitor);
const thenFine =
  (first: Handler): Handler =>
  (visitor) =>
    visitor.count === 1 ? first(visitor) : fine(visitor);
const cut: Handler = ({ request }) => {
  request.socket.destroy();
};
const never: Handler = () => {};
const raw =
  (text: string): Handler =>
  ({ request }) => {
    request.socket.end(text);
  };
const drip =
  (chunk: string, every: number, times: number, head: Record<string, string> = HTML): Handler =>
  async (visitor) => {
    const { response } = visitor;
    response.writeHead(200, head);
    if (isHead(visitor)) return void response.end();
    response.write(html("A slow page", `<p>${prose("slow")}</p>`));
    for (let sent = 0; sent < times && !response.destroyed; sent++) {
      response.write(chunk);
      await new Promise((resolve) => setTimeout(resolve, every));
    }
    response.end();
  };
/** How often pages that are never the same twice were asked for. */
let asked = 0;
let packedBomb: Buffer | undefined;
/** A page with 32 MiB of blanks behind it. */
const bomb = (): Buffer => {
  packedBomb ??= gzipSync(
    Buffer.concat([Buffer.from(html("A bomb", prose("bomb"))), Buffer.alloc(32 * 1024 * 1024, 32)]),
  );
  return packedBomb;
};
/** Whether it can take more, or is gone. */
const drained = (stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      stream.off("drain", done).off("close", done);
      resolve();
    };
    stream.on("drain", done).on("close", done);
  });
const longPage = html(
  "A long page",
  `${"<p>lorem ipsum</p>".repeat(40_000)}<h2 id="far-down">Far down</h2><a name="old-style"></a>`,
);
const sections = html(
  "Sections",
  `<h1 id="first-section">First</h1><p>${prose("sections")}</p><h2 id="Second">Second</h2><a name="named"></a><h2 id="caf&eacute;">Café</h2>`,
);

/** Served under `/NAME/…` of any host. */
export const PAGES: Readonly<Record<string, Handler>> = {
  plain: fine,
  "head-405": headOtherwise(status(405)),
  "head-501": headOtherwise(status(501)),
  "head-403": headOtherwise(status(403)),
  "head-404": headOtherwise(missing),
  "head-500": headOtherwise(status(500)),
  "head-never": headOtherwise(never),
  "head-cut": headOtherwise(cut),
  "head-body": headOtherwise(raw("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello")),
  "head-200": headOtherwise(fine, missing),
  "slow-headers": async (visitor) => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    return fine(visitor);
  },
  "slow-drip": drip("x", 20, 200),
  endless: async (visitor) => {
    const { response } = visitor;
    response.writeHead(200, HTML);
    if (isHead(visitor)) return void response.end();
    response.write(html("No end", prose("endless")));
    const block = "<p>and so on</p>".repeat(4_000);
    while (!response.destroyed) if (!response.write(block)) await drained(response);
  },
  "moved-301": redirect(301, (visitor) => `/plain/${last(visitor)}`),
  "moved-308": redirect(308, (visitor) => `/plain/${last(visitor)}`),
  "found-302": redirect(302, (visitor) => `/plain/${last(visitor)}`),
  "found-303": redirect(303, (visitor) => `/plain/${last(visitor)}`),
  "found-307": redirect(307, (visitor) => `/plain/${last(visitor)}`),
  "moved-then-found": redirect(301, (visitor) => `/found-302/${last(visitor)}`),
  "found-then-moved": redirect(302, (visitor) => `/moved-301/${last(visitor)}`),
  "moved-to-missing": redirect(301, () => "/there/is/nothing"),
  "moved-to-unknown": redirect(301, ({ origin }) => `${origin("gone.test")}/page`),
  "moved-to-https": redirect(301, ({ origin, url }) => `${origin(url.hostname, "https")}/plain/safe`),
  "moved-to-http": redirect(301, ({ origin, url }) => `${origin(url.hostname)}/plain/unsafe`),
  "moved-to-anchor": redirect(301, () => "/sections/1#second"),
  "moved-elsewhere": redirect(301, ({ origin }) => `${origin("successor.test")}/plain/welcome`),
  "moved-to-own-site": redirect(301, ({ origin }) => `${origin("own-site.test")}/`),
  "moved-with-login": redirect(
    301,
    ({ origin }) => `${origin("pages.test").replace("//", "//somebody:secret@")}/plain/x`,
  ),
  // 301, and another target with each visit, or for each visitor.
  "moved-by-session": redirect(301, (visitor) => `/plain/session?visit=${visitor.count}`),
  "moved-by-servlet": redirect(301, () => "/plain/servlet;jsessionid=0A1B2C"),
  "moved-by-visitor": redirect(301, () => "/plain/visitor?lang=en&PHPSESSID=steady"),
  "moved-by-clock": redirect(301, () => `/plain/clock?t=${Date.now()}`),
  "moved-to-mirrors": redirect(301, ({ origin, count }) => `${origin(`mirror-${count}.test`)}/plain/mirrored`),
  "moved-once": (visitor) => (visitor.count === 1 ? redirect(301, () => "/plain/once")(visitor) : fine(visitor)),
  "moved-and-fell": (visitor) =>
    visitor.count === 1 ? redirect(301, () => "/plain/fell")(visitor) : status(400)(visitor),
  "moved-to-query": redirect(301, () => "/plain/query?lang=en&id=7"),
  "moved-with-session": redirect(301, ({ url }) => `/plain/kept${url.search}`),
  "to-front": redirect(302, () => "/"),
  "to-front-for-good": redirect(301, ({ origin, url }) => `${origin(url.hostname)}/en/`),
  "to-front-once": (visitor) => (visitor.count === 1 ? redirect(301, () => "/")(visitor) : fine(visitor)),
  chain: (visitor) => {
    const step = Number(last(visitor));
    send(visitor, 301, "", { location: step < 5 ? `/chain/${step + 1}` : "/plain/end-of-chain" });
  },
  "chain-too-long": (visitor) => send(visitor, 301, "", { location: `/chain-too-long/${Number(last(visitor)) + 1}` }),
  loop: redirect(302, (visitor) => (last(visitor) === "1" ? "/loop/2" : "/loop/1")),
  "loop-self": redirect(301, ({ url }) => url.href),
  cookie: (visitor) =>
    visitor.request.headers.cookie?.includes("seen=yes")
      ? fine(visitor)
      : send(visitor, 302, "", { location: visitor.url.pathname, "set-cookie": ["a=b; Path=/", "seen=yes; HttpOnly"] }),
  "cookie-detour": (visitor) =>
    visitor.request.headers.cookie?.includes("ok=1")
      ? fine(visitor)
      : send(visitor, 302, "", { location: `/set-cookie/${last(visitor)}` }),
  "set-cookie": (visitor) =>
    send(visitor, 302, "", { location: `/cookie-detour/${last(visitor)}`, "set-cookie": "ok=1" }),
  "to-private": redirect(302, ({ url }) => `http://127.0.0.2:${url.port}/plain/1`),
  "to-metadata": redirect(302, () => "http://169.254.169.254/latest/meta-data/"),
  "to-mapped": redirect(302, ({ url }) => `http://[::ffff:127.0.0.2]:${url.port}/plain/1`),
  "to-number": redirect(302, ({ url }) => `http://0x7f.2:${url.port}/plain/1`),
  "to-private-name": redirect(302, ({ origin }) => `${origin("intranet.test")}/plain/1`),
  "to-ftp": redirect(302, () => "ftp://pages.test/file"),
  "to-nothing": (visitor) => send(visitor, 302),
  "429-seconds": thenFine(status(429, { "retry-after": "0.1" })),
  "429-date": thenFine((visitor) =>
    send(visitor, 429, "", { "retry-after": new Date(Date.now() + 100).toUTCString() }),
  ),
  "429-forever": status(429),
  "429-an-hour": status(429, { "retry-after": "3600" }),
  "503-once": thenFine(status(503, { "retry-after": "0" })),
  "500-once": thenFine(status(500)),
  "404-once": thenFine(missing),
  "reset-once": thenFine(cut),
  "garbage-once": thenFine(raw("nonsense\r\n\r\n")),
  "gzip-bomb": (visitor) => send(visitor, 200, bomb(), { "content-encoding": "gzip" }),
  gzip: (visitor) =>
    send(visitor, 200, gzipSync(html("Packed", `<h2 id="inside">Inside</h2>${prose("gzip")}`)), {
      "content-encoding": "gzip",
    }),
  "gzip-cut": (visitor) =>
    send(visitor, 200, gzipSync(html("Packed badly", prose("cut", 500))).subarray(0, 300), {
      "content-encoding": "gzip",
    }),
  "gzip-lie": (visitor) => send(visitor, 200, html("Not packed", prose("lie")), { "content-encoding": "gzip" }),
  "coding-unknown": (visitor) => send(visitor, 200, "\u0001\u0002", { "content-encoding": "zstd, gzip" }),
  "length-short": raw(
    `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 10\r\n\r\n${html("Longer than it says", prose("short"))}`,
  ),
  "length-long": raw(
    `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 100000\r\n\r\n${html("Shorter than it says", prose("long"))}`,
  ),
  "huge-headers": (visitor) =>
    send(
      visitor,
      200,
      html("Huge headers", prose("huge")),
      Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`x-policy-${index}`, "p".repeat(1_000)])),
    ),
  "endless-headers": async ({ request, response }) => {
    const { socket } = request;
    socket.write("HTTP/1.1 200 OK\r\n");
    for (let index = 0; !socket.destroyed && !response.destroyed && index < 2_000; index++) {
      if (!socket.write(`x-${index}: ${"h".repeat(1_000)}\r\n`)) await drained(socket);
    }
  },
  "dripping-headers": async ({ request }) => {
    const { socket } = request;
    socket.write("HTTP/1.1 200 OK\r\n");
    for (let index = 0; !socket.destroyed && index < 1_000; index++) {
      socket.write(`x-${index}: y\r\n`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  },
  "http-1.0": raw(`HTTP/1.0 200 OK\r\ncontent-type: text/html\r\n\r\n${html("An old server", prose("old"))}`),
  "not-http": raw("220 mail.test ESMTP\r\n"),
  "early-hints": raw(
    `HTTP/1.1 103 Early Hints\r\nlink: </a.css>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n${html("Hinted", prose("hints"))}`,
  ),
  "no-type": (visitor) => {
    visitor.response.writeHead(200);
    visitor.response.end(isHead(visitor) ? undefined : html("Untyped", prose("untyped")));
  },
  "no-content": (visitor) => {
    visitor.response.writeHead(204).end();
  },
  empty: (visitor) => send(visitor, 200, ""),
  pdf: (visitor) => send(visitor, 200, "%PDF-1.7", { "content-type": "application/pdf" }),
  etag: (visitor) =>
    visitor.request.headers["if-none-match"] === '"v1"'
      ? send(visitor, 304)
      : send(visitor, 200, html("Tagged", prose("etag")), { etag: '"v1"' }),
  "query-only": (visitor) => (visitor.url.searchParams.get("id") === "7" ? fine(visitor) : missing(visitor)),
  encoded: (visitor) =>
    /^\/encoded\/(?:a%20b|a%2Fb%C3%A9|\(x\)~|%zz|a\+b|a\|b|caf%C3%A9)$/.test(visitor.request.url ?? "")
      ? fine(visitor)
      : missing(visitor),
  "to-encoded": (visitor) => {
    const { response } = visitor;
    // As servers do that know nothing of RFC 3986.
    response.socket?.end(
      Buffer.from("HTTP/1.1 302 Found\r\nlocation: /encoded/café\r\ncontent-length: 0\r\n\r\n", "utf8"),
    );
  },
  "without-agent": (visitor) =>
    /^Mozilla\/5\.0 \(compatible; /.test(visitor.request.headers["user-agent"] ?? "")
      ? fine(visitor)
      : status(403)(visitor),
  "without-accept": (visitor) =>
    visitor.request.headers.accept?.includes("text/html") ? fine(visitor) : status(406)(visitor),
  "long-page": (visitor) => send(visitor, 200, longPage),
  sections: (visitor) => send(visitor, 200, sections),
  "too-deep": (visitor) =>
    send(visitor, 200, html("Deep", `<p>${prose("deep")}</p>${"<b>".repeat(100_000)}<i id="far-down"></i>`)),
  "ids-by-script": (visitor) =>
    send(
      visitor,
      200,
      html(
        "Documentation",
        `<h2>Getting started</h2><h2>Usage</h2><p>${prose("ids")}</p><script src="/anchors.js"></script>`,
      ),
    ),
  "about-404": (visitor) =>
    send(
      visitor,
      200,
      html(
        "What a 404 Not Found page should say, and how we wrote ours last year",
        `<p>Page not found. ${prose("about-404", 400)}</p>`,
      ),
    ),
  "about-parking": (visitor) =>
    send(
      visitor,
      200,
      html(
        "How we lost a domain",
        `<p>“This domain is for sale”, it said. Buy this domain! ${prose("parking", 600)}</p>`,
      ),
    ),
  "title-only": (visitor) =>
    last(visitor) === "1"
      ? send(visitor, 200, html("Page not found", `<p>${prose("title-only")}</p>`))
      : missing(visitor),
  login: (visitor) => send(visitor, 200, html("Log in", '<form><input name="user"><input type="password"></form>')),
  "members-for-good": redirect(301, ({ url }) => `/login?next=${encodeURIComponent(url.pathname)}`),
  "needs-login": redirect(302, ({ url }) => `/login?next=${encodeURIComponent(url.pathname)}`),
  "401": status(401, { "www-authenticate": "Basic" }),
  "402": status(402),
  "403": status(403),
  "418": status(418),
  "451": status(451),
  "999": status(999),
  "403-challenge": status(
    403,
    { "cf-mitigated": "challenge" },
    html("Just a moment...", "<script>window._cf_chl_opt={}</script>"),
  ),
  "503-challenge": status(
    503,
    { server: "cloudflare" },
    html("Just a moment...", "<p>Checking your browser before accessing</p><script>window._cf_chl_opt={}</script>"),
  ),
  "404-challenge": status(404, { "cf-mitigated": "challenge" }, html("Just a moment...", "")),
  "404-wall": status(
    404,
    {},
    html("Access denied", "<p>Bot detected.</p><script src='https://ct.captcha-delivery.com/c.js'></script>"),
  ),
  "200-challenge": status(
    200,
    {},
    html(
      "Making sure you&#39;re not a bot!",
      "<p>Loading…</p><script src='/.within.website/x/cmd/anubis/static/js/main.mjs'></script>",
    ),
  ),
  "202-challenge": status(202, { "x-amzn-waf-action": "challenge" }, ""),
  "405-captcha": status(405, { "x-amzn-waf-action": "captcha" }, html("Human Verification", "")),
  "429-checkpoint": status(429, { "x-vercel-mitigated": "challenge" }, html("Vercel Security Checkpoint", "")),
  "404": missing,
  "410": status(410),
  "400": status(400),
  "500": status(500),
  "502": status(502),
  "503": status(503),
  "504": status(504),
  "521": status(521),
  "300": status(300),
  never,
  cut,
  "evil-title": (visitor) => send(visitor, 200, html("\u001b[31mred\u0007 ::error::x\u202e \u2028 <b>", prose("evil"))),
  "evil-phrase": raw("HTTP/1.1 404 \u001b[2J::error::gone\tx\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"),
};

/** Looks like the page of a content management system: the same around every page. */
const frame = (title: string, content: string): string =>
  html(
    title,
    `<nav>${prose("menu", 80)}</nav><main>${content}</main><footer>${prose("foot", 40)}</footer>`,
    "<script src='/app.js'></script>",
  );
const inSite =
  (front: string, known: Readonly<Record<string, string>>, nonsense: Handler): Handler =>
  (visitor) => {
    const page = visitor.url.pathname === "/" ? front : known[visitor.url.pathname];
    if (page === undefined) return nonsense(visitor);
    send(visitor, 200, page);
  };
/** The front page leads elsewhere, the rest is missing. */
const inRedirect =
  (to: (origin: Visitor["origin"]) => string): Handler =>
  (visitor) =>
    visitor.url.pathname === "/" ? redirect(301, () => to(visitor.origin))(visitor) : missing(visitor);
const everywhere =
  (page: string): Handler =>
  (visitor) =>
    send(visitor, 200, page);
const shell = html("Application", '<div id="root"></div>', '<script type="module" src="/assets/index.js"></script>');

/** Hosts that behave in one way as a whole, by name. */
export const SITES: Readonly<Record<string, Handler>> = {
  // Single-page applications: the same for every path.
  "spa.test": everywhere(shell),
  ...Object.fromEntries(
    ["hidden", 'style="color: red; display: none"', 'aria-hidden="true"'].map((attribute, index) => [
      `spa-hidden-${index + 1}.test`,
      everywhere(
        html(
          "Application",
          `<div id="root">Loading</div><div ${attribute}><div>Sorry</div><p>Page could not be found</p></div>`,
          '<script type="module" src="/assets/index.js"></script>',
        ),
      ),
    ]),
  ),
  "spa-by-class.test": everywhere(
    html(
      "Application",
      '<div id="root">Loading</div><div class="error">Page could not be found</div>',
      '<script type="module" src="/assets/index.js"></script>',
    ),
  ),
  "members.test": (visitor) =>
    visitor.url.pathname === "/"
      ? fine(visitor)
      : send(visitor, 200, html("Log in", '<p>Page not found, or not for you.</p><input type="password">')),
  "spa-landing.test": inSite(
    frame("A product", `<h1>Buy it</h1><p>${prose("landing", 90)}</p>`),
    {},
    everywhere(shell),
  ),
  "spa-frame.test": everywhere(frame("Docs", "<p>Loading …</p>")),
  "echo.test": (visitor) =>
    send(visitor, 200, html(visitor.url.pathname, `<p>You asked for ${visitor.url.pathname}.</p>`)),
  // Soft 404s, each in its own way, beside pages that are there.
  "soft.test": inSite(frame("A blog", prose("front", 50)), { "/post": frame("A post", prose("post", 20)) }, (visitor) =>
    send(visitor, 200, frame("Page not found", "<h1>Oops</h1><p>We can't find that page.</p>")),
  ),
  "soft-echo.test": inSite(frame("A shop", prose("shop", 50)), {}, (visitor) =>
    send(visitor, 200, frame("Error", `<h1>Nothing found</h1><p>${visitor.url.pathname} does not exist.</p>`)),
  ),
  "soft-clock.test": inSite(
    frame("News", prose("news", 50)),
    { "/story": frame("A story", prose("story", 15)) },
    (visitor) =>
      send(
        visitor,
        200,
        frame(
          "404",
          `<h1>404</h1><p>Request ${++asked} at ${1_795_500_000_000 + asked}: ${prose(`clock ${asked}`, 8)}</p>`,
        ),
      ),
  ),
  "soft-german.test": inSite(html("Verein", prose("verein")), {}, (visitor) =>
    send(visitor, 200, html("Fehler", "<h1>Seite nicht gefunden</h1>")),
  ),
  "soft-folder.test": (visitor) => {
    const { pathname } = visitor.url;
    if (pathname === "/") return send(visitor, 200, html("Front", prose("front")));
    if (pathname === "/wiki/page") return send(visitor, 200, html("A page of the wiki", prose("wiki")));
    return pathname.startsWith("/wiki/")
      ? send(visitor, 200, html("Wiki", "<h1>This page does not exist</h1><p>You can create it.</p>"))
      : missing(visitor);
  },
  "soft-redirect.test": (visitor) => {
    const { pathname } = visitor.url;
    if (pathname === "/") return send(visitor, 200, html("Front", prose("front")));
    return pathname === "/404.html"
      ? send(visitor, 200, html("Sorry", "<h1>Page not found</h1>"))
      : send(visitor, 302, "", { location: "/404.html" });
  },
  "soft-silent.test": inSite(
    html("Front", prose("front")),
    { "/page": html("A page", prose("page")) },
    everywhere(html("Welcome", `<p>${prose("something else", 80)}</p>`)),
  ),
  "random.test": (visitor) => send(visitor, 200, html("A random page", prose(`random ${++asked}`, 60))),
  // Sites that lie to HEAD as a whole.
  "lies-to-head.test": headOtherwise(everywhere(""), (visitor) =>
    visitor.url.pathname.startsWith("/there") || visitor.url.pathname === "/" ? fine(visitor) : missing(visitor),
  ),
  // Front pages.
  "localised.test": (visitor) =>
    visitor.url.pathname === "/en/"
      ? send(visitor, 200, html("Welcome", prose("welcome")))
      : visitor.url.pathname === "/"
        ? send(visitor, 301, "", { location: "/en/" })
        : missing(visitor),
  "localised-deep.test": (visitor) =>
    visitor.url.pathname.startsWith("/en/")
      ? fine(visitor)
      : send(visitor, 302, "", { location: `/en${visitor.url.pathname}` }),
  "countries.test": redirect(301, ({ origin, url }) => `${origin("us.countries.test")}${url.pathname}`),
  "us.countries.test": fine,
  "app.test": (visitor) =>
    visitor.url.pathname === "/login"
      ? send(visitor, 200, html("Log in", '<input type="password">'))
      : send(visitor, 302, "", { location: "/login" }),
  "hash-routes.test": (visitor) =>
    visitor.url.pathname === "/"
      ? send(visitor, 200, shell)
      : send(visitor, 301, "", { location: `/#${visitor.url.pathname}` }),
  "bought.test": redirect(301, ({ origin }) => `${origin("buyer.test")}/`),
  "renamed.test": redirect(301, ({ origin, url }) => `${origin("successor.test")}/plain${url.pathname}`),
  "own-site.test": inSite(html("The tool's own site", prose("own")), {}, missing),
  "buyer.test": inSite(html("A big company", prose("company")), {}, missing),
  "all-home.test": (visitor) =>
    visitor.url.pathname === "/" ? fine(visitor) : send(visitor, 302, "", { location: "/" }),
  "query-home.test": (visitor) =>
    visitor.url.pathname !== "/"
      ? missing(visitor)
      : visitor.url.search === ""
        ? fine(visitor)
        : send(visitor, 301, "", { location: "/" }),
  "mended-home.test": (visitor) =>
    visitor.url.pathname === "/"
      ? send(visitor, 200, html("Scheduled maintenance", "<p>Back in the morning.</p>"))
      : send(visitor, 301, "", { location: "/" }),
  // Nobody lives here any more.
  "for-sale.test": everywhere(html("for-sale.test", "<h1>This domain is for sale</h1><p>Make an offer.</p>")),
  "kerbs.test": inSite(
    html("Cars", "<p>A camera that counts cars parked at kerbs, and parked free of charge.</p>"),
    { "/tool": html("Parked domain detection", "<p>Finds them in logs.</p>") },
    missing,
  ),
  "parked.test": everywhere(
    html("parked.test", "<p>Related searches</p><iframe src='https://www.sedoparking.com/frame'></iframe>"),
  ),
  "lander.test": everywhere(
    '<!doctype html><html><head><script>window.onload=function(){window.location.href="/lander"}</script></head><body></body></html>',
  ),
  "to-broker.test": redirect(302, ({ origin }) => `${origin("www.hugedomains.com")}/domain_profile.cfm?d=to-broker`),
  "www.hugedomains.com": status(403),
  // A registrar that also has customers.
  "to-registrar.test": redirect(302, ({ origin }) => `${origin("www.domainnameshop.com")}/plain/customer`),
  "hijacked.test": everywhere(html("Slot Gacor: the best online casino", `<p>${prose("casino", 100)}</p>`)),
  "taken.test": everywhere(html("Cheap shoes and handbags", `<p>${prose("shoes", 100)}</p>`)),
  "taken-over.test": redirect(301, ({ origin }) => `${origin("shoes.test")}/`),
  "shoes.test": everywhere(html("Cheap shoes and handbags", `<p>${prose("shoes", 100)}</p>`)),
  "sold.test": redirect(301, ({ origin }) => `${origin("hijacked.test")}/`),
  "sold-by-path.test": redirect(301, ({ origin, url }) => `${origin("hijacked.test")}${url.pathname}`),
  "sold-front.test": inRedirect((origin) => `${origin("hijacked.test")}/`),
  "lent.test": redirect(302, ({ origin }) => `${origin("hijacked.test")}/`),
  // Words of spam, and none: a game's word in a method, an article about fraud, those who make games.
  "estimates.test": redirect(301, ({ origin }) => `${origin("cards.test")}/`),
  "cards.test": everywhere(html("Planning poker for agile teams", `<p>${prose("cards", 100)}</p>`)),
  "short-links.test": inRedirect((origin) => `${origin("articles.test")}/fraud`),
  "articles.test": inSite(
    html("Articles", prose("articles")),
    { "/fraud": html("How an online casino finds betting fraud", `<p>${prose("fraud", 100)}</p>`) },
    missing,
  ),
  "kindly-group.test": redirect(301, ({ origin }) => `${origin("united.test")}/`),
  "united.test": everywhere(
    html("United: betting, poker and casino", `<p>Kindly Group is called United now. ${prose("united", 100)}</p>`),
  ),
  "casino-labs.test": redirect(301, ({ origin }) => `${origin("lucky-labs.test")}/`),
  "lucky-labs.test": everywhere(html("Lucky Labs: casino and poker engineering", `<p>${prose("lucky", 100)}</p>`)),
  // A company that closed, and its tool, which did not.
  "company.test": redirect(301, ({ origin }) => `${origin("openthing.test")}/`),
  "openthing.test": inSite(html("OpenThing", prose("openthing")), {}, missing),
  "renewed.test": everywhere(html("Fresh paint", `<p>${prose("renewed", 100)}</p>`)),
  "robot-or-human.test": everywhere(
    html("Robot or human?", "<p>Activate and hold the button to confirm that you’re human. Thank you!</p>"),
  ),
  "mended.test": everywhere(
    html("Scheduled maintenance", "<p>We are mending things tonight and will be back in the morning.</p>"),
  ),
  "not-here.test": everywhere(html("Sorry", "<p>This service is not offered in the country that you are in.</p>")),
  "repainted.test": inSite(
    html("Repainted – detection for everyone", `<p>${prose("repainted", 100)}</p>`),
    {},
    missing,
  ),
  "retitled.test": inSite(
    html("Something new every day", `<p>The Shiny Scanner is here. ${prose("retitled", 100)}</p>`),
    {},
    missing,
  ),
  // Services.
  "www.youtube.com": (visitor) => {
    const id = new URL(visitor.url.searchParams.get("url") ?? "http://x.test").searchParams.get("v");
    if (visitor.url.pathname !== "/oembed") return send(visitor, 200, shell);
    if (id === "aliveVideo1") return send(visitor, 200, '{"title":"A talk"}', { "content-type": "application/json" });
    send(visitor, id === "privateVid1" ? 401 : id === "malformedID" ? 400 : 404, "Not Found");
  },
  "archive.org": (visitor) => {
    const page = visitor.url.searchParams.get("url") ?? "";
    const closest = {
      available: true,
      status: "200",
      timestamp: "20240102030405",
      url: `http://web.archive.org/web/20240102030405/${page}`,
    };
    send(visitor, 200, JSON.stringify({ archived_snapshots: page.includes("/404/") ? { closest } : {} }), {
      "content-type": "application/json",
    });
  },
};

export const otherwise: Handler = (visitor) => {
  const [, first = ""] = visitor.url.pathname.split("/");
  if (visitor.url.pathname === "/" || visitor.url.pathname === "/en/")
    return send(visitor, 200, html(`Front page of ${visitor.url.hostname}`, `<p>${prose(visitor.url.hostname)}</p>`));
  return (Object.hasOwn(PAGES, first) ? (PAGES[first] ?? missing) : missing)(visitor);
};

export const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "gone.test": [],
  "intranet.test": ["10.0.0.1"],
  "loopback.test": ["127.0.0.2"],
  "mapped.test": ["::ffff:127.0.0.2"],
  "half.test": ["10.0.0.1", "127.0.0.1"],
  "multicast.test": ["224.0.0.1", "ff02::1"],
};

export const CERTIFICATES: Readonly<Record<string, Certificate>> = {
  "self-signed.test": "self-signed",
  "other-host.test": "other-host",
  "expired-lately.test": "expired-lately",
  "expired-long-ago.test": "expired-long-ago",
};

type Row = [name: string, more?: Partial<Behaviour>];
const rows = (truth: Truth, verdict: Verdict, reason: string, ...list: Row[]): Behaviour[] =>
  list.map(([name, more]) => ({ name, truth, verdict, reason, ...more }));
const seen = (title: string): Remembered => ({ verdict: "ok", title });

/** The table of truth, written by hand. */
export const BEHAVIOURS: readonly Behaviour[] = [
  ...rows(
    ...(["alive", "ok", "found"] as const),
    ["plain"],
    ["plain", { host: "safe.test", scheme: "https" }],
    ["front", { host: "fronts.test", path: "/" }],
    ["head-405"],
    ["head-501"],
    ["head-403"],
    ["head-404"],
    ["head-500"],
    ["head-never", { host: "head-never.test" }],
    ["head-cut"],
    ["head-body"],
    ["slow-headers"],
    ["slow-drip", { host: "slow-drip.test" }],
    ["endless", { host: "endless.test" }],
    ["found-302"],
    ["found-303"],
    ["found-307"],
    ["moved-then-found"],
    ["found-then-moved"],
    ["moved-to-http", { scheme: "https", host: "safe.test" }],
    ["cookie"],
    ["cookie-detour"],
    ["429-seconds", { host: "busy.test" }],
    ["429-date", { host: "busy-too.test" }],
    ["503-once"],
    ["500-once"],
    ["404-once", { host: "flaky.test" }],
    ["reset-once"],
    ["garbage-once"],
    ["gzip-bomb"],
    ["gzip"],
    ["gzip-cut"],
    ["gzip-lie"],
    ["coding-unknown"],
    ["length-short"],
    ["length-long"],
    ["huge-headers"],
    ["http-1.0"],
    ["early-hints"],
    ["no-type"],
    ["no-content"],
    ["empty"],
    ["pdf"],
    ["pdf", { path: "/pdf/2#page=3" }],
    ["etag"],
    ["query-only", { path: "/query-only/?id=7" }],
    ["encoded", { path: "/encoded/a b" }],
    ["encoded", { path: "/encoded/a%2Fb%C3%A9" }],
    ["encoded", { path: "/encoded/(x)~" }],
    ["encoded", { path: "/encoded/%zz" }],
    ["encoded", { path: "/encoded/a+b" }],
    ["encoded", { path: "/encoded/a|b" }],
    ["encoded", { path: "/encoded/café" }],
    ["to-encoded"],
    ["without-agent"],
    ["without-accept"],
    ["about-404"],
    ["about-parking"],
    ["prose that sounds like parking", { host: "kerbs.test", path: "/" }],
    ["a tool that finds parked domains", { host: "kerbs.test", path: "/tool" }],
    ["to-registrar", { host: "to-registrar.test", path: "/" }],
    ["too-deep"],

    ["needs-login"],
    ["evil-title"],
    ["long-page", { path: "/long-page/1#far-down" }],
    ["long-page", { path: "/long-page/1#old-style" }],
    ["long-page", { path: "/long-page/1#top" }],
    ["sections", { path: "/sections/1#first-section" }],
    ["sections", { path: "/sections/1#caf%C3%A9" }],
    ["sections", { path: "/sections/1#named" }],
    ["sections", { path: "/sections/1#" }],
    ["sections", { path: "/sections/1#:~:text=anything" }],
    ["sections", { path: "/sections/1#named:~:text=anything" }],
    ["sections", { path: "/sections/1#/route/of/a/script" }],
    ["sections", { path: "/sections/1#!/route" }],
    ["gzip", { path: "/gzip/2#inside" }],
    ["ids-by-script", { path: "/ids-by-script/1#getting-started" }],
    ["spa", { host: "spa.test", path: "/docs/deep" }],
    ["spa", { host: "spa.test", path: "/" }],
    ["spa-hidden", { host: "spa-hidden-1.test", path: "/docs/deep" }],
    ["spa-hidden", { host: "spa-hidden-2.test", path: "/docs/deep" }],
    ["spa-hidden", { host: "spa-hidden-3.test", path: "/docs/deep" }],
    ["spa-landing", { host: "spa-landing.test", path: "/app/deep" }],
    ["spa-frame", { host: "spa-frame.test", path: "/deep" }],
    ["echo", { host: "echo.test", path: "/some/page" }],
    ["soft, and there", { host: "soft.test", path: "/post" }],
    ["soft-clock, and there", { host: "soft-clock.test", path: "/story" }],
    ["soft-folder, and there", { host: "soft-folder.test", path: "/wiki/page" }],
    ["soft-silent, and there", { host: "soft-silent.test", path: "/page" }],
    ["random", { host: "random.test", path: "/deep" }],
    ["lies-to-head, and there", { host: "lies-to-head.test", path: "/there/1" }],
    ["localised", { host: "localised.test", path: "/" }],
    ["localised-deep", { host: "localised-deep.test", path: "/docs/page" }],
    ["a host for each country", { host: "countries.test", path: "/" }],
    ["a host for each country, deep", { host: "countries.test", path: "/docs/page" }],
    ["front that leads to a login", { host: "app.test", path: "/" }],
    ["half private", { host: "half.test", path: "/plain/1" }],
    ["repainted", { host: "repainted.test", path: "/", remembered: seen("Old slogan") }],
    ["retitled", { host: "retitled.test", path: "/", remembered: seen("Shiny Scanner") }],
    ["hijacked, first seen", { host: "repainted.test", path: "/?from=list" }],
  ),
  ...rows(
    ...(["alive", "ok", "moves-each-time"] as const),
    ["moved-by-session"],
    ["moved-by-servlet"],
    ["moved-by-visitor"],
    ["moved-by-clock"],
    ["moved-to-mirrors"],
    ["moved-once"],
    ["moved-and-fell"],
  ),
  ...rows("alive", "ok", "not-modified", [
    "etag",
    { path: "/etag/2", remembered: { verdict: "ok", etag: '"v1"', title: "Tagged" } },
  ]),
  ...rows(
    "alive",
    "ok",
    "video-found",
    ["video", { host: "www.youtube.com", path: "/watch?v=aliveVideo1" }],
    ["video", { host: "youtu.be", path: "/aliveVideo1?t=30" }],
  ),
  ...rows(
    ...(["alive", "moved", "moved-permanently"] as const),
    ["moved-301", { target: "{http}/plain/1" }],
    ["moved-308", { target: "{http}/plain/1" }],
    ["chain", { target: "{http}/plain/end-of-chain" }],
    ["moved-to-query", { target: "{http}/plain/query?lang=en&id=7" }],
    ["moved-with-session", { path: "/moved-with-session/1?sid=4", target: "{http}/plain/kept?sid=4" }],
    ["moved-to-https", { target: "{https}/plain/safe" }],
    [
      "moved-301",
      {
        path: "/moved-301/sections#part",
        target: "{http}/plain/sections#part",
        verdict: "dead",
        truth: "dead",
        reason: "fragment-missing",
      },
    ],
    ["moved-to-anchor", { target: "{http}/sections/1#second" }],
    ["moved-elsewhere", { target: "http://successor.test/plain/welcome" }],
    ["moved-to-own-site", { target: "http://own-site.test/" }],
    ["moved-with-login", { target: "http://pages.test/plain/x" }],
    ["renamed", { host: "renamed.test", path: "/docs", target: "http://successor.test/plain/docs" }],
    ["made casino games before", { host: "casino-labs.test", path: "/", target: "http://lucky-labs.test/" }],
    [
      "a product with a site of its own",
      { host: "company.test", path: "/openthing", target: "http://openthing.test/" },
    ],
    ["by a list", { host: "query-home.test", path: "/?utm_source=list", target: "{http}/" }],
    ["bought, front", { host: "bought.test", path: "/", target: "http://buyer.test/" }],
    ["hash-routes", { host: "hash-routes.test", path: "/deep/page", target: "{http}/#/deep/page" }],
  ),
  ...rows(
    "dead",
    "dead",
    "not-found",
    ["404", { suggestion: "https://web.archive.org/web/20240102030405/{http}/404/1" }],
    ["head-200"],
    ["moved-to-missing"],
    ["nothing", { path: "/no/such/page" }],
    ["evil-phrase"],
    ["lies-to-head", { host: "lies-to-head.test", path: "/gone" }],
  ),
  ...rows("dead", "dead", "gone", ["410"]),
  ...rows("dead", "dead", "host-unknown", ["unknown host", { host: "gone.test", path: "/" }], ["moved-to-unknown"]),
  ...rows("dead", "dead", "certificate-expired", [
    "expired",
    { host: "expired-long-ago.test", scheme: "https", path: "/" },
  ]),
  ...rows(
    ...(["dead", "dead", "soft-404"] as const),
    ["soft", { host: "soft.test", path: "/gone" }],
    ["soft", { host: "soft.test", path: "/deep/er/gone.html" }],
    ["soft-echo", { host: "soft-echo.test", path: "/gone" }],
    ["soft-clock", { host: "soft-clock.test", path: "/gone" }],
    ["soft-german", { host: "soft-german.test", path: "/weg" }],
    ["soft-folder", { host: "soft-folder.test", path: "/wiki/gone" }],
    ["soft-redirect", { host: "soft-redirect.test", path: "/gone" }],
  ),
  ...rows(
    "dead",
    "dead",
    "redirected-home",
    ["to-front-for-good"],
    ["every path home", { host: "all-home.test", path: "/docs/page" }],
    ["a page by its number", { host: "query-home.test", path: "/?p=123" }],
    ["bought, deep", { host: "bought.test", path: "/product/page" }],
  ),
  ...rows(
    ...(["dead", "dead", "parked"] as const),
    ["for-sale", { host: "for-sale.test", path: "/" }],
    ["for-sale", { host: "for-sale.test", path: "/docs" }],
    ["parked", { host: "parked.test", path: "/" }],
    ["lander", { host: "lander.test", path: "/" }],
    ["to-broker", { host: "to-broker.test", path: "/" }],
  ),
  ...rows(
    "dead",
    "dead",
    "hijacked",
    ["hijacked", { host: "hijacked.test", path: "/", remembered: seen("Open Sensor Project") }],
    ["taken over", { host: "taken-over.test", path: "/", remembered: seen("Open Sensor Project") }],
    ["sold", { host: "sold.test", path: "/", remembered: seen("Open Sensor Project") }],
    ["sold, first seen", { host: "sold.test", path: "/?from=list" }],
    ["sold, deep", { host: "sold.test", path: "/docs/page" }],
    ["sold, path by path", { host: "sold-by-path.test", path: "/docs/page" }],
  ),
  ...rows(
    "dead",
    "dead",
    "video-gone",
    ["video", { host: "www.youtube.com", path: "/watch?v=goneVideo01" }],
    ["video", { host: "www.youtube.com", path: "/embed/malformedID" }],
  ),
  ...rows(
    ...(["dead", "dead", "fragment-missing"] as const),
    ["long-page", { path: "/long-page/1#far-away" }],
    ["sections", { path: "/sections/1#frist-section", suggestion: "{http}/sections/1#first-section" }],
    ["sections", { path: "/sections/1#nowhere-near" }],
  ),
  ...rows(
    "blocked",
    "blocked",
    "unauthorized",
    ["401"],
    ["402"],
    ["video", { host: "www.youtube.com", path: "/watch?v=privateVid1" }],
  ),
  ...rows("blocked", "blocked", "forbidden", ["403"]),
  ...rows(
    "blocked",
    "blocked",
    "rate-limited",
    ["429-forever", { host: "always-busy.test" }],
    ["429-an-hour", { host: "very-busy.test" }],
  ),
  ...rows("blocked", "blocked", "legal-reasons", ["451"]),
  ...rows("blocked", "blocked", "bots-refused", ["999"], ["418"]),
  ...rows(
    "blocked",
    "blocked",
    "challenge",
    ["403-challenge"],
    ["503-challenge", { host: "walled.test" }],
    ["404-challenge"],
    ["404-wall"],
    ["200-challenge"],
    ["202-challenge"],
    ["405-captcha"],
    ["429-checkpoint", { host: "checkpoint.test" }],
    ["robot or human", { host: "robot-or-human.test", path: "/", remembered: seen("Open Sensor Project") }],
  ),
  ...rows(
    "blocked",
    "blocked",
    "login",
    ["login everywhere", { host: "app.test", path: "/board/7" }],
    ["members-for-good"],
    ["login on every path", { host: "members.test", path: "/board/7" }],
  ),
  ...rows("trouble", "unsure", "server-error", ["500"], ["502"], ["503", { host: "down.test" }], ["504"], ["521"]),
  ...rows(
    "trouble",
    "unsure",
    "timeout",
    ["never", { host: "never.test" }],
    ["dripping-headers", { host: "dripping.test" }],
  ),
  ...rows("trouble", "unsure", "reset", ["cut"]),
  ...rows("trouble", "unsure", "not-http", ["not-http"]),
  ...rows("trouble", "unsure", "headers-too-long", ["endless-headers"]),
  ...rows("trouble", "unsure", "bad-request", ["400"]),
  ...rows("trouble", "unsure", "bad-redirect", ["to-ftp"], ["to-nothing"], ["300"]),
  ...rows("trouble", "unsure", "redirect-loop", ["loop"], ["loop-self"]),
  ...rows("trouble", "unsure", "redirect-limit", ["chain-too-long"]),
  ...rows(
    "trouble",
    "unsure",
    "private-address",
    ["to-private"],
    ["to-metadata"],
    ["to-mapped"],
    ["to-number"],
    ["to-private-name"],
    ["intranet", { host: "intranet.test", path: "/" }],
    ["loopback", { host: "loopback.test", path: "/" }],
    ["mapped", { host: "mapped.test", path: "/" }],
    ["multicast", { host: "multicast.test", path: "/" }],
  ),
  ...rows(
    "trouble",
    "unsure",
    "certificate",
    ["self-signed", { host: "self-signed.test", scheme: "https", path: "/" }],
    ["other host", { host: "other-host.test", scheme: "https", path: "/" }],
    ["expired lately", { host: "expired-lately.test", scheme: "https", path: "/" }],
  ),
  ...rows(
    "trouble",
    "unsure",
    "fragment-unknown",
    ["ids-by-script", { path: "/ids-by-script/1#made-by-script" }],
    ["too-deep", { path: "/too-deep/1#far-down" }],
  ),
  ...rows(
    "trouble",
    "unsure",
    "title-changed",
    ["taken", { host: "taken.test", path: "/", truth: "dead", remembered: seen("Open Sensor Project") }],
    ["renewed", { host: "renewed.test", path: "/", remembered: seen("Open Sensor Project") }],
    ["maintenance", { host: "mended.test", path: "/", remembered: seen("Open Sensor Project") }],
    ["geo-block", { host: "not-here.test", path: "/", remembered: seen("Open Sensor Project") }],
  ),
  ...rows(
    "trouble",
    "unsure",
    "led-home",
    ["to-front"],
    ["to-front-once", { truth: "alive" }],
    ["mended, deep", { host: "mended-home.test", path: "/docs/page" }],
  ),
  ...rows(
    ...(["dead", "unsure", "moved-to-spam"] as const),
    ["its front page alone", { host: "sold-front.test", path: "/" }],
    ["for now", { host: "lent.test", path: "/" }],
  ),
  ...rows(
    ...(["alive", "unsure", "moved-to-spam"] as const),
    ["one word of spam", { host: "estimates.test", path: "/" }],
    ["an article about fraud", { host: "short-links.test", path: "/" }],
    ["a maker of games that is called otherwise", { host: "kindly-group.test", path: "/" }],
  ),
  ...rows("trouble", "unsure", "says-not-found", ["title-only"]),
  ...rows(
    "trouble",
    "unsure",
    "like-nonsense",
    ["soft-silent", { host: "soft-silent.test", path: "/gone" }],
    ["spa-by-class", { host: "spa-by-class.test", path: "/docs/deep" }],
  ),
];
