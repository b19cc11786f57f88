// What a file in commands/ holds: the text of its help, its options, and what it does; and what commands share.
import { type Command, InvalidArgumentError } from "commander";
import type { Io } from "./io.ts";

export const EXIT = {
  /** Nothing to report. */
  clean: 0,
  /** Findings of severity error, or `--check` found a difference. */
  findings: 1,
  /** Wrong usage, unreadable input, nothing to do, or a crash. */
  trouble: 2,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

export interface Subcommand<Options extends object = object> {
  /** One sentence. */
  description: string;
  /** Lines as somebody would type them. */
  examples: readonly string[];
  /** Adds arguments and options. `argv` is what was typed behind the command's name, where options depend on it. */
  declare?(program: Command, io: Io, argv: readonly string[]): void | Promise<void>;
  /** @param args - the arguments that are no options */
  run(io: Io, options: Options, args: readonly string[]): ExitStatus | Promise<ExitStatus>;
}

/** The value of an option. */
export function wholeNumber(typed: string): number {
  if (!/^\d{1,6}$/.test(typed)) throw new InvalidArgumentError("A whole number is needed.");
  return Number(typed);
}
