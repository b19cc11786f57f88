// Domains that were given up: parked, for sale, or taken over by somebody else.

import { canParse } from "../../text/url.ts";
import type { Page } from "./page.ts";
import { wordList, wordsOf } from "./similarity.ts";
import { siteOf } from "./sites.ts";

/** Hosts of advertisements on parked domains. */
const ADVERTISERS = wordList(
  `sedoparking.com parkingcrew.net bodis.com parklogic.com skenzo.com ztomy.com dsparking.com cashparking.com
  domainsponsor.com rookmedia.net parkingspa.com smartname.com voodoo.com`,
);
/** Where domains that are for sale lead to. Registrars that also have customers are not among them. */
const BROKERS = new Set([
  ...ADVERTISERS,
  ...wordList(
    `sedo.com hugedomains.com dan.com undeveloped.com afternic.com above.com uniregistry.com domainmarket.com
    buydomains.com brandbucket.com squadhelp.com expireddomains.com perfectdomain.com`,
  ),
]);

const FOR_SALE =
  /\b(?:this |the )?(?:web ?site |premium )?domain(?: name)?(?: [\w.-]+)? (?:is|may be|might be|could be) (?:available )?(?:for sale|parked|available for purchase)|\b(?:buy|purchase|acquire|inquire about|make an offer (?:on|for)) this domain\b|\bthis domain (?:name )?(?:has expired|is expired|has recently been registered|was recently registered|has been registered)|\bparked (?:free|domain|by|at|courtesy)|\bdomain parking\b|\b[\w-]+(?:\.[\w-]+)+ (?:is|may be) (?:for sale|parked)\b|\bthis domain is pending renewal|\bdiese domain steht zum verkauf|\bdomain (?:is )?for sale\b|\bce (?:nom de )?domaine est (?:à|a) vendre|域名出售|域名停放/i;
/** GoDaddy's parking page is nothing but this script. */
const LANDER = /window\.location\.(?:href|replace\()\s{0,9}=?\s{0,9}["']\/lander["']|window\.park\s{0,9}=/;
/** In UTF-16 code units: an article about parked domains shows more. */
const SHORT = 2_000;

/** @returns which broker a domain leads to, as a sentence; whatever that broker answers to programs */
export function brokerSign(listed: URL, final: URL): string | undefined {
  const [site, at] = [siteOf(listed.hostname), siteOf(final.hostname)];
  return at !== site && BROKERS.has(at) ? `It leads to ${at}, where domains are sold.` : undefined;
}

/**
 * @returns why a page is a parking page, as a sentence; `isProse`: the sign is only in the page's text, which an article about
 * parked domains may contain too, so that other paths are compared
 */
export function parkingSign(page: Page | undefined, final: URL): { evidence: string; isProse: boolean } | undefined {
  if (!page) return undefined;
  const sites = page.sources.map((source) =>
    canParse(source, final.href) ? siteOf(new URL(source, final).hostname) : "",
  );
  const advertiser = sites.find((each) => ADVERTISERS.has(each));
  if (advertiser !== undefined && page.text.length < SHORT)
    return { evidence: `It shows the advertisements of ${advertiser}.`, isProse: false };
  const title = FOR_SALE.exec(page.title)?.[0];
  if (title !== undefined && page.text.length < SHORT * 2)
    return { evidence: `Its title says “${title}”.`, isProse: true };
  const text = page.text.length < SHORT ? FOR_SALE.exec(page.text)?.[0] : undefined;
  if (text !== undefined) return { evidence: `It says “${text}”.`, isProse: true };
  const isLander = page.text.length < 100 && LANDER.test(page.raw);
  return isLander ? { evidence: "It is a registrar's parking page.", isProse: false } : undefined;
}

/** What those who buy expired domains fill them with. */
const SPAM_WORDS =
  "casino|slots?|poker|betting|sportsbook|gacor|togel|judi|bandar|slot88|viagra|cialis|escorts?|porn|xxx|replica watches|payday loans?|essay writing|baccarat|jackpot";
const SPAM_SIGNS = "娱乐城|博彩|彩票|カジノ|카지노|토토";
const SPAM = new RegExp(`\\b(?:${SPAM_WORDS})\\b|${SPAM_SIGNS}`, "i");
const SPAM_ANYWHERE = new RegExp(`${SPAM_WORDS}|${SPAM_SIGNS}`, "i");
/** One of these words in a title is enough. */
const SPAM_FOR_SURE = /\b(?:gacor|togel|slot88|viagra|cialis|payday loans?|replica watches)\b|娱乐城/i;

/**
 * Whether a redirect leads to the spam that bought domains are filled with. “Planning poker” has one such word in its title,
 * a maker of games may have three. So “yes” takes several, on another site, without the name of the one that was listed.
 *
 * @param before - the title that an earlier run saw, if one did
 */
export function leadsToSpam(page: Page, listed: URL, final: URL, before = ""): "yes" | "perhaps" | "no" {
  if (siteOf(listed.hostname) === siteOf(final.hostname) || !SPAM.test(page.title)) return "no";
  // The listed page was about such things already.
  if (SPAM_ANYWHERE.test(listed.href) || SPAM.test(before)) return "no";
  const words = page.title.match(new RegExp(SPAM.source, "gi")) ?? [];
  const distinct = new Set(words.map((word) => word.toLowerCase().replace(/s$/, "")));
  const isSure = distinct.size > 1 || SPAM_FOR_SURE.test(page.title);
  return isSure && !showsNameOf(listed, page) ? "yes" : "perhaps";
}

/**
 * Whether a domain shows somebody else's page now. A title changes with any redesign, so its words must be gone from the
 * page's text too. A bot challenge or a maintenance page hides these as well, so “yes” takes spam or another site.
 *
 * @param before - the title that an earlier run saw
 */
export function isHijacked(page: Page, before: string, listed: URL, final: URL): "yes" | "perhaps" | "no" {
  if (page.title === "" || before === "") return "no";
  const known = [...wordsOf(before)].filter((word) => word.length > 1 && !COMMON.has(word));
  // The old title has only words that many titles have.
  if (known.length === 0) return "no";
  const title = wordsOf(page.title);
  if (known.some((word) => title.has(word)) || showsNameOf(listed, page)) return "no";
  const isFilled = SPAM.test(page.title) && !SPAM.test(before);
  const words = wordsOf(`${page.title} ${page.text}`);
  if (!isFilled && known.some((word) => words.has(word))) return "no";
  // A page that scripts fill later shows nothing to compare.
  const isElsewhere = siteOf(listed.hostname) !== siteOf(final.hostname);
  return isFilled || (isElsewhere && page.text.length >= EMPTY) ? "yes" : "perhaps";
}

/** “OpenThing” is in openthing.org, and on every page of it. */
function showsNameOf({ hostname }: URL, { title, text }: Page): boolean {
  const name = siteOf(hostname).split(".")[0] ?? "";
  const shown = `${title} ${text}`.toLowerCase();
  if (name.length <= 2) return false;
  return (
    shown.includes(name.replaceAll("-", " ")) ||
    shown.replace(/[^\p{L}\p{N}]+/gu, "").includes(name.replaceAll("-", ""))
  );
}

/** In UTF-16 code units. */
const EMPTY = 50;
const COMMON = wordList(
  `a an and are as at by for from home how in index is of on or page site the to us web welcome what with you your
  http https www com org net io docs documentation blog official website overview introduction`,
);
