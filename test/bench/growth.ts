// How time and memory of a build grow with the list: ten times the tools, again and again.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { generateList } from "../support/generate.ts";
import { type Case, measureMemory, median, type Run } from "./measure.ts";

export interface Size {
  tools: number;
  /** How often to measure; the median counts. */
  runs: number;
}

export interface Grown extends Run {
  tools: number;
}

/** @param buildCase - the build of the list in a folder */
export function measureGrowth(sizes: readonly Size[], buildCase: (folder: string) => Case): Grown[] {
  return sizes.map(({ tools, runs }) => {
    const folder = mkdtempSync(path.join(tmpdir(), `list-of-${tools}-`));
    try {
      console.error(`A list of ${tools} tools: writing it, then ${runs} × building it`);
      generateList(folder, tools);
      const measured = Array.from({ length: runs }, () => measureMemory(buildCase(folder)));
      return {
        tools,
        milliseconds: median(measured.map(({ milliseconds }) => milliseconds)),
        megabytes: median(measured.map(({ megabytes }) => megabytes)),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
