// A new address as it can be written where the old one stands.
import { isCollection, isScalar } from "yaml";
import { yamlDocument } from "../record/yaml-document.ts";
import { MarkdownDocument } from "../rules/support/document.ts";
import type { RecordText } from "../rules/support/record-texts.ts";
import type { Edit } from "../text/diagnostic.ts";
import type { Place } from "./collect.ts";
import type { Answer } from "./web/answer.ts";

/** What ends a URL in Markdown, in a template, or in YAML's flow style; percent-encoded, it is the same URL. */
const RISKY = /[()<>[\]{}|\\^`'"*]/g;
const RISKY_IN_YAML = /[[\]{}'"]/g;

/** Where a link has moved to, with the fragment that is listed, if the move named no other. */
export function targetOf({ url, target }: Answer): string | undefined {
  if (target === undefined) return undefined;
  const fragment = new URL(url).hash;
  return fragment === "" || target.includes("#") ? target : `${target}${fragment}`;
}

/** The same address without a character that would end it at this place. */
export function addressAt({ text }: Place, target: string): string {
  const isMarkdown = text instanceof MarkdownDocument;
  return target.replace(isMarkdown ? RISKY : RISKY_IN_YAML, encode);
}

/** The address as it is to be written at a place. */
export function writtenAt(place: Place, target: string): string {
  const address = addressAt(place, target);
  return place.isHtml ? address.replaceAll("&", "&amp;") : address;
}

/** @returns the edits of the place's file that write the address there; none where that cannot be done */
export function editsAt(place: Place, target: string): Edit[] {
  const address = writtenAt(place, target);
  const edits = place.replace(address);
  const record = place.text instanceof MarkdownDocument ? place.text.text : place.text;
  const bare = address.includes(",") && edits.length > 0 && record ? bareInFlow(record) : undefined;
  if (!bare) return edits;
  const [start, end] = bare;
  return [{ start, end: start, text: '"' }, ...edits, { start: end, end, text: '"' }];
}

/** @returns from where to where a text stands without quotes in YAML's flow style, where a comma would end it */
function bareInFlow({ record, path }: RecordText): [number, number] | undefined {
  const document = yamlDocument(record.source);
  const node = document.getIn(path, true);
  const holders = path.map((_, depth) =>
    depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true),
  );
  if (!isScalar(node) || node.type !== "PLAIN" || !node.range) return undefined;
  if (!holders.some((holder) => isCollection(holder) && holder.flow)) return undefined;
  const [start, end] = node.range;
  // In quotes, these would be read otherwise.
  return /["\\]/.test(record.source.slice(start, end)) ? undefined : [start, end];
}

function encode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** The page is made by the build; what stands in it alone is not mended there. */
export function isMendable({ text }: Place): boolean {
  return !(text instanceof MarkdownDocument && text.kind === "document");
}
