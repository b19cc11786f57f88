// A finding as `--format json` prints it, and the package's functions return it. Keys are only ever added; anything else is another `version`.

export interface JsonDiagnostic {
  /** Relative to the root, with `/`. */
  file: string;
  /** 1-based, like all lines and columns; columns count UTF-16 code units. */
  line: number;
  column: number;
  endLine: number;
  /** Of the character behind the last one. */
  endColumn: number;
  severity: "error" | "warning" | "info";
  rule: string;
  message: string;
  hint?: string;
  /** The documentation of the rule. */
  url?: string;
  /** Whether `--fix` may mend it. */
  fixable: boolean;
  fingerprint: string;
  related?: { file: string; line: number; column: number; message: string }[];
  /** Where the file in which it is mended is edited on GitHub. */
  edit?: string;
}
