// Starts a bundle as scripts/run.mjs does, without a look whether the sources have changed.
import { start } from "../../scripts/start.mjs";

const [node = "", self = "", compiled, bundle = "", ...rest] = process.argv;
process.argv = [node, self, ...rest];
start(bundle, compiled === "kept");
