// The program and its packages → a folder of plain JavaScript.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What packages that are CommonJS take for granted. */
const BANNER = [
  'import { createRequire as _createRequire } from "node:module";',
  'import { fileURLToPath as _fileURLToPath } from "node:url";',
  "const require = _createRequire(import.meta.url), __filename = _fileURLToPath(import.meta.url);",
].join(" ");

/**
 * @param {string} folder where it goes, absolute
 * @param {string[]} entries what is bundled, relative to the project
 */
export async function bundle(folder, entries = ["scripts/cli/bin.ts"]) {
  await build({
    absWorkingDir: fileURLToPath(new URL("../../", import.meta.url)),
    entryPoints: entries,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    // jsonc-parser cannot be bundled from its `main`.
    mainFields: ["module", "main"],
    target: "node20.19",
    sourcemap: "linked",
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: BANNER },
    legalComments: "none",
    logLevel: "error",
  });
}
