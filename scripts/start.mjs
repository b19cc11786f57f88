// Starts a bundle with what V8 compiled of it the last time: to compile it takes longer than most commands work.
import { isAscii } from "node:buffer";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import vm from "node:vm";

/**
 * @param {string} file a bundle (absolute) from scripts/bundle.mjs
 * @param {boolean} [isKept] whether what is compiled is kept; coverage is exact only of what is compiled anew
 */
export function start(file, isKept = process.env.NODE_V8_COVERAGE === undefined) {
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
