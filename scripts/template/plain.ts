// Markdown of phrasing that needs no escapes: most of a page is such, and to look is far cheaper than to escape.
import type { Nodes, Text } from "mdast";
import { noteAnchor } from "./fill.ts";
import type { FootnoteMark } from "./nodes.ts";

/** What remark-stringify may escape somewhere in text, and what GFM would make a link of. */
const MAY_NEED_ESCAPES = /[\t\r\n!#&*<=>[\]\\_`~|@]|[Ww]\.[-.\w]|[ps]:\//;

/** What a link's destination can hold as it is, in a table's cell too. */
const PLAIN_URL = /^[\w.:/?=%#+,-]+$/;

const PLAIN_CODE = /^[\w./:-]+(?: [\w./:-]+)*$/;
const PLAIN_WORDS = /^\p{L}+(?:[ -]\p{L}+)*$/u;

/** @returns the Markdown of these nodes, or `undefined` when remark-stringify has to look at them, and for none */
export function plainPhrasing(nodes: readonly Nodes[], before: string, after: string): string | undefined {
  let markdown = "";
  for (const [index, node] of nodes.entries()) {
    const next = index === nodes.length - 1 ? after : opening(nodes[index + 1]);
    const part = next === undefined ? undefined : plainNode(node, markdown === "" ? before : markdown, next);
    if (part === undefined) return undefined;
    markdown += part;
  }
  return markdown === "" ? undefined : markdown;
}

/** @returns the Markdown of a link with plain text and a plain URL, wherever it stands */
export function plainLink(node: Nodes): string | undefined {
  if (node.type !== "link" || typeof node.title === "string" || !PLAIN_URL.test(node.url)) return undefined;
  const [text] = node.children;
  if (text?.type !== "text" || node.children.length > 1 || !isPlain(text, "[", "]")) return undefined;
  return `[${text.value}](${node.url})`;
}

/** What may mean something together with the end of what stands in front of it, or with what follows: `www` and `.a` */
const OPEN_START = /^[.:(]/;
const OPEN_END = /[.:]$/;

/**
 * @param before - what stands in front of the text, as remark-stringify knows it; nothing or a line end at a line's start
 * @param after - what stands behind it
 */
export function isPlain({ value }: Text, before: string, after: string): boolean {
  if (MAY_NEED_ESCAPES.test(value)) return false;
  const last = before.slice(-1);
  if (last === "") return false;
  // What starts a line may start a block, unless it is a letter.
  if ((last === "\n" || last === "\r") && !/^\p{L}/u.test(value)) return false;
  if (OPEN_START.test(value) && /[\w\]]/.test(last)) return false;
  if (value.endsWith(" ")) return /^[^\r\n]/.test(after);
  return !(OPEN_END.test(value) && /^[\w./-]/.test(after));
}

export function footnoteMark({ value, tool }: FootnoteMark): string {
  return `[[${value}]](#${noteAnchor(tool)})`;
}

function plainNode(node: Nodes, before: string, after: string): string | undefined {
  switch (node.type) {
    case "text":
      return isPlain(node, before, after) ? node.value : undefined;
    case "link":
      return plainLink(node);
    case "footnoteMark":
      return footnoteMark(node);
    case "html":
      return node.value === "<br>" ? node.value : undefined;
    case "inlineCode":
      return PLAIN_CODE.test(node.value) ? `\`${node.value}\`` : undefined;
    case "strong": {
      const [text] = node.children;
      const isAlone = before.endsWith(" ") && /^[ ,;)]/.test(after) && node.children.length === 1;
      return isAlone && text?.type === "text" && PLAIN_WORDS.test(text.value) ? `**${text.value}**` : undefined;
    }
    default:
      return undefined;
  }
}

/** @returns the first character of a node's Markdown, where that is known before it is made */
export function opening(node: Nodes | undefined): string | undefined {
  switch (node?.type) {
    case "link":
    case "footnoteMark":
      return "[";
    case "inlineCode":
      return "`";
    case "strong":
      return "*";
    case "html":
      return node.value === "<br>" ? "<" : undefined;
    case "text":
      return /^[ ,;:.()\p{L}\p{N}]/u.exec(node.value)?.[0];
    default:
      return undefined;
  }
}
