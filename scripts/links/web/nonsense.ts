// What a site answers to a path that cannot exist: with that in hand, a page that says 200 and is not there is found out.
import { randomBytes } from "node:crypto";
import type { Page } from "./page.ts";
import { parkingSign } from "./parking.ts";
import { type Visit, visit } from "./visit.ts";
import type { Web } from "./web.ts";
import { difference, type Vocabulary, vocabularyOf, wordsOf } from "./words.ts";

/** What is kept of a page to compare others with. */
interface Looks {
  words: Vocabulary;
  saysNotFound: boolean;
}

/** What a site shows for nonsense, when it does not say 404. It is kept for each site, so it is kept small. */
export interface Nonsense {
  /** Where its redirects lead nonsense to. */
  leadsTo: string | undefined;
  isParked: boolean;
  /** `undefined` where it is no page. */
  looks: Looks | undefined;
  /** Words in which one answer to nonsense differs from the next. */
  noise: number;
  /** The site's front page, to tell “the same everywhere” from “not found”. */
  front: Looks | undefined;
}

export type Likeness =
  /** The page has something of its own. */
  | "own"
  /** The page is what nonsense gets, and says that there is nothing. */
  | "soft-404"
  /** The page is what nonsense gets, which may be the shell that a script fills. */
  | "like-nonsense"
  /** The whole site shows the same; nobody can tell, and a person in front of a browser can. */
  | "shell";

