// gfm-footnote: GitHub's own footnotes have one note for each mark, and a mark for each note.
import { didYouMean } from "../text/did-you-mean.ts";
import type { Rule } from "./support/rule.ts";

export const gfmFootnote: Rule = {
  severity: "error",
  document(document, report) {
    const used = new Set<string>();
    document.each("footnoteReference", ({ identifier }) => void used.add(identifier));
    const notes = new Map<string, string>();
    document.each("footnoteDefinition", (note) => {
      const label = note.label ?? note.identifier;
      const place = document.part(note).place(0, `[^${label}]`.length);
      if (notes.has(note.identifier)) {
        report({
          ...place,
          message: `There is a note “${label}” already.`,
          hint: "Give one of the two another label.",
        });
      } else if (!used.has(note.identifier)) {
        const hint = `Write [^${label}] where it belongs, or delete it.`;
        report({ ...place, message: "Nothing points to this note, so it is not shown.", hint });
      }
      notes.set(note.identifier, label);
    });
    document.each("text", (node) => {
      if (!node.position) return;
      const { value, place } = document.part(node);
      for (const { 0: mark, 1: label = "", index } of value.matchAll(UNDEFINED_MARK)) {
        const hint = didYouMean(label, notes.values()) ?? `Add a note: [^${label}]: What there is to say.`;
        report({ ...place(index, index + mark.length), message: `There is no note “${label}”.`, hint });
      }
    });
  },
};

/** `[^label]`, which stays text where no note has the label. */
const UNDEFINED_MARK = /\[\^([^\]\s]+)\](?!:)/g;
