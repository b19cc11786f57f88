// Faults in Markdown documents: the pages of both lists as somebody would write them by hand.
import { append, type Fault, replace, write } from "./fault.ts";

const MAIN = "README.md";
const SECOND = "lists/threat-detection-pipeline/README.md";

const NOTES: readonly Fault[] = [
  {
    name: "a footnote of GitHub's own kind without a note",
    change: replace(MAIN, "Join us, explore", "Join us[^1], explore"),
    at: { text: "[^1]" },
    rule: "gfm-footnote",
    says: "[^1]: ",
  },
  {
    name: "a mark without a note",
    change: replace(MAIN, "[Tarsal](https://tarsal.co)", "[Tarsal](https://tarsal.co)[9]"),
    at: { text: "[9]" },
    rule: "footnote-mark",
    says: "There is no note 9",
  },
  {
    name: "a note without a mark",
    change: replace(MAIN, "\n## Additional Resources", "8. Tarsal is no longer maintained.\n\n## Additional Resources"),
    at: { text: "8. Tarsal" },
    rule: "footnote-mark",
    says: "8",
  },
  {
    name: "two notes with one number",
    change: replace(MAIN, '\n4. <a id="note-santa">', '\n3. <a id="note-santa">'),
    at: { text: '3. <a id="note-santa">' },
    rule: "footnote-mark",
    says: "Two notes",
  },
  {
    name: "a gap in the numbers of the notes",
    change: replace(MAIN, '\n7. <a id="note-amazon-data-firehose">', '\n8. <a id="note-amazon-data-firehose">'),
    at: { text: '8. <a id="note-amazon-data-firehose">' },
    rule: "footnote-mark",
    says: "7",
  },
  {
    name: "a mark with the number of another note",
    change: replace(MAIN, "[[2]](#note-thehive)", "[[3]](#note-thehive)"),
    at: { text: "3", behind: "TheHive-Project/TheHive)[[" },
    rule: "footnote-mark",
    says: "[[2]](#note-thehive)",
  },
  {
    name: "a mark that leads nowhere",
    change: replace(MAIN, "[[2]](#note-thehive)", "[[2]](#note-the-hive)"),
    at: { text: "#note-the-hive" },
    rule: "dead-anchor",
    says: "#note-thehive",
  },
  {
    name: "a mark taken away from one of two places",
    change: replace(MAIN, "elastalert)[[3]](#note-elastalert)", "elastalert)"),
    at: { text: "[ElastAlert](https://github.com/YelpArchive/elastalert) |" },
    rule: "missing-mark",
    says: "ElastAlert",
  },
  {
    name: "the only mark of the second page taken away",
    change: replace(SECOND, "[[0]](#note-elastalert)", ""),
    at: { text: '0. <a id="note-elastalert">' },
    rule: "footnote-mark",
    says: "0",
  },
  {
    name: "a bare mark with a wrong number",
    change: replace(SECOND, "[[0]](#note-elastalert)", "[1]"),
    at: { text: "[1]" },
    rule: "footnote-mark",
    says: "[0]",
  },
];

const IDENTITY: readonly Fault[] = [
  {
    name: "one tool under two names",
    change: replace(
      MAIN,
      "• [ksqlDB](https://github.com/confluentinc/ksql)",
      "• [KSQL](https://github.com/confluentinc/ksql)",
    ),
    at: { text: "KSQL](" },
    rule: "two-names",
    says: "ksqlDB",
  },
  {
    name: "one name with two URLs",
    change: replace(MAIN, "[Databricks](https://www.databricks.com/)<br>", "[Databricks](https://databricks.io/)<br>"),
    at: { text: "https://databricks.io/" },
    rule: "name-url",
    says: "https://www.databricks.com/",
  },
  {
    name: "a tool listed twice in one table",
    change: replace(
      MAIN,
      "| [Amazon Kinesis Data Streams]",
      "| [Vector](https://github.com/vectordotdev/vector) | Log collection and transformation |\n| [Amazon Kinesis Data Streams]",
    ),
    at: { text: "[Vector]", behind: "[Vector]" },
    rule: "duplicate-link",
    says: "Vector",
  },
  {
    name: "a name in another case",
    change: replace(MAIN, "that uses GitHub for", "that uses Github for"),
    at: { text: "Github for" },
    rule: "name-case",
    says: "GitHub",
  },
  {
    name: "an organisation in another case",
    change: replace(SECOND, "Jeff Bollinger (LinkedIn)", "Jeff Bollinger (Linkedin)"),
    at: { text: "Linkedin" },
    rule: "name-case",
    says: "LinkedIn",
  },
];

