// Texts of links that say what kind of thing the link leads to, and not what it is called.

const LABEL = new RegExp(
  `^(?:(?:the|official|full|original|live|source|project|online|english)\\s+)*(?:${[
    "(?:part|pt\\.?|chapter|episode|section|day|step|lesson|module|volume|vol\\.?|video|slide|talk|post|link|page|v|version|release)\\s*[\\divx.]*",
    "apps?|articles?|arxiv|blogs?(?: posts?)?|books?|changelog|code|courses?|datasets?|demo|details|discord|docker(?: hub)?",
    "docs?|documentation|download|events?|examples?|faq|forum|git|github|guides?|home|home ?pages?|here|info(?:rmation)?",
    "install(?:ation)?|issues?|learn more|licen[cs]e|links?|manual|more|news|notebook|npm|overview|papers?|pdf|playground",
    "podcast|presentation|press|project|pull request|pypi|quick ?start|read(?: more|me)?|recordings?|reference|repo(?:sitory)?",
    "reports?|resources?|reviews?|roadmap|rules?|schema|see(?: also| more)?|sites?|slides?|sources?|specs?|specification",
    "support|talks?|thread|tool|transcript|tutorials?|tweet|twitter|videos?|views?|watch|web ?sites?|website|white ?papers?|wiki(?:pedia)?|write-?ups?|youtube|x",
  ].join("|")})$`,
  "i",
);

/** @returns whether many links may have this text and lead to different pages, such as `docs`, `part 2` or `#12` */
export function isLabel(text: string): boolean {
  // No label is longer, and no pattern has to walk through what is.
  if (text.length > 60) return false;
  const bare = text.trim().replace(/[.:!…→»>]+$/u, "");
  return /^[@#]/.test(bare) || !/\p{L}/u.test(bare) || LABEL.test(bare);
}
