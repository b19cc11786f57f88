// The one type of every finding, from YAML syntax to the rendered page.
import { VFileMessage } from "vfile-message";
import { asTyped } from "./as-typed.ts";
import { compare } from "./compare.ts";

export interface Point {
  /** 1-based. */
  line: number;
  /** 1-based, in UTF-16 code units. */
  column: number;
  /** 0-based, in UTF-16 code units. */
  offset: number;
}

/** A stretch of a file; the end is exclusive. */
export interface Range {
  start: Point;
  end: Point;
}

export interface Related {
  file: string;
  range: Range;
  /** What stands there, to follow "see FILE:LINE:COLUMN: ". */
  message: string;
}

export type Severity = "error" | "warning" | "info";

/** Replace what stands between two offsets (0-based, UTF-16 code units, the end exclusive) of a file's text. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** What `--fix` may do about a finding: edits of the finding's file that are made together or not at all. */
export interface Fix {
  edits: readonly Edit[];
  /** Whether a record says something else afterwards; the finding's message tells what. */
  changesData?: boolean;
}

export interface Finding {
  /** Path relative to the list's root, with `/`. */
  file: string;
  range: Range;
  severity?: Severity;
  rule: string;
  /** One sentence in the contributor's words. */
  message: string;
  /** What to do about it. */
  hint?: string | undefined;
  /** JSON Pointer (RFC 6901) into the record, where there is one. */
  pointer?: string | undefined;
  related?: readonly Related[] | undefined;
  /** The file in which it is mended, where that is another one; relative likewise. */
  mend?: string | undefined;
  fix?: Fix | undefined;
  /** The file of the record (relative likewise) that it is about, which others may be about, too: see one-mistake.ts. */
  about?: string | undefined;
}

/**
 * A message of vfile that always knows its file, place and rule, so that remark's reporters print it like one of their own.
 * As there, `fatal` is true for an error, false for a warning, and undefined for an info; `reason` is the message, and
 * `note` the hint.
 */
export class Diagnostic extends VFileMessage {
  override readonly file: string;
  readonly range: Range;
  readonly severity: Severity;
  readonly rule: string;
  readonly pointer: string | undefined;
  readonly related: readonly Related[];
  /** The file in which it is mended. */
  readonly mend: string;
  readonly fix: Fix | undefined;
  readonly about: string | undefined;

  constructor(finding: Finding) {
    super(finding.message, { place: finding.range, ruleId: finding.rule, source: "list" });
    this.file = finding.file;
    this.range = finding.range;
    this.severity = finding.severity ?? "error";
    this.fatal = { error: true, warning: false, info: undefined }[this.severity];
    this.rule = finding.rule;
    this.note = finding.hint && asTyped(finding.hint);
    this.pointer = finding.pointer;
    this.related = finding.related ?? [];
    this.mend = finding.mend ?? finding.file;
    this.fix = finding.fix;
    this.about = finding.about;
  }

  /** @returns the same finding with some of its parts exchanged */
  with(changes: Partial<Finding>): Diagnostic {
    const { file, range, severity, rule, reason: message, note: hint, pointer, related, mend, fix, about } = this;
    const same = { file, range, severity, rule, message, hint, pointer, related, mend, fix, about };
    return new Diagnostic({ ...same, ...changes });
  }
}

/** The place of a finding without a better one, such as that a file is missing or empty. */
export const FILE_START: Range = {
  start: { line: 1, column: 1, offset: 0 },
  end: { line: 1, column: 1, offset: 0 },
};

/** Findings in the order that a reader wants them: by file, then by place; independent of how they were found. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.range.start.offset - b.range.start.offset ||
      compare(a.rule, b.rule) ||
      compare(a.reason, b.reason),
  );
}

export function isError({ severity }: Pick<Diagnostic, "severity">): boolean {
  return severity === "error";
}
