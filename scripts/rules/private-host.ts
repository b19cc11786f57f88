// private-host: what a record links to can be reached by everybody.
import { isPrivateHost } from "../text/host.ts";
import { urlProblem } from "../text/url.ts";
import { urlsOf } from "./support/document.ts";
import type { Rule } from "./support/rule.ts";

export const privateHost: Rule = {
  name: "private-host",
  severity: "error",
  text(text, report) {
    const message = text.kind === "url" ? problemOf(text.value) : undefined;
    if (message !== undefined) report({ ...text.place(0, text.value.length), message, hint: HINT });
  },
  markdown(document, report) {
    if (document.kind !== "field") return;
    for (const { url, start, end } of urlsOf(document)) {
      const message = problemOf(url);
      if (message !== undefined) report({ ...document.place(start, end), message, hint: HINT });
    }
  },
};

const HINT = "Link to where everybody finds it.";

function problemOf(url: string): string | undefined {
  if (!/^https?:/i.test(url) || urlProblem(url) !== undefined) return undefined;
  const parsed = new URL(url);
  return isPrivateHost(parsed)
    ? `“${parsed.hostname}” is in a network of its own, which others do not reach.`
    : undefined;
}
