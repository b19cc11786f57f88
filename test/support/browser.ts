// A real browser for what is looked at: Debian's Chromium, driven by playwright-core, which brings none of its own.
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const path = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));

/** A reason to leave tests with a browser out; never where all must be tested. */
export const withoutBrowser: string | false =
  path === undefined && process.env.CI !== "true"
    ? "Install Chromium (apt-get install chromium), or say where it is: CHROMIUM=/path/to/chromium"
    : false;

interface Cleanup {
  after: (fn: () => Promise<void>) => void;
}

/** A browser with a new profile that asks nobody for updates; it closes when the test ends. */
export async function openBrowser(test: Cleanup): Promise<Browser> {
  if (path === undefined) throw new Error("Chromium is not there: apt-get install chromium");
  const browser = await chromium.launch({
    executablePath: path,
    args: [
      ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
  test.after(() => browser.close());
  return browser;
}
