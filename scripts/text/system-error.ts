// Errors of the file system that say which file they are about.

/** An error that names the file: some name none, and those of writing a temporary file beside it that nobody knows. */
export function about(file: string, error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { path: file }) : error;
}
