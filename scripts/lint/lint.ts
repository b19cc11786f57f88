// Runs rules over lists and documents: one pass, all findings, in order.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Drafts } from "../record/files.ts";
import { type Entry, loadList } from "../record/list.ts";
import { TOO_COMPLEX } from "../record/texts.ts";
import { locate } from "../record/yaml.ts";
import type { Report, Rule } from "../rules/support/rule.ts";
import { type LintedList, readSubject } from "../rules/support/subject.ts";
import { PAGE } from "../template/page.ts";
import { anchorsOf } from "../text/anchors.ts";
import { oneLine } from "../text/crop.ts";
import { Diagnostic, FILE_START, inOrder, type Severity } from "../text/diagnostic.ts";
import { didYouMean } from "../text/did-you-mean.ts";
import { MarkdownDocument } from "../text/document.ts";
import { decodeUtf8 } from "../text/files.ts";
import { parseGfm } from "../text/markdown.ts";
import { SourceText } from "../text/source.ts";
import { disableComments } from "./comments.ts";

export interface Linted {
  diagnostics: Diagnostic[];
  /** How many records, or documents, were looked at. */
  looked: number;
}

export type Severities = ReadonlyMap<string, Severity | "off">;

/** The one rule that is about the linter's own comments and settings. */
const ABOUT_LINTING = "lint-comment";

/**
 * @param root - a folder that is laid out as a list
 * @param rules - all rules; the list's settings say which of them count, and how much
 * @param drafts - records that are linted as if they were on the disk
 * @throws {NodeJS.ErrnoException} when data/ or the template cannot be read
 */
export async function lintList(root: string, rules: readonly Rule[], drafts?: Drafts): Promise<Linted> {
  const subject = await readSubject(root, drafts);
  const run = new Run(rules);
  const severities = run.readSeverities(subject.list.settings);
  run.add(...subject.found);
  for (const source of subject.sources) run.each("source", source.file, source);
  for (const text of subject.texts) run.each("text", text.record.file, text);
  if (subject.template) run.each("markdown", subject.template.source.file, subject.template);
  for (const field of subject.fields) run.each("markdown", field.source.file, field);
  await run.list(subject);
  run.settle(subject.sources, severities);
  run.last(subject, severities);
  return { diagnostics: run.diagnostics, looked: subject.files.length };
}

/** What a list's data/list.yml says of severities; nothing, when it cannot be read. */
export async function settingsOf(root: string, rules: readonly Rule[]): Promise<Severities> {
  const { list } = await loadList(root);
  return new Run(rules).readSeverities(list.settings);
}

/**
 * @param root - the folder that the file is named relative to
 * @param file - relative to `root`, with `/`
 * @param severities - of a list, as `readSeverities` read them
 * @throws {NodeJS.ErrnoException} when the file cannot be read
 */
export async function lintDocument(
  root: string,
  file: string,
  rules: readonly Rule[],
  severities: Severities,
): Promise<Linted> {
  const text = decodeUtf8(await readFile(path.join(root, file)));
  const run = new Run(rules);
  if (text === undefined) {
    const message = "The file is not UTF-8 text.";
    const hint = "Save it as UTF-8 in your editor.";
    run.add(new Diagnostic({ file, range: FILE_START, rule: "file-place", message, hint }));
    run.settle([], severities);
    return { diagnostics: run.diagnostics, looked: 1 };
  }
  const source = new SourceText(file, "markdown", text);
  run.each("source", file, source);
  const tree = parseGfm(text);
  if (!tree) {
    run.add(new Diagnostic({ file, range: FILE_START, rule: "markdown-depth", message: TOO_COMPLEX }));
  } else {
    const folder = path.dirname(path.join(root, file));
    const document = new MarkdownDocument({ kind: "document", source, tree, folder, anchors: anchorsOf(tree) });
    run.each("markdown", file, document);
  }
  run.settle([source], severities);
  return { diagnostics: run.diagnostics, looked: 1 };
}

type Hook = "source" | "markdown" | "text";

interface Reporting {
  rule: Rule;
  report: Report;
}

