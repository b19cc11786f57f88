// How ajv is set up: the same for schemas compiled ahead of time (scripts/bundle.mjs) and at run time.

/** @type {import("ajv").Options} */
export const ajvOptions = {
  // Everything wrong with a record is said at once.
  allErrors: true,
  strict: true,
  strictRequired: false,
  // A technology is a string or an object: a union without `oneOf`, which gives far better messages.
  allowUnionTypes: true,
  // What an editor says instead of quoting the pattern; our own messages say more.
  keywords: ["patternErrorMessage"],
  // Checked by scripts/record/url.ts, whose messages say what is wrong.
  formats: { "uri-reference": true },
};
