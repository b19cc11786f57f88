// Pages that say 200 and are not there: found out by what the site answers for a path that cannot exist.
import { randomBytes } from "node:crypto";
import { decoded } from "../../text/url.ts";
import { Failure, orFailure } from "./failure.ts";
import type { Page } from "./page.ts";
import { parkingSign } from "./parked-domains.ts";
import { difference, type Vocabulary, vocabularyOf, wordsOf } from "./similarity.ts";
import { type Visit, visit } from "./visit.ts";
import type { WebClient } from "./web-client.ts";

interface PageWords {
  words: Vocabulary;
  saysNotFound: boolean;
}

/** What a site shows for a path that cannot exist, when it does not say 404. It is kept for each site, so it is kept small. */
export interface MissingPage {
  leadsTo: string | undefined;
  isParked: boolean;
  /** `undefined` where it is no page. */
  shown: PageWords | undefined;
  /** Words in which what is shown for one such path differs from what is shown for the next. */
  noise: number;
  /** The site's front page, to tell “the same everywhere” from “not found”. */
  front: PageWords | undefined;
}

type Resemblance =
  /** The page has something of its own. */
  | "own"
  /** The site shows this page for any path, and it says that there is nothing. */
  | "soft-404"
  /** The site shows this page for any path; it may be an empty page that a script fills. */
  | "like-nonsense"
  /** The whole site shows the same, which scripts fill. */
  | "script-filled";

