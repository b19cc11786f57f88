// What GitHub refused, in words for the person who reads the log.
import { Trouble } from "../text/trouble.ts";

export class GitHubError extends Trouble {
  /** HTTP's status; 0 when there was no answer at all. */
  readonly status: number;

  constructor(message: string, status: number, hint?: string) {
    super(message, hint);
    this.status = status;
  }
}
