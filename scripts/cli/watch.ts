// Run again whenever a list's files change, until Ctrl-C.
import { once } from "node:events";
import path from "node:path";
import { TEMPORARY } from "../text/write-files.ts";
import { type Io, say } from "./io.ts";
import { sayTrouble } from "./trouble.ts";

/** Folders of a list that a page is made from. */
const WATCHED = ["data", "templates", "schemas", "img"];
/** Editors write a file in several steps; this long after the last one, in milliseconds, it is complete. */
const DEBOUNCE = 50;

/**
 * @param again - called once at the start and after each change, never twice at the same time
 * @param isOwn - whether a file (absolute) is as `again` left it, so that nothing has changed
 * @param more - files of each list to watch, too
 */
export async function watchLists(
  io: Io,
  roots: readonly string[],
  again: () => Promise<unknown>,
  isOwn: (file: string) => Promise<boolean>,
  more: readonly string[] = [],
): Promise<void> {
  // Imported late: only --watch needs it.
  const { watch } = await import("chokidar");
  // The lists' own folders are watched, because one in them may go and come back.
  const isIgnored = (file: string): boolean =>
    TEMPORARY.test(path.basename(file)) ||
    !roots.some((root) => ["", ...WATCHED, ...more].includes(path.relative(root, file).split(path.sep)[0] ?? ""));
  const watcher = watch([...roots], { ignoreInitial: true, ignored: isIgnored });
  // What changes while the watcher still looks at what there is would be taken for how it was.
  let running: Promise<unknown> = once(watcher, "ready");
  let timer: NodeJS.Timeout | undefined;
  const schedule = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(again).then(
        () => say(io, "Watching for changes; Ctrl-C ends."),
        // Such as a template that is gone for a moment: say it, and wait for the next change.
        (error: unknown) => sayTrouble(io, error),
      );
    }, DEBOUNCE);
  };

  watcher.on("all", (event, file) => {
    // Events of folders are ignored: their files have events of their own.
    if (event === "addDir" || event === "unlinkDir") return;
    // If the file cannot be read, run again: the run reports it.
    void isOwn(file).then((own) => own || schedule(), schedule);
  });
  schedule();
  const interrupted = io.interrupted();
  if (!interrupted.aborted) await once(interrupted, "abort");
  clearTimeout(timer);
  await running;
  await watcher.close();
}
