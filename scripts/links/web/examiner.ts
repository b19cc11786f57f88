// Everything there is to find out about one page: who can tell, what its fragments lead to, what to write instead.
import { Failure } from "./failure.ts";
import { fragmentState } from "./fragments.ts";
import { Repositories, repositoryOf, repositoryOnPage } from "./github.ts";
import { type Finding, finding, Judge, type Judged } from "./judge.ts";
import type { Listing } from "./listing.ts";
import { Nonsenses } from "./nonsense.ts";
import { bareHost, isFrontPage } from "./sites.ts";
import type { Answer } from "./verdict.ts";
import { type Visit, visit } from "./visit.ts";
import { newestSnapshot } from "./wayback.ts";
import type { Web } from "./web.ts";
import { askForVideo, videoUrl } from "./youtube.ts";

export class Examiner {
  readonly #web: Web;
  readonly #judge: Judge;
  readonly #repositories: Repositories;
  /** How many pages of each host are listed. */
  readonly #counts: ReadonlyMap<string, number>;

  constructor(web: Web, pages: readonly Listing[], counts: ReadonlyMap<string, number>) {
    this.#web = web;
    this.#judge = new Judge(web, new Nonsenses(web));
    this.#counts = counts;
    this.#repositories = new Repositories(
      web,
      pages.flatMap(({ url }) => repositoryOf(url)?.name ?? []),
    );
  }

  /** @returns an answer for each URL under which the page is listed */
  async *examine(listing: Listing): AsyncGenerator<Answer> {
    const judged = await this.#find(listing);
    const { url } = listing;
    const repository = await this.#repository(url, judged);
    const about = { ...judged.finding, ...(repository && { repository }) };
    const suggestion = about.suggestion ?? (await this.#suggestion(url, judged));
    for (const listed of listing.listed) {
      const { hash } = new URL(listed);
      yield { url: listed, ...this.#underFragment(about, judged, hash, suggestion) };
    }
  }

  async #find(listing: Listing): Promise<Judged> {
    const { url, listed } = listing;
    const hashes = listed.map((each) => new URL(each).hash).filter((hash) => hash !== "" && hash !== "#");
    const video = videoUrl(url);
    if (video !== undefined) return this.#findVideo(video);
    const repository = repositoryOf(url);
    if (repository?.isFront && hashes.length === 0) {
      const known = await this.#repositories.find(repository.name);
      if (known?.is === "there") return { finding: ofRepository(url, repository.name, known.repository) };
    }
    const remembered = this.#web.settings.remembered?.(listed[0] ?? url.href);
    const whole = hashes.length > 0;
    const head = !whole && (this.#counts.get(url.host) ?? 0) > this.#web.settings.headFrom && !repository?.isFront;
    const judged = await this.#judge.judge({ url, whole, head, remembered });
    if (repository?.isFront && judged.finding.reason === "not-found")
      return { ...judged, finding: { ...judged.finding, reason: "repository-gone" } };
    return judged;
  }

  async #findVideo(address: string): Promise<Judged> {
    try {
      let video = await askForVideo(this.#web, address, { begins: true });
      const isGone = (status: number): boolean => status === 404 || status === 400;
      if (isGone(video.status)) {
        await this.#web.sleep(this.#web.settings.confirmAfter);
        video = await askForVideo(this.#web, address);
      }
      const { status, statusLine, title } = video;
      const evidence = `YouTube's oEmbed service says ${statusLine}.`;
      if (isGone(status)) return { finding: finding("video-gone", evidence, { status, confirmed: true }) };
      if (status >= 200 && status < 300)
        return { finding: finding("video-found", evidence, { status, ...(title === "" ? {} : { title }) }) };
      // 401 and 403: it is there, and may not be embedded, or is for some only.
      const isWall = status === 401 || status === 403;
      const reason = isWall ? "unauthorized" : status === 429 ? "rate-limited" : "server-error";
      return { finding: finding(reason, evidence, { status }) };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // That YouTube is out of reach says nothing about the video.
      const reason = error.reason === "host-unknown" ? "resolver" : error.reason;
      return { finding: finding(reason, error.message) };
    }
  }

  async #repository(url: URL, { finding: { verdict }, visit: seen }: Judged): Promise<Answer["repository"]> {
    const listed = repositoryOf(url);
    if (!listed || (verdict !== "ok" && verdict !== "moved")) return undefined;
    const known = await this.#repositories.find(listed.name);
    if (known?.is === "there") return known.repository;
    return seen && repositoryOf(seen.final)?.isFront ? repositoryOnPage(seen.final, seen.page) : undefined;
  }

  /** What to write instead of a URL, where somebody knows. */
  async #suggestion(url: URL, { finding: found, visit: seen }: Judged): Promise<string | undefined> {
    if (!this.#web.settings.suggest) return undefined;
    if (found.verdict === "dead") return newestSnapshot(this.#web, url.href);
    if (found.verdict !== "ok" || url.protocol !== "http:" || !seen) return undefined;
    const safe = new URL(url);
    safe.protocol = "https:";
    if (bareHost(seen.final) === bareHost(safe) && seen.final.protocol === "https:") return safe.href;
    return (await this.#isSame(safe, seen)) ? safe.href : undefined;
  }

  /** Whether https shows what http showed. */
  async #isSame(safe: URL, seen: Visit): Promise<boolean> {
    try {
      const found = await visit(this.#web, safe, { method: "GET", once: true });
      const isFine = found.reply.status >= 200 && found.reply.status < 300 && found.final.protocol === "https:";
      const isPage = found.final.pathname === seen.final.pathname || isFrontPage(safe);
      return isFine && isPage && (seen.page === undefined || found.page?.title === seen.page.title);
    } catch (error) {
      if (this.#web.settings.signal.aborted) throw error;
      return false;
    }
  }

  /** What is found, seen from one of the URLs under which it is listed. */
  #underFragment(
    found: Finding,
    { visit: seen }: Judged,
    hash: string,
    suggestion: string | undefined,
  ): Omit<Answer, "url"> {
    const target = found.target === undefined ? undefined : withHash(found.target, hash);
    const here = { ...found, ...(target && { target }), ...(suggestion && { suggestion: withHash(suggestion, hash) }) };
    if (!seen || (found.verdict !== "ok" && found.verdict !== "moved")) return here;
    const state = fragmentState(hash || seen.fragment, seen);
    if (state.is === "there" || hash === "") return here;
    const reason = state.is === "missing" ? "fragment-missing" : "fragment-unknown";
    // That it has moved is sure.
    if (state.is === "unknown" && found.verdict === "moved") return here;
    const more = { ...here, ...finding(reason, state.evidence) };
    if (state.is === "unknown" || state.meant === undefined) return more;
    const meant = new URL(target ?? seen.listed.href);
    meant.hash = state.meant;
    return { ...more, suggestion: meant.href };
  }
}

/** A fragment goes along, unless there is one already. */
function withHash(url: string, hash: string): string {
  const moved = new URL(url);
  if (moved.hash === "" && hash !== "") moved.hash = hash;
  return moved.href;
}

function ofRepository(url: URL, listed: string, repository: NonNullable<Answer["repository"]>): Finding {
  if (repository.name.toLowerCase() === listed.toLowerCase())
    return finding("repository-found", "GitHub's API knows the repository.", { repository });
  const target = new URL(`/${repository.name}`, url).href;
  return finding("repository-renamed", `The repository is called ${repository.name} now.`, { repository, target });
}
