// YAML source → plain value, and a place for every JSON Pointer.

import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import { Diagnostic, FILE_START, type Range } from "../text/diagnostic.ts";
import { memoized } from "../text/memoized.ts";
import { mergeConflict } from "../text/merge-conflict.ts";
import { rangeIn, SourceText } from "../text/source.ts";
import { explainProblem } from "./yaml-problems.ts";

/**
 * Parse one YAML 1.2 document.
 *
 * @param file - the path that the diagnostics name
 * @param source - the text, without a byte order mark
 * @returns its value, which is `undefined` when there are diagnostics
 */
export function parseYaml(file: string, source: string): { value: unknown; diagnostics: Diagnostic[] } {
  const fail = (message: string, range: Range, hint?: string) => ({
    value: undefined,
    diagnostics: [new Diagnostic({ file, range, rule: "yaml-syntax", message, hint })],
  });

  const conflict = mergeConflict(new SourceText(file, "yaml", source));
  if (conflict) return { value: undefined, diagnostics: [conflict] };

  const document = yamlDocument(source);
  const problems = [...document.errors, ...document.warnings];
  // The parser is recursive: a line of many thousand brackets ends its stack, at a depth that differs from run to run.
  if (problems.some(({ code }) => code === "RESOURCE_EXHAUSTION")) {
    return fail("The values are nested too deeply to be read.", FILE_START);
  }
  if (problems.length > 0) {
    const { message, start, end, hint } = explainProblem(source, problems);
    return fail(message, rangeIn(source, start, end), hint);
  }

  let oddity: { node: unknown; message: string; hint: string } | undefined;
  let anchored: Range | undefined;
  visit(document, (_, node) => {
    if (isNode(node) && !isAlias(node) && node.anchor !== undefined && node.range) {
      const start = source.lastIndexOf(`&${node.anchor}`, node.range[0]);
      anchored ??= rangeIn(source, start, start + 1 + node.anchor.length);
    }
    if (isMap(node)) {
      const seen = new Set<string>();
      const twice = node.items.find(({ key }) => isScalar(key) && seen.size === seen.add(String(key.value)).size);
      const message = "This key stands twice in the same record.";
      if (twice) oddity = { node: twice.key, message, hint: "Keep one of the two." };
    } else if (isAlias(node)) {
      const hint = 'Write the value out; text that starts with * goes in double quotes: "*text"';
      oddity = { node, message: "YAML reads the text after “*” as an alias, and the data uses none.", hint };
    } else if (isPair(node) && !isScalar(node.key)) {
      const hint = "Put it in double quotes if the brackets belong to it.";
      oddity = { node: node.key, message: "A key is plain text, not a list or a block of keys.", hint };
    }
    return oddity ? visit.BREAK : undefined;
  });
  if (oddity) return fail(oddity.message, nodeRange(source, oddity.node) ?? FILE_START, oddity.hint);
  if (anchored) {
    const message = "YAML reads the word after “&” as an anchor and drops it, and the data uses none.";
    return fail(message, anchored, 'Leave it out; text that starts with & goes in double quotes: "&text"');
  }

  const value: unknown = document.toJS();
  if (value === null || value === undefined) {
    return fail("The file is empty.", FILE_START, "Delete it, or fill in a record.");
  }
  return { value, diagnostics: [] };
}

/**
 * Find where a JSON Pointer's value stands.
 *
 * @param source - YAML without syntax errors
 * @param path - keys and indexes from the root, already unescaped
 * @param part - the value, or the key in front of it
 * @returns the range, or that of the nearest ancestor that exists
 */
export function locate(source: string, path: readonly (string | number)[], part: "key" | "value" = "value"): Range {
  const { contents } = yamlDocument(source);
  let node: unknown = contents;
  let found = nodeRange(source, contents) ?? FILE_START;
  for (const [depth, step] of path.entries()) {
    if (!isCollection(node)) return found;
    const pair = isMap(node) ? pairsOf(node).get(String(step)) : undefined;
    node = isMap(node) ? pair?.value : node.items[Number(step)];
    const isKey = part === "key" && depth === path.length - 1;
    const place = nodeRange(source, isKey ? pair?.key : node) ?? nodeRange(source, isKey ? node : pair?.key);
    if (!place) return found;
    found = place;
  }
  return found;
}

/** By key: a record may have thousands. */
const pairsOf = memoized(
  (map: YAMLMap) => new Map(map.items.flatMap((pair) => (isNode(pair.key) ? [[String(pair.key), pair] as const] : []))),
);

function nodeRange(source: string, node: unknown): Range | undefined {
  // A `null` that was not written has an empty range; its key says more.
  if (!isNode(node) || !node.range || node.range[0] === node.range[1]) return undefined;
  return rangeIn(source, node.range[0], node.range[1]);
}

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
