// The options with every default filled in.
import packageJson from "../../../package.json" with { type: "json" };
import { isPublicAddress } from "./addresses.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { CheckOptions } from "./options.ts";
import type { Pace } from "./scheduler.ts";

/** With an address at which somebody may ask what we want. */
const USER_AGENT = `Mozilla/5.0 (compatible; links/1; +${packageJson.repository})`;

type Optional = "ca" | "resolve" | "githubToken" | "remembered" | "progress";
type Replaced = "concurrency" | "perHost" | "interval" | "manners" | "clock" | "signal" | "allowPrivate";

export type Settings = Required<Omit<CheckOptions, Optional | Replaced>> & {
  [Name in Optional]: CheckOptions[Name] | undefined;
} & {
  pace: Pace;
  clock: Clock;
  signal: AbortSignal;
  isAllowed: (address: string) => boolean;
};

export function settle(options: CheckOptions, signal: AbortSignal): Settings {
  const { concurrency = 64, manners = true } = options;
  return {
    pace: manners
      ? { concurrency, perHost: options.perHost ?? 3, interval: options.interval ?? 150 }
      : { concurrency, perHost: concurrency, interval: 0 },
    clock: options.clock ?? systemClock,
    signal,
    connectTimeout: options.connectTimeout ?? 10_000,
    headersTimeout: options.headersTimeout ?? 20_000,
    bodyTimeout: options.bodyTimeout ?? 15_000,
    budget: options.budget ?? 30 * 60_000,
    retries: options.retries ?? 2,
    backoff: options.backoff ?? 1_000,
    longestPause: options.longestPause ?? 90_000,
    confirmAfter: options.confirmAfter ?? 2_000,
    redirects: options.redirects ?? 10,
    bodyLimit: options.bodyLimit ?? 2 * 1024 * 1024,
    expiredDays: options.expiredDays ?? 30,
    headFrom: options.headFrom ?? 250,
    userAgent: options.userAgent ?? USER_AGENT,
    isAllowed: (address) => isPublicAddress(address) || isExempt(options.allowPrivate, address),
    ca: options.ca,
    resolve: options.resolve,
    githubToken: options.githubToken,
    githubApiUrl: options.githubApiUrl ?? "https://api.github.com/graphql",
    waybackUrl: options.waybackUrl ?? "https://archive.org/wayback/available",
    oembedUrl: options.oembedUrl ?? "https://www.youtube.com/oembed",
    suggest: options.suggest ?? true,
    remembered: options.remembered,
    progress: options.progress,
  };
}

function isExempt(allow: CheckOptions["allowPrivate"], address: string): boolean {
  return typeof allow === "function" ? allow(address) : allow === true;
}
