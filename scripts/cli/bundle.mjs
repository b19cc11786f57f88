// The program and all of its packages → a folder of plain JavaScript.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const HOME = fileURLToPath(new URL("../../", import.meta.url));

/** `require`, `__filename` and `__dirname` for packages that are CommonJS. */
const BANNER = `import { createRequire as _createRequire } from "node:module";
import { fileURLToPath as _fileURLToPath } from "node:url";
const require = _createRequire(import.meta.url), __filename = _fileURLToPath(import.meta.url);`;

/**
 * @param {string} outdir - absolute
 * @param {string[]} entryPoints - relative to the project
 * @param {import("esbuild").BuildOptions} [options] - further ones
 */
export function bundle(outdir, entryPoints, options) {
  return build({
    ...{ absWorkingDir: HOME, entryPoints, outdir, logLevel: "error", banner: { js: BANNER }, legalComments: "none" },
    ...{ bundle: true, splitting: true, format: "esm", platform: "node", target: "node20.19" },
    ...{ mainFields: ["module", "main"], minifySyntax: true, minifyWhitespace: true },
    ...options,
  });
}
