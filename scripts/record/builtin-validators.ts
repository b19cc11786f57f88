// Validators of the schemas that came with the toolchain, compiled ahead of time.
//
// Importing ajv and compiling six schemas takes as long as the rest of a build's start. So the bundle replaces this
// module by one whose record is filled (scripts/bundle.mjs); run from source, it is empty and ajv compiles them.
import type { Validator } from "./schemas.ts";

export const builtinValidators: Readonly<Record<string, Validator>> = {};
