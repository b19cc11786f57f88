// Rows of text → a table of aligned columns, for terminals and for pasting into an issue.

/**
 * @param heading - one text a column
 * @param rows - as many texts each
 * @param words - how many columns, from the left, hold words; those behind them hold numbers and stand to the right
 */
export function table(heading: readonly string[], rows: readonly (readonly string[])[], words = 1): string {
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? "";
        return column < words ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  return [heading, widths.map((width) => "-".repeat(width)), ...rows].map((cells) => `${line(cells)}\n`).join("");
}

/** `1.23`, `12.3`, `1,234`: further digits would differ in the next run. */
export function number(value: number): string {
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