/** “There is no such page” as sites say it, in the languages that sites have. */
export const SAYS_NOT_FOUND =
  /(?:not|n[’']t be) (?:be )?found\b|\b(?:4 ?0 ?4|410)\b(?! ?(?:media|kb|mb|%))|\bcan(?:not|[’']t| not) (?:seem to )?(?:find|be found)\b|\bcould(?:n[’']t| not) (?:find|be found)\b|\b(?:does|do)(?:n[’']t| not) exist\b|\bno longer (?:exists?|available|here|online)\b|\bnothing (?:(?:was )?found|here|to see here)\b|\bpage (?:you (?:are|were) looking for|you requested|has been (?:removed|deleted|moved)|is (?:gone|missing|unavailable))|\bno (?:such|matching) (?:page|document|file)\b|\b(?:has|may have|might have) been (?:removed|deleted|moved)\b|\bnicht (?:gefunden|vorhanden|mehr verfügbar)\b|\bexistiert nicht\b|\b(?:page )?(?:introuvable|non trouvée|n[’']existe pas)\b|\bno (?:encontrad[ao]|existe)\b|\bn[ãa]o (?:encontrad[ao]|existe)\b|\bnon (?:trovat[ao]|esiste)\b|\bniet gevonden\b|\bне найден[ао]?\b|\bnie znaleziono\b|\bbulunamadı\b|見つかりません|存在しません|找不到|不存在|찾을 수 없/iu;

/** Around a title or heading that says nothing but that; a longer one may be about errors. */
const MOSTLY = 60;
/** In UTF-16 code units: a page with so little on it is all message. */
const SHORT = 800;
/** Fewer characters than that, with scripts beside them, are a shell: “Loading …”, a menu. */
const SHELL = 250;
/** Sites of which it is kept what they show; those that were asked longest ago are asked again. */
const MOST_SITES = 1_000;
/** Of the words; where more is new each time, nothing can be told from what is new. */
const NOISIEST = 0.3;

export class Nonsenses {
  readonly #web: Web;
  readonly #heads = new Map<string, Promise<boolean>>();
  readonly #known = new Map<string, Promise<Nonsense | undefined>>();

  constructor(web: Web) {
    this.#web = web;
  }

  /** @returns what the site shows for nonsense beside `url`; `undefined` where it says that there is nothing, or nobody can tell */
  beside(url: URL): Promise<Nonsense | undefined> {
    return this.#once(new URL(nonsensePath(), new URL("./", url)));
  }

  /** The same at the top of the site: asked once for all of a site's pages. */
  atTop(url: URL): Promise<Nonsense | undefined> {
    return this.#once(new URL(`/${nonsensePath()}`, url));
  }

  /** @returns whether the site says 404 to HEAD for nonsense, so that its 200 to HEAD means something */
  headTells(url: URL): Promise<boolean> {
    const known = this.#heads.get(url.origin) ?? this.#askHead(new URL(`/${nonsensePath()}`, url));
    this.#heads.set(url.origin, known);
    return known;
  }

  async #askHead(nonsense: URL): Promise<boolean> {
    try {
      const { reply } = await visit(this.#web, nonsense, { method: "HEAD", once: true });
      const tells = reply.status === 404 || reply.status === 410;
      if (tells) this.#known.set(new URL("/", nonsense).href, Promise.resolve(undefined));
      return tells;
    } catch (error) {
      if (this.#web.settings.signal.aborted) throw error;
      return false;
    }
  }

  #once(nonsense: URL): Promise<Nonsense | undefined> {
    const folder = new URL("./", nonsense).href;
    const known = this.#known.get(folder) ?? this.#find(nonsense);
    // As the last one.
    this.#known.delete(folder);
    this.#known.set(folder, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_SITES) break;
      this.#known.delete(oldest);
    }
    return known;
  }

  async #find(nonsense: URL): Promise<Nonsense | undefined> {
    const first = await this.#look(nonsense);
    // How two answers to nonsense differ says how much a difference to them means.
    const second = first && (await this.#look(new URL(nonsensePath(), nonsense)));
    if (!first || !second) return undefined;
    const front = await this.#look(new URL("/", nonsense));
    const looks = looksOf(first);
    const others = looksOf(second);
    return {
      leadsTo: first.redirects > 0 ? first.final.href : undefined,
      isParked: [first, second].every(({ page, final }) => parkingSign(page, final) !== undefined),
      looks: others && looks,
      noise: looks && others ? difference(looks.words, others.words) : 0,
      front: front && looksOf(front),
    };
  }

  async #look(url: URL): Promise<Visit | undefined> {
    try {
      const found = await visit(this.#web, url, { method: "GET" });
      return found.reply.status >= 200 && found.reply.status < 300 ? found : undefined;
    } catch (error) {
      if (this.#web.settings.signal.aborted) throw error;
      return undefined;
    }
  }
}

/** Sixteen characters that no site has; letters only, since a number may be an id that exists. */
function nonsensePath(): string {
  return [...randomBytes(16)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
}

/** @returns how a page that was asked for relates to what its site shows for nonsense */
export function likeness(found: Visit, { looks: nonsense, noise, front }: Nonsense): Likeness {
  const { page } = found;
  const looks = looksOf(found);
  if (!page || !looks || !nonsense) return "own";
  const { words } = looks;
  // Clocks, tokens and “you may like” differ from one nonsense to the next.
  if (noise > nonsense.words.length * NOISIEST) return "own";
  const most = noise * 1.5;
  if (difference(words, nonsense.words) > most || difference(nonsense.words, words) > most) return "own";
  const says = looks.saysNotFound && nonsense.saysNotFound;
  if (front && difference(words, front.words) <= most) {
    if (!says) return "shell";
    // What the front page says too is said of no page; perhaps a script takes it away.
    if (front.saysNotFound) return "like-nonsense";
  }
  if (says) return "soft-404";
  return page.scripts > 0 && page.text.length < SHELL ? "shell" : "like-nonsense";
}

function looksOf({ listed, final, page }: Visit): Looks | undefined {
  if (!page) return undefined;
  const words = wordsOf(`${page.title} ${page.text}`);
  // Many sites repeat on the page what they did not find.
  for (const url of [listed, final]) for (const word of wordsOf(decode(url.pathname + url.search))) words.delete(word);
  return { words: vocabularyOf(words), saysNotFound: saysNotFound(page) };
}

/** @returns whether the title, a heading, or a page of few words says that there is nothing */
export function saysNotFound({ title, headings, text }: Page): boolean {
  if (title.length <= MOSTLY && SAYS_NOT_FOUND.test(title)) return true;
  const heads = headings.slice(0, 5).filter((each) => each.length <= MOSTLY);
  return heads.some((each) => SAYS_NOT_FOUND.test(each)) || (text.length <= SHORT && SAYS_NOT_FOUND.test(text));
}

/** Stricter, for where there is nothing to compare with: a number alone may be anything. */
export function titleSaysNotFound(title: string): boolean {
  if (title.length > MOSTLY || !SAYS_NOT_FOUND.test(title)) return false;
  return (
    !/\b4[01][04]\b/.test(title) ||
    /^(?:error\W*|http\W*)?4[01][04]\b|\b4[01][04]\W+(?:error|not|page|gone)/i.test(title)
  );
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
