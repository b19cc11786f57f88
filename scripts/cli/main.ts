// The program: finds the command, lets commander read its options, runs it, and says what kept it from its work.
import { Command, CommanderError } from "commander";
import { appendStepSummary, githubContext } from "../github/context.ts";
import { errorCommand } from "../report/github.ts";
import { asTyped } from "../text/as-typed.ts";
import { fenced } from "../text/escape.ts";
import { Trouble } from "../text/trouble.ts";
import { EXIT, type ExitStatus, type Subcommand } from "./command.ts";
import type { Io } from "./io.ts";
import { sayTrouble } from "./trouble.ts";

/** Loaded when it is run: the web's packages alone take longer to start than a build. */
const COMMANDS: Readonly<Record<string, () => Promise<{ command: Subcommand }>>> = {
  build: () => import("./commands/build.ts"),
  lint: () => import("./commands/lint.ts"),
  absorb: () => import("./commands/absorb.ts"),
  links: () => import("./commands/links.ts"),
  new: () => import("./commands/new.ts"),
  rename: () => import("./commands/rename.ts"),
  "pull-request": () => import("./commands/pull-request.ts"),
  suggest: () => import("./commands/suggest.ts"),
  comment: () => import("./commands/comment.ts"),
  "publish-lists": () => import("./commands/publish-lists.ts"),
};

/** Run the command that was typed. @returns the exit status; whatever goes wrong is said on standard error */
export async function run(argv: readonly string[], io: Io): Promise<ExitStatus> {
  try {
    return await runCommand(argv, io);
  } catch (error) {
    // Commander has printed the help, or what was wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.trouble;
    const text = sayTrouble(io, error);
    // On standard error, because standard output may go to a file.
    if (githubContext(io.env)) io.stderr.write(`${errorCommand(text)}\n`);
    await appendStepSummary(io.env, `${fenced("text", text)}\n`);
    return EXIT.trouble;
  }
}

async function runCommand(argv: readonly string[], io: Io): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.clean;
  const program = new Command()
    .usage("[options]")
    .exitOverride()
    .configureHelp({ commandUsage: usageOf })
    .configureOutput({
      writeOut: (text) => io.stdout.write(asTyped(text)),
      writeErr: (text) => io.stderr.write(asTyped(text)),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .helpCommand(false)
    .enablePositionalOptions();
  const [typed = "", ...rest] = argv;
  const all = Object.entries(COMMANDS);
  const own = all.filter(([name]) => name === typed);
  for (const [name, load] of own.length > 0 ? own : all) {
    const { description, examples, declare, run } = (await load()).command;
    const command = program
      .command(name)
      .description(description)
      .usage("[options]")
      .allowExcessArguments(false)
      .showHelpAfterError(`(npm run ${name} -- --help shows what there is)`)
      .addHelpText("after", `\nExamples:\n${examples.map((example) => `  ${example}`).join("\n")}`);
    // For the list of all commands, what each can do is not asked: `new` would read the data for it.
    if (name === typed) await declare?.(command, io, rest);
    for (const each of [command, ...command.commands]) {
      each.action(async () => {
        refuseSwallowed(io, each, argv);
        status = await run(io, each.optsWithGlobals(), each.args);
      });
    }
  }
  await program.parseAsync([...argv], { from: "user" });
  return status;
}

/** Options that make the difference between looking and writing. */
const SWALLOWED = ["check", "fix"];

/** `npm run build --check` is npm's own option, which it hands on in the environment alone. */
function refuseSwallowed({ env }: Io, command: Command, argv: readonly string[]): void {
  const flag = SWALLOWED.find(
    (name) =>
      env[`npm_config_${name}`] !== undefined &&
      command.options.some(({ long }) => long === `--${name}`) &&
      !argv.includes(`--${name}`),
  );
  if (flag === undefined) return;
  throw new Trouble(
    `npm took --${flag} for an option of its own. Nothing was done.`,
    `npm run ${command.name()} -- --${flag}`,
  );
}

/** `npm run lint -- [FILE.md …] [options]` */
function usageOf(command: Command): string {
  const names: string[] = [];
  for (let each = command; each.parent; each = each.parent) names.unshift(each.name());
  const [name = "COMMAND", ...kinds] = names;
  return ["npm run", name, "--", ...kinds, command.usage()].join(" ");
}
