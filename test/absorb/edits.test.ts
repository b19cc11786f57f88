// Edits of a page whose tables have more columns, anchors and a summary: each becomes the records that it means, or is asked about.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { absorbPage } from "../../scripts/absorb/absorb.ts";
import { readSource } from "../../scripts/absorb/source.ts";
import { carriedLines, keptLines, notedLines } from "../../scripts/absorb/words.ts";
import { render } from "../../scripts/template/render.ts";
import { unwrapped } from "../support/absorbed.ts";
import { MAIN_LIST } from "../support/lists.ts";
import { sublist } from "../support/sublists.ts";

const ROOT = mkdtempSync(path.join(tmpdir(), "edits-"));
after(() => rmSync(ROOT, { recursive: true, force: true }));
cpSync(MAIN_LIST, ROOT, { recursive: true });
cpSync(path.join(import.meta.dirname, "new-template"), ROOT, { recursive: true });

const recordFile = (file: string): string => path.join(ROOT, "data", `${file}.yml`);
const addTo = (file: string, lines: string): void =>
  writeFileSync(recordFile(file), `${readFileSync(recordFile(file), "utf8")}${lines}`);
addTo("tools/vector", "# LICENSE (vectordotdev/vector)\ndeployment: [Self-hosted (open source)]\nlicence: MPL-2.0\n");
addTo("tools/airbyte", "deployment: [Self-hosted (source available), Cloud]\nlicence: Elastic-2.0\n");
addTo("tools/tenzir", "  response-orchestration-and-automation: {description: Runs pipelines}\n");

const SHOWN = /data-pipeline|detection-and-correlation-engine|response-orchestration-and-automation/;
const EXAMPLES = ["netflix", "slack", "dropbox"];
/** Three tables of tools, three examples, and the resources. */
const today = sublist(readSource(ROOT), ({ kind, id, data }) => {
  if (kind.name === "tool") return SHOWN.test(Object.keys(Object(data.components)).join());
  return kind.name === "example" ? EXAMPLES.includes(id) : kind.name !== "diagram";
});
const page = render(today.list, today.template).markdown;

type Change = (text: string) => string;

const replace =
  (from: string | RegExp, to: string): Change =>
  (text) => {
    const changed = text.replace(from, to);
    assert.ok(changed !== text, `the page says ${from}`);
    return changed;
  };
const inTurn =
  (...changes: readonly Change[]): Change =>
  (text) =>
    changes.reduce((current, change) => change(current), text);
const row = (name: string): RegExp => new RegExp(`^\\| \\[${name}\\]\\(http.*\\n`, "m");
const behind = (name: string, line: string): Change => replace(row(name), `$&${line}\n`);
const delete_ = (pattern: RegExp): Change => replace(pattern, "");
const section = (from: string, to: string): [number, number] => [page.indexOf(from), page.indexOf(to)];
const swap =
  (first: RegExp, second: RegExp): Change =>
  (text) => {
    const [[a = ""] = [], [b = ""] = []] = [first.exec(text) ?? [], second.exec(text) ?? []];
    assert.ok(a !== "" && b !== "");
    return text
      .replace(a, () => "\0")
      .replace(b, () => a)
      .replace("\0", () => b);
  };

interface Case {
  name: string;
  edit: Change;
  /** Of each file that changes, what it says then; `undefined` for one that goes. */
  files: Record<string, readonly RegExp[] | undefined>;
  /** What is said. */
  says?: RegExp;
  /** What is asked, where something is. */
  asks?: RegExp;
}

const TEMPLATE = "templates/README.md";
const VECTOR = "[Vector](https://github.com/vectordotdev/vector)";
const tool = (id: string): string => `data/tools/${id}.yml`;
const example = (id: string): string => `data/examples/${id}.yml`;

