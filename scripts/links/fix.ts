// Where and how the new address of a moved link can be written.
import type { Root } from "mdast";
import { fixText } from "../lint/fix.ts";
import { replaceTexts } from "../record/replace-texts.ts";
import { MarkdownDocument } from "../rules/support/document.ts";
import { TEMPLATE, templateTree, withGroups } from "../template/syntax.ts";
import { Diagnostic, type Edit } from "../text/diagnostic.ts";
import { trimmed } from "../text/edits.ts";
import { parseGfm } from "../text/markdown.ts";
import { isPrivateHost } from "../text/private-hosts.ts";
import { SourceText } from "../text/source.ts";
import { urlProblem } from "../text/url.ts";
import { writtenUrls } from "../text/written-urls.ts";
import type { Place } from "./collect.ts";
import type { Answer } from "./web/answer.ts";
import { httpUrl } from "./web/http-url.ts";

/** What ends a URL in Markdown, in a template, or in YAML; percent-encoded, it is the same URL. */
const RISKY_IN_MARKDOWN = /[()<>[\]{}|\\^`'"*]/g;
const RISKY_IN_YAML = /[[\]{}'"\\]/g;

/** Where a link has moved to, with its fragment if the move named no other; `undefined` for what no record may hold. */
export function targetOf({ url, target }: Answer): string | undefined {
  if (target === undefined || urlProblem(target) !== undefined) return undefined;
  const to = httpUrl(target);
  // No page leads strangers into a network of one's own, but for a list that is in one.
  if (!to || (isPrivateHost(to) && !isPrivateHost(new URL(url)))) return undefined;
  const fragment = new URL(url).hash;
  return fragment === "" || target.includes("#") ? target : `${target}${fragment}`;
}

/** @returns a finding with edits that write the new address at one place; without any where that cannot be done */
export function moveAt(place: Place, target: string): Diagnostic {
  const move = (edits: readonly Edit[]): Diagnostic =>
    new Diagnostic({
      file: place.file,
      range: place.range(),
      rule: "moved-link",
      message: `Moved to ${target}.`,
      fix: edits.length > 0 ? { edits, changesData: true } : undefined,
    });
  const { text } = place;
  const address = target.replace(
    text instanceof MarkdownDocument ? RISKY_IN_MARKDOWN : RISKY_IN_YAML,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  // In HTML, an ampersand is written so.
  const written = place.node?.type === "html" ? address.replaceAll("&", "&amp;") : address;
  // URLs that only the generated page has are not fixed: the page is not edited.
  const isOfPage = text instanceof MarkdownDocument && text.kind === "document";
  if (isOfPage || address === place.url || !isReadAs(place, written, address)) return move([]);
  const spliced = move(place.edit(0, place.value.length, written));
  const source = text instanceof MarkdownDocument ? text.source.text : text.record.source;
  // Where the file would say something else afterwards, too, the whole text is written anew.
  return fixText(place.file, source, [spliced]).mended.length > 0 ? spliced : move(requoted(place, written));
}

/** Does Markdown read this address, and no other, where it is written at a place? */
function isReadAs({ text, url, start, end }: Place, written: string, address: string): boolean {
  if (!(text instanceof MarkdownDocument)) return true;
  const before = urlsRead(text.kind, text.markdown);
  const after = urlsRead(text.kind, text.markdown.slice(0, start) + written + text.markdown.slice(end));
  const isSame = (other: string | undefined, index: number): boolean =>
    other === before[index] || (before[index] === url && other === address);
  return after.length === before.length && after.includes(address) && after.every(isSame);
}

function urlsRead(kind: MarkdownDocument["kind"], markdown: string): string[] {
  const tree = kind === "template" ? templateRead(markdown) : parseGfm(markdown);
  return tree ? writtenUrls(tree, markdown).map(({ url }) => url) : [];
}

function templateRead(markdown: string): Root | undefined {
  const tree = templateTree(markdown);
  return tree && withGroups(tree, new SourceText(TEMPLATE, "markdown", markdown));
}

/** @returns the edit that writes a record's whole text anew, in quotes if need be: a comma may end it where it has none */
function requoted({ text, start, end }: Place, written: string): Edit[] {
  const record = text instanceof MarkdownDocument ? text.text : text;
  if (!record) return [];
  const { source } = record.record;
  const fresh = replaceTexts(source, (value, path) =>
    path.join("/") === record.path.join("/") && value === record.value
      ? value.slice(0, start) + written + value.slice(end)
      : undefined,
  );
  return fresh === source ? [] : [trimmed({ start: 0, end: source.length, text: fresh }, source)];
}
