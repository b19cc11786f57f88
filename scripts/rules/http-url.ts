// http-url: URLs start with https, not http.
import { isPrivateHost } from "../text/host.ts";
import { urlProblem } from "../text/url.ts";
import { urlsOf } from "./support/document.ts";
import type { Rule } from "./support/rule.ts";

export const httpUrl: Rule = {
  name: "http-url",
  severity: "warning",
  text(text, report) {
    if (text.kind !== "url" || !isInsecure(text.value)) return;
    report({ ...text.place(0, text.value.length), message: MESSAGE, hint: hintFor(text.value) });
  },
  markdown(document, report) {
    for (const { url, start, end } of urlsOf(document)) {
      // Markdown makes http://… of `www.example.org`; the author wrote no scheme.
      if (!isInsecure(url) || !/^http/i.test(document.markdown.slice(start, end))) continue;
      report({ ...document.place(start, end), message: MESSAGE, hint: hintFor(url) });
    }
  },
};

const MESSAGE = "This URL starts with http.";
/** Hosts of XML namespaces and JSON schemas: such URLs are names, not addresses. */
const VOCABULARIES = new Set(["www.w3.org", "json-schema.org", "schemas.xmlsoap.org", "xmlns.com", "purl.org"]);

function hintFor(url: string): string {
  return `Try: ${url.replace(/^http/i, "https")}`;
}

function isInsecure(url: string): boolean {
  if (!/^http:/i.test(url) || urlProblem(url) !== undefined) return false;
  const parsed = new URL(url);
  const isAddress = parsed.hostname.startsWith("[") || /^[\d.]+$/.test(parsed.hostname);
  // No certificate is given for private names.
  return !isAddress && !isPrivateHost(parsed) && !VOCABULARIES.has(parsed.hostname);
}
