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

/** Ends a command with status 2; the message is for the person who typed it. */
export class Trouble extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
