// HTML as browsers read it: its tags, where their attributes are written, and the text between them. Comments hold neither.
import { QuoteType, Tokenizer } from "htmlparser2";
import type { Stretch } from "./stretches.ts";

/** The HTML of a line break, as it stands in cells. */
export const LINE_BREAK = /^<br\s*\/?>$/i;

/** The stretch is that of the value without its quotes; it is empty where there is no value. */
export interface Attribute extends Stretch {
  /** In lower case. */
  name: string;
  /** With its entities decoded; `""` for none. */
  value: string;
}

/** The stretch is that of the whole tag. */
export interface Tag extends Stretch {
  /** In lower case; of a closing tag with `/` in front. */
  name: string;
  attributes: readonly Attribute[];
}

/** @returns the tags, and the texts between them with their entities decoded */
export function htmlParts(html: string): (Tag | string)[] {
  const parts: (Tag | string)[] = [];
  let tag: Tag & { attributes: Attribute[] } = { name: "", attributes: [], start: 0, end: 0 };
  const addText = (text: string): void => {
    const last = parts.at(-1);
    if (typeof last === "string") parts[parts.length - 1] = last + text;
    else parts.push(text);
  };
  const addValue = (text: string): void => {
    const attribute = tag.attributes.at(-1);
    if (attribute) attribute.value += text;
  };
  const endTag = (end: number): void => {
    parts.push({ ...tag, end: end + 1 });
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (from, to) => addText(html.slice(from, to)),
      ontextentity: (point) => addText(String.fromCodePoint(point)),
      onopentagname: (from, to) => {
        tag = { name: html.slice(from, to).toLowerCase(), attributes: [], start: from - 1, end: to };
      },
      onattribname: (from, to) => {
        tag.attributes.push({ name: html.slice(from, to).toLowerCase(), value: "", start: to, end: to });
      },
      onattribdata: (from, to) => addValue(html.slice(from, to)),
      onattribentity: (point) => addValue(String.fromCodePoint(point)),
      onattribend: (quote, end) => {
        const attribute = tag.attributes.at(-1);
        if (!attribute || quote === QuoteType.NoValue) return;
        attribute.start += /^\s*=\s*["']?/.exec(html.slice(attribute.start, end))?.[0].length ?? 0;
        attribute.end = quote === QuoteType.Unquoted ? end : end - 1;
      },
      onopentagend: endTag,
      onselfclosingtag: endTag,
      onclosetag: (from, to) => {
        parts.push({ name: `/${html.slice(from, to).toLowerCase()}`, attributes: [], start: from - 2, end: to + 1 });
      },
      oncomment: () => {},
      oncdata: () => {},
      ondeclaration: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return parts;
}

/** @returns the tags alone */
export function tagsIn(html: string): Tag[] {
  return htmlParts(html).filter((part) => typeof part !== "string");
}
