// missing-file: a relative link or image leads to a file that is there.
import path from "node:path";
import { PAGE } from "../template/page.ts";
import { didYouMeanThis } from "../text/did-you-mean.ts";
import { urlProblem } from "../text/url.ts";
import { findTarget, relativeUrl } from "./support/relative-urls.ts";
import type { Rule } from "./support/rule.ts";

export const missingFile: Rule = {
  severity: "error",
  url({ url, value, text, folder, place }, report) {
    // An image in the place of a drawing: rule missing-drawing reports it.
    if (text.kind === "url" && text.insteadOf?.to.isDrawn) return;
    const missing = missingIn(url, folder, text.kind !== "document");
    if (missing) report({ ...place(0, value.search(/[?#]|$/)), ...missing });
  },
};

/** @param isMade - whether the page is made of a list, and so may not have been made yet */
function missingIn(url: string, folder: string, isMade: boolean): { message: string; hint: string } | undefined {
  const target = relativeUrl(url);
  if (!target || target.path === "" || urlProblem(url) !== undefined) return undefined;
  if (isMade && path.posix.normalize(target.path) === PAGE) return undefined;
  const found = findTarget(folder, target.path);
  if (found.state !== "missing") return undefined;
  const message = `There is no file “${target.path}”.`;
  if (found.nearest !== undefined) return { message, hint: didYouMeanThis(found.nearest) };
  if (target.path.includes("\\")) {
    return { message, hint: `Write / between folders: ${target.path.replaceAll("\\", "/")}` };
  }
  if (/^(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev)(?:\/|$))/i.test(target.path)) {
    return { message, hint: `If this is a site, write its scheme: https://${url}` };
  }
  return { message, hint: "Add the file, or mend the path: it starts from the page's own folder." };
}
