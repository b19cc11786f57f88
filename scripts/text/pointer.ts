// JSON Pointers (RFC 6901) as ajv writes them.

/** `/a~1b/0` → `["a/b", "0"]` */
export function parsePointer(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** `["a/b", 0]` → `/a~1b/0` */
export function formatPointer(path: readonly (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
