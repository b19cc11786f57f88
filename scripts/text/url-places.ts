// Where the URLs of links, images and definitions are written, which mdast does not tell: a plugin of remark keeps it.
import type { Nodes } from "mdast";
import type { Data, Processor } from "unified";
import type { Stretch } from "./stretches.ts";

type Extension = Exclude<NonNullable<Data["fromMarkdownExtensions"]>[number], readonly unknown[]>;
type Handle = NonNullable<NonNullable<Extension["exit"]>["resourceDestinationString"]>;

const places = new WeakMap<object, Stretch>();

/** @returns where the URL in the parentheses of a link or an image, or behind the label of a definition, is written; without angle brackets */
export function urlPlace(node: Nodes): Stretch | undefined {
  return places.get(node);
}

/** Keeps it for a copy of a node, which stands so much further behind. */
export function moveUrlPlace(node: Nodes, copy: Nodes, by = 0): void {
  const place = places.get(node);
  if (place) places.set(copy, { start: place.start + by, end: place.end + by });
}

export function keepUrlPlaces(this: Processor): void {
  const data = this.data();
  const exit = { resourceDestinationString: keep, definitionDestinationString: keep };
  data.fromMarkdownExtensions = [...(data.fromMarkdownExtensions ?? []), { exit }];
}

/** What mdast-util-from-markdown does with the token itself, and the place. */
const keep: Handle = function (token) {
  const url = this.resume();
  const node = this.stack.at(-1);
  if (!node || !("url" in node)) return;
  node.url = url;
  places.set(node, { start: token.start.offset, end: token.end.offset });
};
