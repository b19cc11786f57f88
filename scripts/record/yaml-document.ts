// YAML source → its syntax tree, which is only read.
import { type Document, parseDocument } from "yaml";

let last: { source: string; document: Document.Parsed } | undefined;

/**
 * The tree of the last source is kept: whoever asks for one place in a file asks for the next, too. To keep one for each of
 * 100,000 records is not worth their memory.
 *
 * @returns the tree, which is not to be changed: it may be another's too
 */
// `uniqueKeys` compares each key with each other: `parseYaml` finds keys that stand twice.
export function yamlDocument(source: string): Document.Parsed {
  if (last?.source !== source)
    last = { source, document: parseDocument(source, { prettyErrors: false, uniqueKeys: false }) };
  return last.document;
}
