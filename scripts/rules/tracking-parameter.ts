// tracking-parameter: URLs do not tell where the reader came from.
import type { Edit } from "../text/diagnostic.ts";
import type { Stretch } from "../text/stretches.ts";
import { canParse } from "../text/url.ts";
import type { Rule } from "./support/rule.ts";

export const trackingParameter: Rule = {
  severity: "warning",
  url({ url, value, place, edit }, report) {
    const tracking = trackingIn(url, value);
    if (!tracking) return;
    const { start, end, edit: found, ...about } = tracking;
    const edits = found ? edit(found.start, found.end, found.text) : [];
    report({ ...about, ...place(start, end), fix: edits.length > 0 ? { edits, changesData: true } : undefined });
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

/** The stretch is from the first parameter to the last: offsets of the written URL. */
interface Tracking extends Stretch {
  message: string;
  hint: string;
  edit: Edit | undefined;
}

/** @param written - the URL, perhaps with `&amp;`, or without its scheme */
function trackingIn(url: string, written: string): Tracking | undefined {
  if (!/^https?:/i.test(url) || !canParse(url)) return undefined;
  const { hostname } = new URL(url);
  if (/(?:^|\.)archive\.org$/.test(hostname)) return undefined;
  const isTracking = (name: string): boolean =>
    TRACKING.test(name) || OF_HOSTS.some(([host, ofHost]) => host.test(hostname) && ofHost.test(name));
  const isAsRead = [url, url.replace(/^http:\/\//, "")].includes(written.replaceAll("&amp;", "&"));
  // URLs with other escapes are reported without a fix.
  const { query, parameters } = queryOf(isAsRead ? written : url);
  const tracking = parameters.filter(({ name }) => isTracking(name));
  const [first, last] = [tracking[0], tracking.at(-1)];
  if (!first || !last) return undefined;
  const kept = parameters.filter(({ name }) => !isTracking(name));
  const rest = kept.map(({ separator, text }, index) => (index === 0 ? `?${text}` : separator + text)).join("");
  const read = queryOf(url).query;
  const without = url.slice(0, read.start) + rest.replaceAll("&amp;", "&") + url.slice(read.end);
  const names = tracking.map(({ name }) => `“${name}”`);
  const what = [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
  return {
    message: `${what} only ${names.length > 1 ? "tell" : "tells"} where the reader came from.`,
    hint: `The URL without: ${without}`,
    ...(isAsRead ? { start: first.start, end: last.end } : { start: 0, end: written.length }),
    edit: isAsRead ? { ...query, text: rest } : undefined,
  };
}

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
