// Relative URLs → what they lead to on disk.
import { existsSync } from "node:fs";
import path from "node:path";
import { nearest } from "../../text/did-you-mean.ts";
import { nearestWith } from "../../text/files.ts";
import { decoded } from "../../text/url.ts";
import { entriesOf } from "./images.ts";

/** @returns the parts of a URL without a scheme or a host, decoded; the path is empty for the page itself */
export function relativeUrl(url: string): { path: string; fragment: string | undefined } | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(url)) return undefined;
  const hash = url.indexOf("#");
  const [before, fragment] = hash < 0 ? [url, undefined] : [url.slice(0, hash), url.slice(hash + 1)];
  return {
    path: decoded(before.split("?", 1)[0] ?? ""),
    fragment: fragment === undefined ? undefined : decoded(fragment),
  };
}

export type Target =
  /** `file` is absolute. */
  | { state: "there"; file: string }
  /** Outside of the repository, where GitHub has pages of its own (`../../issues`). */
  | { state: "unknown" }
  /** `nearest`: a path, as written, that leads somewhere. */
  | { state: "missing"; nearest: string | undefined };

/**
 * Upper and lower case count, as they do on GitHub, whatever the disk says.
 *
 * @param folder - absolute; what the path is relative to
 * @param target - decoded, with `/`
 */
export function findTarget(folder: string, target: string): Target {
  const repository = nearestWith(folder, ".git") ?? nearestWith(folder, "package.json");
  const isAbsolute = target.startsWith("/");
  if (isAbsolute && repository === undefined) return { state: "unknown" };
  const steps = target.split("/").filter((step) => step !== "" && step !== ".");
  const border = repository ?? folder;
  let current = isAbsolute ? border : folder;
  if (steps.includes("..") && leavesBorder(current, border, steps)) {
    const file = path.join(current, ...steps);
    return existsSync(file) ? { state: "there", file } : { state: "unknown" };
  }
  for (const [index, step] of steps.entries()) {
    const names = step === ".." ? [".."] : entriesOf(current).map(({ name }) => name);
    if (!names.includes(step)) return { state: "missing", nearest: instead(target, steps, index, current, names) };
    current = path.join(current, step);
  }
  return { state: "there", file: current };
}

/** @returns the path with the nearest name in place of the one that is not there, if it leads somewhere then */
function instead(
  target: string,
  steps: readonly string[],
  index: number,
  folder: string,
  names: readonly string[],
): string | undefined {
  const step = steps[index] ?? "";
  const lower = step.toLowerCase();
  const name = names.find((each) => each.toLowerCase() === lower) ?? nearest(step, names);
  if (name === undefined) return undefined;
  const rest = steps.slice(index + 1);
  if (rest.length > 0 && !existsSync(path.join(folder, name, ...rest))) return undefined;
  const fresh = [...steps.slice(0, index), name, ...rest].join("/");
  return `${/^\.?\//.exec(target)?.[0] ?? ""}${fresh}`.replaceAll(" ", "%20");
}

/** Does a path lead out of a folder, even if it comes back? */
function leavesBorder(from: string, border: string, steps: readonly string[]): boolean {
  const ways = steps.map((_, index) => path.join(from, ...steps.slice(0, index + 1)));
  return ways.some((way) => path.relative(border, way).split(path.sep)[0] === "..");
}
