// Exit statuses, the same for every command.

export const EXIT = {
  /** Nothing to report. */
  clean: 0,
  /** Findings of severity error, or `--check` found a difference. */
  findings: 1,
  /** Wrong usage, unreadable input, nothing to do, or a crash. */
  trouble: 2,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

export { Trouble } from "../text/trouble.ts";
