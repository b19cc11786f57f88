// Checks one page: its verdict, its fragments, and what to write instead.
import { type Answer, isThere, type PageAnswer, pageAnswer, type Repository } from "./answer.ts";
import { type Classified, classifier } from "./classify.ts";
import { Failure, orFailure } from "./failure.ts";
import { fragmentProblem } from "./fragments.ts";
import { repositoryFinder, repositoryOf, repositoryOnPage } from "./github.ts";
import { askForVideo, newestSnapshot, type Video, videoUrl } from "./services.ts";
import { bareHost, isFrontPage } from "./sites.ts";
import { type Visit, visit } from "./visit.ts";
import type { WebClient } from "./web-client.ts";

/** One page, and all the URLs under which it is listed: they differ by their fragments only. */
export interface ListedPage {
  /** Without fragment. */
  url: URL;
  listed: string[];
}

/** @param pages - all that will be checked, so that GitHub's API can be asked about many at once */
export function pageChecker(web: WebClient, pages: readonly ListedPage[]): (page: ListedPage) => Promise<Answer[]> {
  const classify = classifier(web);
  const names = pages.flatMap(({ url }) => repositoryOf(url)?.name ?? []);
  const findRepository = repositoryFinder(web, names);
  return check;

  /** @returns an answer for each URL under which the page is listed */
  async function check(page: ListedPage): Promise<Answer[]> {
    const found = await findPage(page);
    const repository = await repositoryBehind(page.url, found);
    const suggestion = await suggestionFor(page.url, found);
    const answer = { ...found.answer, repository, suggestion };
    return page.listed.map((url) => ({ url, ...underFragment(answer, found.visit, new URL(url).hash) }));
  }

  async function findPage({ url, listed }: ListedPage): Promise<Classified> {
    const whole = listed.some((each) => new URL(each).hash !== "");
    const video = videoUrl(url);
    if (video !== undefined) return findVideo(video);
    const repository = repositoryOf(url);
    if (repository?.isFront && !whole) {
      const known = await findRepository(repository.name);
      if (known) return { answer: ofRepository(url, repository.name, known) };
    }
    const remembered = web.settings.remembered?.(listed[0] ?? url.href);
    const found = await classify({ url, whole, remembered });
    if (repository?.isFront && found.answer.reason === "not-found")
      return { ...found, answer: { ...found.answer, reason: "repository-gone" } };
    return found;
  }

  async function findVideo(address: string): Promise<Classified> {
    let video = await orFailure(askForVideo(web, address, { begins: true }));
    if (!(video instanceof Failure) && isGone(video)) {
      await web.sleep(web.settings.confirmAfter);
      video = await orFailure(askForVideo(web, address));
    }
    return { answer: video instanceof Failure ? ofSilence(video) : ofVideo(video) };
  }

  async function repositoryBehind(url: URL, { answer, visit: seen }: Classified) {
    const listed = repositoryOf(url);
    if (!listed || !isThere(answer)) return undefined;
    return (await findRepository(listed.name)) ?? (seen && repositoryOnPage(seen.final, seen.page));
  }

  async function suggestionFor(url: URL, { answer, visit: seen }: Classified): Promise<string | undefined> {
    if (!web.settings.suggest) return undefined;
    if (answer.verdict === "dead") return newestSnapshot(web, url.href);
    if (answer.verdict !== "ok" || url.protocol !== "http:" || !seen) return undefined;
    const safe = new URL(url);
    safe.protocol = "https:";
    if (bareHost(seen.final) === bareHost(safe) && seen.final.protocol === "https:") return safe.href;
    return (await isSame(safe, seen)) ? safe.href : undefined;
  }

  /** Whether https shows what http showed. */
  async function isSame(safe: URL, seen: Visit): Promise<boolean> {
    const found = await orFailure(visit(web, safe, { once: true }));
    if (found instanceof Failure || !found.reply.ok || found.final.protocol !== "https:") return false;
    const isPage = found.final.pathname === seen.final.pathname || isFrontPage(safe);
    return isPage && (seen.page === undefined || found.page?.title === seen.page.title);
  }
}

/** What is said of a page, for one of the URLs under which it is listed. */
function underFragment(answer: PageAnswer, seen: Visit | undefined, hash: string): PageAnswer {
  const target = answer.target === undefined ? undefined : withHash(answer.target, hash);
  const here = { ...answer, target, suggestion: answer.suggestion && withHash(answer.suggestion, hash) };
  const problem = seen && isThere(answer) ? fragmentProblem(hash, seen) : undefined;
  // Although the fragment is unknown, the page has certainly moved.
  if (!seen || !problem || (problem.reason === "fragment-unknown" && answer.verdict === "moved")) return here;
  const more = { ...here, ...pageAnswer(problem.reason, problem.evidence) };
  if (problem.meant === undefined) return more;
  const meant = new URL(target ?? seen.listed.href);
  meant.hash = problem.meant;
  return { ...more, suggestion: meant.href };
}

/** A fragment goes along, unless there is one already. */
function withHash(url: string, hash: string): string {
  const moved = new URL(url);
  if (moved.hash === "" && hash !== "") moved.hash = hash;
  return moved.href;
}

function ofRepository(url: URL, listed: string, repository: Repository): PageAnswer {
  if (repository.name.toLowerCase() === listed.toLowerCase())
    return pageAnswer("repository-found", "GitHub's API knows the repository.");
  const target = new URL(`/${repository.name}`, url).href;
  return pageAnswer("repository-renamed", `The repository is called ${repository.name} now.`, { target });
}

function isGone({ status }: Video): boolean {
  return status === 404 || status === 400;
}

function ofVideo(video: Video): PageAnswer {
  const { status, ok, statusLine, title } = video;
  const evidence = `YouTube's oEmbed service says ${statusLine}.`;
  if (isGone(video)) return pageAnswer("video-gone", evidence, { status, confirmed: true });
  if (ok) return pageAnswer("video-found", evidence, { status, title: title || undefined });
  // 401 and 403: it is there, and may not be embedded, or is for some only.
  const isWall = status === 401 || status === 403;
  return pageAnswer(isWall ? "unauthorized" : status === 429 ? "rate-limited" : "server-error", evidence, { status });
}

/** That YouTube is out of reach says nothing about the video. */
function ofSilence({ reason, message }: Failure): PageAnswer {
  return pageAnswer(reason === "host-unknown" ? "resolver" : reason, message);
}
