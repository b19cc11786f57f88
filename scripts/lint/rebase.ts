// Findings of a list in a subfolder, named from the folder above.
import path from "node:path";
import { Diagnostic } from "../text/diagnostic.ts";

/** @param folder - between the folder that the findings are to be relative to and the one that they are, with `/` */
export function rebase(diagnostics: readonly Diagnostic[], folder: string): Diagnostic[] {
  if (folder === "") return [...diagnostics];
  return diagnostics.map((diagnostic) => {
    const { range, severity, rule, reason: message, note: hint, pointer, fix } = diagnostic;
    const related = diagnostic.related.map((other) => ({ ...other, file: path.posix.join(folder, other.file) }));
    const file = path.posix.join(folder, diagnostic.file);
    const mend = path.posix.join(folder, diagnostic.mend);
    return new Diagnostic({ file, range, severity, rule, message, hint, pointer, related, mend, fix });
  });
}
