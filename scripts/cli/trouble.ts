// Why a command could not do its work, in words.
import { inspect } from "node:util";
import { FileError, fileError } from "../text/files.ts";
import { Trouble } from "../text/trouble.ts";
import { type Io, say } from "./io.ts";
import { displayPath } from "./lists.ts";

/** Say on standard error why a command could not do its work. @returns the same */
export function sayTrouble(io: Io, error: unknown): string {
  const text = troubleText(io, error);
  say(io, `error: ${text}`);
  return text;
}

function troubleText(io: Io, error: unknown): string {
  const told = fileError(error);
  if (told instanceof FileError && told.file !== undefined) return `${displayPath(io, told.file)}: ${told.problem}.`;
  if (told instanceof Trouble) {
    const where = told.file === undefined ? "" : `${displayPath(io, told.file)}: `;
    return `${where}${told.message}${told.hint === undefined ? "" : `\n${told.hint}`}`;
  }
  return `This is a mistake in the toolchain, not in your data. Please report it with what follows.\n${inspect(error)}`;
}
