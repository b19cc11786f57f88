// Bundles a command, with its packages and compiled schemas inside, so that a command starts in a quarter of the time.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { ajvOptions } from "./data/ajv-options.mjs";

const home = fileURLToPath(new URL("../", import.meta.url));

/** Fills scripts/data/builtin-validators.ts. */
const compiledSchemas = {
  name: "compiled-schemas",
  /** @param {import("esbuild").PluginBuild} bundler */
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]builtin-validators\.ts$/ }, async () => {
      const kinds = ["list", "component", "tool", "example", "diagram", "resource"];
      const ajv = new Ajv2020({ ...ajvOptions, code: { source: true, esm: true, lines: true } });
      for (const kind of kinds) {
        ajv.addSchema(JSON.parse(await readFile(path.join(home, "schemas", `${kind}.schema.json`), "utf8")));
      }
      const names = Object.fromEntries(kinds.map((kind) => [`validate_${kind}`, `${kind}.schema.json`]));
      const code = standaloneCode.default(ajv, names);
      const record = kinds.map((kind) => `${kind}: validate_${kind}`).join(", ");
      return { contents: `${code}\nexport const builtinValidators = { ${record} };`, loader: "js", resolveDir: home };
    });
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
    banner: { js: "(function (require, module, __filename) {" },
    footer: { js: "})" },
    plugins: [compiledSchemas],
    logLevel: "error",
    ...differences,
  });
}
