// The text of an issue that was filed with a form → what was written under each of its labels.

export type IssueBody = { answers: ReadonlyMap<string, string> } | { problem: string };

/** What GitHub writes for a field that was left empty. */
const NOTHING = "_No response_";

/**
 * GitHub puts a heading above each field and escapes nothing, so that a text may hold a line that looks like the heading of
 * another field. Which of the two is meant, nobody can tell: then nothing is read.
 *
 * @param labels - of the form, in its order
 */
export function readIssueBody(body: string, labels: readonly string[]): IssueBody {
  const answers = new Map<string, string[]>();
  let current: string[] | undefined;
  let last = -1;
  for (const line of body.replace(/\r\n?/g, "\n").split("\n")) {
    const index = labels.findIndex((label) => line === `### ${label}`);
    const label = labels[index];
    if (label === undefined) {
      current?.push(line);
      continue;
    }
    if (index <= last) {
      return {
        problem: `The line “### ${label}” stands in a place where it is not the form's own. Write it in another way.`,
      };
    }
    last = index;
    current = [];
    answers.set(label, current);
  }
  const written = [...answers].map(([label, lines]) => [label, lines.join("\n").replace(/^\n+|\s+$/g, "")] as const);
  return { answers: new Map(written.filter(([, text]) => text !== "" && text !== NOTHING)) };
}
