// missing-settings: a list has its settings.

import { textAtBranchStart } from "../git/branch-start.ts";
import { SETTINGS_FILE } from "../record/settings.ts";
import { FILE_START } from "../text/diagnostic.ts";
import type { Rule } from "./support/rule.ts";

export const missingSettings: Rule = {
  severity: "warning",
  list({ list, files, found }, report) {
    if (list.settings?.repository !== undefined) return;
    const before = textAtBranchStart(list, SETTINGS_FILE);
    if (list.settings && before !== undefined && /^repository:/m.test(before)) {
      report({
        file: SETTINGS_FILE,
        range: FILE_START,
        severity: "error",
        message: "“repository” is gone from the settings, and with it the page's links to add an entry.",
        hint: `Bring it back: ${/^repository:.*/m.exec(before)?.[0].trim()}`,
      });
    }
    if (files.some(({ file }) => file === SETTINGS_FILE)) return;
    // Under another name, they are reported by file-place.
    if (found.some(({ rule, file }) => rule === "file-place" && /^data\/list\.[^/]*$/.test(file))) return;
    report({
      file: SETTINGS_FILE,
      range: FILE_START,
      severity: before === undefined ? "warning" : "error",
      message:
        "The list has no settings, so the page has no links to add an entry, and rules none of their own severities.",
      hint: "Bring the file back, or write one that starts with: name: My list",
    });
  },
};
