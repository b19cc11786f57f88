// Changes of a record's text that leave everything else as it is: comments, quotes, the order of keys.
import { Document, isPair, isScalar, isSeq, parseDocument, Scalar, visit, YAMLSeq } from "yaml";

export interface Splice {
  start: number;
  end: number;
  text: string;
}

/**
 * @param source - YAML without syntax errors
 * @param change - called for every text of it, with its keys and indexes from the root, and for every key with the path of
 * what stands there; gives the text that it becomes
 */
export function replaceTexts(
  source: string,
  change: (value: string, path: readonly (string | number)[], part: "key" | "value") => string | undefined,
): string {
  const document = parseDocument(source, { prettyErrors: false });
  const splices: Splice[] = [];
  visit(document, {
    Scalar(key, node, ancestors) {
      if (typeof node.value !== "string" || !node.range) return;
      const [start, end] = node.range;
      const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
      // In a block text the source is edited, not the value, so that line breaks and indents stay.
      const before = isBlock ? source.slice(start, end) : node.value;
      const fresh = change(before, pathOf(node, ancestors), key === "key" ? "key" : "value");
      if (fresh === undefined || fresh === before) return;
      splices.push({ start, end, text: isBlock ? fresh : written(fresh, node.type) });
    },
  });
  return apply(source, splices);
}

/** A text in YAML with the same quotes as before: one that is right anywhere, or only where no brackets are around it. */
export function written(value: string, style?: Scalar.Type, isFlow = true): string {
  const scalar = new Scalar(value);
  if (style !== undefined) scalar.type = style;
  const list = new YAMLSeq();
  list.flow = isFlow;
  list.add(scalar);
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

export function apply(source: string, splices: readonly Splice[]): string {
  let text = source;
  for (const { start, end, text: fresh } of splices.toSorted((a, b) => b.start - a.start)) {
    text = text.slice(0, start) + fresh + text.slice(end);
  }
  return text;
}
