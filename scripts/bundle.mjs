// Bundles the commands, with their packages and compiled schemas inside, so that a command starts in a quarter of the time.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { ajvOptions } from "./data/ajv-options.mjs";

const home = fileURLToPath(new URL("../", import.meta.url));

/** Some packages are CommonJS: they call `require` for Node's own modules and look at `__filename`. */
const COMMONJS = [
  'import { createRequire as createRequire_ } from "node:module";',
  "const require = createRequire_(import.meta.url);",
  "const __filename = import.meta.filename;",
].join(" ");

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
 * @param {string[]} commands names of files under scripts/, without `.ts`
 * @param {string} folder where the bundle goes
 * @param {import("esbuild").BuildOptions} [differences] what to do otherwise, for measuring
 */
export async function bundle(commands, folder, differences = {}) {
  await build({
    absWorkingDir: home,
    entryPoints: commands.map((name) => `scripts/${name}.ts`),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    sourcemap: "linked",
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: COMMONJS },
    plugins: [compiledSchemas],
    logLevel: "error",
    ...differences,
  });
}