const LINKS: readonly Fault[] = [
  {
    name: "a dead anchor in the contents",
    change: replace(MAIN, "(#real-world-examples)", "(#realworld-examples)"),
    at: { text: "#realworld-examples" },
    rule: "dead-anchor",
    says: "#real-world-examples",
  },
  {
    name: "a heading renamed, whose section the contents know by its old name",
    change: replace(MAIN, "## Additional Resources\n", "## Further Resources\n"),
    at: { text: "#additional-resources" },
    rule: "dead-anchor",
  },
  {
    name: "htps:",
    change: replace(MAIN, "https://torq.io/)", "htps://torq.io/)"),
    at: { text: "htps:" },
    rule: "url",
    says: "https",
  },
  {
    name: "a space in a URL",
    change: replace(SECOND, "https://www.scala-lang.org/", "https://www.scala lang.org/"),
    at: { text: "https://www.scala lang.org/" },
    rule: "url",
  },
  {
    name: "a link to nothing",
    change: replace(MAIN, "(https://cribl.io/)", "()"),
    at: { text: "[Cribl Stream]()" },
    rule: "url",
  },
  {
    name: "a blank between a link's text and its URL",
    change: replace(MAIN, "[Cribl Stream](https", "[Cribl Stream] (https"),
    at: { text: "[Cribl Stream] (https" },
    rule: "url",
  },
  {
    name: "http",
    change: replace(SECOND, "(https://mirrors.", "(http://mirrors."),
    at: { text: "http://" },
    rule: "http-url",
  },
  {
    name: "a file that is not there",
    change: replace(MAIN, "(CONTRIBUTING.md)", "(contributing.md)"),
    at: { text: "contributing.md" },
    rule: "missing-file",
    says: "CONTRIBUTING.md",
  },
  {
    name: "an image that is not there",
    change: append(MAIN, "\n![A map of all tools](img/no-such-map.png)\n"),
    at: { text: "img/no-such-map.png" },
    rule: "missing-file",
  },
  {
    name: "a reference that is not defined",
    change: replace(SECOND, "[main repository](../../README.md)", "[main repository][main]"),
    at: { text: "main]", behind: "[main repository][" },
    rule: "link-reference",
    says: "main",
  },
  {
    name: "a definition that nothing uses",
    change: append(SECOND, "\n[sigma]: https://github.com/SigmaHQ/sigma\n"),
    at: { text: "[sigma]:" },
    rule: "link-reference",
    says: "sigma",
  },
  {
    name: "a tracking parameter",
    change: replace(SECOND, "https://graphql.org/", "https://graphql.org/?utm_campaign=x"),
    at: { text: "utm_campaign" },
    rule: "tracking-parameter",
  },
  {
    name: "a link that says “here”",
    change: replace(MAIN, "contribute to this", "contribute [here](CONTRIBUTING.md) to this"),
    at: { text: "[here]" },
    rule: "link-text",
  },
  {
    name: "a second heading of the same text",
    change: replace(SECOND, "## License\n", "## Contributing\n\nThank you.\n\n## License\n"),
    at: { text: "## Contributing", behind: "## Contributing" },
    rule: "duplicate-heading",
  },
];

