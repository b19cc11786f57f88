// How long it takes to find what somebody edited in the page of many entries, beside building it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { generateList, OTHER_RECORDS } from "../support/generate.ts";
import { editPage, randomFrom } from "../support/page-edits.ts";
import { ENTRIES } from "./linting.ts";
import { type Case, runNode } from "./measure.ts";

const EDITS = 20;
const START = path.resolve(import.meta.dirname, "../../scripts/cli/start.mjs");

/** @param measure - measures the two, of which building is the first */
export function withEditedList(build: (folder: string) => Case, measure: (cases: readonly [Case, Case]) => void): void {
  const folder = mkdtempSync(path.join(tmpdir(), "absorb-"));
  try {
    generateList(folder, ENTRIES - OTHER_RECORDS);
    runNode({ name: "build the generated list", command: [START, "build", "--root", folder] });
    const page = path.join(folder, "README.md");
    writeFileSync(page, editPage(readFileSync(page, "utf8"), randomFrom(1), EDITS).text);
    const name = `absorb ${EDITS} edits of ${ENTRIES.toLocaleString("en")} entries`;
    measure([build(folder), { name, command: [START, "absorb", "--check", "--root", folder], statuses: [0, 1] }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
