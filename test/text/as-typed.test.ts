// Commands in our texts, with an option more.
import assert from "node:assert/strict";
import { test } from "node:test";
import { RENAMING, withOption } from "../../scripts/text/as-typed.ts";

test("an option is written behind a command as that command takes it", () => {
  const hint = (command: string): string =>
    `Did you rename it? To say so everywhere: ${command}`.replace(RENAMING, (all) => withOption(all, "--root lists/a"));
  assert.match(hint('npm run rename "A" "B"'), /: npm run rename "A" "B" -- --root lists\/a$/);
  assert.match(hint('npm run rename a "B" -- --id a'), /: npm run rename a "B" -- --id a --root lists\/a$/);
  assert.match(hint('npx curated rename "A" "B"'), /: npx curated rename "A" "B" --root lists\/a$/);
});
