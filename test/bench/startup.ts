// Other ways to start the same build: without a look whether the sources have changed, and without a bundle.
import { rmSync } from "node:fs";
import path from "node:path";
import { bundle } from "../../scripts/cli/bundle.mjs";
import type { Case } from "./measure.ts";

const HOME = path.resolve(import.meta.dirname, "../..");
const FOLDER = path.join(HOME, "node_modules", ".cache", "bench", "startup");

/** @param args - for the build, in all of these cases the same */
export async function startupCases(args: readonly string[]): Promise<Case[]> {
  rmSync(FOLDER, { recursive: true, force: true });
  await bundle(FOLDER, ["scripts/cli/bin.ts"]);
  const tsx = path.join(HOME, "node_modules", "tsx", "dist", "cli.mjs");
  return [
    { name: "scripts/cli/start.mjs", command: [path.join(HOME, "scripts/cli/start.mjs"), "build", ...args] },
    { name: "its bundle alone", command: [path.join(FOLDER, "bin.js"), "build", ...args] },
    { name: "tsx scripts/cli/bin.ts", command: [tsx, path.join(HOME, "scripts/cli/bin.ts"), "build", ...args] },
  ];
}
