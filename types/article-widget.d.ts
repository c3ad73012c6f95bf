// Types of article-widget. Written by `cargo xtask contract`; not edited by hand.

export type ArticleState = "idle" | "loading" | "ready" | "error";
export type ArticleOutcome = "ready" | "error";
export type ArticleErrorKind = "network" | "offline" | "http" | "timeout" | "too-large" | "not-json" | "unknown-format" | "no-article" | "restricted" | "blocked" | "internal";
export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

export interface ArticleLoadDetail {
  /** The headline, as plain text. */
  headline: string;
  /** Words in the body. */
  words: number;
  /** Minutes to read, as shown. */
  minutes: number;
  /** Name of the format that the JSON is in. */
  format: string;
  /** What was left out or read leniently, by its JSON path. */
  warnings: { path: string; message: string }[];
}

export interface ArticleErrorDetail {
  /** What happened. */
  kind: ArticleErrorKind;
  /** What whoever can mend it needs to know. */
  message: string;
  /** The server's status, for `http`. */
  status?: number;
}

export interface ArticleReadDetail {
  /** Percent of the body, from its top. */
  depth: 25 | 50 | 75 | 100;
}

export interface ArticleLinkDetail {
  /** The whole URL. */
  href: string;
}

/** All bubble and are composed. */
export interface ArticleWidgetEventMap {
  /** The article has been drawn after a load. */
  "article-load": CustomEvent<ArticleLoadDetail>;
  /** The error has been drawn. */
  "article-error": CustomEvent<ArticleErrorDetail>;
  /** A quarter of the body has been in view, each once until another article is asked for: neither `reload()` nor `refresh` begins anew; scrolling past it does not count, nor does a hidden tab. */
  "article-read": CustomEvent<ArticleReadDetail>;
  /** A link was clicked, but for links to a place in the article itself and for embeds that play. Cancelable. */
  "article-link": CustomEvent<ArticleLinkDetail>;
}

/** What may stand in the tag. */
export interface ArticleWidgetAttributes {
  /** URL of the article JSON, relative to the page. Default: none: see inline articles. */
  src?: string;
  /** Which article, where the JSON holds several: its index from 0, its id or its URL. Default: `0`. */
  item?: string | number;
  /** A format's name. Default: recognised. */
  format?: string;
  /** `anonymous`, `use-credentials`. Default: `anonymous`. */
  crossorigin?: "anonymous" | "use-credentials";
  /** `auto`, `light`, `dark`, `sepia`. Default: `auto`: the page's `color-scheme`. */
  theme?: "auto" | "light" | "dark" | "sepia";
  /** `1` to `6`; the body's headings follow below it and stop at 6. Default: `2`. */
  "heading-level"?: HeadingLevel | `${HeadingLevel}`;
  /** Parts to leave out, separated by spaces. Default: none. */
  hide?: string;
  /** Language of the widget's own words and dates. Default: `lang`. */
  "labels-lang"?: string;
  /** The same. Default: the article's language, else English. */
  lang?: string;
  /** Words read in a minute. Default: by language. */
  wpm?: number | `${number}`;
  /** `eager`, `lazy`: within 600 px of the view. Default: `eager`. */
  loading?: "eager" | "lazy";
  /** Milliseconds for one attempt, from when the widget's files are there; all attempts end within twice that. Default: `15000`. */
  timeout?: number | `${number}`;
  /** How many blocks stand before Continue reading. Default: none: the whole article. */
  collapse?: number | `${number}`;
  /** Present: a bar tells how much is read. Default: off. */
  progress?: boolean | "";
  /** Reader's tools, separated by spaces: `contents`, `listen`, `share`, `text-size`, `theme`. Default: none. */
  controls?: string;
  /** Seconds between checks for a newer edition; fewer than 10 are taken as 10. Default: off. */
  refresh?: number | `${number}`;
  /** Present: the last good copy is kept for when the network fails. Default: off. */
  cache?: boolean | "";
  /** Present: the article as JSON-LD in the page's head. Default: off. */
  "structured-data"?: boolean | "";
}

