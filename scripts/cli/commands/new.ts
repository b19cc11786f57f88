// `new`: describe an entry of any kind, and get its file.
import { parseArgs } from "node:util";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Answer, Answered } from "../../forms/answers.ts";
import { idProblem, newKinds, proposals } from "../../forms/entry.ts";
import { type Field, fieldsOf, isSwitch, typesOf } from "../../forms/fields.ts";
import { missingFields } from "../../forms/missing.ts";
import { described, draftEntry, findExisting, isThere, nextSteps, type Refusal } from "../../forms/new.ts";
import { firstSentence, isUrl, type Kind, withArticle } from "../../record/kinds.ts";
import type { List } from "../../record/list.ts";
import { loadList } from "../../record/load.ts";
import { RULES } from "../../rules/index.ts";
import { didYouMean } from "../../text/did-you-mean.ts";
import { Trouble } from "../../text/trouble.ts";
import { createFile } from "../../text/write-files.ts";
import { EXIT, type ExitStatus, type Subcommand } from "../command.ts";
import { type Io, say } from "../io.ts";
import { displayPath, findList } from "../lists.ts";
import { sayFindings } from "../report.ts";

interface Options {
  id?: string;
  dryRun?: boolean;
  root?: string;
  /** If one was typed. */
  kind?: string;
  answers?: readonly Answer[];
}

export const command: Subcommand<Options> = {
  description: "Describe an entry, and get its file.",
  examples: [
    "npm run new",
    "npm run new -- --url https://github.com/OWNER/NAME",
    'npm run new -- KIND --name "My Name"',
    "npm run new -- KIND --help",
  ],
  async declare(program, io, argv) {
    const { root } = parseArgs({ args: [...argv], options: { root: { type: "string" } }, strict: false }).values;
    const kinds = await kindsIn(io, typeof root === "string" ? root : undefined);
    const withOptions = (each: Command, kind: Kind): void => {
      addFieldOptions(each, fieldsOf(kind));
      each
        .option("--id <id>", "what its file is called, without .yml; made from its name unless said", oneId)
        .option("--dry-run", "write nothing; print the file's text")
        .option(
          "--root <dir>",
          "the list that it is for: a folder with data/ and templates/; the main one unless said",
        );
    };
    const [usual] = kinds;
    if (usual) withOptions(program, usual);
    const names = kinds.map(({ name }) => name);
    const whose = withArticle(usual?.noun ?? "entry");
    program
      .usage(`[${names.join("|")}] [options]`)
      .argument("[kind]", `${names.join(", ")}: each has its own options, and these are those of ${whose}`);
    for (const kind of kinds) {
      const each = program.command(kind.name, { hidden: true }).usage("[options]").allowExcessArguments(false);
      withOptions(each.setOptionValue("kind", kind.name), kind);
    }
  },
  async run(io, options, [word]) {
    if (word === undefined) return createEntry(io, options);
    const names = (await kindsIn(io, options.root)).map(({ name }) => name);
    throw new Trouble(
      `“${word}” is nothing that can be added.`,
      didYouMean(word, names) ?? `Say one of: ${names.join(", ")}.`,
    );
  },
};

/** Which kinds there are, with which fields, the list says. */
async function kindsIn(io: Io, root: string | undefined): Promise<Kind[]> {
  return newKinds(loadList(findList(io, root)).list);
}

/** Their values become the option `answers`, in the order in which they are typed. */
function addFieldOptions(program: Command, fields: readonly Field[]): void {
  const answers: Answer[] = [];
  for (const field of fields) {
    const add = (flag: string, value: string, words: string, meant: boolean): void => {
      program.addOption(new Option(`--${flag}${value}`, words));
      program.on(`option:${flag}`, (typed: string | null) => {
        answers.push({ field, value: typed ?? meant });
        program.setOptionValue("answers", answers);
      });
    };
    add(field.flag, isSwitch(field) ? "" : ` <${placeholder(field)}>`, describe(field), true);
    if (field.negation !== undefined) add(`no-${field.flag}`, "", field.negation, false);
  }
}

function placeholder({ holds, schema }: Field): string {
  if (holds === "keys") return "id";
  if (isUrl(schema)) return "url";
  const types = typesOf(schema);
  return types.includes("integer") || types.join() === "number" ? "number" : "text";
}

