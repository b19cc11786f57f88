// The values of `format`: https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3
import type { Format } from "ajv";
import { fullFormats } from "ajv-formats/dist/formats.js";

/** An example of each. */
export const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ["date", "2026-11-29"],
  ["date-time", "2026-11-29T12:30:00Z"],
  ["time", "12:30:00Z"],
  ["duration", "P3DT12H"],
  ["email", "me@example.org"],
  ["idn-email", "me@example.org"],
  ["hostname", "www.example.org"],
  ["idn-hostname", "www.example.org"],
  ["ipv4", "192.0.2.1"],
  ["ipv6", "2001:db8::1"],
  ["uri", "https://example.org/"],
  ["uri-reference", "https://example.org/"],
  ["iri", "https://example.org/"],
  ["iri-reference", "https://example.org/"],
  ["uri-template", "https://example.org/{name}"],
  ["uuid", "8c2d5c5e-3f60-4b3c-9d2a-0f1b6a7c8d9e"],
  ["json-pointer", "/a/0"],
  ["relative-json-pointer", "1/a"],
  ["regex", "^[a-z]+$"],
]);

const ABSOLUTE = /^[a-z][a-z\d+.-]*:/i;

/** Text that is a URL is checked by text/url.ts besides, whose messages say what is wrong. */
const OWN: Readonly<Record<string, Format>> = {
  uri: ABSOLUTE,
  iri: ABSOLUTE,
  "uri-reference": true,
  "iri-reference": true,
  "idn-email": true,
  "idn-hostname": true,
};

/** How each is checked, for ajv. */
export const FORMATS: Readonly<Record<string, Format>> = Object.fromEntries(
  Object.entries<Format>({ ...fullFormats, ...OWN }).filter(([name]) => EXAMPLES.has(name)),
);
