// How well-known names are written, and those of a list: products and organisations, but not titles.
import brands from "case-police/dict/brands.json" with { type: "json" };
import general from "case-police/dict/general.json" with { type: "json" };
import products from "case-police/dict/products.json" with { type: "json" };
import softwares from "case-police/dict/softwares.json" with { type: "json" };
import { nameOf } from "./entry.ts";
import type { Kind } from "./kinds.ts";
import type { List } from "./list.ts";

/** Words of everyday language, surnames, and spellings that are not the owners' own. */
const DOUBTFUL =
  "antdesign antdesignvue baas caas compositionapi daas denodeploy faas iac ilo ioc mcdonald redhat springboot springcloud springmvc tex xaas";

export interface Spellings {
  /** Right spellings by the same in small letters. */
  right: ReadonlyMap<string, string>;
  /** Spellings that the list's names have. */
  own: ReadonlySet<string>;
  /** Names and aliases of records that texts may name, in small letters. */
  named: ReadonlySet<string>;
}

/** Of well-known names. */
export const DICTIONARY: Spellings = {
  right: new Map(
    [general, softwares, brands, products]
      .flatMap((dictionary) => Object.entries(dictionary))
      .filter(([key, name]) => /^[a-z\d]{3,}$/.test(key) && name.toLowerCase() === key)
      .filter(([key]) => !DOUBTFUL.split(" ").includes(key)),
  ),
  own: new Set(),
  named: new Set(),
};

export const INNER_CAPITAL = /[a-z][A-Z]/;

/** Of well-known names, and of those of the list. */
export function spellingsOf(list: List): Spellings {
  const right = new Map(DICTIONARY.right);
  const own = new Set<string>();
  const names = list.entries.filter(({ kind }) => isOfProducts(kind)).map(nameOf);
  // Only names, not aliases: an alias may be a spelling that others use.
  for (const name of names) {
    for (const word of name.match(/[A-Za-z\d]+/g) ?? []) own.add(word);
    // Other names may be everyday words: only one word with a capital letter inside is certain. Where the dictionary
    // disagrees, the finding at the record's name asks people to decide; texts must not be told two different things.
    const lower = name.toLowerCase();
    if (/^[A-Za-z\d]{4,}$/.test(name) && INNER_CAPITAL.test(name) && !right.has(lower)) right.set(lower, name);
  }
  return { right, own, named: new Set([...list.named.keys()].map((name) => name.toLowerCase())) };
}

/** Titles are as they were published, and what is drawn has words of its own; other names are of products and organisations. */
export function isOfProducts({ nameField, isDrawn }: Kind): boolean {
  return nameField !== "title" && !isDrawn;
}
