// Colours where a person looks, plain text everywhere else.
import pico from "picocolors";
import type { Colors } from "picocolors/types.js";

/** Colours for a stream: on a terminal, unless NO_COLOR (https://no-color.org) is set. None for what is no stream. */
export function colorsFor(stream: NodeJS.WriteStream | undefined): Colors {
  return pico.createColors(stream?.isTTY === true && !process.env.NO_COLOR);
}
