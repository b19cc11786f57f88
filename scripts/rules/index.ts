// All rules, by name.
import type { Rule } from "../lint/rule.ts";
import { imageAlt } from "./image-alt.ts";
import { lintComment } from "./lint-comment.ts";

export const RULES: readonly Rule[] = [imageAlt, lintComment];
