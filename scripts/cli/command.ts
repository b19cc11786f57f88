// What every command does around its work: parse arguments, catch trouble, end with a status.
import { Command, CommanderError } from "commander";
import { FileError, fileError } from "../text/files.ts";
import { EXIT, type ExitStatus, Trouble } from "./exit.ts";
import { displayPath } from "./lists.ts";

/**
 * @param name - as typed after `npm run`
 * @param description - one sentence
 * @param examples - lines as somebody would type them
 */
export function command(name: string, description: string, examples: readonly string[]): Command {
  return new Command(name)
    .description(description)
    .usage("[options]")
    .allowExcessArguments(false)
    .showHelpAfterError(`(npm run ${name} -- --help shows what there is)`)
    .addHelpText("after", `\nExamples:\n${examples.map((example) => `  ${example}`).join("\n")}`)
    .exitOverride();
}

/**
 * Run a command to its end and set the process's exit status.
 *
 * @param program - or what makes it, where its options depend on the list
 * @param main - gets the options, and the arguments that are none
 */
export async function run<Options>(
  program: Command | (() => Promise<Command>),
  main: (options: Options, files: readonly string[]) => Promise<ExitStatus>,
): Promise<void> {
  process.stdout.on("error", ignoreClosedPipe);
  try {
    const parsed = (typeof program === "function" ? await program() : program).parse();
    // The options that the command declares are the ones that its type names.
    process.exitCode = await main(parsed.opts<object>() as Options, parsed.args);
  } catch (error) {
    process.exitCode = explain(error);
  }
}

function explain(error: unknown): ExitStatus {
  if (error instanceof CommanderError) {
    // Commander has printed the help or what was wrong.
    return error.exitCode === 0 ? EXIT.clean : EXIT.trouble;
  }
  printTrouble(error);
  return EXIT.trouble;
}

/** Say on standard error why a command could not do its work. */
export function printTrouble(error: unknown): void {
  const told = fileError(error);
  if (told instanceof FileError && told.file !== undefined) {
    console.error(`error: ${displayPath(told.file)}: ${told.problem}.`);
  } else if (told instanceof Trouble) {
    console.error(`error: ${told.message}${told.hint === undefined ? "" : `\n${told.hint}`}`);
  } else {
    console.error("error: This is a mistake in the toolchain, not in your data. Please report it with what follows.");
    console.error(error);
  }
}

/** `npm run build -- --out - | head` is not a crash. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(EXIT.clean);
  throw error;
}
