// Texts and URLs that a stranger's server chose, made fit to stand in a message.
import { crop } from "../../text/crop.ts";
import { canParse } from "../../text/url.ts";

/** Control characters, also those of terminals; format characters, which turn or hide text; halves of pairs; line ends. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu;

/** A message quotes so much of a title or a URL, in UTF-16 code units; places lead to the rest. */
const LONGEST = 300;
/** A longer URL is no target that anybody would write down (RFC 9110, section 4.1, recommends 8,000 octets at least). */
const LONGEST_URL = 2_000;

/** @returns the text on one line, without characters that cannot be seen, cropped to `length` UTF-16 code units */
export function printable(text: string, length = LONGEST): string {
  // Cut first: a title may be megabytes long.
  const visible = text.slice(0, length * 8).replace(UNPRINTABLE, " ");
  return crop(visible.replace(/\s+/g, " ").trim(), length);
}

/**
 * @returns a URL that is fit to be listed: http or https, without credentials, and so escaped that it holds no blank, no
 * control character and nothing invisible; `undefined` when it is none
 */
export function httpUrl(url: string, base?: string): URL | undefined {
  if (url.length > LONGEST_URL || !canParse(url, base)) return undefined;
  const parsed = new URL(url, base);
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return undefined;
  parsed.username = "";
  parsed.password = "";
  return parsed.href.length > LONGEST_URL ? undefined : parsed;
}
