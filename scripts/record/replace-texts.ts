// Changes of a record's text that leave everything else as it is: comments, quotes, the order of keys.
import { Document, isCollection, isPair, isScalar, isSeq, Scalar, visit, YAMLSeq } from "yaml";
import type { Edit } from "../text/diagnostic.ts";
import { applyEdits } from "../text/edits.ts";
import { yamlDocument } from "./yaml.ts";

/**
 * @param source - YAML without syntax errors
 * @param change - called for every text of it, with its keys and indexes from the root, and for every key with the path of
 * what stands there; gives the text that it becomes
 */
export function replaceTexts(
  source: string,
  change: (value: string, path: readonly (string | number)[], part: "key" | "value") => string | undefined,
): string {
  const edits: Edit[] = [];
  visit(yamlDocument(source), {
    Scalar(key, node, ancestors) {
      if (typeof node.value !== "string" || !node.range) return;
      const [start, end] = node.range;
      const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
      // In a block text the source is edited, not the value, so that line breaks and indents stay.
      const before = isBlock ? source.slice(start, end) : node.value;
      const fresh = change(before, pathOf(node, ancestors), key === "key" ? "key" : "value");
      if (fresh === undefined || fresh === before) return;
      const isFlow = ancestors.some((each) => isCollection(each) && each.flow === true);
      edits.push({ start, end, text: isBlock ? fresh : written(fresh, isFlow, node.type) });
    },
  });
  return applyEdits(source, edits);
}

/**
 * A value in YAML, on one line; a text with the same quotes as before if they still do.
 *
 * @param isFlow - whether it stands between brackets or braces, where a comma ends it
 */
export function written(value: unknown, isFlow: boolean, style?: Scalar.Type): string {
  const item = new Document().createNode(value);
  if (isScalar(item) && style !== undefined) item.type = style;
  const list = new YAMLSeq();
  list.flow = isFlow;
  list.add(item);
  visit(list, {
    Scalar(_, each) {
      if (typeof each.value === "string" && each.value.includes("\n")) each.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const text = new Document(list).toString({ lineWidth: 0, flowCollectionPadding: false }).trim();
  return isFlow ? text.slice(1, -1) : text.slice("- ".length);
}

function pathOf(node: unknown, ancestors: readonly unknown[]): (string | number)[] {
  const chain = [...ancestors, node];
  return chain.flatMap((each, index): (string | number)[] => {
    const parent = chain[index - 1];
    if (isPair(each)) return isScalar(each.key) ? [String(each.key.value)] : [];
    return isSeq(parent) ? [parent.items.indexOf(each)] : [];
  });
}
