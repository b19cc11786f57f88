// The types of the records. Generated from schemas/ by `npm run types`: edit the schemas, not this file.

// biome-ignore-all format: generated

/**
 * The settings of one list: data/list.yml.
 */
export interface ListRecord {
  /**
   * What the list is called.
   */
  name: string;
  /**
   * Where the list lives on GitHub: a repository, or a folder of one (…/tree/BRANCH/FOLDER). The links by which people add an entry lead there.
   */
  repository?: string;
  /**
   * Links that `npm run links` asks about as ever, and of which it reports only that they are gone: sites that answer no programs.
   *
   * Items: A pattern of URLs, why they are excluded, and until when.
   */
  exclusions?: {
    /**
     * The whole URL as it is listed; `*` stands for any characters.
     */
    pattern: string;
    /**
     * Why, in one sentence.
     */
    reason: string;
    /**
     * The last day on which it counts (YEAR-MONTH-DAY); from the next on, the exclusion itself is a finding.
     */
    until: string;
  }[];
  /**
   * How severe the findings of a rule are, where that differs from its default (scripts/rules/README.md has all of them); `off` switches it off.
   */
  rules?: {
    /**
     * How severe the findings of this rule are.
     */
    [k: string]: "error" | "warning" | "info" | "off";
  };
}


/**
 * One part of a detection and response pipeline: data/components/ID.yml.
 */
export interface ComponentRecord {
  /**
   * The component's name. It equals the heading of its section in the template.
   */
  name: string;
  /**
   * The emoji in front of the name in the table of contents.
   */
  emoji?: string;
  /**
   * The component's place in the pipeline, counted from 0.
   */
  position: number;
  /**
   * What the component is for, in a few words: they stand in the drawing of the whole pipeline.
   */
  summary?: string;
  /**
   * The purposes that a tool of this component may have. Their order is the order of the rows in the component's table.
   *
   * @minItems 1
   *
   * Items: What a tool does in this component, in a few words.
   */
  purposes?: string[];
}


/**
 * One product or technology: data/tools/ID.yml, where ID is its name in kebab-case.
 */
export interface ToolRecord {
  /**
   * The name as its makers write it today.
   */
  name: string;
  /**
   * Where to find the tool: its repository when it is open source, its home page otherwise.
   */
  url?: string;
  /**
   * Other names that people use for it: short forms, former names, other spellings. An example may use any of them.
   *
   * Items: Another name of the same tool.
   */
  aliases?: string[];
  /**
   * Is it still kept? `active` is the default; anything else asks for a footnote.
   */
  status?: "active" | "unmaintained" | "archived" | "renamed" | "discontinued";
  /**
   * The id (file name without .yml) of the tool to use instead.
   */
  replacement?: string;
  /**
   * What a reader should know before using it, in one or two sentences of Markdown. Every place that names the tool gets a mark such as [0] that points here.
   */
  footnote?: string;
  /**
   * The components that the tool is listed under, by id, and what it does in each. Write `{}` to list it without text.
   */
  components?: {
    /**
     * What the tool does in this component: `purposes` or `description`, never both.
     */
    [k: string]: {
      /**
       * Purposes that the component declares, word for word.
       *
       * @minItems 1
       *
       * Items: One of the purposes in the component's own file.
       */
      purposes?: string[];
      /**
       * What it is or does here, in one line of Markdown.
       */
      description?: string;
    };
  };
}


/**
 * One organisation's real pipeline: data/examples/ID.yml.
 */
export interface ExampleRecord {
  /**
   * Whose pipeline it is.
   */
  organisation: string;
  /**
   * A sort key: rows are ordered by it, then by id. The printed number is the row's place.
   */
  position: number;
  /**
   * What the pipeline is made of, in the order of the source.
   *
   * @minItems 1
   *
   * Items: A tool's name or alias, printed as written here; or `text:` for what is not a tool of the list.
   */
  technologies: (
    | string
    | {
        /**
         * Literal text, for a technology that has no record of its own.
         */
        text: string;
        /**
         * Tools (by name or alias) that this text names. They are counted and checked, and the text gets their footnote marks.
         *
         * @minItems 1
         *
         * Items: A tool's name or one of its aliases.
         */
        tools?: string[];
      }
  )[];
  /**
   * What the source says, in Markdown. A `>` quotation becomes _"…"_ in the table.
   */
  note?: string;
  /**
   * Drawings of the pipeline, shown after the note, each by its id: data/diagrams/ID.yml is drawn as img/ID.svg. An image that was made elsewhere names its `file` instead, and is shown once that is there.
   *
   * @minItems 1
   *
   * Items: The id of a diagram; or `file:` and `alt:` of an image that was made elsewhere.
   */
  diagram?: (
    | string
    | {
        /**
         * The image, relative to the README.
         */
        file: string;
        /**
         * What the drawing shows, for people who cannot see it.
         */
        alt: string;
        /**
         * A line above the drawing, where there is more than one.
         */
        caption?: string;
      }
  )[];
  /**
   * Where this is known from: posts, talks, repositories.
   *
   * @minItems 1
   *
   * Items: One public source.
   */
  references: {
    /**
     * The title of the source, as published.
     */
    title: string;
    /**
     * Where to read or watch it.
     */
    url: string;
    /**
     * One word for what it is, where it is not a post or a talk.
     */
    kind?: string;
    /**
     * Who wrote it or gave the talk. No parentheses: these surround the organisation.
     */
    by?: string;
    /**
     * Where the author works. No parentheses: the template adds them.
     */
    of?: string;
    /**
     * `true` marks a source that the organisation has moved on from; it is printed with [OLD].
     */
    old?: boolean;
    /**
     * Tools (by name or alias) that this source is about. They are counted and checked, and the reference gets their footnote marks.
     *
     * @minItems 1
     *
     * Items: A tool's name or one of its aliases.
     */
    tools?: string[];
    /**
     * Further sources that belong to this one; printed after “and”.
     *
     * @minItems 1
     *
     * Items: One further source.
     */
    also?: {
      /**
       * The title of the further source, as published.
       */
      title: string;
      /**
       * Where to read or watch it.
       */
      url: string;
      /**
       * Who wrote it or gave the talk. No parentheses: these surround the organisation.
       */
      by?: string;
      /**
       * Where the author works. No parentheses: the template adds them.
       */
      of?: string;
    }[];
  }[];
}


