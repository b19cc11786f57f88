// Texts in which there is nothing to see.
import type { SourceText } from "../../text/source.ts";
import { scalarsIn } from "./scalars.ts";

/** White space, what is ignored when text is drawn, and the blank of Braille. */
const BLANK = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+$/u;

/** @returns whether a text is not empty, and yet shows nothing */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/**
 * Nothing else is reported inside of a blank value: rule blank-value reports it as a whole.
 *
 * @returns whether an offset of a YAML file is inside of a text that is blank, or empty but for its indents
 */
export function isInBlankValue(source: SourceText, offset: number): boolean {
  if (source.language !== "yaml") return false;
  return scalarsIn(source).some(
    ({ value, start, end }) =>
      typeof value === "string" && start <= offset && offset < end && (value === "" || isBlank(value)),
  );
}
