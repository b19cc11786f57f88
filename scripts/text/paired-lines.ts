// What differs between two texts, line by line: a removed line and an added one in the same place are one changed line.

/** Indexes of lines; `undefined` where the other text has the line alone. */
export interface PairedLine {
  old: number | undefined;
  fresh: number | undefined;
  /** The line of the old text to point at. */
  at: number;
}

/** @param signs - of a diff, for each of its lines: `-`, `+` or a blank */
export function pairedLines(signs: Iterable<string>): PairedLine[] {
  const found: PairedLine[] = [];
  let [old, fresh] = [0, 0];
  let removed: number[] = [];
  for (const sign of [...signs, " "]) {
    if (sign === "-") {
      removed.push(old++);
    } else if (sign === "+") {
      const line = removed.shift();
      found.push({ old: line, fresh: fresh++, at: line ?? old });
    } else {
      for (const line of removed) found.push({ old: line, fresh: undefined, at: line });
      removed = [];
      old++;
      fresh++;
    }
  }
  return found;
}
