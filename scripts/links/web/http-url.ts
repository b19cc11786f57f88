// URLs that a stranger's server chose, made fit to be listed.
import { canParse } from "../../text/url.ts";

/** A longer URL is no target that anybody would write down (RFC 9110, section 4.1, recommends 8,000 octets at least). */
const LONGEST_URL = 2_000;

/** @returns a URL of http(s) without credentials, so escaped that it holds no blank, control or invisible character */
export function httpUrl(url: string, base?: string): URL | undefined {
  if (url.length > LONGEST_URL || !canParse(url, base)) return undefined;
  const parsed = new URL(url, base);
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") return undefined;
  parsed.username = "";
  parsed.password = "";
  return parsed.href.length > LONGEST_URL ? undefined : parsed;
}
