// Pages that a site shows instead of the one that was asked for: challenges for bots, logins, maintenance.
import type { Reply } from "./http.ts";
import type { Page } from "./page.ts";

/** Headers with which firewalls tell that the answer is theirs and not the site's. */
const HEADERS: readonly (readonly [string, RegExp])[] = [
  // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
  ["cf-mitigated", /challenge/i],
  // https://docs.aws.amazon.com/waf/latest/developerguide/waf-captcha-and-challenge-how-it-works.html
  ["x-amzn-waf-action", /challenge|captcha/i],
  ["x-vercel-mitigated", /challenge|deny/i],
  ["x-datadome", /./],
  ["x-sucuri-block", /./],
];

const TITLE =
  /^(?:just a moment|attention required|access (?:to this page )?(?:has been )?denied|are you (?:a )?(?:robot|human)|robot or human|robot check|bot (?:check|verification)|security check|ddos-guard|verif(?:y|ying) (?:you|your|that)|making sure you.{0,3}re not a bot|checking your browser|one moment, please|human verification|captcha|pardon our interruption|vercel security checkpoint|client challenge|request rejected|you have been blocked|please wait\.\.\. \| cloudflare)/i;

/** In the markup of challenge pages, and of little else; the page must be short too. */
const MARKUP =
  /cdn-cgi\/challenge-platform\/[^"']{0,200}orchestrate|_cf_chl_opt|challenges\.cloudflare\.com\/turnstile|_Incapsula_Resource|captcha-delivery\.com|_pxAppId|px-captcha|awswaf\.com\/[^"']{0,200}challenge|\/\.within\.website\/x\/cmd\/anubis|sgcaptcha|hcaptcha\.com\/1\/api\.js|google\.com\/recaptcha\/(?:api|enterprise)\.js|geo\.captcha/i;
/** In UTF-16 code units of visible text: a page with a form for comments and a captcha shows more. */
const SHORT = 1_500;
/** In UTF-16 code units of markup: challenge pages are small, and what a stranger sends is not searched without end. */
const BEGINNING = 20_000;

/** @returns whether a reply is one that only a person, or only a browser, gets past */
export function isChallenge(reply: Reply, page: Page | undefined): boolean {
  const isSaid = ([name, value]: (typeof HEADERS)[number]): boolean =>
    value.test(reply.header(name) ?? "") && !(name === "x-datadome" && reply.status < 400);
  if (HEADERS.some(isSaid)) return true;
  if (!page || page.text.length > SHORT) return false;
  return TITLE.test(page.title) || (MARKUP.test(page.raw.slice(0, BEGINNING)) && !page.asksForPassword);
}

const MAINTENANCE =
  /\b(?:(?:scheduled|under|planned|down for) maintenance|maintenance mode|(?:be|come) (?:right )?back (?:soon|shortly)|be right back|temporarily (?:unavailable|down|offline)|wartungsarbeiten)\b/i;

/** @returns whether a site says that it is being mended, and little else */
export function isMaintenance({ title, text }: Page): boolean {
  return text.length <= SHORT && MAINTENANCE.test(`${title}\n${text}`);
}

const LOGIN =
  /(?:^|[/._-])(?:log-?in|sign-?in|signup|sso|auth|oauth2?|saml|authenticate|account|session|consent|captcha|challenge)(?:$|[/._?-])/i;

/** @returns whether a redirect led to where one says who one is */
export function isLogin(url: URL, page: Page | undefined): boolean {
  return (
    page?.asksForPassword === true ||
    LOGIN.test(url.pathname) ||
    /^(?:login|auth|sso|accounts?|consent|id)\./.test(url.hostname)
  );
}
