// What a command gets from its process: streams, environment, folder. bin.ts gives it; commands do not use `process`.
import type { Readable, Writable } from "node:stream";
import pico from "picocolors";
import type { Colors } from "picocolors/types.js";
import { asTyped } from "../text/as-typed.ts";
import { linesForTerminal } from "../text/escape.ts";

export type Input = Readable & { isTTY?: boolean };
export type Output = Writable & { isTTY?: boolean; columns?: number };

export interface Io {
  stdin: Input;
  /** The result. */
  stdout: Output;
  /** Progress, summary, and why something could not be done. */
  stderr: Output;
  env: NodeJS.ProcessEnv;
  /** The folder that the command is started in, absolute. */
  cwd: string;
  /** The script that starts the program, for what runs in a process of its own. */
  script: string;
  /** From the call on, Ctrl-C ends no process but aborts this signal. */
  interrupted: () => AbortSignal;
}

/** Whether a person can be asked: results may go elsewhere. */
export function isTerminal({ stdin, stderr }: Io): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}

/** A line on standard error, in which nothing that it quotes moves the cursor or is a command to GitHub Actions. */
export function say({ stderr }: Io, line: string): void {
  stderr.write(`${linesForTerminal(asTyped(line)).replace(/^(\s*):(?=:)/gm, "$1:\ufffd")}\n`);
}

/** Colours for a stream: on a terminal, unless NO_COLOR (https://no-color.org) is set. None for what is no stream. */
export function colorsFor({ env }: Io, stream: Output | undefined): Colors {
  return pico.createColors(stream?.isTTY === true && !env.NO_COLOR);
}