/**
 * A drawing of an example's pipeline, made as img/ID.svg: data/diagrams/ID.yml.
 */
export interface DiagramRecord {
  /**
   * What the drawing is called.
   */
  title: string;
  /**
   * What the drawing shows, for people who cannot see it.
   */
  alt: string;
  /**
   * A line above the drawing, where an example has more than one.
   */
  caption?: string;
  /**
   * Where everything stands, as in CSS grid-template-areas: a line for each row, a node's id for each cell, a dot for an empty one. A node may fill a rectangle of cells.
   */
  grid: string;
  /**
   * Frames around neighbouring nodes.
   *
   * @minItems 1
   * @maxItems 30
   *
   * Items: A frame around the nodes that name it.
   */
  groups?: {
    /**
     * What nodes and edges call it. No node has the same id.
     */
    id: string;
    /**
     * What stands at the top of the frame.
     */
    label: string;
    /**
     * The id of the component that it belongs to, which gives its colour, and that of its nodes.
     */
    stage?: string;
    /**
     * The id of the group that it stands in.
     */
    group?: string;
  }[];
  /**
   * The boxes.
   *
   * @minItems 1
   * @maxItems 80
   *
   * Items: A box, with a label or a tool's name in it.
   */
  nodes: {
    /**
     * What the grid and the edges call it. It is not shown.
     */
    id: string;
    /**
     * A tool's name or alias, shown as written here unless there is a label.
     */
    tool?: string;
    /**
     * What the box says, where it is not a tool's name alone.
     */
    label?: string;
    /**
     * Smaller lines below the label.
     *
     * @minItems 1
     *
     * Items: A line; a long one is wrapped.
     */
    details?: string[];
    /**
     * Further tools (by name or alias) that the label or the details name. They are counted and checked, and get their footnote marks.
     *
     * @minItems 1
     *
     * Items: A tool's name or one of its aliases.
     */
    tools?: string[];
    /**
     * The id of the component that it belongs to, which gives its colour. Without one, it has that of its group; what is outside of the pipeline has none.
     */
    stage?: string;
    /**
     * The id of the group that it stands in.
     */
    group?: string;
    /**
     * `box` (the default), `person` for people, or `decision` for a question.
     */
    shape?: "box" | "person" | "decision";
    /**
     * `true` draws a thick border; the diagram's own `highlight` says what that means.
     */
    highlight?: boolean;
  }[];
  /**
   * The arrows.
   *
   * @minItems 1
   * @maxItems 120
   *
   * Items: An arrow between two nodes or groups. Its way is found by itself.
   */
  edges?: {
    /**
     * The id of the node or group where it starts.
     */
    from: string;
    /**
     * The id of the node or group where it ends.
     */
    to: string;
    /**
     * A few words beside it.
     */
    label?: string;
    /**
     * Where it has heads: `forward` (the default), `both` or `none`.
     */
    arrow?: "forward" | "both" | "none";
    /**
     * `true` draws a dashed line.
     */
    dashed?: boolean;
  }[];
  /**
   * What the thick border of highlighted nodes means, for the legend.
   */
  highlight?: string;
}


/**
 * Something worth reading: data/resources/ID.yml.
 */
export interface ResourceRecord {
  /**
   * The title of the resource, as published.
   */
  title: string;
  /**
   * The id of the component whose section lists it. Leave it out for “Additional Resources”.
   */
  component?: string;
  /**
   * Where to read or watch it. A resource in several parts has `parts` instead.
   */
  url?: string;
  /**
   * The parts of a series, in order, instead of `url`.
   *
   * @minItems 1
   *
   * Items: One part.
   */
  parts?: {
    /**
     * What the link says.
     */
    label: string;
    /**
     * Where this part is.
     */
    url: string;
  }[];
  /**
   * Why it is worth reading, in one or two sentences of Markdown.
   */
  description?: string;
}
