// `npm run forms`: make the issue forms from the schemas and the components; with --check, only compare.
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import writeFileAtomic from "write-file-atomic";
import { issueForms } from "./forms/issue-forms.ts";
import { loadList } from "./record/load.ts";

const home = fileURLToPath(new URL("../", import.meta.url));
const { list } = loadList(home);
for (const { file, text } of issueForms(list)) {
  const target = path.join(home, file);
  if (!argv.includes("--check")) {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFileAtomic(target, text);
  } else if ((await readFile(target, "utf8").catch(() => undefined)) !== text) {
    console.error(`${file} is older than schemas/ or data/components/. Run: npm run forms`);
    process.exitCode = 1;
  }
}
