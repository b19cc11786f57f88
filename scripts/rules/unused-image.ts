// unused-image: every image below img/ is used.
import path from "node:path";
import { visit } from "unist-util-visit";
import { PAGE } from "../template/page.ts";
import { FILE_START } from "../text/diagnostic.ts";
import { readIfReadable } from "../text/files.ts";
import { entriesOf, imagesIn, originOf } from "./support/images.ts";
import type { LintedList } from "./support/linted-list.ts";
import { urlsOfList } from "./support/listed-urls.ts";
import { relativeUrl } from "./support/relative-urls.ts";
import type { Rule } from "./support/rule.ts";

export const unusedImage: Rule = {
  severity: "warning",
  list(linted, report) {
    const used = usedBy(linted);
    // Drawings that the build made are looked at by stale-drawing.
    const unused = imagesIn(linted.root).filter(
      (image) => !used.has(image) && originOf(linted.root, image) === undefined,
    );
    if (unused.length === 0) return;
    const others = otherTexts(linted);
    for (const file of unused) {
      if (others.some((text) => text.includes(file) || text.includes(encodeURI(file)))) continue;
      const message = "Neither the page nor a record uses this image.";
      const hint = `Delete it, or show it: ![What it shows](${encodeURI(file)})`;
      report({ file, range: FILE_START, message, hint });
    }
  },
};

/** @returns files, relative to the list's root */
function usedBy(linted: LintedList): Set<string> {
  const { page, pageTree } = linted;
  const urls = [...urlsOfList(linted).map(({ url }) => url), ...page.drawings.map(({ file }) => file)];
  // URLs that the template computes from fields are only on the page.
  visit(pageTree, (node) => {
    if (node.type === "image" || node.type === "link") urls.push(node.url);
  });
  return new Set(urls.flatMap((url) => fileOf(url) ?? []));
}

/** Also of the repository's files on GitHub, by their whole URLs. */
function fileOf(url: string): string | undefined {
  const onGitHub = /^https:\/\/(?:github\.com|raw\.githubusercontent\.com)\/.*\/(img\/.*)$/.exec(url)?.[1];
  const target = relativeUrl(onGitHub ?? url);
  return target && path.posix.normalize(target.path).replace(/^\//, "");
}

/** Other Markdown files beside the page, and, when records could not be read, what these say. */
function otherTexts({ root, sources, isComplete }: LintedList): string[] {
  const texts = isComplete ? [] : sources.map(({ text }) => text);
  for (const entry of entriesOf(root)) {
    if (!entry.isFile() || !/\.md$/i.test(entry.name) || entry.name === PAGE) continue;
    texts.push(readIfReadable(path.join(root, entry.name)) ?? "");
  }
  return texts;
}
