// tracking-parameter: URLs do not tell where the reader came from.
import type { Stretch } from "../text/stretches.ts";
import { canParse } from "../text/url.ts";
import type { Rule } from "./support/rule.ts";

export const trackingParameter: Rule = {
  severity: "warning",
  url({ url, value, place, edit }, report) {
    if (!/^https?:/i.test(url) || !canParse(url)) return;
    const { hostname } = new URL(url);
    if (/(?:^|\.)archive\.org$/.test(hostname)) return;
    const isTracking = ({ name }: Parameter): boolean =>
      TRACKING.test(name) || OF_HOSTS.some(([host, ofHost]) => host.test(hostname) && ofHost.test(name));
    // It may be written with `&amp;`, or without its scheme. URLs with other escapes are reported without a fix.
    const isAsRead = [url, url.replace(/^http:\/\//, "")].includes(value.replaceAll("&amp;", "&"));
    const { query, parameters } = queryOf(isAsRead ? value : url);
    const tracking = parameters.filter(isTracking);
    const [first, last] = [tracking[0], tracking.at(-1)];
    if (!first || !last) return;
    const kept = parameters.filter((parameter) => !isTracking(parameter));
    const rest = kept.map(({ separator, text }, index) => (index === 0 ? `?${text}` : separator + text)).join("");
    const read = queryOf(url).query;
    const without = url.slice(0, read.start) + rest.replaceAll("&amp;", "&") + url.slice(read.end);
    const names = tracking.map(({ name }) => `“${name}”`);
    const what = [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
    const edits = isAsRead ? edit(query.start, query.end, rest) : [];
    report({
      ...(isAsRead ? place(first.start, last.end) : place()),
      message: `${what} only ${names.length > 1 ? "tell" : "tells"} where the reader came from.`,
      hint: `The URL without: ${without}`,
      fix: edits.length > 0 ? { edits, changesData: true } : undefined,
    });
  },
};

/** Parameters that track wherever they stand. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|mc_cid|mc_eid|igshid|igsh|_hsenc|_hsmi|mkt_tok|vero_id|oly_anon_id|oly_enc_id|ref_src|ref_url|s_cid|spm)$/i;
/** By host, with all below it. */
const OF_HOSTS: readonly [host: RegExp, name: RegExp][] = [
  [/(?:^|\.)(?:youtube\.com|youtube-nocookie\.com|youtu\.be)$/, /^(?:si|feature|pp)$/],
  [/(?:^|\.)linkedin\.com$/, /^(?:trk|trackingId)$/],
  [/(?:^|\.)medium\.com$/, /^(?:source|gi)$/],
];

interface Parameter extends Stretch {
  name: string;
  text: string;
  /** What stands in front of it: `?`, `&` or `&amp;`. */
  separator: string;
}

/** @returns the query's place, with its `?`, and its parameters */
function queryOf(url: string): { query: Stretch; parameters: Parameter[] } {
  const [beforeHash = ""] = url.split("#", 1);
  const end = beforeHash.length;
  const start = beforeHash.indexOf("?");
  if (start < 0) return { query: { start: end, end }, parameters: [] };
  const parameters = [...beforeHash.slice(start).matchAll(/(^\?|&(?:amp;)?)([^&]*)/g)].map((match): Parameter => {
    const [, separator = "", text = ""] = match;
    const from = start + match.index + separator.length;
    return { name: text.split("=", 1)[0] ?? "", text, start: from, end: from + text.length, separator };
  });
  return { query: { start, end }, parameters };
}
