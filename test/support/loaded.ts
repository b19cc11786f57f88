// Holds the tests of a process back until all of its files are loaded: else Node.js takes those that are there for all. And ends
// the process when they are done.
import { after, test } from "node:test";

/** Called behind the last file. */
let loaded = (): void => undefined;
const all = new Promise<void>((resolve) => {
  loaded = resolve;
});
test("all files are loaded", () => all);

/** In milliseconds. */
const GRACE = 5_000;
// A server that a failed test leaves open must not keep everybody waiting. Node's own `--test-force-exit` does not wait until
// what a test said is read: where that is a whole page, Node waits for the rest of it for ever.
after(() => {
  setTimeout(() => process.exit(), GRACE).unref();
});

export { loaded };
