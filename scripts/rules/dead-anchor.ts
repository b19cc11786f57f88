// dead-anchor: a link to a heading leads to one that is there.
import path from "node:path";
import { slug } from "github-slugger";
import { changedHeadings } from "../template/headings.ts";
import { PAGE } from "../template/page.ts";
import { anchorsOf } from "../text/anchors.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { decodeUtf8, isFolder, readBytes } from "../text/files.ts";
import { parseFile } from "../text/markdown.ts";
import type { MarkdownDocument } from "./support/document.ts";
import { urlsOf } from "./support/listed-urls.ts";
import { normalFragment } from "./support/page-headings.ts";
import { findTarget, relativeUrl } from "./support/relative-urls.ts";
import type { Rule } from "./support/rule.ts";
import { unmadeHeadings } from "./support/unmade-headings.ts";

export const deadAnchor: Rule = {
  severity: "error",
  markdown(document, report) {
    let compared = 0;
    for (const { url, value, start, place } of urlsOf(document)) {
      if (isInContributorsTable(document.markdown, start)) continue;
      const dead = deadIn(url, document.folder, document.anchors, document.kind !== "document");
      if (!dead) continue;
      const unmade = unmadeHeadings(document).find(({ slug }) => slug === dead.fragment);
      const hint = unmade
        ? `Its heading is none yet: ${unmade.problem}. ${unmade.hint}`
        : compared++ < MOST_COMPARED
          ? hintFor(dead)
          : ABOUT_ANCHORS;
      const finding = { ...place(Math.max(0, value.indexOf("#"))), message: dead.message };
      const lost = document.kind === "template" ? lostHeading(document, dead.fragment) : undefined;
      const bringBack = `${document.source.file} had “${lost}” before: bring its section back, or take out what leads there.`;
      report(lost === undefined ? { ...finding, hint } : { ...finding, hint: bringBack, about: document.source.file });
    }
  },
  list({ texts, template, root }, report) {
    for (const text of texts) {
      const dead = text.kind === "url" && template ? deadIn(text.value, root, template.anchors, true) : undefined;
      if (!dead) continue;
      const place = text.place(text.value.indexOf("#"), text.value.length);
      report({ ...place, message: dead.message, hint: hintFor(dead) });
    }
  },
};

/** @returns the heading with that anchor which the template had where the branch began */
function lostHeading({ folder, source }: MarkdownDocument, fragment: string): string | undefined {
  const { gone } = changedHeadings({ root: folder }, source.text);
  return gone.find((heading) => slug(heading) === fragment);
}

/** A bot writes these tables of people; their links are there for their titles only (https://allcontributors.org). */
function isInContributorsTable(markdown: string, offset: number): boolean {
  const start = markdown.indexOf("<!-- ALL-CONTRIBUTORS-LIST:START");
  return start >= 0 && start < offset && offset < markdown.indexOf("<!-- ALL-CONTRIBUTORS-LIST:END", start);
}

/** How many dead anchors are compared with those that are there: comparing takes long, and more are no slips. */
const MOST_COMPARED = 100;
const ABOUT_ANCHORS =
  "A heading's anchor is its text in lower case with - for blanks: ## How It Works is #how-it-works.";
/** Joiners and variation selectors of emoji, which GitHub keeps in anchors. */
const UNSEEN = /[\u200d\ufe0e\ufe0f]/g;
/** The page's start, the README's frame on GitHub, text fragments, GitHub's own footnotes, lines of a file. */
const ALWAYS_THERE = /^(?:|top|readme(?:-ov-file)?|:~:.*|(?:user-content-)?fn(?:ref)?-.*|L\d+(?:[-C].*)?)$/i;
const MARKDOWN = /\.(?:md|markdown)$/i;
/** GitHub does not render larger files, so they have no anchors. */
const MOST_BYTES = 512_000;

interface DeadAnchor {
  message: string;
  fragment: string;
  /** Those that are there. */
  anchors: ReadonlySet<string>;
}

/** @param isMade - whether the page is made of a list, so that the one on disk may be an old one */
function deadIn(url: string, folder: string, own: ReadonlySet<string>, isMade: boolean): DeadAnchor | undefined {
  const target = relativeUrl(url);
  if (target?.fragment === undefined || ALWAYS_THERE.test(target.fragment)) return undefined;
  const other = target.path === "" ? undefined : findTarget(folder, target.path);
  const isOwn = other === undefined || (isMade && other.state === "there" && other.file === path.join(folder, PAGE));
  const anchors = isOwn ? own : other.state === "there" ? anchorsIn(other.file) : undefined;
  const fragment = normalFragment(target.fragment);
  if (!anchors || anchors.has(fragment)) return undefined;
  const page = isOwn ? "this page" : `the page ${target.path}`;
  return { message: `Nothing on ${page} has the anchor “#${target.fragment}”.`, fragment, anchors };
}

function hintFor({ fragment, anchors }: DeadAnchor): string {
  const written = [...anchors].map((anchor) => `#${anchor.replace(UNSEEN, encodeURIComponent)}`);
  return didYouMean(`#${fragment}`, written) ?? ABOUT_ANCHORS;
}

/** @returns the anchors of a Markdown file, or of a folder's page; `undefined` for what cannot be read as one */
function anchorsIn(target: string): ReadonlySet<string> | undefined {
  try {
    const file = isFolder(target) ? path.join(target, PAGE) : target;
    if (!MARKDOWN.test(file)) return undefined;
    const text = decodeUtf8(readBytes(file, { most: MOST_BYTES }));
    const tree = text === undefined ? undefined : parseFile(text);
    return tree && anchorsOf(tree);
  } catch {
    return undefined;
  }
}
