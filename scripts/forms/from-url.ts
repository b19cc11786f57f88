// The URL of a repository on GitHub → what its tool may be called.

/** @returns the words of the repository's name, as names are written; `undefined` for what is no repository */
export function nameFromUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, pathname } = new URL(url);
  const [, name, ...deeper] = pathname.split("/").filter((step) => step !== "");
  if (!/^https?:$/.test(protocol) || !/^(?:www\.)?github\.com$/.test(hostname)) return undefined;
  if (name === undefined || deeper.length > 0) return undefined;
  const words = name
    .replace(/\.git$/, "")
    .split(/[-_]+/)
    .filter((word) => word !== "");
  // Who wrote a capital somewhere has said how the name is written.
  const isPlain = words.every((word) => word === word.toLowerCase());
  return words.map((word) => (isPlain ? word.charAt(0).toUpperCase() + word.slice(1) : word)).join(" ") || undefined;
}
