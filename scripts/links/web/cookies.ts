// Cookies for one chain of redirects: some sites set one, redirect, and show the page only to who brings it back.
import { type Cookie, parseCookie } from "undici";

/** Per host. */
const MOST = 30;
/** In UTF-16 code units: name and value, as browsers keep them (RFC 6265, section 6.1), and room for the attributes. */
const LONGEST = 4_096 + 512;
const NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;

/**
 * Stricter than a browser: a cookie goes back to the very host that set it, whatever domain it asks for, so that none
 * ever gets to another; it is forgotten at the end of the chain.
 */
export class Cookies {
  readonly #hosts = new Map<string, Map<string, Cookie>>();

  keep(url: URL, headers: readonly string[]): void {
    const jar = this.#hosts.get(url.host) ?? new Map<string, Cookie>();
    this.#hosts.set(url.host, jar);
    for (const header of headers) {
      // A header may be 128 kB of blanks.
      const cookie = header.length > LONGEST ? null : parseCookie(header);
      // What may not stand in a header would start another one.
      if (!cookie || !NAME.test(cookie.name) || !/^[\x20-\x7e]*$/.test(cookie.value)) continue;
      if (cookie.maxAge !== undefined && cookie.maxAge <= 0) jar.delete(cookie.name);
      else if (jar.size < MOST || jar.has(cookie.name)) jar.set(cookie.name, cookie);
    }
  }

  /** @returns the header's value, empty without cookies */
  for(url: URL): string {
    const own = this.#hosts.get(url.host)?.values() ?? [];
    const fit = [...own].filter(({ secure }) => !secure || url.protocol === "https:");
    return fit.map(({ name, value }) => `${name}=${value}`).join("; ");
  }
}
