// name-url: one name leads to one URL.
import { toString as textOf } from "mdast-util-to-string";
import { getDomainWithoutSuffix } from "tldts";
import { urlOf } from "../record/entry.ts";
import { withArticle } from "../record/kinds.ts";
import type { List } from "../record/list.ts";
import { groupBy } from "../text/group-by.ts";
import { isOnCodeHost, urlKey } from "../text/url.ts";
import { urlPlace } from "../text/url-places.ts";
import type { MarkdownDocument } from "./support/document.ts";
import { type LeadingLink, leadingLinks } from "./support/leading-links.ts";
import { urlsOf } from "./support/listed-urls.ts";
import { seeIn } from "./support/place.ts";
import type { Report, Rule } from "./support/rule.ts";

export const nameUrl: Rule = {
  severity: "warning",
  document: checkDocument,
  list({ list, fields, template }, report) {
    for (const field of fields) checkLinks(field, list, report);
    if (template) checkLinks(template, list, report);
  },
};

function checkLinks(document: MarkdownDocument, list: List, report: Report): void {
  const { entry, path = [] } = document.text ?? {};
  const ownNote = entry && path[0] === entry.kind.noteField ? entry : undefined;
  for (const { node, url, place } of urlsOf(document)) {
    if (node?.type !== "link" || !/^https?:/i.test(url)) continue;
    const name = textOf(node).trim();
    const named = list.named.get(name);
    const own = named && urlOf(named);
    // A footnote may link to the new address of what it is about.
    if (!named || own === undefined || named === ownNote || isRight(url, own)) continue;
    const { kind } = named;
    report({
      ...place(),
      message: `“${name}” is ${withArticle(kind.noun)} of the list, and its URL is another.`,
      hint: `Write: [${name}](${own})`,
      related: [seeIn(named, [String(kind.urlField)], "its URL")],
    });
  }
}

/** @param own - the URL of the record that a link names */
function isRight(url: string, own: string): boolean {
  const [key, ownKey] = [urlKey(url), urlKey(own)];
  const [host = ""] = ownKey.split(/[/?#]/, 1);
  return isBelow(key, ownKey) || (!isOnCodeHost(host) && isBelow(key, host));
}

/** Is one key the other, or does it start with it and go on? */
function isBelow(key: string, above: string): boolean {
  return key.startsWith(above) && /^(?:$|[/?#])/.test(key.slice(above.length));
}

function checkDocument(document: MarkdownDocument, report: Report): void {
  const byName = groupBy(leadingLinks(document), ({ text }) => text.toLowerCase().replace(/\s+/g, " "));
  for (const links of byName.values()) {
    // The first link to each URL.
    const [first, ...others] = [...groupBy(links, ({ key }) => key).values()].map(([link]) => link);
    const [second, third] = others.filter(({ key }) => first && !isBelow(key, first.key) && !isBelow(first.key, key));
    // A text with three URLs is not the name of one thing.
    if (!first || !second || third || mayBothBeRight(first, second)) continue;
    report({
      // Two things may have the same name.
      severity: "info",
      ...document.placeOf(urlPlace(second.link) ?? second.link),
      message: `“${second.text}” has another URL before.`,
      hint: `Use one of the two: ${first.link.url}`,
      related: [document.see(urlPlace(first.link) ?? first.link, `“${first.text}”`)],
    });
  }
}

/** Two items or rows of their own may have one name, if they are on two sites, or are repositories of two owners. */
function mayBothBeRight(first: LeadingLink, second: LeadingLink): boolean {
  if (!first.isFirst || !second.isFirst) return false;
  const [site, other] = [first, second].map(({ key }) => getDomainWithoutSuffix(key));
  const [[, owner], [, otherOwner]] = [first.key.split("/"), second.key.split("/")];
  return site !== other || (isOnCodeHost(first.key) && owner !== otherOwner);
}
