// Starts a bundled command as scripts/run.mjs does: with what Node.js compiled before, where it keeps that.
import module from "node:module";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

const [node = "", , bundle = "", ...rest] = process.argv;
if ("enableCompileCache" in module) {
  Reflect.apply(Object(module.enableCompileCache), module, [path.join(path.dirname(bundle), "compiled")]);
}
process.argv = [node, bundle, ...rest];
await import(pathToFileURL(bundle).href);
