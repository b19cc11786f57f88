// The books of a run: opened with what time and damage did to them, and written so that nobody's entries are lost.
import { type Book, BookError, type ReadBook, readBook, writeBook } from "./book.ts";
import { copyAside, type Damage } from "./damage.ts";
import { believable, type Known } from "./known.ts";

export interface Opened {
  /** What may be believed of it now. */
  book: Book;
  damage: Damage | undefined;
}

/**
 * Open a book that is ours to write. Of a damaged one a copy is set aside, and what could be read takes its place.
 *
 * @param now - when the run started
 * @throws {BookError} when it is no book at all, or one of another version
 */
export async function openBook(file: string, now: Date): Promise<Opened> {
  const read = await readBook(file);
  if (!read) return { book: new Map(), damage: undefined };
  const { book, damage } = read;
  if (damage === undefined) return { book: believed(book, now), damage };
  const aside = copyAside(file, now);
  await writeBook(file, book);
  return { book: believed(book, now), damage: { file, what: damage, aside } };
}

/** Read the books of others: one that is no book keeps no other from being read. */
export async function openShards(files: readonly string[], now: Date): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (const file of files) {
    const { book, damage } = await readShard(file);
    opened.push({
      book: believed(book, now),
      damage: damage === undefined ? undefined : { file, what: damage, aside: undefined },
    });
  }
  return opened;
}

async function readShard(file: string): Promise<ReadBook> {
  const nothing = (damage: string): ReadBook => ({ book: new Map(), damage });
  try {
    return (await readBook(file)) ?? nothing("There is no such file.");
  } catch (error) {
    if (error instanceof BookError) return nothing(error.message);
    if (error instanceof Error && "syscall" in error) return nothing(`It cannot be read: ${error.message}.`);
    throw error;
  }
}

/**
 * Write what a run learned over what stands there now: another run may have written since this one opened it.
 *
 * @param learnt - of each link, what is known when this was known before
 * @param isListed - of the other links, those that stay
 * @returns what is known now of the links in `learnt`
 */
export async function updateBook(
  file: string,
  now: Date,
  learnt: ReadonlyMap<string, (previous: Known | undefined) => Known>,
  isListed: (url: string) => boolean,
): Promise<Map<string, Known>> {
  const { book } = await openBook(file, now);
  const told = new Map([...learnt].map(([url, learn]) => [url, learn(book.get(url))]));
  const kept = [...book].filter(([url]) => isListed(url));
  await writeBook(file, new Map([...kept, ...told]));
  return told;
}

function believed(book: Book, now: Date): Book {
  return new Map([...book].map(([url, known]) => [url, believable(known, now)]));
}
