// `npm pack` calls this: the program and its packages into dist/, so that whoever installs the package needs no other.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bundle, HOME } from "./bundle.mjs";

const dist = path.join(HOME, "dist");
rmSync(dist, { recursive: true, force: true });
const define = { IS_INSTALLED: "true" };
const { metafile } = await bundle(dist, ["scripts/cli/bin.ts", "scripts/cli/index.ts"], { define, metafile: true });
const program = path.join(dist, "bin.js");
writeFileSync(program, `#!/usr/bin/env node\n${readFileSync(program, "utf8")}`);

// Types, of the functions alone: everything else is nobody's concern.
const types = path.join(dist, "types");
mkdirSync(types);
const compilerOptions = { noEmit: false, declaration: true, emitDeclarationOnly: true, rootDir: HOME, outDir: types };
const files = [path.join(HOME, "scripts/cli/index.ts")];
const project = { extends: path.join(HOME, "tsconfig.json"), files, include: [], compilerOptions };
writeFileSync(path.join(types, "tsconfig.json"), JSON.stringify(project));
execFileSync(process.execPath, [path.join(HOME, "node_modules/typescript/bin/tsc"), "--project", types], {
  stdio: "inherit",
  cwd: HOME,
});
for (const file of ["cli/index.d.ts", "lint/remark.d.ts", "report/json-diagnostic.d.ts"]) {
  const text = readFileSync(path.join(types, "scripts", file), "utf8");
  writeFileSync(path.join(dist, path.basename(file)), text.replace(/"\.\.\/\w+\/([\w-]+)\.ts"/g, '"./$1.js"'));
}
rmSync(types, { recursive: true });

// The licences of what was bundled, as they ask.
const packages = Object.keys(metafile?.inputs ?? {}).map(
  (file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1],
);
const licences = [...new Set(packages)].sort().flatMap((folder = "") => {
  const name = folder && readdirSync(path.join(HOME, folder)).find((each) => /^licen[cs]e/i.test(each));
  return name
    ? [`${folder.replace(/.*node_modules\//, "")}\n\n${readFileSync(path.join(HOME, folder, name), "utf8")}`]
    : [];
});
writeFileSync(path.join(dist, "LICENCES.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
