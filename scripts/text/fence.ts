// A fence of Markdown around text that must not be able to end it.

/**
 * @param language - what GitHub colours it as
 * @param text - its last line end may be missing
 * @returns the text between two fences that are longer than any run of backticks in it (GFM, section 4.5)
 */
export function fenced(language: string, text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 2);
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n*$/, "")}\n${fence}`;
}
