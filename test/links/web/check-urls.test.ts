// A run as a whole: what is asked how often, in which order, with which headers, and how it ends.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkUrls } from "../../../scripts/links/web/check-urls.ts";
import type { CheckOptions } from "../../../scripts/links/web/options.ts";
import type { Progress } from "../../../scripts/links/web/progress.ts";
import { html, otherwise, PAGES, prose, send } from "./behaviours.ts";
import { type Handler, startWeb, type Web } from "./server.ts";
import { answersOf, fastClock } from "./world.ts";

const asked = new Map<string, number>();
const readme = html(
  "owner/kept",
  `<div>nav</div><script type="application/json">{"richText":"\\u003ch2 id=\\"user-content-usage\\"\\u003e"}</script><article class="markdown-body"><h2>Install</h2><a id="user-content-install" href="#install"></a><p>This repository was archived by the owner on a sunny day.</p></article>`,
);
const archived = html(
  "owner/old",
  `<div>This repository was archived by the owner on Jan 1, 2024. It is now read-only.</div><article class="markdown-body"></article>`,
);
const source = html(
  "file.py",
  `<!--${"-".repeat(400_000)}--><script type="application/json">{"lineInfo":{"truncatedLoc":"40"}}</script>`,
);

const github: Handler = (visitor) => {
  const { pathname } = visitor.url;
  const pages: Record<string, string> = {
    "/owner/kept": readme,
    "/owner/old": archived,
    "/owner/kept/blob/main/file.py": source,
    "/features/actions": html("Actions", prose("actions")),
  };
  if (pathname === "/owner/renamed") return send(visitor, 301, "", { location: "/owner/kept" });
  const page = pages[pathname];
  return page === undefined ? send(visitor, 404, html("Page not found · GitHub", "")) : send(visitor, 200, page);
};
const api: Handler = async (visitor) => {
  let body = "";
  for await (const chunk of visitor.request) body += String(chunk);
  const data: Record<string, unknown> = {};
  const errors: unknown[] = [];
  const { query } = JSON.parse(body);
  for (const [, alias = "", owner, name] of query.matchAll(/(r\d+): repository\(owner: "([^"]+)", name: "([^"]+)"/g)) {
    data[alias] = null;
    if (owner === "crowd")
      data[alias] = { nameWithOwner: `crowd/${name}`, isArchived: false, pushedAt: "2026-01-02T03:04:05Z" };
    else if (name === "old")
      data[alias] = { nameWithOwner: "owner/old", isArchived: true, pushedAt: "2019-05-06T07:08:09Z" };
    else if (name === "renamed")
      data[alias] = { nameWithOwner: "Owner/Kept", isArchived: false, pushedAt: "2026-01-02T03:04:05Z" };
    else if (name === "kept")
      data[alias] = { nameWithOwner: "Owner/Kept", isArchived: false, pushedAt: "2026-01-02T03:04:05Z" };
    else errors.push({ type: "NOT_FOUND", path: [alias], message: "Could not resolve" });
  }
  const limited = visitor.url.pathname === "/limited";
  send(visitor, limited ? 403 : 200, limited ? "{}" : JSON.stringify({ data, errors }), {
    "content-type": "application/json",
    "x-ratelimit-remaining": limited ? "0" : "4999",
  });
};

/** Answers three times, then its limit is reached: for an hour, or for what is left of this second. */
let restAnswers = 0;
const restApi: Handler = (visitor) => {
  const [, , owner] = visitor.url.pathname.split("/");
  if (visitor.url.pathname === "/graphql") return api(visitor);
  if (owner === "forbidden") return send(visitor, 403, "{}", { "x-ratelimit-remaining": "50" });
  const seconds = Math.floor(Date.now() / 1_000);
  const headers = (left: number, reset: number): Record<string, string> => ({
    "content-type": "application/json",
    "x-ratelimit-remaining": String(left),
    "x-ratelimit-reset": String(reset),
  });
  if (owner === "soon")
    return visitor.count === 1
      ? send(visitor, 403, "{}", headers(0, seconds))
      : send(visitor, 200, "{}", headers(60, seconds + 3_600));
  restAnswers++;
  send(visitor, 200, "{}", headers(Math.max(0, 3 - restAnswers), seconds + 3_600));
};

let web: Web;
let options: CheckOptions;
before(async () => {
  web = await startWeb({
    sites: {
      "github.com": github,
      "api.github.test": api,
      "api.github.com": restApi,
      "busy.test": (visitor) => send(visitor, 429),
      "pausing.test": (visitor) =>
        requestsOf("pausing.test").length === 1
          ? send(visitor, 429, "", { "retry-after": "0.5" })
          : send(visitor, 200, html("Rested", prose(visitor.url.pathname))),
      "never.test": () => {},
      "later-silent.test": (visitor) => {
        if (visitor.url.pathname === "/0") send(visitor, 200, html("Once", prose("once")));
      },
      "broken.test": (visitor) => send(visitor, 500),
      "cookies.test": ({ response, origin }) => {
        response
          .writeHead(302, { location: `${origin("thief.test")}/`, "set-cookie": "secret=1; Domain=test", "x-a": "b" })
          .end();
      },
      "both.test": (visitor) => send(visitor, 200, html("Both", prose("both"))),
    },
    otherwise: (visitor) => {
      asked.set(visitor.url.href, (asked.get(visitor.url.href) ?? 0) + 1);
      return otherwise(visitor);
    },
    addresses: { "archive.org": [] },
  });
  options = {
    resolve: web.resolve,
    ca: web.ca,
    allowPrivate: true,
    interval: 0,
    retries: 1,
    backoff: 10,
    confirmAfter: 10,
    longestPause: 200,
    connectTimeout: 5_000,
    headersTimeout: 10_000,
    suggest: false,
  };
});
after(() => web.close());

const requestsOf = (host: string): Web["requests"] => web.requests.filter((each) => each.host === host);

test("one page is asked for once, however often and under whichever fragments it is listed", async () => {
  const page = `${web.origin("once.test")}/sections/1`;
  const urls = ["", "#named", "#first-section", "#Second", "", "#"].map((hash) => page + hash);
  const answers = await answersOf([...urls, page.replace("once.test", "ONCE.test")], options);
  assert.equal(answers.size, 6);
  for (const { verdict } of answers.values()) assert.equal(verdict, "ok");
  assert.equal(asked.get(page), 1);
});

test("a host that answers 429 for ever is left alone after a bounded wait; so is one that never answers, or no more", async () => {
  const busy = Array.from({ length: 60 }, (_, index) => `${web.origin("busy.test")}/${index}`);
  const never = Array.from({ length: 30 }, (_, index) => `${web.origin("never.test")}/${index}`);
  const once = Array.from({ length: 60 }, (_, index) => `${web.origin("later-silent.test")}/${index}`);
  const broken = Array.from({ length: 40 }, (_, index) => `${web.origin("broken.test")}/${index}`);
  const start = performance.now();
  const answering = await answersOf([...busy, ...broken], options);
  for (const url of busy) assert.equal(answering.get(url)?.reason, "rate-limited");
  for (const url of broken) assert.equal(answering.get(url)?.reason, "server-error");
  const impatient = { ...options, perHost: 12, headersTimeout: 300, connectTimeout: 1_000 };
  const silent = await answersOf([...never, ...once], impatient);
  for (const url of never) assert.equal(silent.get(url)?.reason, "timeout");
  for (const url of once.slice(1)) assert.equal(silent.get(url)?.reason, "timeout");
  assert.ok(requestsOf("later-silent.test").length < 40);
  // Two tries of 1.3 seconds for each of 30 URLs would take twelve at once six seconds.
  assert.ok(requestsOf("never.test").length < 20);
  assert.ok(requestsOf("broken.test").length < 80);
  assert.ok(performance.now() - start < 60_000);
});

test("a pause begins with the answer that asks for it: no other request slips through", async () => {
  const urls = Array.from({ length: 5 }, (_, index) => `${web.origin("pausing.test")}/${index}`);
  const answers = await answersOf(urls, { ...options, perHost: 1, longestPause: 5_000, clock: fastClock(10) });
  for (const url of urls) assert.equal(answers.get(url)?.verdict, "ok");
  const [first, second] = requestsOf("pausing.test");
  // A tenth of half a second; timers may ring a millisecond early.
  assert.ok((second?.start ?? 0) - (first?.start ?? 0) >= 49);
});

test("a network that is lost in the middle of a run makes no host dead, also if it is back a moment later", async () => {
  const [gone, lost, found] = ["gone.test", "lost.test", "found.test"].map((host) => `${web.origin(host)}/plain/1`);
  assert.ok(gone && lost && found);
  const isUnknown = (host: string): never => {
    throw Object.assign(new Error(host), { code: "ENOTFOUND" });
  };
  let lose = (): void => {};
  const isLost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  const reasons: string[] = [];
  const resolve: CheckOptions["resolve"] = async (host) => {
    if (host === "lost.test") await isLost;
    return reasons.length > 0 || host === "gone.test" ? isUnknown(host) : web.resolve(host);
  };
  await checkUrls([gone, lost], { ...options, resolve }, ({ reason }) => {
    reasons.push(reason);
    lose();
  });
  assert.deepEqual(reasons, ["host-unknown", "offline"]);

  let asked = 0;
  const answers = await answersOf([found], {
    ...options,
    // Unknown at both tries; back when the known host is asked for.
    resolve: async (host) => (host === "found.test" && ++asked <= 2 ? isUnknown(host) : web.resolve(host)),
  });
  assert.equal(answers.get(found)?.reason, "found");
});

test("the signal ends a run at once, with what is known; the budget ends it with an answer for every URL", async () => {
  const hanging = `${web.origin("hangs.test")}/never/1`;
  const quick = `${web.origin("quick.test")}/plain/1`;
  const stop = new AbortController();
  const known: string[] = [];
  await checkUrls([hanging, quick], { ...options, signal: stop.signal }, ({ url }) => {
    known.push(url);
    stop.abort();
  });
  assert.deepEqual(known, [quick]);
  assert.deepEqual([...(await answersOf([quick], { ...options, signal: stop.signal })).keys()], []);

  const answers = await answersOf([hanging, `${hanging}#a`, quick], { ...options, budget: 1_500 });
  assert.equal(answers.get(quick)?.verdict, "ok");
  assert.equal(answers.get(hanging)?.reason, "budget");
  assert.equal(answers.get(`${hanging}#a`)?.reason, "budget");
});

test("what is begun is ended first: at any moment few pages have been asked for without an answer", async () => {
  const host = "many.test";
  const urls = Array.from({ length: 60 }, (_, index) => `${web.origin(host)}/plain/${index}`);
  const gone = `${web.origin(host)}/404/1`;
  const moved = Array.from({ length: 20 }, (_, index) => `${web.origin(host)}/moved-301/m${index}`);
  const isListed = new Set([gone, ...moved, ...urls]);
  const answered = new Set<string>();
  let most = 0;
  await checkUrls(isListed, { ...options, perHost: 2, interval: 1 }, ({ url }) => {
    answered.add(url);
    const begun = new Set(requestsOf(host).map(({ path }) => web.origin(host) + path));
    const open = [...begun].filter((each) => isListed.has(each) && !answered.has(each));
    most = Math.max(most, open.length);
  });
  assert.equal(answered.size, isListed.size);
  // Two in flight, one page that waits to be asked again, and what came while the site was asked for nonsense.
  assert.ok(most <= 15, `${most} at once`);
});

test("what is no URL of http or https gets an answer and no request", async () => {
  const urls = [
    "mailto:a@b.example",
    "ftp://a.example/",
    "javascript:alert(1)",
    "../relative",
    "",
    "http://",
    "http://a b/",
  ];
  const answers = await answersOf(urls, options);
  assert.deepEqual(
    [...answers.values()].map(({ reason }) => reason),
    urls.map(() => "not-a-url"),
  );
});

test("a cookie never leaves for another host, and credentials in a URL are not sent", async () => {
  await answersOf(
    [`${web.origin("cookies.test")}/`, web.origin("named.test").replace("//", "//somebody:secret@")],
    options,
  );
  const [thief] = requestsOf("thief.test");
  assert.equal(thief?.headers.cookie, undefined);
  for (const { headers } of requestsOf("named.test")) assert.equal(headers.authorization, undefined);
  const agents = [...requestsOf("thief.test"), ...requestsOf("named.test")].map(({ headers }) => headers["user-agent"]);
  assert.deepEqual([...new Set(agents)], ["Mozilla/5.0 (compatible; links/1)"]);
});

test("progress tells how many are done and left", async () => {
  const states: Progress[] = [];
  const urls = [1, 2, 3].map((page) => `${web.origin("quick.test")}/plain/p${page}`);
  await answersOf(urls, { ...options, progress: (state) => states.push(state) });
  assert.deepEqual(
    states.map(({ done, left }) => [done, left]),
    [
      [1, 2],
      [2, 1],
      [3, 0],
    ],
  );
});

test("https is suggested where http is listed, and https shows the same", async () => {
  const both = `${web.origin("both.test")}/`;
  const without = `${web.origin("plain-only.test")}/`;
  const answers = await answersOf([both, `${both}#top`, without], { ...options, suggest: true });
  assert.equal(answers.get(both)?.suggestion, `${web.origin("both.test", "https")}/`);
  assert.equal(answers.get(`${both}#top`)?.suggestion, `${web.origin("both.test", "https")}/#top`);
  // Its certificate is for others.
  assert.equal(answers.get(without)?.suggestion, undefined);
});

test("texts that a page chose come out on one line, without control characters", async () => {
  const origin = web.origin("evil.test");
  const answers = await answersOf([`${origin}/evil-title/1`, `${origin}/evil-phrase/1`], options);
  for (const answer of answers.values()) assert.doesNotMatch(JSON.stringify(answer), /\\[nrtu]|[\p{Cc}\p{Cf}\u2028]/u);
  assert.equal(answers.get(`${origin}/evil-title/1`)?.title, "[31mred ::error::x <b>");
});

const REPOSITORIES = ["kept", "old", "renamed", "gone"];

test("GitHub without a token: its pages tell", async () => {
  const origin = web.origin("github.com");
  const urls = [
    ...REPOSITORIES.map((name) => `${origin}/owner/${name}`),
    ...["install", "usage", "instal"].map((hash) => `${origin}/owner/kept#${hash}`),
    ...["L10-L20", "L39-L50", "L100"].map((hash) => `${origin}/owner/kept/blob/main/file.py#${hash}`),
    `${origin}/features/actions`,
  ];
  const answers = await answersOf(urls, options);
  const told = urls.map((url) => {
    const { verdict, reason, target, suggestion, repository } = answers.get(url) ?? {};
    return [
      url.slice(origin.length),
      verdict,
      reason,
      (target ?? suggestion)?.slice(origin.length),
      repository?.archived,
    ];
  });
  assert.deepEqual(told, [
    ["/owner/kept", "ok", "found", undefined, false],
    ["/owner/old", "ok", "found", undefined, true],
    ["/owner/renamed", "moved", "moved-permanently", "/owner/kept", false],
    ["/owner/gone", "dead", "repository-gone", undefined, undefined],
    ["/owner/kept#install", "ok", "found", undefined, false],
    ["/owner/kept#usage", "ok", "found", undefined, false],
    ["/owner/kept#instal", "dead", "fragment-missing", "/owner/kept#install", false],
    ["/owner/kept/blob/main/file.py#L10-L20", "ok", "found", undefined, undefined],
    [
      "/owner/kept/blob/main/file.py#L39-L50",
      "dead",
      "fragment-missing",
      "/owner/kept/blob/main/file.py#L39-L40",
      undefined,
    ],
    ["/owner/kept/blob/main/file.py#L100", "dead", "fragment-missing", undefined, undefined],
    ["/features/actions", "ok", "found", undefined, undefined],
  ]);
});

test("GitHub with a token: one query for a hundred repositories, and the token goes nowhere else", async () => {
  const origin = web.origin("github.com");
  const token = "a-token-of-a-test";
  const before = requestsOf("github.com").length;
  const crowd = Array.from({ length: 150 }, (_, index) => `${origin}/crowd/n${index}`);
  const urls = [...REPOSITORIES.map((name) => `${origin}/owner/${name}`), ...crowd];
  const answers = await answersOf(urls, {
    ...options,
    githubToken: token,
    githubApiUrl: `${web.origin("api.github.test")}/graphql`,
  });
  const told = REPOSITORIES.map((name) => {
    const { verdict, reason, target, repository } = answers.get(`${origin}/owner/${name}`) ?? {};
    return [verdict, reason, target?.slice(origin.length), repository];
  });
  assert.deepEqual(told, [
    ["ok", "repository-found", undefined, { name: "Owner/Kept", archived: false, pushed: "2026-01-02" }],
    ["ok", "repository-found", undefined, { name: "owner/old", archived: true, pushed: "2019-05-06" }],
    ["moved", "repository-renamed", "/Owner/Kept", { name: "Owner/Kept", archived: false, pushed: "2026-01-02" }],
    ["dead", "repository-gone", undefined, undefined],
  ]);
  for (const url of crowd) assert.equal(answers.get(url)?.reason, "repository-found");
  assert.equal(requestsOf("api.github.test").length, 2);
  // The one that is gone, and its confirmation.
  assert.deepEqual(
    requestsOf("github.com")
      .slice(before)
      .map(({ path }) => path),
    ["/owner/gone", "/owner/gone", "/owner/gone"],
  );
  for (const { host, headers } of web.requests) {
    assert.equal(headers.authorization, host === "api.github.test" ? `bearer ${token}` : undefined, host);
  }
});

test("GitHub's API over its limit: its pages tell", async () => {
  const url = `${web.origin("github.com")}/owner/kept`;
  const answers = await answersOf([url], {
    ...options,
    githubToken: "a-token-of-a-test",
    githubApiUrl: `${web.origin("api.github.test")}/limited`,
  });
  assert.equal(answers.get(url)?.reason, "found");
});

test("GitHub's API is asked no more once an answer says that nothing is left; a token has its own limit", async () => {
  const origin = web.origin("api.github.com");
  const soon = [`${origin}/repos/soon/a`, `${origin}/repos/forbidden/a`];
  const patient = await answersOf(soon, { ...options, longestPause: 5_000, clock: fastClock(50) });
  assert.deepEqual(
    soon.map((url) => patient.get(url)?.reason),
    ["found", "forbidden"],
  );

  const urls = Array.from({ length: 9 }, (_, index) => `${origin}/repos/owner/n${index}`);
  const kept = `${web.origin("github.com")}/owner/kept`;
  const answers = await answersOf([...urls, kept], {
    ...options,
    perHost: 1,
    githubToken: "a-token-of-a-test",
    githubApiUrl: `${origin}/graphql`,
  });
  const reasons = urls.map((url) => answers.get(url)?.reason).sort();
  assert.deepEqual(reasons, [...Array(3).fill("found"), ...Array(6).fill("rate-limited")]);
  assert.equal(requestsOf("api.github.com").filter(({ path }) => path.startsWith("/repos/owner/")).length, 3);
  assert.equal(answers.get(kept)?.reason, "repository-found");
  const limited = [...answers.values()].find(({ reason }) => reason === "rate-limited");
  assert.match(
    limited?.evidence ?? "",
    /^GitHub's API is over its limit \(200 OK\) and asks to be left alone for 360\d seconds\.$/,
  );
});

test("the behaviours are at least forty", () => {
  assert.ok(Object.keys(PAGES).length >= 40);
});
