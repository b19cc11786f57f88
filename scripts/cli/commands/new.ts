// `new`: describe an entry of any kind, and get its file.
import { parseArgs } from "node:util";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Answer } from "../../forms/answers.ts";
import type { Asked } from "../../forms/ask.ts";
import { dropDraft } from "../../forms/drafts.ts";
import { begun, idProblem, newKinds, proposals } from "../../forms/entry.ts";
import { type Field, fieldsOf, isSwitch } from "../../forms/fields.ts";
import { barePlaces, missingFields } from "../../forms/missing.ts";
import {
  type Candidate,
  candidateOf,
  described,
  findExisting,
  isThere,
  nextSteps,
  type Refusal,
} from "../../forms/new.ts";
import { ITEM, isUrl, KEY, type Kind, typesOf, withArticle } from "../../record/kinds.ts";
import type { List } from "../../record/list.ts";
import { loadList } from "../../record/load.ts";
import { didYouMean } from "../../text/did-you-mean.ts";
import { Trouble } from "../../text/trouble.ts";
import { createFile } from "../../text/write-files.ts";
import { EXIT, type ExitStatus, type Subcommand } from "../command.ts";
import { type Io, isTerminal, say } from "../io.ts";
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

function describe({ schema, about, holds, path }: Field): string {
  const choices = schema.enum ? ` One of: ${schema.enum.join(", ")}.` : "";
  const isOne = holds === "value" && !path.includes(ITEM) && !path.includes(KEY);
  return `${about}${choices}${isOne ? "" : " May be repeated."}`.trim();
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
  const answers = given.answers ?? [];
  const { record, denied, problems } = described(answers);
  if (problems.length > 0) throw new Trouble(problems.join("\n"), "npm run new -- --help explains the options.");
  const kinds = newKinds(list);
  const [usual] = kinds;
  if (!usual) throw new Trouble(`${displayPath(io, root)} has no schema that declares a kind of entry.`);
  const kind = kinds.find(({ name }) => name === given.kind) ?? usual;
  const existing = findExisting(list, kind, record, given.id);
  if (existing) return refused(io, root, existing);
  const missing = missingFields(list, kind, begun(list, kind, record), denied);
  const report = ({ entry, text, findings }: Candidate): Promise<boolean> =>
    sayFindings(io, [{ root, diagnostics: findings }], new Map([[entry.file, text]]));
  const bare = barePlaces(kind, record);
  const isComplete = missing.length === 0 && (bare.length === 0 || !isTerminal(io));
  const asked = isComplete ? undefined : await ask(io, list, given, missing, report);
  const candidate = asked ?? (await candidateOf(list, kind, record, given.id));
  if ("says" in candidate) return refused(io, root, candidate);
  const { entry, text, rows, wayIn } = candidate;
  if (!asked && (await report(candidate))) return refused(io, root);
  if (given.dryRun) {
    io.stdout.write(text);
    return EXIT.clean;
  }
  if (!asked) for (const row of rows) io.stdout.write(`${row}\n`);
  if (!createFile(root, entry.file, text)) return refused(io, root, isThere(list, entry));
  if (asked) dropDraft(root, asked.draft);
  const { nameField } = kind;
  const title = kind.schema.properties?.[nameField]?.title ?? nameField;
  if (!asked && record[nameField] === undefined && proposals(list, kind, record)[nameField] !== undefined)
    say(io, `The ${title.toLowerCase()} “${entry.record[nameField]}” is a guess from the URL: look at it.`);
  for (const { field, id } of asked ? [] : bare)
    say(io, `No ${field.title.toLowerCase()} was given for ${id}: --${field.flag} is for that.`);
  for (const line of nextSteps(entry, displayPath(io, root, entry.file), wayIn)) say(io, line);
  return EXIT.clean;
}

/** Ask for what is missing, in a terminal; elsewhere, say what it is. */
async function ask(
  io: Io,
  list: List,
  { kind, id, answers = [] }: Options,
  missing: readonly Field[],
  report: (candidate: Candidate) => Promise<boolean>,
): Promise<Asked> {
  const kinds = newKinds(list);
  const isBlank = kind === undefined && answers.length === 0;
  const name = kind ?? (isBlank ? "" : (kinds[0]?.name ?? ""));
  if (!isTerminal(io)) {
    const flags = missing.map(({ flag }) => `--${flag}`);
    throw new Trouble(
      `${flags.join(", ")} ${flags.length === 1 ? "is" : "are"} missing.`,
      `npm run new -- ${name || kinds[0]?.name} --help explains the options; in a terminal, npm run new asks.`,
    );
  }
  // Imported late: who gives all options needs no prompts.
  const { askEntry } = await import("../../forms/ask.ts");
  return askEntry({
    // Standard output is for the result.
    terminal: { input: io.stdin, output: io.stderr },
    ...{ list, kinds, report },
    given: { kind: name, id, flags: answers.map(({ field, value }) => [field.flag, value]) },
    display: (file) => displayPath(io, list.root, file),
  });
}

function refused(io: Io, root: string, why?: Refusal): ExitStatus {
  say(io, `${why ? `${displayPath(io, root, why.place)}${why.says}\n` : ""}Nothing was written.`);
  return EXIT.findings;
}
