// All rules by name: those of this folder, and those of record/, drawing/ and template/, which the build reports.
import { DRAWING_RULES } from "../drawing/rules.ts";
import { RECORD_RULES } from "../record/rules.ts";
import { TEMPLATE_RULES } from "../template/rules.ts";
import { compare } from "../text/compare.ts";
import * as exported from "./exports.ts";
import type { Rule } from "./support/rule.ts";

/** The rules whose findings the build reports, by the folder that reports them. */
export const BUILD_RULES = { record: RECORD_RULES, drawing: DRAWING_RULES, template: TEMPLATE_RULES };

export const RULES: readonly Rule[] = [
  ...Object.values(exported),
  ...Object.values(BUILD_RULES).flatMap((metas) =>
    metas.map((meta): Rule => ({ ...meta, isNeeded: meta.severity === "error" })),
  ),
].sort((a, b) => compare(a.name, b.name));