function describe({ schema, holds }: Field): string {
  const choices = schema.enum ? ` One of: ${schema.enum.join(", ")}.` : "";
  return `${firstSentence(schema)}${choices}${holds === "value" ? "" : " May be repeated."}`;
}

/** The value of `--id`, which may be given once. */
function oneId(typed: string, before: string | undefined): string {
  if (before !== undefined && before !== typed) throw new InvalidArgumentError("Only one value can count.");
  const problem = idProblem(typed);
  if (problem !== undefined) throw new InvalidArgumentError(problem);
  return typed;
}

async function createEntry(io: Io, given: Options): Promise<ExitStatus> {
  const root = findList(io, given.root);
  const { list } = loadList(root);
  const answered = described(given.answers ?? []);
  if (answered.problems.length > 0)
    throw new Trouble(answered.problems.join("\n"), "npm run new -- --help explains the options.");
  const all = await complete(io, list, given, answered);
  const draft = "says" in all ? all : await draftEntry(list, all.kind, all.record, all.id, RULES);
  if ("says" in draft) return refused(io, root, draft);
  const { entry, text, rows, findings, wayIn } = draft;
  if (await sayFindings(io, [{ root, diagnostics: findings }], new Map([[entry.file, text]]))) return nothing(io);
  if (given.dryRun) {
    io.stdout.write(text);
    return EXIT.clean;
  }
  for (const row of rows) io.stdout.write(`${row}\n`);
  const file = displayPath(io, root, entry.file);
  if ("confirm" in all && !(await all.confirm?.(file, text))) return nothing(io);
  if (!createFile(root, entry.file, text)) return refused(io, root, isThere(list, entry));
  for (const line of nextSteps(entry, file, wayIn)) say(io, line);
  return EXIT.clean;
}

interface Described {
  kind: Kind;
  id: string | undefined;
  record: Record<string, unknown>;
  /** In a terminal. */
  confirm?: (file: string, text: string) => Promise<boolean>;
}

/** Ask for what is missing, in a terminal; elsewhere, say what it is. What the list has already is said first. */
async function complete(
  io: Io,
  list: List,
  given: Options,
  { record, denied }: Answered,
): Promise<Described | Refusal> {
  const canAsk = io.stdin.isTTY && io.stderr.isTTY;
  // Standard output is for the result.
  const terminal = { input: io.stdin, output: io.stderr };
  // Imported late: who gives all options needs no prompts.
  const ask = canAsk ? await import("../../forms/ask.ts") : undefined;
  const isBlank = given.kind === undefined && given.answers === undefined;
  if (ask && isBlank) ask.begin(terminal, list);
  const kinds = newKinds(list);
  const [usual] = kinds;
  if (!usual) throw new Trouble(`${displayPath(io, list.root)} has no schema that declares a kind of entry.`);
  const kind =
    kinds.find(({ name }) => name === given.kind) ?? (ask && isBlank ? await ask.askKind(terminal, kinds) : usual);
  const existing = findExisting(list, kind, record, given.id);
  if (existing) return existing;
  const missing = missingFields(list, kind, { ...proposals(list, kind, record), ...record }, denied);
  if (missing.length === 0) return { kind, id: given.id, record };
  if (ask) {
    if (!isBlank) ask.begin(terminal, list);
    const described = await ask.askRecord(terminal, list, kind, record, { id: given.id, denied });
    const confirm = async (file: string, text: string): Promise<boolean> => {
      ask.show(terminal, file, text.trimEnd());
      return ask.confirm(terminal, `Write ${file}?`);
    };
    return { kind, ...described, confirm };
  }
  const flags = missing.map(({ flag }) => `--${flag}`);
  throw new Trouble(
    `${flags.join(", ")} ${flags.length === 1 ? "is" : "are"} missing.`,
    `npm run new -- ${kind.name} --help explains the options; in a terminal, npm run new asks.`,
  );
}

function refused(io: Io, root: string, { place, says }: Refusal): ExitStatus {
  return nothing(io, `${displayPath(io, root, place)}${says}`);
}

function nothing(io: Io, why?: string): ExitStatus {
  say(io, `${why === undefined ? "" : `${why}\n`}Nothing was written.`);
  return EXIT.findings;
}
