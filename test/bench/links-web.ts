// A web of its own process for the bench: 2,000 links, and counts of what was asked. Started by links.ts with its kind.
import process from "node:process";
import { CERTIFICATES, html, otherwise, prose, SITES, send, type Truth } from "../links/web/behaviours.ts";
import { type Handler, startWeb } from "../links/web/server.ts";

/** Milliseconds before each answer. */
const LATENCY = 50;

export interface Link {
  url: string;
  truth: Truth;
  kind: "plain" | "dead" | "awkward" | "blocked" | "anchor" | "soft 404";
}

export interface Ready {
  links: Link[];
  ca: string;
}

export interface Counts {
  requests: number;
  /** Of the host that was asked most. */
  most: number;
}

const AWKWARD =
  "head-405 head-501 head-403 head-404 head-500 head-cut moved-301 moved-308 found-302 found-307 moved-then-found chain cookie cookie-detour 503-once 500-once reset-once 404-once garbage-once slow-headers gzip gzip-lie length-long huge-headers early-hints no-type no-content empty pdf etag without-agent http-1.0".split(
    " ",
  );
const DEAD = "404 410 head-200 moved-to-missing no-such-page".split(" ");
const BLOCKED = "401 403 451 999 403-challenge 404-challenge".split(" ");

/** 64 hosts: 1,416 plain, 83 dead, 431 awkward but alive, 30 that block bots, 20 dead anchors, 20 soft 404s. */
function mixed(origin: (host: string) => string): Link[] {
  const links: Link[] = [];
  const add = (count: number, kind: Link["kind"], truth: Truth, path: (index: number) => string, host = "h"): void => {
    for (let index = 0; index < count; index++) {
      const name = `${host}${links.length % (host === "h" ? 60 : 4)}.test`;
      links.push({ url: origin(name) + path(index), kind, truth });
    }
  };
  const pick = (names: readonly string[], index: number): string => names[index % names.length] ?? "";
  add(1_416, "plain", "alive", (index) => `/plain/${index}`);
  add(80, "dead", "dead", (index) => `/${pick(DEAD, index)}/${index}`);
  for (let index = 0; index < 3; index++)
    links.push({ url: `${origin(`gone${index}.test`)}/`, kind: "dead", truth: "dead" });
  add(
    431,
    "awkward",
    "alive",
    (index) => `/${pick(AWKWARD, index)}/${pick(AWKWARD, index) === "chain" ? 1 + (index % 5) : index}`,
  );
  add(30, "blocked", "blocked", (index) => `/${pick(BLOCKED, index)}/${index}`);
  add(20, "anchor", "dead", (index) => `/sections/${index}#nowhere-${index}`);
  add(20, "soft 404", "dead", (index) => `/gone/${index}`, "soft");
  return links;
}

/** 100 hosts, all alive: for the clock. */
function even(origin: (host: string) => string, count: number): Link[] {
  return Array.from({ length: count }, (_, index) => ({
    url: `${origin(`h${index % 100}.test`)}/plain/${index}`,
    kind: "plain",
    truth: "alive",
  }));
}

const soft: Handler = (visitor) =>
  visitor.url.pathname === "/"
    ? send(visitor, 200, html("A blog", `<p>${prose("front")}</p>`))
    : (SITES["soft.test"] ?? otherwise)(visitor);

const kind = process.argv[2] ?? "mixed";
const web = await startWeb({
  sites: { soft0: soft, soft1: soft, soft2: soft, soft3: soft },
  otherwise,
  certificates: CERTIFICATES,
  latency: LATENCY,
});
const ready: Ready = { links: kind === "mixed" ? mixed(web.origin) : even(web.origin, Number(kind)), ca: web.ca };
process.send?.(ready);
process.on("message", () => {
  const hosts = new Map<string, number>();
  for (const { host } of web.requests) hosts.set(host, (hosts.get(host) ?? 0) + 1);
  const counts: Counts = { requests: web.requests.length, most: Math.max(0, ...hosts.values()) };
  process.send?.(counts);
});
process.on("disconnect", () => process.exit());
