// data/list.yml: what a list says of itself, of the linter's rules, and of links.
import { isObject } from "../text/json.ts";

/** Relative to a list's root. */
export const SETTINGS_FILE = "data/list.yml";

export interface Exclusion {
  /** Of URLs. */
  pattern: string;
  reason: string;
  /** The last day on which it counts, such as `2027-06-30`. */
  until: string;
}

const SEVERITIES = ["error", "warning", "info", "off"] as const;

export interface Settings {
  file: string;
  source: string;
  /** All that stands there. */
  data: Readonly<Record<string, unknown>>;
  name: string | undefined;
  /** Where the list lives on GitHub. */
  repository: string | undefined;
  exclusions: readonly Exclusion[];
  /** Severities by the names of rules. */
  rules: ReadonlyMap<string, (typeof SEVERITIES)[number]>;
}

/** @param data - as the schema of the settings says */
export function readSettings(
  { file, source }: Pick<Settings, "file" | "source">,
  data: Readonly<Record<string, unknown>>,
): Settings {
  const { name, repository, exclusions, rules } = data;
  return {
    file,
    source,
    data,
    name: typeof name === "string" ? name : undefined,
    repository: typeof repository === "string" ? repository : undefined,
    exclusions: Array.isArray(exclusions) ? exclusions.filter(isExclusion) : [],
    rules: new Map(
      Object.entries(isObject(rules) ? rules : {}).flatMap(([rule, value]) => {
        const severity = SEVERITIES.find((each) => each === value);
        return severity === undefined ? [] : [[rule, severity] as const];
      }),
    ),
  };
}

function isExclusion(value: unknown): value is Exclusion {
  return isObject(value) && [value.pattern, value.reason, value.until].every((text) => typeof text === "string");
}
