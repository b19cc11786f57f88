// Loads and validates the list in a folder, and does nothing else: what linting it is measured against.
import process from "node:process";
import { loadList } from "../../scripts/record/load.ts";

const [, , folder = "."] = process.argv;
const { files, diagnostics } = loadList(folder);
console.error(`${files.length} records, ${diagnostics.length} mistakes`);
process.exitCode = diagnostics.length === 0 ? 0 : 1;
