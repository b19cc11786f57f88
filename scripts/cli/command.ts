// What a file in commands/ holds: the text of its help, its options, and what it does.
import type { Command } from "commander";
import type { ExitStatus } from "./exit.ts";
import type { Io } from "./io.ts";

export interface Subcommand<Options extends object = object> {
  /** One sentence. */
  description: string;
  /** Lines as somebody would type them. */
  examples: readonly string[];
  /**
   * Adds arguments and options.
   *
   * @param argv - what was typed behind the command's name, for the one whose options depend on it
   */
  declare?(program: Command, io: Io, argv: readonly string[]): void | Promise<void>;
  /** @param args - the arguments that are no options */
  run(io: Io, options: Options, args: readonly string[]): Promise<ExitStatus>;
}
