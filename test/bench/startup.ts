// Other ways to start the same build: what a bundle saves, and what the schemas compiled ahead of time save.
import { rmSync } from "node:fs";
import path from "node:path";
import type { BuildOptions, Plugin } from "esbuild";
import { bundle } from "../../scripts/bundle.mjs";
import type { Case } from "./measure.ts";

const HOME = path.resolve(import.meta.dirname, "../..");
/** Below our own node_modules/, so that the bundle with its packages outside finds them. */
const FOLDER = path.join(HOME, "node_modules", ".cache", "bench", "bundles");
const VALIDATORS = path.join(FOLDER, "validators.mjs");
const START = path.join(import.meta.dirname, "start.mjs");
/** Packages that are modules only cannot be required, so with packages outside the bundle is a module, too. */
const AS_MODULE: BuildOptions = { format: "esm", packages: "external", banner: {}, footer: {} };
const BUILD = "scripts/build.ts";

/** @param args - for the build, in all of these cases the same */
export async function startupCases(args: readonly string[]): Promise<Case[]> {
  rmSync(FOLDER, { recursive: true, force: true });
  const shipped = path.join(FOLDER, "shipped.cjs");
  const atStart = path.join(FOLDER, "at-start.cjs");
  const outside = path.join(FOLDER, "outside.mjs");
  await bundle(BUILD, shipped);
  await bundle(BUILD, atStart, { plugins: [] });
  // It is bundled once more, and then gets what CommonJS needs.
  await bundle("scripts/record/builtin-validators.ts", VALIDATORS, { ...AS_MODULE, packages: "bundle" });
  await bundle(BUILD, outside, { ...AS_MODULE, plugins: [aheadOfTime] });

  const started = (file: string, compiled = "kept"): string[] => [START, compiled, file, ...args];
  const tsx = path.join(HOME, "node_modules", "tsx", "dist", "cli.mjs");
  return [
    { name: "bundle, packages inside, schemas ahead of time, compiled before", command: started(shipped) },
    { name: "the same, compiled at start", command: started(shipped, "anew") },
    { name: "the same, schemas at start, too", command: started(atStart, "anew") },
    { name: "module, packages outside, schemas ahead of time", command: [outside, ...args] },
    { name: "tsx scripts/build.ts, schemas at start", command: [tsx, path.join(HOME, "scripts/build.ts"), ...args] },
  ];
}

/** Takes the compiled schemas from a bundle of their own, which scripts/bundle.mjs has made. */
const aheadOfTime: Plugin = {
  name: "ahead-of-time",
  setup(bundler) {
    bundler.onResolve({ filter: /[\\/]builtin-validators\.ts$/ }, () => ({ path: VALIDATORS }));
  },
};
