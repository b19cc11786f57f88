// Writes a synthetic list of any size: made-up records that are shaped like the real ones, the same for the same seed.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

const EXAMPLES = 20;
const RESOURCES = 50;
/** One tool in so many is unmaintained, has a footnote, and is replaced by the one before it. */
const UNMAINTAINED_EVERY = 50;
const OWNERS = ["acme", "globex", "initech", "umbrella", "hooli"];

interface Component {
  id: string;
  name: string;
  emoji: string;
  purposes: readonly string[];
}

/** Two tables of purposes, two tables of descriptions, and one plain list, as in the main list. */
const COMPONENTS: readonly Component[] = [
  { id: "collection", name: "Collection", emoji: "📦", purposes: ["Log shipping", "Agent management", "Audit trail"] },
  { id: "processing", name: "Processing", emoji: "🪵", purposes: ["Enrichment", "Stream processing", "Batch jobs"] },
  { id: "detection", name: "Detection", emoji: "⚠️", purposes: [] },
  { id: "response", name: "Response", emoji: "⚙️", purposes: [] },
  { id: "investigation", name: "Investigation", emoji: "🔍", purposes: [] },
];

/** How many records a list has besides its tools; one of them is data/list.yml. */
export const OTHER_RECORDS = 1 + COMPONENTS.length + EXAMPLES + RESOURCES;

const ADJECTIVES = ["Amber", "Brisk", "Calm", "Deep", "Eager", "Frozen", "Grand", "Hidden", "Iron", "Jade"];
const NOUNS = ["Falcon", "Harbor", "Lantern", "Meadow", "Otter", "Prism", "Quarry", "River", "Sentry", "Tunnel"];
const VERBS = ["Collects", "Correlates", "Normalises", "Routes", "Searches", "Stores", "Tags", "Visualises"];
const OBJECTS = ["alerts", "audit logs", "cloud events", "DNS queries", "indicators (IOCs)", "process trees"];
const PLACES = [
  "a data lake",
  "a SIEM",
  "containers",
  "endpoints, servers and laptops",
  "on-call teams",
  "SaaS accounts",
];
const ENDINGS = ["at any scale", "in near real time", "with open-source parts", "without agents", "for small teams"];

interface Tool {
  id: string;
  name: string;
  url: string;
  alias: string | undefined;
}

/**
 * @param folder - where the list goes; data/ and templates/ are made in it
 * @param tools - how many records data/tools/ gets; at least five, so that every component has one
 * @param seed - another seed, another list of the same shape
 */
export function generateList(folder: string, tools: number, seed = 1): void {
  const random = randomNumbers(seed);
  const write = (file: string, lines: readonly string[]): void =>
    writeFileSync(path.join(folder, file), `${lines.join("\n")}\n`);

  for (const part of ["components", "tools", "examples", "resources"]) {
    mkdirSync(path.join(folder, "data", part), { recursive: true });
  }
  mkdirSync(path.join(folder, "templates"), { recursive: true });

  write("data/list.yml", [`name: A list of ${tools} tools`]);
  write("templates/README.md", [template(tools)]);
  for (const [position, component] of COMPONENTS.entries()) {
    write(`data/components/${component.id}.yml`, componentLines(component, position));
  }
  const made = Array.from({ length: tools }, (_, index) => makeTool(index, random));
  for (const [index, tool] of made.entries()) {
    const replacement = index % UNMAINTAINED_EVERY === UNMAINTAINED_EVERY - 1 ? made[index - 1] : undefined;
    write(`data/tools/${tool.id}.yml`, toolLines(tool, index, replacement, random));
  }
  for (let number = 0; number < EXAMPLES; number++) {
    write(`data/examples/organisation-${number}.yml`, exampleLines(number, made, random));
  }
  for (let number = 0; number < RESOURCES; number++) {
    const title = `${pick(NOUNS, random)} Handbook ${number}`;
    write(`data/resources/${idOf(title)}.yml`, resourceLines(title, number, random));
  }
}

export type Random = () => number;

