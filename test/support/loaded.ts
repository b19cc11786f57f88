// The first import of each process with tests: holds these back until all of its files are loaded, since Node.js takes those
// that are there for all; and counts coverage in this process alone.
import process from "node:process";
import { test } from "node:test";

// What tests start is not counted: the program's commands are functions in the other tests.
delete process.env.NODE_V8_COVERAGE;

/** Called behind the last file. */
let loaded = (): void => undefined;
const all = new Promise<void>((resolve) => {
  loaded = resolve;
});
test("all files are loaded", () => all);

export { loaded };
