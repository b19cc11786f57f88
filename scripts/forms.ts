// `npm run forms`: make the issue forms from the schemas and the components; with --check, only compare.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { issueForms } from "./forms/issue-forms.ts";
import { loadList } from "./record/load.ts";
import { writeFiles } from "./text/write-files.ts";

const home = fileURLToPath(new URL("../", import.meta.url));
const { list } = loadList(home);
for (const { file, text } of issueForms(list)) {
  if (!argv.includes("--check")) {
    writeFiles(home, new Map([[file, text]]));
  } else if ((await readFile(path.join(home, file), "utf8").catch(() => undefined)) !== text) {
    console.error(`${file} is older than schemas/ or data/components/. Run: npm run forms`);
    process.exitCode = 1;
  }
}