const CASES: readonly Case[] = [
  {
    name: "a URL in one of two rows of a tool",
    edit: replace("[Tenzir](https://github.com/tenzir/tenzir)", "[Tenzir](https://tenzir.com/)"),
    files: {},
    asks: /it is the URL of “Tenzir”, which 2 places show\. Is it “https:\/\/tenzir\.com\/” everywhere\?/,
  },
  {
    name: "a URL in both rows of a tool",
    edit: replace(/\[Tenzir\]\(https:\/\/github\.com\/tenzir\/tenzir\)/g, "[Tenzir](https://tenzir.com/)"),
    files: { [tool("tenzir")]: [/^url: https:\/\/tenzir\.com\/$/m] },
  },
  {
    name: "a new row with all of its cells, in the wrong place",
    edit: replace(
      row("Airbyte"),
      "$&| [Kestra](https://kestra.io) | Stream processing | Self hosted (free), Cloud | MIT |\n",
    ),
    files: {
      [tool("kestra")]: [
        /^deployment: \[Self-hosted \(free\), Cloud\]$/m,
        /^licence: MIT$/m,
        /purposes: \[Stream processing\]/,
      ],
    },
    says: /“Self hosted \(free\)” is written “Self-hosted \(free\)”[\s\S]*order is computed/,
  },
  {
    name: "a new row as the old page had it, with two cells",
    edit: behind("Airbyte", "| [Kestra](https://kestra.io) | Stream processing |"),
    files: {},
    asks: /this row has 2 cells, and the table 4 columns[\s\S]*“Deployment”\? “Self-hosted \(open source\)”/,
  },
  {
    name: "a row with a cell too many",
    edit: behind("Airbyte", "| [Kestra](https://kestra.io) | Stream processing | Cloud | MIT | 5 stars |"),
    files: {},
    asks: /this row has 5 cells/,
  },
  {
    name: "a value that the schema does not know",
    edit: replace("| Self-hosted (open source) | MPL-2.0 |", "| Self-hosted (open source) | ISC |"),
    files: {},
    asks: /“ISC” is no “License”[\s\S]*“MPL-2\.0”/,
  },
  {
    name: "a cell with several values in another order, and one that is emptied",
    edit: replace(
      "| Self-hosted (source available), Cloud | Elastic-2.0 |",
      "| Cloud, Self-hosted (source available) | |",
    ),
    files: { [tool("airbyte")]: [/^deployment: \[Cloud, Self-hosted \(source available\)\]$/m] },
  },
  {
    name: "two rows swapped, and one of them edited",
    edit: inTurn(
      swap(row("Logstash"), row("Tarsal")),
      replace(/^(\| \[Logstash\]\(.*?\) \| ).*? \|/m, "$1Stream processing |"),
    ),
    files: { [tool("logstash")]: [/purposes: \[Stream processing\]/] },
    says: /order is computed/,
  },
  {
    name: "a deleted row of a tool that examples name",
    edit: delete_(row("Apache Spark")),
    files: { [tool("apache-spark")]: [/^name: Apache Spark$/m] },
    says: /apache-spark\.yml stays, since data\/.* names it/,
  },
  { name: "a row twice", edit: replace(row("Vector"), "$&$&"), files: {}, asks: /“Vector” is there already/ },
  {
    name: "a name with a slip, which leaves no alias",
    edit: replace("[Tarsal]", "[Tarsall]"),
    files: {
      [tool("tarsal")]: undefined,
      [tool("tarsall")]: [/^name: Tarsall\nurl: https:\/\/tarsal\.co\ncomponents/m],
    },
  },
  {
    name: "the alternative text and the caption of drawings",
    edit: replace(/(!\[Netflix's[^\]]*)\]/, "$1 It is drawn.]"),
    files: { "data/diagrams/netflix.yml": [/alt: .* It is drawn\./] },
  },
  {
    name: "a drawing in two rows, of which each says something else of it",
    edit: (text) => {
      const [netflix = ""] = /^\| 0<br>\[Netflix\].*\n/m.exec(text) ?? [];
      const other = netflix.replaceAll(/\[Netflix\]\(#netflix\)|id="netflix"/g, (own) =>
        own.replace(/etflix/gi, "ewt"),
      );
      const says = (row: string, words: string): string => row.replace(/(!\[Netflix's[^\]]*)\]/, `$1 ${words}]`);
      return text.replace(netflix, () => says(netflix, "It is drawn.") + says(other, "It is painted."));
    },
    files: { "data/diagrams/netflix.yml": [/alt: .* It is drawn\./] },
    asks: /“netflix” is drawn in several places, which say it differently.*It is drawn.*It is painted/,
  },
  { name: "a number that was changed alone", edit: replace("| 1<br>", "| 8<br>"), files: {}, asks: /“#” is computed/ },
  {
    name: "a mark without a footnote",
    edit: replace(VECTOR, `${VECTOR}[[9]](#note-vector)`),
    files: {},
    asks: /What is to be said of “Vector”\?/,
  },
  {
    name: "a footnote: a mark, and a note with its anchor",
    edit: inTurn(
      replace(VECTOR, `${VECTOR}[[9]](#note-vector)`),
      replace(/^\d+\. <a id="note-faust">.*\n/m, '$&1. <a id="note-vector"></a>Vector is Datadog\'s now.\n'),
    ),
    files: { [tool("vector")]: [/^footnote: Vector is Datadog's now\.$/m] },
    says: /status is still to be written into data\/tools\/vector\.yml.*unmaintained/,
  },
  {
    name: "a footnote as GitHub has them",
    edit: (text) => `${replace(VECTOR, `${VECTOR}[^1]`)(text)}\n[^1]: Vector is Datadog's now.\n`,
    files: { [tool("vector")]: [/^footnote: Vector is Datadog's now\.$/m] },
    says: /status is still to be written into data\/tools\/vector\.yml.*unmaintained/,
  },
  {
    name: "a footnote as GitHub has them, without its note",
    edit: replace(VECTOR, `${VECTOR}[^1]`),
    files: {},
    asks: /is not written as the template writes it/,
  },
  {
    name: "a footnote whose note has no anchor",
    edit: inTurn(
      replace(VECTOR, `${VECTOR}[[9]](#note-vector)`),
      replace(/^\d+\. <a id="note-faust">.*\n/m, "$&9. Vector is Datadog's now.\n"),
    ),
    files: { [tool("vector")]: [/^footnote: Vector is Datadog's now\.$/m] },
  },
  {
    name: "the text of a footnote",
    edit: replace("Robinhood's Faust is no longer maintained.", "Faust has no maintainers."),
    files: { [tool("faust")]: [/^footnote: .*Faust has no maintainers\. You can use \[faust-streaming\]/m] },
  },
  {
    name: "a footnote that goes, with its marks",
    edit: inTurn(delete_(/^\d+\. <a id="note-securitybot">.*\n/m), (text) =>
      text.replaceAll(/\[\[\d+\]\]\(#note-securitybot\)<a id="[^"]*"><\/a>/g, ""),
    ),
    files: { [tool("securitybot")]: [/^name: Securitybot$/m] },
    says: /the footnote of Securitybot deleted[\s\S]*its status stays/,
  },
  {
    name: "one mark that got lost with an edit",
    edit: replace(
      /^\| \[Faust\].*?\| Stream and batch processing/m,
      "| [Faust](https://github.com/robinhood/faust) | Stream processing",
    ),
    files: { [tool("faust")]: [/purposes: \[Stream processing\]/] },
    says: /the footnote's mark of Faust is put back/,
  },
  {
    name: "a reference more, with numbers as the page writes them",
    edit: replace(
      /^(\| 0<br>\[Netflix\].*\| )(.*?) \|$/m,
      "$11. $2<br>2. [Another](https://example.org/a) by Jo Doe (Netflix) |",
    ),
    files: {
      [example("netflix")]: [/- title: Another\n {4}url: https:\/\/example\.org\/a\n {4}by: Jo Doe\n {4}of: Netflix/],
    },
  },
  {
    name: "a list of lines that was made one of commas",
    edit: (text) =>
      text.replace(/\[Netflix\]\(#netflix\) \| • .*? \|/, (cell) => cell.replaceAll("<br>• ", ", ").replace("• ", "")),
    files: {},
    asks: /“Technologies \/ Components” is not written as the template writes it[\s\S]*• Kafka<br>• Apache Spark/,
  },
  {
    name: "a note where there was none, in front of the drawing",
    edit: replace('<a id="netflix"></a><br>', '<a id="netflix"></a>_"We do not."_<br>'),
    files: { [example("netflix")]: [/^note: \|\n {2}> We do not\.$/m] },
  },
  {
    name: "the anchor of an example",
    edit: delete_(/<a id="slack"><\/a>/),
    files: {},
    says: /the anchor that links lead to is put back/,
  },
  {
    name: "a new example among the others, with an image",
    edit: replace(
      /^\| 1<br>\[Slack\].*\n/m,
      "$&| 2<br>Jo Doe | • Kafka<br>• Lambda | [![](img/jo.png)](img/jo.png) | [A pipeline](https://example.com/jo) by Jo Doe |\n",
    ),
    files: {
      [example("jo-doe")]: [
        /^organisation: Jo Doe\nposition: 4$/m,
        /diagram:\n {2}- file: img\/jo\.png\n {4}alt: TODO/,
      ],
      [example("dropbox")]: [/^position: 5$/m],
    },
    says: /what does img\/jo\.png show\?/,
  },
  {
    name: "a new example with an image whose file is not there",
    edit: replace(
      /^\| 2<br>.*\n/m,
      "$&| 3<br>Zqthree | • Kafka | We do.<br>![Logs](img/zq.png) | [How](https://zq.example) |\n",
    ),
    files: { [example("zqthree")]: [/diagram:\n {2}- file: img\/zq\.png\n {4}alt: Logs$/m] },
    says: /there is no file img\/zq\.png, and the build prints no image until it is there/,
  },
  {
    name: "a new example whose organisation nothing says, and whose source has a URL for its title",
    edit: replace(/^\| 2<br>.*\n/m, "$&| 3 | Kafka, Python | We do things. | https://acme.example/how |\n"),
    files: {},
    asks: /a new row under Real-world Examples is not carried: the row does not show its “Organisation”\. What is its/,
  },
  {
    name: "a new resource that is a URL alone",
    edit: replace(/^- \[Awesome Threat Detection and Hunting\].*\n/m, "- https://zqone.example.org/: One.\n$&"),
    files: {},
    asks: /the row does not show its “Title”/,
  },
  {
    name: "two examples swapped, whose order is a number of their own",
    edit: swap(/^\| 0<br>\[Netflix\].*\n/m, /^\| 1<br>\[Slack\].*\n/m),
    files: { [example("netflix")]: [/^position: 3$/m], [example("slack")]: [/^position: 1$/m] },
  },
  {
    name: "an organisation renamed in one of two tables",
    edit: replace("| 0. [Netflix]", "| 0. [Netflix Inc.]"),
    files: { [example("netflix")]: undefined, [example("netflix-inc")]: [/^organisation: Netflix Inc\.$/m] },
  },
  {
    name: "an example deleted in the short table alone",
    edit: delete_(/^\| 0\. \[Netflix\].*\n/m),
    files: {},
    asks: /it is still under Real-world Examples/,
  },
  {
    name: "an example deleted, with its drawing and the tools that nothing else prints",
    edit: delete_(/^\| 0<br>\[Netflix\].*\n/m),
    files: {
      [example("netflix")]: undefined,
      "data/diagrams/netflix.yml": undefined,
      ...Object.fromEntries(
        ["amazon-s3", "apache-hive", "graphql", "pagerduty", "slack"].map((id) => [tool(id), undefined]),
      ),
    },
    says: /data\/diagrams\/netflix\.yml goes, too: nothing else prints it/,
  },
  {
    name: "a URL changed wherever it is printed",
    edit: (text) => text.replaceAll("(https://spark.apache.org/)", "(https://spark.example.org/)"),
    files: { [tool("apache-spark")]: [/^url: https:\/\/spark\.example\.org\/$/m] },
  },
  {
    name: "a URL changed in one of the places that print it",
    edit: replace(/(\[Netflix\]\(#netflix\) \| .*?\[Apache Spark\]\()[^)]*/, "$1https://spark.example.org/"),
    files: {},
    asks: /it is the URL of “Apache Spark”, which \d+ places show[\s\S]*data\/tools\/apache-spark\.yml/,
  },
  {
    name: "a component called otherwise, in the contents and above its table",
    edit: inTurn(
      replace("[Response Orchestration and Automation](#response-orchestration-and-automation)\n", "[SOAR](#soar)\n"),
      replace("## Response Orchestration and Automation\n", "## SOAR\n"),
    ),
    files: {
      "data/components/soar.yml": [/^name: SOAR$/m],
      "data/components/response-orchestration-and-automation.yml": undefined,
      [TEMPLATE]: [/^## SOAR\n\n<!-- each components\.soar\.tools -->/m],
      [tool("tines")]: [/^ {2}soar:/m],
      ...Object.fromEntries(["torq", "shuffle"].map((id) => [tool(id), [/^ {2}soar:/m]])),
    },
  },
  {
    name: "a tool that is new in two tables",
    edit: inTurn(
      behind("Airbyte", "| [Kestra](https://kestra.io) | Stream processing | Cloud | |"),
      behind("Tines", "| [Kestra](https://kestra.io) | Workflows | Cloud | |"),
    ),
    files: {
      [tool("kestra")]: [
        /data-pipeline:\n {4}purposes: \[Stream processing\]\n {2}response-orchestration-and-automation:\n {4}description: Workflows/,
      ],
    },
  },
  {
    name: "a row that went to another table",
    edit: inTurn(
      delete_(row("Vector")),
      behind("Tines", `| ${VECTOR} | Routes | Self-hosted (open source) | MPL-2.0 |`),
    ),
    files: { [tool("vector")]: [/components:\n {2}response-orchestration-and-automation:\n {4}description: Routes/] },
  },
  {
    name: "a resource that went to another section",
    edit: inTurn(
      delete_(/^- \[Practical Detection-as-Code\].*\n/m),
      replace(
        /^- \[Awesome Threat Detection and Hunting\].*\n/m,
        "$&- [Practical Detection-as-Code](https://www.infosecb.com/threat/detection/2021/11/21/detection-as-code.html): With Sigma.\n",
      ),
    ),
    files: {
      "data/resources/practical-detection-as-code.yml": [
        /^title: Practical Detection-as-Code\nurl: .*\ndescription: With Sigma\.$/m,
      ],
    },
  },
  {
    name: "items with another sign in front, and between name and description",
    edit: replace(
      /^- \[Awesome Threat Detection and Hunting\].*\n/m,
      "* [Awesome ETL](https://github.com/pawl/awesome-etl) - Tools for ETL.\n$&",
    ),
    files: { "data/resources/awesome-etl.yml": [/^title: Awesome ETL$/m, /^description: Tools for ETL\.$/m] },
  },
  {
    name: "a technology that is another one, which leads somewhere",
    edit: replace(
      /(\[Dropbox\]\(#dropbox\) \| .*?)• osquery, Santa.*? for macOS monitoring/,
      "$1• [Splunk](https://www.splunk.com/)",
    ),
    files: {
      [example("dropbox")]: [/^ {2}- Splunk$/m],
      [tool("splunk")]: [/^url: https:\/\/www\.splunk\.com\/$/m],
    },
    says: /data\/tools\/splunk\.yml is new/,
  },
  {
    name: "two new rows that both name a tool that is new",
    edit: replace(
      /^\| 2<br>.*\n/m,
      "$&" +
        '| 3<br>[Jo Doe](#jo-doe) | • [Newt](https://newt.example) | <a id="jo-doe"></a>_"We do."_ | 1. [A](https://a.example) |\n' +
        '| 4<br>[Al Roe](#al-roe) | • [Newt](https://newt.example)<br>• [osquery](https://fork.example) | <a id="al-roe"></a>_"We, too."_ | 1. [B](https://b.example) |\n',
    ),
    files: {
      [example("jo-doe")]: [/^technologies:\n {2}- Newt$/m],
      [example("al-roe")]: [/^technologies:\n {2}- Newt\n {2}- osquery$/m],
      [tool("newt")]: [/^url: https:\/\/newt\.example$/m],
    },
    says: /the URL of “osquery” stays https:.*, and does not become https:\/\/fork\.example/,
  },
  {
    name: "the second of two links behind a table",
    edit: replace(/^(➕ \[Add an example\]\([^)]*\)) or .*$/m, "$1"),
    files: { [TEMPLATE]: [/^\{➕ \[Add an example\]\(\{form\.example\}\)\}$/m] },
    says: /“\{ or \[write its file\].*” deleted/,
  },
  {
    name: "a comment",
    edit: replace("## Data Pipeline\n", "## Data Pipeline\n\n<!-- Keep this short. -->\n"),
    files: { [TEMPLATE]: [/<!-- Keep this short\. -->/] },
  },
  {
    name: "a comment in a new paragraph, and one in a paragraph of the template",
    edit: inTurn(
      replace("## Data Pipeline\n", "## Data Pipeline\n\nLogs <!-- sure? --> come first.\n"),
      replace("Join us,", "Join <!-- whom? --> us,"),
    ),
    files: { [TEMPLATE]: [/^Logs <!-- sure\? --> come first\.$/m, /^Join <!-- whom\? --> us,/m] },
  },
  {
    name: "a comment in a paragraph with numbers that are counted",
    edit: replace("Here are", "Here <!-- sure? --> are"),
    files: {},
    asks: /“<!-- sure\? -->” is not carried: the template makes this text\. Write it into templates\/README\.md/,
  },
  {
    name: "a comment in a row",
    edit: replace("SQL-Based", "SQL-Based <!-- sure? -->"),
    files: {},
    asks: /“<!-- sure\? -->” is not carried: no record holds a comment of the page/,
  },
  {
    name: "an empty line in the middle of a table",
    edit: replace(row("Tines"), "\n$&"),
    files: {},
    asks: /these rows stand outside of a table/,
  },
  {
    name: "columns in another order",
    edit: (text) => {
      const [from, to] = section("## Data Pipeline\n", "## Detection and Correlation Engine\n");
      const swapped = text.slice(from, to).replace(/^(\|[^|]*\|)([^|]*\|)([^|]*\|)/gm, "$1$3$2");
      return text.slice(0, from) + swapped + text.slice(to);
    },
    files: {},
    asks: /these columns are in another order/,
  },
  {
    name: "a section moved behind the next one",
    edit: (text) => {
      const [from, to] = section("## Data Pipeline\n", "## Detection and Correlation Engine\n");
      const [, end] = section("", "## Response Orchestration and Automation\n");
      return text.slice(0, from) + text.slice(to, end) + text.slice(from, to) + text.slice(end);
    },
    files: {
      [TEMPLATE]: [
        /^## Detection and Correlation Engine\n[\s\S]*^## Data Pipeline\n\n<!-- each components\.data-pipeline\.tools -->/m,
      ],
    },
    says: /“## .*” moved/,
  },
  {
    name: "a heading of another depth",
    edit: replace("## Data Pipeline\n", "### Data Pipeline\n"),
    files: { [TEMPLATE]: [/^### Data Pipeline$/m] },
  },
  {
    name: "the words around a number that is counted",
    edit: replace(
      /^Here are (\*\*\d+ tools) and technologies.* and (\*\*\d+ pipelines\*\*).*/m,
      "There are $1** and $2.",
    ),
    files: { [TEMPLATE]: [/^There are \*\*\{count\.tools\} tools\*\* and \*\*\{count\.examples\} pipelines\*\*\.$/m] },
  },
  {
    name: "the words around a number that is counted, and the number",
    edit: replace(
      /\*\*\d+ tools and technologies\*\*, with what each is/,
      "**999 tools and more**, with what each one is",
    ),
    files: {},
    asks: /this cannot be told apart into what records and template say/,
  },
  {
    name: "a word in front of a number that is counted, where the template has none",
    edit: replace(/\*\*(\d+ tools) and technologies\*\*/, "**About $1**"),
    files: {},
    asks: /this cannot be told apart into what records and template say/,
  },
  {
    name: "two numbers that are counted in another order",
    edit: replace(
      /^Here are (\*\*\d+ tools) and technologies.* and (\*\*\d+ pipelines\*\*).*/m,
      "There are $2 and $1**.",
    ),
    files: {},
    asks: /this cannot be told apart into what records and template say/,
  },
  {
    name: "a column's heading with HTML in it",
    edit: replace(/Note<b>[^<]*<\/b>/, "Notes<b>&nbsp;</b>"),
    files: { [TEMPLATE]: [/\| Notes<b>&nbsp;<\/b> \|/] },
  },
  {
    name: "a page that a formatter aligned and saved with a byte order mark and CRLF, with one edit",
    edit: (text) =>
      `\ufeff${replace("SQL-Based", "SQL-based")(text).replaceAll(/ \|/g, "    |").replaceAll("\n", "\r\n")}`,
    files: { [tool("ksqldb")]: [/SQL-based/] },
  },
  {
    name: "bold taken away, a paragraph and a line of code changed",
    edit: inTurn(
      replace("**have permission to share**", "have permission to share"),
      replace("half a minute", "one minute"),
    ),
    files: { [TEMPLATE]: [/and have permission to share them/, /once, one minute/] },
  },
  {
    name: "a purpose renamed in all of its rows",
    edit: (text) => text.replaceAll("| Stream and batch processing |", "| Batch and stream processing |"),
    files: {
      "data/components/data-pipeline.yml": [/Batch and stream processing/],
      ...Object.fromEntries(
        ["apache-beam", "apache-flink", "apache-nifi", "apache-spark", "databricks", "dataflow", "faust"].map((id) => [
          tool(id),
          [/Batch and stream processing/],
        ]),
      ),
    },
  },
  {
    name: "closing pipes that got lost",
    edit: replace(/^(\| \[(?:Tines|Torq)\].*) \|$/gm, "$1"),
    files: {},
  },
  {
    name: "a tool that is there already, in another table and with another URL",
    edit: behind("Airbyte", "| [Elasticsearch](https://www.elastic.co/elasticsearch) | Stream processing | | |"),
    files: { [tool("elasticsearch")]: [/^ {2}data-pipeline:\n {4}purposes: \[Stream processing\]$/m] },
  },
  {
    name: "a tool that is there already, in another table and with another deployment",
    edit: behind("Tines", `| ${VECTOR} | Routes | Cloud | MPL-2.0 |`),
    files: { [tool("vector")]: [/deployment: \[Self-hosted \(open source\)\]/] },
    says: /“Vector” keeps its Deployment: “Self-hosted \(open source\)”/,
  },
  {
    name: "a number that is counted",
    edit: replace(/\*\*\d+ tools/, "**999 tools"),
    files: {},
    asks: /^README\.md:\d+ a computed text is not carried: “Here are 999 tools.*” is computed\. Edit what it is made from/,
  },
  {
    name: "a ✓ put into the matrix",
    edit: replace(/^(\| 1\. \[Slack\]\(#slack\) \|) \|/m, "$1 ✓ |"),
    files: {},
    asks: /is computed/,
  },
  {
    name: "a door that goes",
    edit: delete_(/^➕ \[Add an example\].*\n\n/m),
    files: { [TEMPLATE]: [/^## Real-world Examples$/m] },
  },
  {
    name: "an emoji in the contents",
    edit: replace("1. 🪵 [Data Pipeline]", "1. 🚰 [Data Pipeline]"),
    files: { "data/components/data-pipeline.yml": [/^emoji: .*🚰/m] },
  },
  {
    name: "an author more",
    edit: replace("by Ryan Huber (Slack)", "by Ryan Huber and Jo Doe (Slack)"),
    files: { [example("slack")]: [/by: Ryan Huber and Jo Doe/] },
  },
  { name: "the comment in the first line deleted", edit: delete_(/^<!-- Generated.*\n\n/), files: {} },
  {
    name: "words behind the comment in the first line",
    edit: replace(/^(<!-- Generated.*)\n/, "$1 Hello, visible words\n"),
    files: {},
    asks: /^README\.md:1 “Hello, visible words” is not carried: the build writes this line\. Put it into a line of its own/,
  },
  {
    name: "other words in the comment in the first line, as older builds have them",
    edit: replace(/You may edit .* -->\n/, "Edit those, not this file. -->\n"),
    files: {},
    says: /^README\.md:1 the comment in the first line is put back\.$/,
  },
  {
    name: "the first words in the comment in the first line",
    edit: replace("<!-- Generated by", "<!-- Made by"),
    files: {},
    says: /^README\.md:1 the comment in the first line is put back\.$/,
  },
  {
    name: "a comment of one's own in the place of that in the first line",
    edit: replace(/^<!-- Generated.*/, "<!-- Mind the gap -->"),
    files: { [TEMPLATE]: [/^<!-- Mind the gap -->\n\n/] },
  },
  {
    name: "a comment that another program begins in the same way",
    edit: replace("## Data Pipeline\n", "## Data Pipeline\n\n<!-- Generated by doctoc --> Words\n"),
    files: { [TEMPLATE]: [/^## Data Pipeline\n\n<!-- Generated by doctoc --> Words\n/m] },
  },
  {
    name: "a new section with a table of its own",
    edit: replace(
      "## Contributing\n",
      "## Vendors\n\n| Vendor | City |\n| --- | --- |\n| Acme | Oslo |\n\n## Contributing\n",
    ),
    files: {},
    asks: /new section|Vendors/,
  },
  {
    name: "a column more",
    edit: (text) =>
      text
        .replace(/^(\| Tool \/ Service \| Purpose \|.*)$/m, "$1 Stars |")
        .replace(/^(\| \[(?:Airbyte|Tarsal|Vector)\].*)$/gm, "$1 5 |"),
    files: {},
    asks: /Stars/,
  },
  {
    name: "resources appended, one of them in parts",
    edit: replace(
      /^- \[Awesome Threat Detection and Hunting\].*\n/m,
      "$&- [Awesome Streaming](https://github.com/manuzhang/awesome-streaming): A list of streaming frameworks.\n- Logs ([part 1](https://example.org/1), [part 2](https://example.org/2)): How to keep them.\n",
    ),
    files: {
      "data/resources/awesome-streaming.yml": [/^url: https:\/\/github\.com\/manuzhang\/awesome-streaming$/m],
      "data/resources/logs.yml": [/^title: Logs$/m, /https:\/\/example\.org\/2/],
    },
  },
  {
    name: "a paragraph below a heading",
    edit: replace("## Data Pipeline\n", "## Data Pipeline\n\nLogs come first.\n"),
    files: { [TEMPLATE]: [/^## Data Pipeline\n\nLogs come first\.$/m] },
  },
  {
    name: "several edits in several places",
    edit: inTurn(
      behind("Airbyte", "| [Redpanda](https://www.redpanda.com/) | Stream processing | Cloud | |"),
      delete_(row("Tarsal")),
      replace("SQL-Based", "SQL-based"),
      replace("Join us,", "Come in,"),
      replace("by Alex Maestretti", "by A. Maestretti"),
    ),
    files: {
      [tool("redpanda")]: [/^name: Redpanda$/m],
      [tool("tarsal")]: undefined,
      [tool("ksqldb")]: [/SQL-based/],
      [TEMPLATE]: [/^Come in, explore/m],
      [example("netflix")]: [/by: A\. Maestretti/],
    },
  },
];

interface Answered {
  name: string;
  edit: Change;
  /** What is asked, and the choice that is taken, or what is typed. */
  answers: readonly (readonly [asked: RegExp, answer: string])[];
  file: string;
  says: RegExp;
}

const ANSWERED: readonly Answered[] = [
  {
    name: "a value that is declared nowhere: another one is meant",
    edit: replace(/^(\| \[Vector\]\([^)]*\) \| ).*? \|/m, "$1Telemetry |"),
    answers: [[/“Telemetry” is declared nowhere/, "Stream processing"]],
    file: tool("vector"),
    says: /purposes: \[Stream processing\]/,
  },
  {
    name: "a value that is declared nowhere: it is declared",
    edit: replace(/^(\| \[Vector\]\([^)]*\) \| ).*? \|/m, "$1Telemetry |"),
    answers: [[/“Telemetry” is declared nowhere/, "Declare “Telemetry” in data/components/data-pipeline.yml"]],
    file: "data/components/data-pipeline.yml",
    says: /- Stream and batch processing\n {2}- Telemetry$/m,
  },
  {
    name: "two values that are declared nowhere: both are declared",
    edit: inTurn(
      replace(/^(\| \[Vector\]\([^)]*\) \| ).*? \|/m, "$1Telemetry |"),
      replace(/^(\| \[Airbyte\]\([^)]*\) \| ).*? \|/m, "$1Replication |"),
    ),
    answers: [
      [/“Replication” is declared nowhere/, "Declare “Replication” in data/components/data-pipeline.yml"],
      [/“Telemetry” is declared nowhere/, "Declare “Telemetry” in data/components/data-pipeline.yml"],
    ],
    file: "data/components/data-pipeline.yml",
    says: /^ {2}- (?:Replication\n {2}- Telemetry|Telemetry\n {2}- Replication)$/m,
  },
  {
    name: "a value that the schema does not know",
    edit: replace("| Self-hosted (open source) | MPL-2.0 |", "| Self-hosted (open source) | ISC |"),
    answers: [[/“ISC” is no “License” that the schema knows/, "MIT"]],
    file: tool("vector"),
    says: /^licence: MIT$/m,
  },
  {
    name: "a URL changed in one place: it is so everywhere",
    edit: replace(/(\[Netflix\]\(#netflix\) \| .*?\[Apache Spark\]\()[^)]*/, "$1https://spark.example.org/"),
    answers: [
      [
        /URL of “Apache Spark” is printed in \d+ places/,
        "https://spark.example.org/ everywhere: “url” in data/tools/apache-spark.yml",
      ],
    ],
    file: tool("apache-spark"),
    says: /^url: https:\/\/spark\.example\.org\/$/m,
  },
  {
    name: "a row with a cell too few",
    edit: behind("Airbyte", "| [Kestra](https://kestra.io) | Stream processing | Cloud |"),
    answers: [[/this row has 3 cells.*“License”\?/i, "MIT"]],
    file: tool("kestra"),
    says: /^deployment: \[Cloud\]\nlicence: MIT$/m,
  },
  {
    name: "a row with a cell too many",
    edit: behind("Airbyte", "| [Kestra](https://kestra.io) | Stream processing | Cloud | 5 stars | MIT |"),
    answers: [[/this row has 5 cells.*Which cell is one too many\?/i, "5 stars"]],
    file: tool("kestra"),
    says: /^deployment: \[Cloud\]\nlicence: MIT$/m,
  },
  {
    name: "the name of a new row, which has a URL in its place",
    edit: replace(/^- \[Awesome Threat Detection and Hunting\].*\n/m, "- https://zqone.example.org/: One.\n$&"),
    answers: [[/what is the Title of the new row\?/, "Zqone"]],
    file: "data/resources/zqone.yml",
    says: /^title: Zqone\nurl: https:\/\/zqone\.example\.org\/\n/m,
  },
  {
    name: "a footnote's status",
    edit: replace(/^\d+\. <a id="note-faust">.*\n/m, '$&1. <a id="note-vector"></a>Vector is no more.\n'),
    answers: [[/what is the status of “Vector”/, "discontinued"]],
    file: tool("vector"),
    says: /^status: discontinued$/m,
  },
  {
    name: "what an image shows",
    edit: replace(
      /^\| 1<br>\[Slack\].*\n/m,
      "$&| 2<br>Jo Doe | • Lambda | [![](img/jo.png)](img/jo.png) | [A pipeline](https://example.com/jo) by Jo Doe |\n",
    ),
    answers: [[/what does img\/jo\.png show\?/, "Logs lead to alerts."]],
    file: example("jo-doe"),
    says: /^ {4}alt: Logs lead to alerts\.$/m,
  },
];

for (const { name, edit, answers, file, says } of ANSWERED) {
  test(`answered: ${name}`, () => {
    const text = edit(page);
    const given = new Map<string, string>();
    const { asks } = absorbPage(today, text, () => today);
    for (const [asked, answer] of answers) {
      const ask = asks.find(({ message }) => asked.test(message));
      assert.ok(ask, asks.map(({ message }) => message).join("\n"));
      const choice = ask.choices?.find(({ label }) => label === answer);
      assert.equal(choice === undefined, ask.choices === undefined, ask.choices?.map(({ label }) => label).join("\n"));
      given.set(ask.id, choice?.value ?? answer);
    }
    const found = absorbPage(today, text, () => today, given);
    assert.deepEqual(
      keptLines(found, (each) => each),
      [],
    );
    assert.match(found.drafts.get(file) ?? "", says);
  });
}

test("a comment in the first line that has no end, so that nothing of the page is shown", () => {
  const text = replace(/your change goes into data\/\. -->/, "your change goes into data/.")(page);
  assert.throws(() => absorbPage(today, text, () => today), /The comment in the first line has no end/);
});

const untouched = new Set(page.split("\n"));

for (const { name, edit, files, says, asks } of CASES) {
  test(name, () => {
    const text = edit(page);
    const found = absorbPage(today, text, () => today);
    const display = (file: string): string => file;
    const asked = unwrapped(keptLines(found, display));
    const said = unwrapped([...carriedLines(found, display), ...notedLines(found, display)]);
    const all = `${said}\n${asked}`;
    const isRenaming = / is “.*” now/.test(said);
    const got = [...found.drafts.keys()].sort();
    if (!isRenaming) assert.deepEqual(got, Object.keys(files).sort(), all);
    for (const [file, patterns] of Object.entries(files)) {
      const draft = found.drafts.get(file);
      assert.equal(draft === undefined, patterns === undefined, `${file}\n${all}`);
      for (const pattern of patterns ?? []) assert.match(draft ?? "", pattern, all);
    }
    if (says) assert.match(said, says);
    assert.equal(asked !== "", asks !== undefined, all);
    if (asks) assert.match(asked, asks);
    // What the build makes of it is the page, but for what was asked, and for what is computed.
    const lines = new Set(
      [...found.kept, ...found.carried.filter((each) => each.says.length > 0)].map((each) => each.edit.line),
    );
    const now = text.split(/\r?\n/);
    const left = found.rest.filter((each) => {
      if (each.type === "moved" || each.type === "noted" || lines.has(each.line)) return false;
      // What is new or gone is so in other tables, too, where nobody edited.
      const isUntouched = untouched.has(now[each.line - 1] ?? "");
      const follows = isUntouched || isRenaming || (each.type === "deleted" && found.drafts.has(each.entry.file));
      return !follows && !(each.type === "changed" && each.changes.length === 0);
    });
    assert.deepEqual(
      left.map(({ line, type }) => `${line}: ${type}`),
      [],
      all,
    );
  });
}