const TABLES: readonly Fault[] = [
  {
    name: "an image without alternative text",
    change: replace(MAIN, "[![CC0]", "[![]"),
    at: { text: "![](" },
    rule: "image-alt",
  },
  {
    name: "a row without its last pipe",
    change: replace(MAIN, "| Stream processing |\n| [Apache Kafka]", "| Stream processing\n| [Apache Kafka]"),
    at: { text: "g\n| [Apache Kafka]" },
    rule: "table-pipe",
  },
  {
    name: "the last row without its last pipe",
    change: replace(SECOND, "by Airbnb Eng |", "by Airbnb Eng"),
    at: { text: "g\n", behind: "by Airbnb En" },
    rule: "table-pipe",
  },
  {
    name: "a row without its first cell's pipe",
    change: replace(
      MAIN,
      "| [Gitea](https://github.com/go-gitea/gitea) | Detection",
      "| [Gitea](https://github.com/go-gitea/gitea) Detection",
    ),
    at: { text: "|\n", behind: "gitea) Detection content development " },
    rule: "table-cells",
  },
  {
    name: "a row with a cell too many",
    change: replace(MAIN, "| SQL-Based Streaming for Kafka |", "| SQL-Based Streaming | for Kafka |"),
    at: { text: "| for Kafka |" },
    rule: "table-cells",
  },
  {
    name: "a pipe in a cell that is not escaped, in code",
    change: replace(MAIN, "| SQL-Based Streaming for Kafka |", "| SQL-Based `a | b` Streaming for Kafka |"),
    at: { text: "| b` Streaming" },
    rule: "table-cells",
  },
  {
    name: "a delimiter row with a column too few",
    change: replace(SECOND, "| --- | --- | --- | --- |", "| --- | --- | --- |"),
    at: { text: "| --- | --- | --- |" },
    rule: "table-shape",
  },
];

const TEXT: readonly Fault[] = [
  {
    name: "UTF-8 read as Mac Roman",
    change: replace(MAIN, "💡 [Real", "\uf8ffüí° [Real"),
    at: { text: "\uf8ffüí°" },
    rule: "mojibake",
    says: "💡",
  },
  {
    name: "UTF-8 read as Windows-1252",
    change: replace(SECOND, "False Positive’", "False Positiveâ€™"),
    at: { text: "â€™" },
    rule: "mojibake",
    says: "’",
  },
  {
    name: "UTF-8 read as Latin-1",
    change: replace(SECOND, "user’s IDE", "user\u00e2\u0080\u0099s IDE"),
    at: { text: "\u00e2\u0080\u0099" },
    rule: "mojibake",
    says: "’",
  },
  {
    name: "a replacement character",
    change: replace(SECOND, "user’s IDE", "user\ufffds IDE"),
    at: { text: "\ufffd" },
    rule: "invisible-character",
  },
  {
    name: "a zero-width space",
    change: replace(MAIN, "Join us,", "Join\u200b us,"),
    at: { text: "\u200b" },
    rule: "invisible-character",
    says: "U+200B",
  },
  {
    name: "a control character",
    change: replace(MAIN, "Join us,", "Join\u001b us,"),
    at: { text: "\u001b" },
    rule: "invisible-character",
    says: "U+001B",
  },
  {
    name: "a private-use character",
    change: replace(MAIN, "Join us,", "\uf0a7 Join us,"),
    at: { text: "\uf0a7" },
    rule: "invisible-character",
    says: "U+F0A7",
  },
  {
    name: "an accent of its own",
    change: replace(MAIN, "by Michael George", "by Miche\u0301l George"),
    at: { text: "e\u0301" },
    rule: "unicode-form",
  },
  {
    name: "white space at a line's end",
    change: replace(SECOND, "## License\n", "## License \n"),
    at: { text: " \n", behind: "## License" },
    rule: "trailing-space",
  },
  {
    name: "a wrong number in the contents",
    change: replace(MAIN, "3. ⚙️", "4. ⚙️"),
    at: { text: "4. ⚙️" },
    rule: "list-ordinal",
    says: "3",
  },
  {
    name: "a wrong number in a cell",
    change: replace(SECOND, "<br>3. **Automated", "<br>2. **Automated"),
    at: { text: "2. **Automated" },
    rule: "list-ordinal",
    says: "3",
  },
  {
    name: "a section that the contents lack",
    change: replace(MAIN, "💡 [Real-world Examples](#real-world-examples)\n\n", ""),
    at: { text: "## Real-world Examples" },
    rule: "contents",
    says: "#real-world-examples",
  },
  {
    name: "Resources:",
    change: replace(MAIN, "### Resources\n\n- [Using", "### Resources:\n\n- [Using"),
    at: { text: ":\n\n- [Using" },
    rule: "heading-punctuation",
  },
  {
    name: "TODO",
    change: replace(SECOND, "## License\n", "## License\n\nTODO: choose one.\n"),
    at: { text: "TODO" },
    rule: "unfinished",
  },
  {
    name: "a name that is not sure",
    change: replace(SECOND, "• Serverless functions", "• Serverless functions?"),
    at: { text: "?", behind: "Serverless functions" },
    rule: "unfinished",
  },
  {
    name: "a description without the full stop that its neighbours have",
    change: replace(MAIN, "rules, GitLab CI/CD, and Splunk.", "rules, GitLab CI/CD, and Splunk"),
    at: { text: "Splunk\n", behind: "CI/CD, and " },
    rule: "final-stop",
  },
  {
    name: "a cell with a full stop that its neighbours do not have",
    change: replace(MAIN, "Open source security lake platform for AWS", "Open source security lake platform for AWS."),
    at: { text: ". |", behind: "platform for AWS" },
    rule: "final-stop",
  },
];

