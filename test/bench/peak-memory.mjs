// Loaded into a measured process with --import: at its end, writes the most memory it held at once, in bytes.
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";

process.on("exit", () => {
  const file = process.env.PEAK_MEMORY_FILE;
  if (file !== undefined) writeFileSync(file, String(peakKibibytes() * 1024));
});

function peakKibibytes() {
  // On Linux, maxRSS begins with what the parent held when it started this process; VmHWM begins at nothing.
  if (process.platform === "linux") {
    const [, digits] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (digits !== undefined) return Number(digits);
  }
  return process.resourceUsage().maxRSS;
}
