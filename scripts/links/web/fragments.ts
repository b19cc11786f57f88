// Whether a fragment leads somewhere on the page that was fetched, and which one was meant.
import GithubSlugger from "github-slugger";
import { nearest } from "../../text/did-you-mean.ts";
import { decoded } from "../../text/url.ts";
import type { Page } from "./page.ts";
import { isOnGitHub } from "./sites.ts";
import type { Visit } from "./visit.ts";

interface FragmentProblem {
  reason: "fragment-missing" | "fragment-unknown";
  evidence: string;
  /** The fragment to write instead, without `#`, if one is near. */
  meant?: string | undefined;
}

/** A route that a script reads (`#/docs`, `#!/docs`), or its parameters (`#gid=0`, `#page=3` of a PDF): not an anchor. */
const FOR_SCRIPTS = /^[!/?]|[=&]/;
/** What sites load when somebody scrolls to it. */
const LOADED_LATER =
  /^(?:issuecomment|discussioncomment|pullrequestreview|commitcomment|discussion_r|diff|event|comment|ref-pullrequest|ref-issue)-?_?[\da-f]/i;
/** A line of source, as forges number them: `L10`, `L10-L20`, `L10-20`, `L10C3-L12C5`. */
const LINES = /^L(\d+)(?:C\d+)?(?:-L?(\d+)(?:C\d+)?)?$/i;
const GITHUB_PREFIX = "user-content-";

/** @param hash - with `#`, as it stands in the URL; empty is the page itself */
export function fragmentProblem(hash: string, { page, final, reply }: Visit): FragmentProblem | undefined {
  // A text fragment (https://wicg.github.io/scroll-to-text-fragment/) is a search, which may fail without harm.
  const fragment = hash.replace(/^#/, "").replace(/:~:.*$/s, "");
  // “top” is the top of any page (https://html.spec.whatwg.org/#select-the-indicated-part).
  if (fragment === "" || fragment.toLowerCase() === "top" || FOR_SCRIPTS.test(fragment) || !page) return undefined;
  const isGitHub = isOnGitHub(final);
  const lines = LINES.exec(fragment);
  if (lines && (isGitHub || !page.anchors.has(fragment))) return lineProblem(lines, page, isGitHub);
  if (isGitHub && LOADED_LATER.test(fragment)) return undefined;

  const anchors = isGitHub ? gitHubAnchors(page) : page.anchors;
  const forms = new Set([fragment, decoded(fragment)]);
  if (isGitHub) for (const form of [...forms]) forms.add(form.toLowerCase());
  for (const form of forms) if (anchors.has(form) || anchors.has(`${GITHUB_PREFIX}${form}`)) return undefined;
  // Scripts make ids from headings as GitHub does.
  const slugOf = (heading: string): string => new GithubSlugger().slug(heading.replace(/[¶#§]\s*$/u, "").trim());
  if (page.headings.some((heading) => forms.has(slugOf(heading)))) return undefined;

  const evidence = `Nothing on the page has the id or name “${decoded(fragment)}”.`;
  const unknown = (evidence: string): FragmentProblem => ({ reason: "fragment-unknown", evidence });
  if (!reply.header("content-type") || LOADED_LATER.test(fragment)) return unknown(evidence);
  if (!reply.complete) return unknown("The page cannot be read to its end.");
  // A page whose headings have no ids, and which runs scripts, may get them from a script.
  const isMadeByScripts = isGitHub ? anchors.size === 0 : page.scripts > 0 && !page.headingsHaveIds;
  if (isMadeByScripts) return unknown("Scripts make the ids of the page.");
  const known = [...anchors]
    .filter((anchor) => !anchor.includes("\ufffd"))
    .map((anchor) => (isGitHub ? anchor.replace(GITHUB_PREFIX, "") : anchor));
  return { reason: "fragment-missing", evidence, meant: nearest(decoded(fragment), known.slice(0, MOST_CANDIDATES)) };
}

/** Comparing takes time for each. */
const MOST_CANDIDATES = 5_000;

/** The page's own ids, and those of a README or document, which GitHub also sends as HTML in JSON. */
function gitHubAnchors({ anchors, raw }: Page): ReadonlySet<string> {
  const found = new Set([...anchors].filter((anchor) => anchor.startsWith(GITHUB_PREFIX)));
  for (const [, id = ""] of raw.matchAll(/user-content-([^\s"'\\<>&]+)/g)) found.add(GITHUB_PREFIX + id);
  for (const [, id = ""] of raw.matchAll(/"anchor":"([^"\\]+)"/g)) found.add(GITHUB_PREFIX + id);
  return found;
}

/** GitHub's page of a file says how many lines it has; other pages do not say it, and are believed. */
function lineProblem(
  [, from = "", to = from]: RegExpExecArray,
  { raw }: Page,
  isGitHub: boolean,
): FragmentProblem | undefined {
  const count = isGitHub
    ? Number(/"truncatedLoc":"(\d+)"|\b(\d+) lines \(/.exec(raw)?.slice(1).find(Boolean))
    : Number.NaN;
  const last = Math.max(Number(from), Number(to));
  if (Number.isNaN(count) || last <= count) return undefined;
  const first = Math.min(Number(from), Number(to));
  const meant = first <= count ? `L${first}-L${count}` : undefined;
  return { reason: "fragment-missing", evidence: `The file has ${count} lines.`, meant };
}