export class ArticleWidget extends HTMLElement {
  /** Reads as the article that is shown, in the form of the article JSON, credits split off and URLs resolved, or `null` while there is none in memory (a prerendered one, until it is loaded); set to an object in any format, it is shown; set to `null`, `src` counts again. */
  get article(): Article | null;
  set article(value: object | null);
  /** Read only: `idle` (no source yet), `loading`, `ready`, `error`. */
  get state(): ArticleState;
  /** A promise of the next `"ready"` or `"error"`. It never rejects. After a change ask for it anew. */
  get ready(): Promise<ArticleOutcome>;
  /** Loads the same source again and returns `ready`. */
  reload(): Promise<ArticleOutcome>;
}

/** Defines the tag, unless the page has it already. `base` is the folder of the widget's files, where they are not beside the script. */
export function define(name?: string, base?: string | URL): void;

type Handlers<Prefix extends string> = {
  [Name in keyof ArticleWidgetEventMap as `${Prefix}${Name}`]?: (event: ArticleWidgetEventMap[Name]) => void;
};
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}` ? `${Capitalize<First>}${Camel<Rest>}` : Capitalize<Name>;
type VueHandlers = {
  [Name in keyof ArticleWidgetEventMap as `on${Camel<Name>}`]?: (event: ArticleWidgetEventMap[Name]) => void;
};
/** What a framework sets on the element: attributes, and the property `article`. */
type Props = ArticleWidgetAttributes & { article?: object | null };

declare global {
  interface HTMLElementTagNameMap {
    "article-widget": ArticleWidget;
  }
  interface GlobalEventHandlersEventMap extends ArticleWidgetEventMap {}
}

// A framework that is not installed is none that the page uses.
// @ts-ignore
declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      "article-widget": Props & Handlers<"on"> & DetailedHTMLProps<HTMLAttributes<ArticleWidget>, ArticleWidget>;
    }
  }
}

// @ts-ignore
declare module "vue" {
  interface GlobalComponents {
    // @ts-ignore
    "article-widget": new () => ArticleWidget & { $props: Props & VueHandlers & import("vue").HTMLAttributes };
  }
}

// @ts-ignore
declare module "svelte/elements" {
  interface SvelteHTMLElements {
    // @ts-ignore
    "article-widget": Props & Handlers<"on"> & HTMLAttributes<ArticleWidget>;
  }
}

/** One article, ready to be shown. */
export type Article = {
  /** Who wrote it, in the publisher's order. */
  authors?: Array<Author>;
  /** The story. */
  body: Content;
  /** The text's direction, where the publisher names it. */
  direction?: Direction | null;
  /** The headline; never empty in an article that was read. */
  headline: Plain;
  /** The lead picture. */
  hero?: Picture | null;
  /** The section label above the headline. */
  kicker?: string | null;
  /** The BCP 47 tag of the text's language. */
  language?: string | null;
  /** When it was published: an RFC 3339 timestamp or a date. */
  published?: string | null;
  /** Who published it. */
  publisher?: Publisher | null;
  /** Minutes to read, where the publisher says so; otherwise they are counted. */
  readMinutes?: number | null;
  /** The deck: one or two sentences under the headline. */
  standfirst?: InlineHtml;
  /** Whether only the beginning of the story is here: the rest is behind a wall, or was left out. */
  truncated?: boolean;
  /** When it was last changed: an RFC 3339 timestamp or a date. */
  updated?: string | null;
  /** The canonical page. */
  url?: string | null;
};

/** A person or organisation that wrote the article. */
export type Author = string | {
  /** The name as it is to be shown. */
  name: string;
  /** A page of theirs. */
  url?: string | null;
};

/** One block of the body. */
export type Block = {
  /** Its text. */
  text: InlineHtml;
  type: "paragraph";
} | {
  /** 2 to 6, as in an HTML page whose title is the `h1`. */
  level?: number;
  /** Its text. */
  text: InlineHtml;
  type: "heading";
} | Quote | Quote | List | {
  /** What the picture shows, for those who do not see it. */
  alt?: string | null;
  /** The line under the picture. */
  caption?: Plain;
  /** Whose picture it is. */
  credit?: string | null;
  /** Intrinsic height in pixels. */
  height?: number | null;
  /** The `sizes` that go with `srcset`, as in HTML. */
  sizes?: string | null;
  /** The picture's URL. */
  src: string;
  /** Other sizes of the same picture, as in HTML. */
  srcset?: string | null;
  type: "image";
  /** Where a click on it leads. */
  url?: string | null;
  /** Intrinsic width in pixels. */
  width?: number | null;
} | {
  /** A caption for all of them. */
  caption?: Plain;
  /** The pictures. */
  images: Array<Picture>;
  type: "gallery";
} | Table | {
  /** The programming language. */
  language?: string | null;
  /** The text, as it is. */
  text: string;
  type: "code";
} | {
  type: "divider";
} | Embed | Media | Media | {
  /** What it says. */
  blocks?: Array<Entry>;
  /** In place of `blocks`: the text of a single paragraph. */
  text?: InlineHtml;
  /** The box's title. */
  title?: InlineHtml;
  type: "callout";
};

/** One cell of a table. */
export type Cell = InlineHtml | {
  /** Columns it spans. */
  colspan?: number | null;
  /** Whether it heads its row or column. */
  header?: boolean;
  /** Rows it spans. */
  rowspan?: number | null;
  /** What it says. */
  text?: InlineHtml;
};

/**  */
export type Content = string | Array<Entry>;

/** The direction of a text. */
export type Direction = "ltr" | "rtl";

/** Something that lives on another site. */
export type Embed = {
  /** The line under it. */
  caption?: Plain;
  /** Height in pixels. */
  height?: number | null;
  /** The site's name. */
  provider?: string | null;
  /** What it is. */
  title?: string | null;
  /** The page it lives on. */
  url: string;
  /** Width in pixels. */
  width?: number | null;
};

/** One entry of a list of blocks: a block, or HTML that stands for several. */
export type Entry = string | HtmlBlock | Block;

/** The rows of a table's head: their number, or whether there is one. */
export type Header = number | boolean;

/** HTML, read as a body of HTML is. */
export type HtmlBlock = {
  html: string;
  type: HtmlTag;
};

/**  */
export type HtmlTag = "html";

/** A picture with what is said about it. */
export type Image = {
  /** What the picture shows, for those who do not see it. */
  alt?: string | null;
  /** The line under the picture. */
  caption?: Plain;
  /** Whose picture it is. */
  credit?: string | null;
  /** Intrinsic height in pixels. */
  height?: number | null;
  /** The `sizes` that go with `srcset`, as in HTML. */
  sizes?: string | null;
  /** The picture's URL. */
  src: string;
  /** Other sizes of the same picture, as in HTML. */
  srcset?: string | null;
  /** Intrinsic width in pixels. */
  width?: number | null;
};

/** Inline HTML. */
export type InlineHtml = string;

/** A list and its items. */
export type List = {
  /** The items. */
  items?: Array<ListItem>;
  /** Whether the items are numbered. */
  ordered?: boolean;
  /** The first number, where it is not 1. */
  start?: number | null;
};

/** One item of a list. */
export type ListItem = InlineHtml | {
  /** What follows the line: nested lists, further paragraphs. */
  blocks?: Array<Entry>;
  /** The item's own line. */
  text?: InlineHtml;
};

/** A recording or film. */
export type Media = {
  /** The line under it. */
  caption?: Plain;
  /** Height in pixels. */
  height?: number | null;
  /** The picture shown before a film plays. */
  poster?: string | null;
  /** The file. */
  src: string;
  /** What it is. */
  title?: string | null;
  /** Width in pixels. */
  width?: number | null;
};

/** A picture, or just its URL. */
export type Picture = string | Image;

/** Plain text, or HTML where there is markup to keep. */
export type Plain = string | {
  html: string;
};

/** Who published the article. */
export type Publisher = string | {
  /** The name as it is to be shown. */
  name: string;
  /** A page of theirs. */
  url?: string | null;
};

/** The content of a quote or pull quote. */
export type Quote = {
  /** What is quoted. */
  blocks?: Array<Entry>;
  /** Who said it. */
  cite?: InlineHtml;
  /** In place of `blocks`: the text of a single paragraph. */
  text?: InlineHtml;
  /** Where it was said. */
  url?: string | null;
};

/** A table. */
export type Table = {
  /** What the table shows. */
  caption?: Plain;
  /** How many rows at the top are its head. */
  header?: Header;
  /** The rows. */
  rows?: Array<Array<Cell>>;
};

