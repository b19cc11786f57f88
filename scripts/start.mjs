// Starts a bundle with what V8 compiled of it the last time: to compile it takes longer than most commands work.
import { isAscii } from "node:buffer";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import v8 from "node:v8";
import vm from "node:vm";

/**
 * How long V8 waits, by its major version, until it optimises a function: five times as long as it would by itself. Most
 * commands end within a second, and what is optimised in it costs a third of all processor time and is not used often
 * enough. What works for longer is optimised as before, a little later. (In the order of Node.js 20, 22, 24, 26.)
 */
const PATIENCE = new Map([
  ["11", "--interrupt-budget=337920"],
  ["12", "--invocation-count-for-turbofan=15000"],
  ["13", "--invocation-count-for-turbofan=15000"],
  ["14", "--invocation-count-for-turbofan=15000"],
]);

/**
 * @param {string} file a bundle (absolute) from scripts/bundle.mjs
 * @param {boolean} [isKept] whether what is compiled is kept; coverage is exact only of what is compiled anew
 */
export function start(file, isKept = process.env.NODE_V8_COVERAGE === undefined) {
  const patience = PATIENCE.get(process.versions.v8.replace(/\..*/, ""));
  // A flag that a version does not know it would complain of.
  if (patience !== undefined) v8.setFlagsFromString(patience);
  const cache = isKept ? `${file}.cache` : undefined;
  const cachedData = cache === undefined ? undefined : readIfThere(cache);
  const bytes = readFileSync(file);
  const script = new vm.Script(bytes.toString(isAscii(bytes) ? "latin1" : "utf8"), {
    filename: file,
    ...(cachedData && { cachedData }),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  // V8 rejects what another version of it has compiled.
  if (cache !== undefined && (cachedData === undefined || script.cachedDataRejected)) {
    process.once("exit", () => write(cache, script.createCachedData()));
  }
  script.runInThisContext()(createRequire(file), { exports: {} }, file);
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} file
 * @param {Buffer} data
 */
function write(file, data) {
  const fresh = `${file}.${process.pid}`;
  try {
    writeFileSync(fresh, data);
    renameSync(fresh, file);
  } catch {
    // The next start takes as long as this one; nothing else is lost.
    rmSync(fresh, { force: true });
  }
}
