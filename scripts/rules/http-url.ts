// http-url: URLs start with https, not http.
import { isPrivateHost } from "../text/private-hosts.ts";
import { urlProblem } from "../text/url.ts";
import type { Rule } from "./support/rule.ts";

export const httpUrl: Rule = {
  severity: "warning",
  url({ url, value, place }, report) {
    // Markdown makes http://… of `www.example.org`; the author wrote no scheme.
    if (!isInsecure(url) || !/^http/i.test(value)) return;
    report({
      ...place(),
      message: "This URL starts with http.",
      hint: `Try: ${url.replace(/^http/i, "https")}`,
    });
  },
};

/** Hosts of XML namespaces and JSON schemas: such URLs are names, not addresses. */
const VOCABULARIES = new Set(["www.w3.org", "json-schema.org", "schemas.xmlsoap.org", "xmlns.com", "purl.org"]);

function isInsecure(url: string): boolean {
  if (!/^http:/i.test(url) || urlProblem(url) !== undefined) return false;
  const parsed = new URL(url);
  const isAddress = parsed.hostname.startsWith("[") || /^[\d.]+$/.test(parsed.hostname);
  // No certificate is given for private names.
  return !isAddress && !isPrivateHost(parsed) && !VOCABULARIES.has(parsed.hostname);
}
