// Other ways to start the same build: what a bundle saves, and what the schemas compiled ahead of time save.
import { rmSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "esbuild";
import { bundle } from "../../scripts/bundle.mjs";
import type { Case } from "./measure.ts";

const HOME = path.resolve(import.meta.dirname, "../..");
/** Below our own node_modules/, so that the bundle with its packages outside finds them. */
const FOLDER = path.join(HOME, "node_modules", ".cache", "bench", "bundles");

/** @param args - for the build, in all of these cases the same */
export async function startupCases(args: readonly string[]): Promise<Case[]> {
  rmSync(FOLDER, { recursive: true, force: true });
  await bundle(["build"], path.join(FOLDER, "shipped"));
  await bundle(["build"], path.join(FOLDER, "at-start"), { plugins: [] });
  // It is bundled once more, and then gets what CommonJS needs.
  await bundle(["data/builtin-validators"], path.join(FOLDER, "validators"), { banner: {} });
  await bundle(["build"], path.join(FOLDER, "outside"), { packages: "external", plugins: [aheadOfTime] });

  const built = (folder: string): string[] => [path.join(FOLDER, folder, "build.mjs"), ...args];
  const tsx = path.join(HOME, "node_modules", "tsx", "dist", "cli.mjs");
  return [
    { name: "bundle, packages inside, schemas ahead of time", command: built("shipped") },
    { name: "bundle, packages inside, schemas at start", command: built("at-start") },
    { name: "bundle, packages outside, schemas ahead of time", command: built("outside") },
    { name: "tsx scripts/build.ts, schemas at start", command: [tsx, path.join(HOME, "scripts/build.ts"), ...args] },
  ];
}

/** Takes the compiled schemas from a bundle of their own, which scripts/bundle.mjs has made. */
const aheadOfTime: Plugin = {
  name: "ahead-of-time",
  setup(bundler) {
    const file = path.join(FOLDER, "validators", "builtin-validators.mjs");
    bundler.onResolve({ filter: /[\\/]builtin-validators\.ts$/ }, () => ({ path: file }));
  },
};