/** mulberry32: a generator that fits in a few lines. `Math.random` takes no seed. */
export function randomNumbers(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(values: readonly T[], random: Random): T {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new RangeError("There is nothing to pick from.");
  return value;
}

/** The names here are words and numbers with one blank between. */
function idOf(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

function componentLines({ name, emoji, purposes }: Component, position: number): string[] {
  const declared = purposes.length === 0 ? [] : ["purposes:", ...purposes.map((purpose) => `  - ${purpose}`)];
  return [`name: ${name}`, `emoji: ${emoji}`, `position: ${position}`, ...declared];
}

/** The index makes names and ids unique, the words in front of it spread them over the alphabet. */
function makeTool(index: number, random: Random): Tool {
  const name = `${pick(ADJECTIVES, random)} ${pick(NOUNS, random)} ${index}`;
  const id = idOf(name);
  const url = random() < 0.7 ? `https://github.com/${pick(OWNERS, random)}/${id}` : `https://example.org/${id}/`;
  return { id, name, url, alias: random() < 0.2 ? name.replaceAll(" ", "") : undefined };
}

function toolLines(tool: Tool, index: number, replacement: Tool | undefined, random: Random): string[] {
  const lines = [`name: ${tool.name}`, `url: ${tool.url}`];
  if (tool.alias !== undefined) lines.push(`aliases: [${tool.alias}]`);
  if (replacement) {
    lines.push("status: unmaintained", `replacement: ${replacement.id}`);
    lines.push(`footnote: ${tool.name} is no longer maintained. You can use ${link(replacement)} instead.`);
  }
  lines.push("components:");
  for (const component of componentsOf(index, random)) lines.push(`  ${component.id}:${place(component, random)}`);
  return lines;
}

/** The first five tools make sure that no component stays empty; one tool in ten serves two. */
function componentsOf(index: number, random: Random): Set<Component> {
  const components = new Set([COMPONENTS[index] ?? pick(COMPONENTS, random)]);
  return random() < 0.1 ? components.add(pick(COMPONENTS, random)) : components;
}

function place({ purposes }: Component, random: Random): string {
  if (purposes.length === 0) return `\n    description: ${description(random)}`;
  const first = pick(purposes, random);
  const second = pick(purposes, random);
  return `\n    purposes: [${first === second || random() < 0.7 ? first : `${first}, ${second}`}]`;
}

/** Four in five are plain text, as in the main list; the others hold a link, emphasis or code. */
function description(random: Random): string {
  const what = pick(OBJECTS, random);
  const share = random();
  const end = pick(ENDINGS, random);
  let middle = pick(PLACES, random);
  if (share < 0.1) middle = `[${middle}](https://example.org/docs/${Math.floor(random() * 1000)})`;
  else if (share < 0.15) middle = `**${middle}**`;
  else if (share < 0.2) middle = `\`${middle}\``;
  return `${pick(VERBS, random)} ${what} for ${middle}, ${end}.`;
}

function exampleLines(number: number, tools: readonly Tool[], random: Random): string[] {
  const used = new Set(tools.length === 0 ? [] : Array.from({ length: 6 }, () => pick(tools, random)));
  const [first] = used;
  const lines = [`organisation: Organisation ${number}`, `position: ${number}`, "technologies:"];
  for (const { name, alias } of used) lines.push(`  - ${alias ?? name}`);
  lines.push(`  - text: Scheduled queries, written in house${first ? `, and ${first.name}` : ""}`);
  if (first) lines.push(`    tools: [${first.name}]`);
  lines.push("note: |", `  > ${description(random)} ${description(random)}`, "  >", `  > ${description(random)}`);
  lines.push("references:", ...referenceLines(number, 0, random), ...referenceLines(number, 1, random));
  return lines;
}

function referenceLines(number: number, index: number, random: Random): string[] {
  const lines = [
    `  - title: How Organisation ${number} watches ${pick(PLACES, random)}, part ${index + 1}`,
    `    url: https://example.org/blog/${number}/${index}`,
    `    by: ${pick(ADJECTIVES, random)} ${pick(NOUNS, random)}`,
    `    of: Organisation ${number}`,
  ];
  return random() < 0.2 ? [...lines, "    old: true"] : lines;
}

/** The template prints resources in the first and the last component, and all others under Additional Resources. */
function resourceLines(title: string, number: number, random: Random): string[] {
  const component = [COMPONENTS[0], COMPONENTS.at(-1), undefined][number % 3];
  const url = `https://example.org/read/${number}`;
  const where =
    number % 10 === 0
      ? ["parts:", `  - {label: part 1, url: ${url}/1}`, `  - {label: part 2, url: ${url}/2}`]
      : [`url: ${url}`];
  return [
    `title: ${title}`,
    ...(component ? [`component: ${component.id}`] : []),
    ...where,
    `description: ${description(random)}`,
  ];
}

function link({ name, url }: Tool): string {
  return `[${name}](${url})`;
}

/** The main list's templates/README.md with other words. */
function template(tools: number): string {
  return `# A list of ${tools} tools

Made by test/support/generate.ts to try the toolchain on a list of this size.

## Contents

<!-- each components -->
0. {emoji} [{name}](#{anchor})

[Real-world Examples](#real-world-examples)

[Additional Resources](#additional-resources)

${COMPONENTS.map(section).join("\n\n")}

## Real-world Examples

<!-- each examples -->
| # | Technologies / Components | Note | References |
| --- | --- | --- | --- |
| {number} | • [{technologies.name}]({technologies.url}){technologies.mark} | {note}<br>{_{diagram.caption}_<br>}[![{diagram.alt}]({diagram.file})]({diagram.file}) | 1. {[OLD] {references.old}}[{references.title}]({references.url}){references.mark}{ {references.kind}}{ by {references.by}}{ ({references.of})}{ and [{references.also.title}]({references.also.url}){ by {references.also.by}}{ ({references.also.of})}} |

<!-- each notes -->
0. {target}{text}

## Additional Resources

<!-- each resources -->
${RESOURCE_ITEM}

## License

Nobody has rights to made-up words.`;
}

const RESOURCE_ITEM = "- [{title}]({url}){ ({[{parts.label}]({parts.url}), })}{: {description}}";

function section(component: Component, position: number): string {
  const lines = [`## ${component.name}`, "", `<!-- each components.${component.id}.tools -->`];
  const isLast = position === COMPONENTS.length - 1;
  if (isLast) {
    lines.push("- [{name}]({url}){mark}{: {description}}");
  } else if (component.purposes.length > 0) {
    lines.push("| Tool / Service | Purpose |", "| --- | --- |", "| [{name}]({url}){mark} | {{purposes}, } |");
  } else {
    lines.push("| Tool / Service | Description |", "| --- | --- |", "| [{name}]({url}){mark} | {description} |");
  }
  if (position === 0 || isLast) {
    lines.push("", "### Resources", "", `<!-- each components.${component.id}.resources -->`, RESOURCE_ITEM);
  }
  return lines.join("\n");
}
