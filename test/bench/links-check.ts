// Our checker as a process of its own, for the bench: reads URLs, prints what it says of them and what it took.
import { readFileSync } from "node:fs";
import process from "node:process";
import { checkUrls } from "../../scripts/links/web/check-urls.ts";

export interface Told {
  /** By URL. */
  verdicts: Record<string, string>;
  milliseconds: number;
  megabytes: number;
}

void check();

async function check(): Promise<void> {
  const [file = "", manners = "on", concurrency = "64"] = process.argv.slice(2);
  const urls = readFileSync(file, "utf8").split("\n").filter(Boolean);
  const verdicts: Record<string, string> = {};
  const start = performance.now();
  const options = {
    allowPrivate: true,
    concurrency: Number(concurrency),
    manners: manners === "on",
    suggest: false,
    resolve: async (host: string) => {
      if (host.startsWith("gone")) throw Object.assign(new Error(host), { code: "ENOTFOUND" });
      return [{ address: "127.0.0.1", family: 4 }];
    },
  };
  await checkUrls(urls, options, ({ url, verdict }) => {
    verdicts[url] = verdict;
  });
  const milliseconds = performance.now() - start;
  const told: Told = { verdicts, milliseconds, megabytes: process.resourceUsage().maxRSS / 1_000 };
  process.stdout.write(JSON.stringify(told));
}
