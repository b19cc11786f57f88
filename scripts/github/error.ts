// What GitHub refused, in words for the person who reads the log.

export class GitHubError extends Error {
  /** HTTP's status; 0 when there was no answer at all. */
  readonly status: number;
  /** What to do about it. */
  readonly hint: string | undefined;

  constructor(message: string, status: number, hint?: string) {
    super(message);
    this.status = status;
    this.hint = hint;
  }
}
