// A name in any language → the id that people would look for it under. Its tables take long to load.
import slugify from "@sindresorhus/slugify";

/** Signs that are the only difference between some names: C, C++ and C#. */
const SIGNS: [string, string][] = [
  ["+", " plus "],
  ["#", " sharp "],
];

/** `Grain: a café’s view` → `grain-a-cafes-view`, `C++` → `c-plus-plus`; "" for a name of other signs alone */
export function kebab(name: string): string {
  return slugify(name, { decamelize: false, customReplacements: SIGNS });
}

/** The same without the signs: `C++` → `c` */
export function slug(name: string): string {
  return slugify(name, { decamelize: false });
}
