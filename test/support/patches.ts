// Patches without context (`git diff --unified=0`), applied to texts instead of files.
import { parsePatch } from "diff";

export type Texts = ReadonlyMap<string, string | undefined>;

/**
 * @param read - a file's text
 * @returns the files that the patch changes, as they are then; `undefined` for one that goes
 */
export function patched(patch: string, read: (file: string) => string): Map<string, string | undefined> {
  const changed = new Map<string, string | undefined>();
  for (const part of patch.split(/^(?=diff --git )/m).filter((text) => text.startsWith("diff --git "))) {
    const [, from = "", to = ""] = /^diff --git a\/(\S+) b\/(\S+)$/m.exec(part) ?? [];
    const isNew = /^new file mode /m.test(part);
    if (/^deleted file mode /m.test(part)) {
      changed.set(from, undefined);
      continue;
    }
    if (from !== to) changed.set(from, undefined);
    const lines = (isNew ? "" : read(from)).split("\n");
    const [file] = parsePatch(part.replace(/^diff --git .*\n/, ""));
    // From the end, so that the numbers of lines stay right.
    for (const { oldStart, oldLines, lines: own } of (file?.hunks ?? []).toReversed()) {
      const fresh = own.filter((line) => line.startsWith("+")).map((line) => line.slice(1));
      lines.splice(oldStart - 1, oldLines, ...fresh);
    }
    changed.set(to, lines.join("\n"));
  }
  return changed;
}
