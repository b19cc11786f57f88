// What became of a push: done, overtaken by another, or not allowed.
import { askGit } from "./git.ts";

export interface Pushed {
  outcome: "done" | "overtaken" | "protected" | "refused";
  /** What Git said. */
  said: string;
}

/** Somebody else was there first, or at the same time. */
const OVERTAKEN =
  /\[rejected\]|non-fast-forward|fetch first|stale info|cannot lock ref|failed to update ref|incorrect old value|failed to lock/i;
/** What GitHub says of protected branches (GH006) and rulesets (GH013), and what other servers' hooks do. */
const PROTECTED = /GH006|GH013|protected branch|rule violations|hook declined/i;

/** @param env - with credentials */
export function push(folder: string, refspec: string, env: NodeJS.ProcessEnv): Pushed {
  const { status, stdout, stderr } = askGit(folder, ["push", "--porcelain", "origin", refspec], { env });
  const said = `${stdout.toString("utf8")}${stderr}`.trim();
  if (status === 0) return { outcome: "done", said };
  if (PROTECTED.test(said)) return { outcome: "protected", said };
  return { outcome: OVERTAKEN.test(said) ? "overtaken" : "refused", said };
}
