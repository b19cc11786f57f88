// The text of an issue that was filed with a form → what was written under each of its labels.

export type IssueBody = { answers: ReadonlyMap<string, string> } | { problem: string };

/** What GitHub writes for a field that was left empty. */
const NOTHING = "_No response_";

/**
 * GitHub puts a heading above each field and escapes nothing, so that a text may hold a line that looks like the heading of
 * a field. An issue with two headings of one field is not read.
 */
export function readIssueBody(body: string, labels: readonly string[]): IssueBody {
  const answers = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of body.replace(/\r\n?/g, "\n").split("\n")) {
    const label = labels.find((each) => line === `### ${each}`);
    if (label === undefined) {
      current?.push(line);
      continue;
    }
    if (answers.has(label)) {
      return {
        problem: `The line “### ${label}” is there more than once. One is the form's own; write the other, in your text, without the “###”.`,
      };
    }
    current = [];
    answers.set(label, current);
  }
  const written = [...answers].map(([label, lines]) => {
    return [label, lines.join("\n").replace(/^\n+/, "").trimEnd()] as const;
  });
  return { answers: new Map(written.filter(([, text]) => text !== "" && text !== NOTHING)) };
}