/** “There is no such page”, in the languages of many sites. */
const SAYS_NOT_FOUND =
  /(?:not|n[’']t be) (?:be )?found\b|\b(?:4 ?0 ?4|410)\b(?! ?(?:media|kb|mb|%))|\bcan(?:not|[’']t| not) (?:seem to )?(?:find|be found)\b|\bcould(?:n[’']t| not) (?:find|be found)\b|\b(?:does|do)(?:n[’']t| not) exist\b|\bno longer (?:exists?|available|here|online)\b|\bnothing (?:(?:was )?found|here|to see here)\b|\bpage (?:you (?:are|were) looking for|you requested|has been (?:removed|deleted|moved)|is (?:gone|missing|unavailable))|\bno (?:such|matching) (?:page|document|file)\b|\b(?:has|may have|might have) been (?:removed|deleted|moved)\b|\bnicht (?:gefunden|vorhanden|mehr verfügbar)\b|\bexistiert nicht\b|\b(?:page )?(?:introuvable|non trouvée|n[’']existe pas)\b|\bno (?:encontrad[ao]|existe)\b|\bn[ãa]o (?:encontrad[ao]|existe)\b|\bnon (?:trovat[ao]|esiste)\b|\bniet gevonden\b|\bне найден[ао]?\b|\bnie znaleziono\b|\bbulunamadı\b|見つかりません|存在しません|找不到|不存在|찾을 수 없/iu;

/** In UTF-16 code units: a longer title or heading may be about errors. */
const LONGEST_MESSAGE_TITLE = 60;
/** In UTF-16 code units: a page with so little on it is all message. */
const SHORT_PAGE = 800;
/** Fewer characters than that, with scripts beside them, are what is there before scripts fill it: “Loading …”, a menu. */
const EMPTY_PAGE = 250;
/** Of the words: a site where more of them are new with each request cannot be compared. */
const NOISIEST = 0.3;

export class MissingPages {
  readonly #web: WebClient;
  /** By the folder, as a URL. */
  readonly #known = new Map<string, Promise<MissingPage | undefined>>();
  readonly #most: number;

  /** @param most - sites of which it is kept what they show; those that were asked longest ago are asked again */
  constructor(web: WebClient, most = 1_000) {
    this.#web = web;
    this.#most = most;
  }

  /** @returns what the site shows for a missing page beside `url`; `undefined` where it says 404, or does not answer */
  beside(url: URL): Promise<MissingPage | undefined> {
    return this.#in(new URL("./", url));
  }

  /** The same at the top of the site: asked once for all of a site's pages. */
  atTop(url: URL): Promise<MissingPage | undefined> {
    return this.#in(new URL("/", url));
  }

  #in(folder: URL): Promise<MissingPage | undefined> {
    const known = this.#known.get(folder.href) ?? this.#find(folder);
    // Deleting and setting moves the site to the end of the map; the first (least recently used) are dropped.
    this.#known.delete(folder.href);
    this.#known.set(folder.href, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= this.#most) break;
      this.#known.delete(oldest);
    }
    return known;
  }

  async #find(folder: URL): Promise<MissingPage | undefined> {
    const first = await this.#look(new URL(randomName(), folder));
    // The difference between two missing pages is the site's noise; a smaller difference means nothing.
    const second = first && (await this.#look(new URL(randomName(), folder)));
    if (!first || !second) return undefined;
    const front = await this.#look(new URL("/", folder));
    const [shown, others] = [pageWords(first), pageWords(second)];
    return {
      leadsTo: first.redirects > 0 ? first.final.href : undefined,
      isParked: [first, second].every(({ page, final }) => parkingSign(page, final) !== undefined),
      shown: others && shown,
      noise: shown && others ? difference(shown.words, others.words) : 0,
      front: front && pageWords(front),
    };
  }

  async #look(url: URL): Promise<Visit | undefined> {
    const found = await orFailure(visit(this.#web, url));
    return found instanceof Failure || !found.reply.ok ? undefined : found;
  }
}

/** Sixteen characters that no site has; letters only, since a number may be an id that exists. */
function randomName(): string {
  return [...randomBytes(16)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
}

/** @returns how a page relates to what its site shows for a path that cannot exist */
export function resemblance(found: Visit, { shown: missing, noise, front }: MissingPage): Resemblance {
  const { page } = found;
  const shown = pageWords(found);
  if (!page || !shown || !missing) return "own";
  const { words } = shown;
  // Clocks, tokens and “you may like” differ from one request to the next.
  if (noise > missing.words.length * NOISIEST) return "own";
  const most = noise * 1.5;
  if (difference(words, missing.words) > most || difference(missing.words, words) > most) return "own";
  const says = shown.saysNotFound && missing.saysNotFound;
  if (front && difference(words, front.words) <= most) {
    if (!says) return "script-filled";
    // The front page contains “not found” as well, so the words prove nothing.
    if (front.saysNotFound) return "like-nonsense";
  }
  if (says) return "soft-404";
  return page.scripts > 0 && page.text.length < EMPTY_PAGE ? "script-filled" : "like-nonsense";
}

function pageWords({ listed, final, page }: Visit): PageWords | undefined {
  if (!page) return undefined;
  const words = wordsOf(`${page.title} ${page.text}`);
  // Many sites repeat on the page what they did not find.
  for (const url of [listed, final]) for (const word of wordsOf(decoded(url.pathname + url.search))) words.delete(word);
  return { words: vocabularyOf(words), saysNotFound: saysNotFound(page) };
}

/** @returns whether the title, a heading, or a page of few words says that there is nothing */
export function saysNotFound({ title, headings, text }: Page): boolean {
  const heads = [title, ...headings.slice(0, 5)].filter((each) => each.length <= LONGEST_MESSAGE_TITLE);
  return [...heads, ...(text.length <= SHORT_PAGE ? [text] : [])].some((each) => SAYS_NOT_FOUND.test(each));
}

/** Stricter, for a site that shows nothing to compare with: a number alone may be anything. */
export function titleSaysNotFound(title: string): boolean {
  if (title.length > LONGEST_MESSAGE_TITLE || !SAYS_NOT_FOUND.test(title)) return false;
  return (
    !/\b4[01][04]\b/.test(title) ||
    /^(?:error\W*|http\W*)?4[01][04]\b|\b4[01][04]\W+(?:error|not|page|gone)/i.test(title)
  );
}
