// `absorb`: write what somebody changed in README.md back into records and template, and make the page anew.
import { type Absorbed, absorb, deletions } from "../../absorb/absorb.ts";
import type { Ask } from "../../absorb/answers.ts";
import { writable } from "../../absorb/remade-page.ts";
import { carriedLines, keptLines, notedLines, patchOf } from "../../absorb/words.ts";
import type { Terminal } from "../../forms/dialogue.ts";
import { isInRepository } from "../../git/git.ts";
import { build } from "../../publish/build.ts";
import { PAGE } from "../../template/page.ts";
import { counted } from "../../text/counted.ts";
import { Trouble } from "../../text/trouble.ts";
import { writeFiles } from "../../text/write-files.ts";
import { EXIT, type ExitStatus, type Subcommand } from "../command.ts";
import { type Io, isTerminal, say } from "../io.ts";
import { displayPath, findLists } from "../lists.ts";

interface Options {
  check?: boolean;
  root?: string;
  base?: string;
  yes?: boolean;
}

/** So many records go at once only when somebody says that they are to. */
const MOST_DELETIONS = 10;

export const command: Subcommand<Options> = {
  description: "Write what somebody changed in README.md back into data/ and templates/.",
  examples: ["npm run absorb", "npm run absorb -- --check", "npm run absorb -- --base origin/main"],
  declare(program) {
    program
      .option(
        "--check",
        "write nothing; print what would change as a unified diff, and end with status 1 if anything does",
      )
      .option("--base <ref>", "the commit whose data the page was edited from; found in the history unless said")
      .option("--root <dir>", "this list only: a folder with data/ and templates/")
      .option("--yes", `delete more than ${MOST_DELETIONS} records, if the page says so`);
  },
  async run(io, options) {
    let status: ExitStatus = EXIT.clean;
    for (const root of findLists(io, options.root))
      if ((await absorbIn(io, root, options, isTerminal(io))) === EXIT.findings) status = EXIT.findings;
    return status;
  },
};

export async function absorbIn(
  io: Io,
  root: string,
  { check = false, base, yes = false }: Options,
  isAsking = false,
): Promise<ExitStatus> {
  const display = (file: string): string => displayPath(io, root, file);
  const found = isAsking && !check ? await absorbAsking(io, root, base) : absorb(root, base);
  if (!found) {
    say(io, `${display("README.md")} is not there yet. To make it: npm run build`);
    return EXIT.clean;
  }
  const deleted = deletions(found);
  if (deleted.length > MOST_DELETIONS && !yes) {
    const what = `lacks ${deleted.length} entries, whose records would be deleted. Nothing was written.`;
    throw new Trouble(`${display("README.md")} ${what}`, "If that is meant: npm run absorb -- --yes");
  }
  const isDone = found.carried.length > 0;
  const written = check ? found : writable(found);
  const linesOf = (...said: readonly (typeof keptLines)[]): string[] =>
    said.flatMap((each) => each(written ?? found, display));
  if (isDone && !isInRepository(root))
    say(io, "Without Git, the page is taken for one that was made from the data as they are now, and edited.");
  if (check) {
    for (const line of linesOf(carriedLines, keptLines, notedLines)) say(io, line);
    io.stdout.write(patchOf(found, display));
    if (isDone) say(io, "Nothing was written. To write it: npm run absorb");
    return isDone || found.kept.length > 0 ? EXIT.findings : EXIT.clean;
  }
  if (!written) {
    for (const line of linesOf(keptLines)) io.stdout.write(`${line}\n`);
    say(io, `Nothing was written, not even ${counted(found.carried.length, "other edit")}: first see to this.`);
    return EXIT.findings;
  }
  // What cannot be written is not told as done.
  if (isDone) writeFiles(root, new Map(found.drafts));
  for (const line of linesOf(carriedLines)) io.stdout.write(`${line}\n`);
  const isKept = found.kept.length > 0;
  const isEdited = isDone || found.noted.length > 0 || found.page !== undefined;
  if (isDone || (isEdited && !isKept)) {
    const { loaded } = found.after ?? {};
    await build({ roots: [root], discard: true, loaded, edited: isKept ? written.page : undefined });
  } else if (found.page !== undefined) writeFiles(root, new Map([[PAGE, found.page]]));
  for (const line of linesOf(keptLines, notedLines)) io.stdout.write(`${line}\n`);
  const page = display("README.md");
  const carried = `Carried ${counted(found.carried.length, "edit")}, and made`;
  const left = `what could not be carried: ${found.kept.length}.`;
  if (isKept)
    say(io, isDone ? `${carried} ${page} anew with ${left}` : `${page} stays as it is, since it holds ${left}`);
  else if (isEdited) say(io, `${isDone ? carried : "Made"} ${page} anew.`);
  else say(io, `Nobody edited ${page}.`);
  return isKept ? EXIT.findings : EXIT.clean;
}

const LEAVE = "";

/** What the page does not say is asked, until nothing is left that was not. */
async function absorbAsking(io: Io, root: string, base: string | undefined): Promise<Absorbed | undefined> {
  const answers = new Map<string, string>();
  const asked = new Set<string>();
  for (;;) {
    const found = absorb(root, base, answers);
    const next = found?.asks.find(({ id }) => !asked.has(id));
    if (!next) return found;
    asked.add(next.id);
    const answer = await askOne({ input: io.stdin, output: io.stderr }, next);
    if (answer !== LEAVE) answers.set(next.id, answer);
  }
}

/** @throws {Trouble} when the person ends it */
async function askOne(terminal: Terminal, { message, choices, initial }: Ask): Promise<string> {
  // Imported late: nobody is asked elsewhere.
  const clack = await import("@clack/prompts");
  const leave = { value: LEAVE, label: "Leave it as it is" };
  const answer = choices
    ? await clack.select({ message, options: [...choices, leave], maxItems: 10, ...terminal })
    : await clack.text({ message, placeholder: initial ?? "Enter leaves it", defaultValue: LEAVE, ...terminal });
  if (clack.isCancel(answer)) throw new Trouble("It was cancelled, and nothing was written.");
  return answer.trim();
}
