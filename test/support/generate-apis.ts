// Adds made-up APIs to a copy of test/lists/public-apis: any number of them, the same for the same seed.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pick, randomNumbers } from "./generate.ts";

const PLACES = ["Alpine", "Coastal", "Desert", "Island", "Northern", "River", "Rural", "Southern", "Urban", "Valley"];
const THINGS = ["Birds", "Bridges", "Ferries", "Libraries", "Markets", "Parks", "Recipes", "Songs", "Tides", "Trees"];
const ADJECTIVES = ["Amber", "Brisk", "calm", "Deep", "eager", "Frozen", "Grand", "Hidden", "iron", "Jade"];
const NOUNS = ["Atlas", "Beacon", "Census", "Diary", "Index", "Ledger", "Lens", "Map", "Register", "Survey"];
const ASKED = ["What there is", "Where to go", "Who was there", "When it opens", "How much it costs"];
const AUTH = ["apiKey", "OAuth", "No"];
const CORS = ["yes", "no", "unknown"];

export interface Api {
  name: string;
  url: string;
  description: string;
  /** The name of its category, such as `Alpine Birds`. */
  category: string;
  auth: string;
  https: boolean;
  cors: string;
}

/**
 * @param root - the list's folder, which gets a category for each that an API is put into
 * @returns what was added, in no order
 */
export function generateApis(root: string, count: number, seed = 1): Api[] {
  const random = randomNumbers(seed);
  const write = (folder: string, name: string, lines: readonly string[]): void => {
    mkdirSync(path.join(root, "data", folder), { recursive: true });
    writeFileSync(path.join(root, "data", folder, `${idOf(name)}.yml`), `${lines.join("\n")}\n`);
  };
  return Array.from({ length: count }, (_, index) => {
    // The number makes names unique, the words in front of it spread them over the alphabet.
    const name = `${pick(ADJECTIVES, random)} ${pick(NOUNS, random)} ${index}`;
    const category = `${pick(PLACES, random)} ${pick(THINGS, random)}`;
    const api: Api = {
      name,
      url: `https://${idOf(name)}.example.org/`,
      description: `${pick(ASKED, random)}, for ${category.toLowerCase()}`,
      category,
      auth: pick(AUTH, random),
      https: random() < 0.9,
      cors: pick(CORS, random),
    };
    write("categories", category, [`name: ${category}`]);
    write("apis", name, [
      `name: ${name}`,
      `url: ${api.url}`,
      `description: ${api.description}`,
      `category: ${idOf(category)}`,
      `auth: ${JSON.stringify(api.auth)}`,
      `https: ${api.https}`,
      `cors: ${JSON.stringify(api.cors)}`,
    ]);
    return api;
  });
}

/** The names here are words and numbers with one blank between. */
function idOf(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}
