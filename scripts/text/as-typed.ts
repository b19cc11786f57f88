// How the commands that our texts name are typed where the program runs.
import process from "node:process";

/** Only there in the program that `npm pack` makes. */
declare const IS_INSTALLED: true | undefined;

/** What the program is called where its package is installed; package.json says so, too. */
const PROGRAM = "curated";

/** A command, and what stands between its name and its options. */
const COMMAND = /npm run (?:--silent )?([\w-]+)((?:(?!npm run )[^\n`])*?)(?: --(?= )|(?=[\n`]|npm run |$))/g;

/**
 * Our texts say `npm run lint -- --fix`. Where the package is installed, it is `npx curated lint --fix`, unless the program was
 * started by a script of that name.
 */
export function asTyped(text: string): string {
  if (typeof IS_INSTALLED === "undefined") return text;
  return text.replace(COMMAND, (typed, name: string, between: string) =>
    name === process.env.npm_lifecycle_event ? typed : `npx ${PROGRAM} ${name}${between}`,
  );
}
