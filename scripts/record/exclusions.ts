// Which URLs an exclusion of data/list.yml is about, and until when it counts.

/**
 * @param pattern - the whole URL as it is listed; `*` stands for any characters, none included
 * @returns whether a URL is one of them, without a regular expression, which several `*` could make exponential
 */
export function patternTest(pattern: string): (url: string) => boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return (url) => url === pattern;
  return (url) => {
    if (!url.startsWith(first)) return false;
    let from = first.length;
    for (const part of others) {
      const found = url.indexOf(part, from);
      if (found < 0) return false;
      from = found + part.length;
    }
    return url.length - last.length >= from && url.endsWith(last);
  };
}

/** Is there such a day? `2027-02-30` is none. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${text}T`);
}

/** @param until - the last day on which the exclusion counts */
export function hasEnded(until: string, now: Date): boolean {
  return until < now.toISOString().slice(0, "2027-06-30".length);
}
