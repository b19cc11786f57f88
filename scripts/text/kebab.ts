// A name in any language → the id that people would look for it under. Its tables take long to load.
import slugify from "@sindresorhus/slugify";
import { DEVICE } from "./files.ts";

/**
 * `Grain: a café’s view` → `grain-a-cafes-view`, `C++` → `c-plus-plus`, `AUX` → `aux-1`; "" for a name of other signs alone
 */
export function kebab(name: string): string {
  // Signs that are the only difference between some names: C, C++ and C#.
  const signs = Object.entries({ "+": " plus ", "#": " sharp " });
  const id = slugify(name, { decamelize: false, customReplacements: signs });
  return DEVICE.test(id) ? `${id}-1` : id;
}

/** The same without the signs: `C++` → `c` */
export function slug(name: string): string {
  return slugify(name, { decamelize: false });
}
