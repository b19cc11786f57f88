// From what the web answered to a verdict.

import { printable } from "../../text/escape.ts";
import { isThere, type PageAnswer, pageAnswer, type Reason, type Remembered } from "./answer.ts";
import { isChallenge, isLogin, isMaintenance } from "./challenges.ts";
import { Failure, orFailure } from "./failure.ts";
import { brokerSign, isHijacked, leadsToSpam, parkingSign } from "./parked-domains.ts";
import { changesSchemeOnly, hasMoved, isNamedBy, pathChanged, samePlace, sessionIn, targetOf } from "./redirects.ts";
import { bareHost, isFrontPage, isLocalised, siteOf } from "./sites.ts";
import { MissingPages, resemblance, saysNotFound, titleSaysNotFound } from "./soft-404.ts";
import { type Visit, type VisitOptions, visit } from "./visit.ts";
import type { WebClient } from "./web-client.ts";

export interface Classified {
  answer: PageAnswer;
  /** Where there is a page to look at. */
  visit?: Visit;
}

export interface Question {
  url: URL;
  whole: boolean;
  remembered: Remembered | undefined;
}

const OFFLINE = "No host has an address: this machine seems to be offline.";

export function classifier(web: WebClient): (question: Question) => Promise<Classified> {
  const missingPages = new MissingPages(web);
  return classify;

  async function classify(question: Question): Promise<Classified> {
    const found = await orFailure(ask(question));
    if (!(found instanceof Failure)) return found;
    const { reason, message } = found;
    const isOfNames = reason === "host-unknown" || reason === "resolver";
    if (isOfNames && !(await web.isOnline())) return { answer: pageAnswer("offline", OFFLINE) };
    if (reason !== "host-unknown") return { answer: pageAnswer(reason, message) };
    // The network works now: it may have been down when the host was not found.
    const again = await orFailure(visit(web, question.url, { once: true }));
    if (!(again instanceof Failure)) return ofReply(again, question.remembered);
    const more = again.reason === "host-unknown" ? { confirmed: true } : {};
    return { answer: pageAnswer(again.reason, again.message, more) };
  }

  async function ask({ url, whole, remembered }: Question): Promise<Classified> {
    const headers = whole ? {} : validators(remembered);
    let found = await visit(web, url, { whole, headers, begins: true });
    if (isGone(found)) {
      await web.sleep(web.settings.confirmAfter);
      found = await visit(web, url, { whole });
    }
    const classified = await ofReply(found, remembered, isGone(found));
    if (classified.answer.verdict !== "dead") return classified;
    return unlessForPrograms(classified, { url, whole, remembered });
  }

  /** Some sites answer programs with 404: before a page is called dead, it is asked for as a browser would. */
  async function unlessForPrograms(dead: Classified, { url, whole, remembered }: Question): Promise<Classified> {
    const asBrowser = await visitAgain(url, { whole, asBrowser: true });
    if (asBrowser instanceof Failure || isGone(asBrowser)) return dead;
    if (!isThere((await ofReply(asBrowser, remembered)).answer)) return dead;
    const evidence = `Programs are told: ${dead.answer.evidence.replace(/\.$/, "")}. A browser gets ${asBrowser.reply.statusLine}.`;
    return { ...dead, answer: pageAnswer("bots-refused", evidence, { status: dead.answer.status }) };
  }

  async function ofReply(found: Visit, remembered: Remembered | undefined, confirmed = false): Promise<Classified> {
    const { reply, page } = found;
    const { status, ok, statusLine } = reply;
    const is = (reason: Reason, evidence?: string, more?: Partial<PageAnswer>) => said(found, reason, evidence, more);
    const broker = brokerSign(found.listed, found.final);
    if (broker !== undefined) return is("parked", broker);
    if (isChallenge(reply, page)) return is("challenge", `${statusLine}, and a page that wants to see a person.`);
    if (status === 304 && remembered) {
      const { title, etag, lastModified } = remembered;
      return is("not-modified", statusLine, { title, etag, lastModified });
    }
    if (ok) return ofPage(found, remembered);
    if (status !== 404 && status !== 410) return is(reasonOf(status), atEnd(statusLine, found));
    if (!confirmed) return is("bad-request", `${statusLine}, and something else a moment before.`);
    return is(status === 404 ? "not-found" : "gone", atEnd(statusLine, found), { confirmed });
  }

  /** A reply of 2xx: does it show the page that was listed? */
  async function ofPage(found: Visit, remembered: Remembered | undefined): Promise<Classified> {
    const { reply, page, final, listed } = found;
    const facts = {
      title: page?.title || undefined,
      etag: validator(reply.header("etag")),
      lastModified: validator(reply.header("last-modified")),
    };
    const is = (reason: Reason, evidence?: string, more?: Partial<PageAnswer>) =>
      said(found, reason, evidence, { ...facts, ...more });

    const parked = parkingSign(page, final);
    // An article may say the same; a path that cannot exist does not show it.
    const isParked = parked && (!parked.isProse || (await missingPages.atTop(final))?.isParked);
    if (isParked) return is("parked", parked.evidence);
    const spam = page ? leadsToSpam(page, listed, final, remembered?.title) : "no";
    const toSpam = `It leads to ${final.origin}, which shows “${page?.title}”`;
    if (spam === "yes" && (await leadsEveryPathTo(found))) return is("hijacked", `${toSpam}, with every path.`);
    const elsewhere = await problemOfRedirect(found);
    if (elsewhere) return is(...elsewhere);
    const soft = await softNotFound(found);
    if (soft) return is(...soft);
    if (page && remembered?.title !== undefined) {
      const hijacked = isHijacked(page, remembered.title, listed, final);
      const evidence = `It shows “${page.title}”, and “${printable(remembered.title)}” when it was seen last.`;
      // The old title is kept, to compare with it the next time.
      const reason = hijacked === "yes" ? "hijacked" : "title-changed";
      if (hijacked !== "no") return is(reason, evidence, { title: remembered.title });
    }
    if (spam !== "no") return is("moved-to-spam", `${toSpam}.`);
    if (!hasMoved(found)) return is("found");
    // Any page may have the form for one beside its text.
    const isLoginAlone = page?.asksForPassword && isLogin(final, undefined) && !isLogin(listed, undefined);
    if (isLoginAlone) return is("login", `It leads to a login, ${final.origin}${final.pathname}.`);
    const doubt = await doubtOfTarget(found);
    if (doubt !== undefined) return is("moves-each-time", doubt);
    const target = targetOf(found);
    return is("moved-permanently", `Moved permanently to ${target}.`, { target });
  }

  /** Some servers lead each visit elsewhere: to a session, to the time, to a mirror. @returns why none is the target */
  async function doubtOfTarget(found: Visit): Promise<string | undefined> {
    const { listed, final } = found;
    const target = targetOf(found);
    const session = sessionIn(listed, final);
    if (session !== undefined) return `It leads to ${target}, where “${session}” is one visit's own.`;
    if (changesSchemeOnly(found)) return undefined;
    const again = await visitAgain(listed);
    if (again instanceof Failure) return `It led to ${target} once. Asked again: ${again.message}`;
    if (!again.reply.ok) return `It led to ${target} once, and then to ${again.reply.statusLine}.`;
    const other = targetOf(again);
    return hasMoved(again) && other === target ? undefined : `It led to ${target}, and a moment later to ${other}.`;
  }

  /** After as long as for 404: a target with the time in it has changed by then. */
  async function visitAgain(listed: URL, options: VisitOptions = {}): Promise<Visit | Failure> {
    await web.sleep(web.settings.confirmAfter);
    return orFailure(visit(web, listed, options));
  }

  /** @returns whether the whole site was given away for good: a path that cannot exist leads to the same site */
  async function leadsEveryPathTo({ listed, final, permanent }: Visit): Promise<boolean> {
    if (!permanent) return false;
    const { leadsTo } = (await missingPages.atTop(listed)) ?? {};
    return leadsTo !== undefined && siteOf(new URL(leadsTo).hostname) === siteOf(final.hostname);
  }

  /** What is wrong with redirects that end on a page which is not the listed one. */
  async function problemOfRedirect(found: Visit): Promise<[Reason, string] | undefined> {
    const { listed, final, page } = found;
    // A fragment or a query can carry the old path.
    if (found.redirects === 0 || isFrontPage(listed) || found.fragment !== "" || !pathChanged(found)) return undefined;
    const sameHost = bareHost(listed) === bareHost(final);
    const toLogin = isLogin(final, page) && !isLogin(listed, undefined);
    const toFront = isFrontPage(final) && !isLocalised(listed, final);
    const isUnderMaintenance = page !== undefined && isMaintenance(page);
    const toOwnFront = toFront && sameHost && !toLogin;
    const home = `It leads to the site's front page, ${final.href}`;
    if (toOwnFront && isUnderMaintenance) return ["led-home", `${home}, which says “${page.title}”.`];
    if (toOwnFront && found.permanent) {
      const again = await visitAgain(listed);
      const isSteady = !(again instanceof Failure) && again.permanent && again.final.href === final.href;
      return isSteady ? ["redirected-home", `${home}.`] : ["led-home", `${home}, as it did not a moment later.`];
    }
    // A redirect that the site also does for a path that cannot exist proves nothing about this page.
    const missing = await missingPages.atTop(listed);
    const leadsThere = missing?.leadsTo !== undefined && samePlace(new URL(missing.leadsTo), final);
    // Only this page leads to the front page, and only for now, as after a session, an offer or an event has ended.
    if (!leadsThere) return toOwnFront ? ["led-home", `${home}, as no other path does.`] : undefined;
    if (toLogin) return ["login", `Every path of ${listed.host} leads to a login.`];
    const everyPath = `Every path of ${listed.host} leads to ${final.origin}${final.pathname}.`;
    // The product has moved to a site of its own name, even if other pages lead there too.
    if (toFront && isNamedBy(listed, final)) return undefined;
    if (toFront) return ["redirected-home", everyPath];
    const says = (page && saysNotFound(page)) || /\b(?:404|not-?found|error)\b/i.test(final.pathname);
    return says ? ["soft-404", everyPath] : ["like-nonsense", everyPath];
  }

  /** What is wrong with a page that says 200 and looks like a missing one. */
  async function softNotFound(found: Visit): Promise<[Reason, string] | undefined> {
    const { page, final } = found;
    if (!page || isFrontPage(final)) return undefined;
    const says = saysNotFound(page);
    const top = await missingPages.atTop(final);
    let like = top ? resemblance(found, top) : "own";
    // This folder may be served by another program, so a missing page beside it is asked for as well.
    if (like === "own" && says) {
      const beside = await missingPages.beside(final);
      like = beside ? resemblance(found, beside) : "own";
    }
    const path = "the same as a path of this site that cannot exist";
    if ((like === "soft-404" || like === "like-nonsense") && page.asksForPassword)
      return ["login", "Every path of the site shows a login."];
    const shown = page.title || page.headings[0] || printable(page.text, 60);
    if (like === "soft-404") return ["soft-404", `It says 200, shows “${shown}”, and is ${path}.`];
    if (like === "like-nonsense") return ["like-nonsense", `It shows ${path}.`];
    if (like === "own" && titleSaysNotFound(page.title) && page.text.length < 2_000)
      return ["says-not-found", `Its title is “${page.title}”.`];
    return undefined;
  }
}

