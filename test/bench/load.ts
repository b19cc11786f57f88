// Loads and validates the list in a folder, and does nothing else: what linting it is measured against.
import process from "node:process";
import { loadList } from "../../scripts/record/load.ts";

const [, , folder = "."] = process.argv;
void loadList(folder).then(({ files, diagnostics }) => {
  console.error(`${files.length} records, ${diagnostics.length} mistakes`);
  process.exitCode = diagnostics.length === 0 ? 0 : 1;
});
