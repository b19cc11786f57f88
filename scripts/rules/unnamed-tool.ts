// unnamed-tool: what a node lists in `tools`, its label or its details name.

import { readDiagram } from "../drawing/drawing.ts";
import { namesOf } from "../record/entry.ts";
import { wholeWord } from "../text/whole-word.ts";
import { placeIn } from "./support/place.ts";
import type { Rule } from "./support/rule.ts";

export const unnamedTool: Rule = {
  severity: "warning",
  list({ list }, report) {
    for (const diagram of list.entries.filter(({ kind }) => kind.isDrawn)) {
      for (const [index, { tool, tools, label, details }] of readDiagram(diagram.data).nodes.entries()) {
        const text = [label ?? tool ?? "", ...details].join(" ").toLowerCase();
        for (const [at, name] of tools.entries()) {
          const entry = list.named.get(name);
          const names = entry ? namesOf(entry).map((each) => each.name) : [];
          const words = names.flatMap((each) => [each, ...each.split(/[^\p{L}\p{N}]+/u)]);
          if (!entry || words.some((word) => word !== "" && wholeWord(text, word.toLowerCase()) !== -1)) continue;
          report({
            ...placeIn(diagram, ["nodes", index, "tools", at]),
            message: `Neither the label nor a detail of this node names “${name}”.`,
            hint: "Name it in a line of `details`, or take it out of `tools`.",
          });
        }
      }
    }
  },
};