const FILES: readonly Fault[] = [
  {
    name: "a page that is too long for GitHub",
    change: append(SECOND, `\n${`This page is long${", very long".repeat(1_000)}.\n\n`.repeat(50)}`),
    at: { text: "" },
    rule: "page-size",
    says: "512,000",
  },
  {
    name: "a heading without words",
    change: replace(MAIN, "## Data Pipeline", "##\n\n## Data Pipeline"),
    at: { text: "##\n\n## Data" },
    rule: "heading-text",
  },
  {
    name: "quotations in quotations",
    change: append(SECOND, `\n${">".repeat(5000)} deep\n`),
    at: { text: "" },
    rule: "markdown-depth",
  },
  {
    name: "a document that is not UTF-8",
    change: write(SECOND, new Uint8Array([...Buffer.from("# Caf"), 0xe9, 0x0a])),
    at: { text: "" },
    rule: "file-place",
    says: "UTF-8",
  },
  {
    name: "a disable comment without a reason",
    change: append(SECOND, "\n<!-- lint-disable-next-line image-alt -->\n![](https://example.org/a.svg)\n"),
    at: { text: "<!-- lint-disable-next-line" },
    rule: "lint-comment",
    says: "reason",
  },
  {
    name: "a disable comment that nothing needs",
    change: append(
      SECOND,
      "\n<!-- lint-disable-next-line image-alt -- a decoration -->\n![A map](https://example.org/a.svg)\n",
    ),
    at: { text: "image-alt", behind: "lint-disable-next-line " },
    rule: "lint-comment",
    says: "disables nothing",
  },
  {
    name: "a disable comment for a rule that there is not",
    change: append(
      SECOND,
      "\n<!-- lint-disable-next-line image-atl -- a decoration -->\n![A map](https://example.org/a.svg)\n",
    ),
    at: { text: "image-atl", behind: "lint-disable-next-line " },
    rule: "lint-comment",
    says: "Did you mean “image-alt”?",
  },
];

export const DOCUMENTS: readonly Fault[] = [...NOTES, ...IDENTITY, ...LINKS, ...TABLES, ...TEXT, ...FILES];