class Run {
  readonly #rules: readonly Rule[];
  /** For each kind of subject the rules that look at it. */
  readonly #byHook: Readonly<Record<Hook, readonly Reporting[]>>;
  readonly #byTypes = new Map<string, readonly Reporting[]>();
  /** The file that rules look at. */
  #file = "";
  #found: Diagnostic[] = [];
  readonly #needed: ReadonlySet<string>;

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    // One function for each rule: a list has tens of thousands of texts, and most rules report nothing about them.
    const reporting = rules.map((rule) => ({
      rule,
      report: (finding: Parameters<Report>[0]) => this.#reportAs(rule, this.#file)(finding),
    }));
    const having = (hook: Hook) => reporting.filter(({ rule }) => rule[hook]);
    this.#byHook = {
      source: having("source"),
      markdown: having("markdown"),
      text: having("text"),
    };
    this.#needed = new Set(
      rules.filter(({ foundBy, severity }) => foundBy === "build" && severity === "error").map(({ name }) => name),
    );
  }

  /** In the order of their places. */
  get diagnostics(): Diagnostic[] {
    return inOrder(this.#found);
  }

  add(...diagnostics: Diagnostic[]): void {
    for (const diagnostic of diagnostics) this.#found.push(diagnostic);
  }

  /** Call every rule's function of this kind. */
  each<Kind extends Hook>(kind: Kind, file: string, subject: Parameters<NonNullable<Rule[Kind]>>[0]): void {
    this.#file = file;
    const reporting = subject instanceof MarkdownDocument ? this.#rulesFor(subject) : this.#byHook[kind];
    for (const { rule, report } of reporting) {
      // TypeScript does not see that a function of one kind takes a subject of the same kind.
      const check = rule[kind] as ((subject: unknown, report: Report) => void) | undefined;
      check?.call(rule, subject, report);
    }
  }

  /** Those that look at one of the types of node that a document has. Most documents have the same few. */
  #rulesFor({ types }: MarkdownDocument): readonly Reporting[] {
    const key = [...types].join(" ");
    let rules = this.#byTypes.get(key);
    if (!rules) {
      rules = this.#byHook.markdown.filter(({ rule }) => !rule.nodes || rule.nodes.some((type) => types.has(type)));
      this.#byTypes.set(key, rules);
    }
    return rules;
  }

  async list(subject: LintedList): Promise<void> {
    for (const rule of this.#rules) await rule.list?.(subject, this.#reportAs(rule, "data/list.yml"));
  }

  /** Let those rules look that want to know all that counts. */
  last(subject: LintedList, severities: Severities): void {
    const settled = this.#found;
    this.#found = [];
    for (const rule of this.#rules) rule.last?.(subject, this.#reportAs(rule, PAGE), settled);
    this.#found = [...settled, ...this.#found.flatMap((diagnostic) => withSeverity(diagnostic, severities))];
  }

  /** @returns what data/list.yml says of severities; what it says of unknown or needed rules is a finding */
  readSeverities(settings: Entry<"list"> | undefined): Severities {
    const severities = new Map<string, Severity | "off">();
    if (!settings) return severities;
    const names = this.#rules.map(({ name }) => name);
    for (const [name, severity] of Object.entries(settings.data.rules ?? {})) {
      const range = locate(settings.source, ["rules", name], "key");
      const place = { file: settings.file, range, rule: ABOUT_LINTING, pointer: `/rules/${name}` };
      if (this.#needed.has(name)) {
        const message = `The severity of “${name}” cannot be changed: the build stops at it.`;
        this.add(new Diagnostic({ ...place, message, hint: "Delete this line." }));
      } else if (names.includes(name)) {
        severities.set(name, severity);
      } else {
        const hint = didYouMean(name, names) ?? "npm run lint -- --explain lists all.";
        this.add(new Diagnostic({ ...place, message: `There is no rule “${name}”.`, hint }));
      }
    }
    return severities;
  }

  /** Keep the findings that count: after severities and comments, and one for each mistake. */
  settle(sources: readonly SourceText[], severities: Severities): void {
    const known = new Set(this.#rules.map(({ name }) => name).filter((name) => !this.#needed.has(name)));
    const about = this.#rules.find(({ name }) => name === ABOUT_LINTING);
    let counted = this.#found.flatMap((diagnostic) => withSeverity(diagnostic, severities));
    for (const source of sources) {
      const { disabled, findings } = disableComments(source, known, this.#needed);
      const report = this.#reporter(about, source.file);
      const isBroken = counted.some(({ file, rule }) => file === source.file && this.#needed.has(rule));
      for (const finding of findings) counted.push(...withSeverity(report(finding), severities));
      for (const { rule, range, from, to, removal } of disabled) {
        const isMeant = (found: Diagnostic): boolean =>
          found.file === source.file &&
          found.rule === rule &&
          found.range.start.line >= from &&
          found.range.start.line <= to;
        const rest = counted.filter((found) => !isMeant(found));
        if (rest.length < counted.length) {
          counted = rest;
          continue;
        }
        // Of a record that could not be read, nobody knows what a rule would find.
        if (isBroken) continue;
        const message = `This comment disables nothing: “${rule}” finds nothing in the next line.`;
        const fix = removal && { edits: [removal] };
        counted.push(...withSeverity(report({ range, message, hint: "Delete the comment.", fix }), severities));
      }
    }
    // Last: a finding that was switched off explains no other.
    this.#found = this.#withoutExplained(counted);
  }

  #withoutExplained(found: readonly Diagnostic[]): Diagnostic[] {
    const explanations = this.#rules.filter(({ explains }) => explains);
    const explained = new Map<string, [Diagnostic, readonly string[]][]>();
    for (const diagnostic of found) {
      const rule = explanations.find(({ name }) => name === diagnostic.rule);
      if (!rule?.explains) continue;
      const there = explained.get(diagnostic.file) ?? [];
      there.push([diagnostic, rule.explains]);
      explained.set(diagnostic.file, there);
    }
    return found.filter(({ file, rule, range }) => {
      for (const [other, rules] of explained.get(file) ?? []) {
        // A blank may stand between the two.
        const isThere =
          other.range.start.offset <= range.end.offset + 1 && range.start.offset <= other.range.end.offset + 1;
        if (rules.includes(rule) && isThere) return false;
      }
      return true;
    });
  }

  #reportAs(rule: Rule, file: string): Report {
    const make = this.#reporter(rule, file);
    return (finding) => this.add(make(finding));
  }

  #reporter(rule: Rule | undefined, file: string): (finding: Parameters<Report>[0]) => Diagnostic {
    return (finding) => {
      const severity = rule?.severity ?? "error";
      const message = oneLine(finding.message);
      return new Diagnostic({ file, severity, rule: rule?.name ?? ABOUT_LINTING, ...finding, message });
    };
  }
}

function withSeverity(diagnostic: Diagnostic, severities: Severities): Diagnostic[] {
  const severity = severities.get(diagnostic.rule);
  if (severity === "off") return [];
  if (severity === undefined || severity === diagnostic.severity) return [diagnostic];
  const { file, range, rule, reason: message, note: hint, pointer, related, mend, fix } = diagnostic;
  return [new Diagnostic({ file, range, rule, message, hint, pointer, related, mend, fix, severity })];
}
