// The program and all of its packages → a folder of plain JavaScript.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const HOME = fileURLToPath(new URL("../../", import.meta.url));

/** What packages that are CommonJS take for granted. */
const BANNER = [
  'import { createRequire as _createRequire } from "node:module";',
  'import { fileURLToPath as _fileURLToPath } from "node:url";',
  "const require = _createRequire(import.meta.url), __filename = _fileURLToPath(import.meta.url);",
].join(" ");

/**
 * @param {string} folder where it goes, absolute
 * @param {string[]} entries what is bundled, relative to the project
 * @param {import("esbuild").BuildOptions} options further ones
 */
export function bundle(folder, entries, options = {}) {
  return build({
    absWorkingDir: HOME,
    entryPoints: entries,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    target: "node20.19",
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: BANNER },
    legalComments: "none",
    logLevel: "error",
    ...options,
  });
}
