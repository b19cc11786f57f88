// Bundles a command, with its packages inside, so that a command starts in a quarter of the time.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const home = fileURLToPath(new URL("../", import.meta.url));

/** Packages ask for these when they load, for what most runs never do; Node.js takes up to 14 ms to load each. */
const builtinsWhenUsed = {
  name: "builtins-when-used",
  /** @param {import("esbuild").PluginBuild} bundler */
  setup(bundler) {
    const namespace = "when-used";
    bundler.onResolve({ filter: /^node:(child_process|crypto)$/ }, ({ path, namespace: from }) =>
      from === namespace ? { path, external: true } : { path, namespace },
    );
    bundler.onLoad({ filter: /./, namespace }, async ({ path: name }) => {
      const members = Object.keys(await import(name)).filter((member) => member !== "default");
      const getters = members.map((member) => `get ${member}() { return require("${name}").${member}; }`);
      return { contents: `module.exports = { ${getters.join(", ")} };`, loader: "js" };
    });
  },
};

/**
 * esbuild escapes what is not ASCII in strings, and not in regular expressions; V8 keeps a text of ASCII in half the space,
 * and reads it in half the time. (In a tagged template this would be another text: there are none but `String.raw` for
 * regular expressions.)
 */
const asciiSources = {
  name: "ascii-sources",
  /** @param {import("esbuild").PluginBuild} bundler */
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]scripts[\\/].*\.ts$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, "utf8")).replace(
        /(?<!\\)[\u0080-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
      ),
      loader: "ts",
    }));
  },
};

/**
 * Makes one file of CommonJS, which scripts/start.mjs starts: only of such does V8 let a program keep what it compiled.
 *
 * @param {string} entry relative to the project
 * @param {string} file where the bundle goes
 * @param {import("esbuild").BuildOptions} [differences] what to do otherwise, for measuring
 */
export async function bundle(entry, file, differences = {}) {
  await build({
    absWorkingDir: home,
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20.19",
    sourcemap: "linked",
    minifySyntax: true,
    minifyWhitespace: true,
    define: { "import.meta.url": "__url" },
    banner: {
      js: "(function (require, module, __filename) { const __url = require('node:url').pathToFileURL(__filename).href;",
    },
    footer: { js: "})" },
    legalComments: "none",
    plugins: [builtinsWhenUsed, asciiSources],
    mainFields: ["module", "main"],
    logLevel: "error",
    ...differences,
  });
}
