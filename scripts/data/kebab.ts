// A name in any language → the id that people would look for it under.
import slugify from "@sindresorhus/slugify";

/** Signs that are all that tells some names apart. */
const SIGNS: [string, string][] = [
  ["+", " plus "],
  ["#", " sharp "],
];

/** `Grain: a café’s view` → `grain-a-cafes-view`; "" for a name of signs alone */
export function kebab(name: string): string {
  return slugify(name, { decamelize: false, customReplacements: SIGNS });
}