function said(visit: Visit, reason: Reason, evidence = visit.reply.statusLine, more: Partial<PageAnswer> = {}) {
  return { answer: pageAnswer(reason, evidence, { status: visit.reply.status, ...more }), visit };
}

function isGone({ reply }: Visit): boolean {
  return reply.status === 404 || reply.status === 410;
}

function reasonOf(status: number): Reason {
  if (status === 401 || status === 402 || status === 407) return "unauthorized";
  if (status === 403) return "forbidden";
  if (status === 429) return "rate-limited";
  if (status === 451) return "legal-reasons";
  // 418, Shopify's 430, nginx's 444, and LinkedIn's 999.
  if (status === 418 || status === 430 || status === 444 || status >= 600) return "bots-refused";
  if (status >= 500) return "server-error";
  return status >= 400 ? "bad-request" : "bad-redirect";
}

function validators(remembered: Remembered | undefined): Record<string, string | undefined> {
  if (!remembered || !isThere(remembered)) return {};
  return {
    "if-none-match": validator(remembered.etag),
    "if-modified-since": validator(remembered.lastModified),
  };
}

/** What may be sent back as it came: printable ASCII, not too long. */
function validator(value: string | undefined): string | undefined {
  return value !== undefined && /^[\x20-\x7e]{1,200}$/.test(value) ? value : undefined;
}

/** The status belongs to another address than the listed one. */
function atEnd(statusLine: string, { redirects, final, listed }: Visit): string {
  return redirects > 0 && final.href !== listed.href ? `${statusLine} at ${final.href}` : statusLine;
}
