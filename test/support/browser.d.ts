import { type Browser } from "playwright-core";
/** A reason to leave tests with a browser out; never where all must be tested. */
export declare const withoutBrowser: string | false;
interface Cleanup {
  after: (fn: () => Promise<void>) => void;
}
/** A browser with a new profile that asks nobody for updates; it closes when the test ends. */
export declare function openBrowser(test: Cleanup): Promise<Browser>;
