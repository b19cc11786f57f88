// What may stand in a JSON Schema of a list: keywords of draft 2020-12 and our own, each with the JSON Schema of its value.
//
// ajv has a meta-schema of the draft. To compile that takes longer than all schemas of this list, and it knows none of ours.
import type { Schema } from "./kinds.ts";

const TEXT = { type: "string" } as const;
const NUMBER = { type: "number" } as const;
const COUNT = { type: "integer", minimum: 0 } as const;
const SWITCH = { type: "boolean" } as const;
const WORDS = { type: "string", minLength: 1 } as const;
const NAMES = { type: "array", minItems: 1, items: WORDS } as const;
const PROPERTIES = { type: "array", uniqueItems: true, items: TEXT } as const;
const SCHEMA = { type: ["object", "boolean"] } as const;
const SCHEMAS = { type: "array", minItems: 1, items: SCHEMA } as const;
/** By names that anybody may choose. */
const MAP = { type: "object", additionalProperties: SCHEMA } as const;
const TYPE = { enum: ["array", "boolean", "integer", "null", "number", "object", "string"] };

/** The `x-` keywords, each with the JSON Schema of its value. `x-kind` and `x-complete` stand at a schema's root, the others wherever it describes a part of a record. */
export const VOCABULARY: Readonly<Record<`x-${string}`, Schema>> = {
  "x-kind": {
    type: "object",
    required: ["folder", "name"],
    additionalProperties: false,
    properties: {
      folder: { type: "string", pattern: "^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$" },
      ...each("name aliases", TEXT),
      order: NAMES,
      ...each("note parent", TEXT),
      legend: SWITCH,
      new: NAMES,
      form: WORDS,
      through: { type: "object", additionalProperties: NAMES },
      drawn: SWITCH,
    },
  },
  "x-ref": TEXT,
  "x-text": TEXT,
  "x-order": NAMES,
  "x-complete": { type: "object", required: ["type"] },
  "x-new": { type: "object", additionalProperties: false, properties: { value: {}, comment: WORDS } },
};

/** Those of JSON Schema: https://json-schema.org/draft/2020-12/schema, and `patternErrorMessage`, which editors know. */
const STANDARD: Readonly<Record<string, object>> = {
  ...each("$schema $id $ref $anchor $dynamicRef $dynamicAnchor $comment title description", TEXT),
  ...each("pattern patternErrorMessage format contentMediaType contentEncoding", TEXT),
  ...each("maximum minimum exclusiveMaximum exclusiveMinimum", NUMBER),
  ...each("maxLength minLength maxItems minItems maxContains minContains maxProperties minProperties", COUNT),
  ...each("uniqueItems deprecated readOnly writeOnly", SWITCH),
  ...each("properties patternProperties dependentSchemas $defs definitions", MAP),
  ...each("items additionalProperties propertyNames contains not if then else contentSchema", SCHEMA),
  ...each("unevaluatedItems unevaluatedProperties", SCHEMA),
  ...each("allOf anyOf oneOf prefixItems", SCHEMAS),
  ...each("enum examples", { type: "array" }),
  ...each("const default", {}),
  ...each("$vocabulary", { type: "object" }),
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  type: { if: { type: "array" }, then: { type: "array", minItems: 1, uniqueItems: true, items: TYPE }, else: TYPE },
  multipleOf: { type: "number", exclusiveMinimum: 0 },
  required: PROPERTIES,
  dependentRequired: { type: "object", additionalProperties: PROPERTIES },
};

function each<T>(words: string, schema: T): Record<string, T> {
  return Object.fromEntries(words.split(" ").map((word) => [word, schema]));
}

export const KEYWORDS: ReadonlyMap<string, object> = new Map(Object.entries({ ...STANDARD, ...VOCABULARY }));

/** Keywords whose value is a map of schemas by names that anybody may choose. */
export const MAPS = keywordsWith(MAP);
/** Keywords whose value is a schema, or a list of them. */
export const SCHEMAS_IN = new Set([...keywordsWith(SCHEMA), ...keywordsWith(SCHEMAS), "x-complete"]);

function keywordsWith(schema: object): ReadonlySet<string> {
  return new Set(Object.keys(STANDARD).filter((key) => STANDARD[key] === schema));
}
