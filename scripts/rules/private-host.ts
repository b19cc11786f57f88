// private-host: what a record links to can be reached by everybody.
import { isPrivateHost } from "../text/private-hosts.ts";
import { urlProblem } from "../text/url.ts";
import type { Rule } from "./support/rule.ts";

export const privateHost: Rule = {
  severity: "error",
  url({ url, text, place }, report) {
    const isOfRecord = text.kind === "url" || text.kind === "field";
    if (!isOfRecord || !/^https?:/i.test(url) || urlProblem(url) !== undefined) return;
    const parsed = new URL(url);
    if (!isPrivateHost(parsed)) return;
    const message = `“${parsed.hostname}” is in a network of its own, which others do not reach.`;
    report({ ...place(), message, hint: "Link to where everybody finds it." });
  },
};
