// Cookies for one chain of redirects: some sites set one, redirect, and show the page only to who brings it back.
interface Cookie {
  value: string;
  secure: boolean;
}

/** Per host. */
const MOST = 30;
/** In UTF-16 code units, name and value: what browsers keep (RFC 6265, section 6.1). */
const LONGEST = 4_096;
const NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;

/**
 * Stricter than a browser: a cookie goes back to the very host that set it, whatever domain it asks for, so that none
 * ever gets to another; it is forgotten at the end of the chain.
 */
export class Cookies {
  readonly #hosts = new Map<string, Map<string, Cookie>>();

  keep(url: URL, headers: readonly string[]): void {
    for (const header of headers) {
      const pair = pairOf(header);
      if (!pair) continue;
      const { name, value } = pair;
      const jar = this.#hosts.get(url.host) ?? new Map<string, Cookie>();
      this.#hosts.set(url.host, jar);
      if (/;\s*max-age\s*=\s*(?:0|-\d)/i.test(header)) jar.delete(name);
      else if (jar.size < MOST || jar.has(name)) jar.set(name, { value, secure: /;\s*secure\b/i.test(header) });
    }
  }

  /** @returns the header's value, empty without cookies */
  for(url: URL): string {
    const jar = this.#hosts.get(url.host) ?? new Map<string, Cookie>();
    const fit = [...jar].filter(([, { secure }]) => !secure || url.protocol === "https:");
    return fit.map(([name, { value }]) => `${name}=${value}`).join("; ");
  }
}

/** @returns `undefined` for what is no cookie, or more than is kept */
function pairOf(header: string): { name: string; value: string } | undefined {
  const end = header.indexOf(";");
  const pair = end === -1 ? header : header.slice(0, end);
  const equals = pair.indexOf("=");
  // Measured before it is looked at: a header may be 128 kB of blanks.
  if (equals === -1 || pair.length > LONGEST) return undefined;
  const [name, value] = [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
  return NAME.test(name) && isPrintable(value) ? { name, value } : undefined;
}

/** What may stand in a header; a line end would start another. */
function isPrintable(value: string): boolean {
  return /^[\x20-\x7e]*$/.test(value);
}
