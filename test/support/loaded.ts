// Holds the tests of a process back until all of its files are loaded: else Node.js takes those that are there for all.
import { test } from "node:test";

/** Called behind the last file. */
let loaded = (): void => undefined;
const all = new Promise<void>((resolve) => {
  loaded = resolve;
});
test("all files are loaded", () => all);

export { loaded };
