// The reader's tools, which the entry loads once an attribute asks for one. What they need they take from
// the element's public contract and from what is drawn; what they add stands beside the stage, since all
// inside of it is Yew's.

import { wordsIn } from "./tools/words.js";

// Each tool's module, and the attributes that ask for it.
const TOOLS = [
  { attributes: ["collapse"], load: () => import("./collapse.js") },
  { attributes: ["controls"], load: () => import("./controls.js") },
  { attributes: ["progress"], load: () => import("./progress.js") },
  { attributes: ["structured-data"], load: () => import("./structured-data.js") },
  { attributes: ["refresh", "cache"], load: () => import("./fresh.js") },
];
const OBSERVED = [...TOOLS.flatMap(({ attributes }) => attributes), "labels-lang", "lang", "theme"];

// How long a passing word can be read, in milliseconds.
const A_WHILE = 6000;

const kits = new WeakMap();
const sheets = new WeakMap();
let styles;

/** The tools' sheet in a document, and the promise that it is filled. */
const sheetOf = (page) => {
  if (!sheets.has(page)) {
    const sheet = new page.defaultView.CSSStyleSheet();
    styles ??= fetch(new URL("./tools.css", import.meta.url)).then((answer) => (answer.ok ? answer.text() : ""));
    const filled = styles.then((text) => sheet.replaceSync(text)).catch(() => {});
    sheets.set(page, { sheet, filled });
  }
  return sheets.get(page);
};

const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  node.append(...children);
  return node;
};

// A tool that fails is no reason to keep the article back.
const report = (error) => console.error("article-widget:", error);

/** What the tools of one element share. */
class Kit {
  make = make;
  words = {};
  /** Whether what is drawn next is a newer edition of what the reader sees. */
  isUpdate = false;

  #show;
  #edition;
  #refused;
  #mounted = new Map();
  #queue = Promise.resolve();
  #isRemoved = false;
  #observer = new MutationObserver(() => this.#arrange());
  #drawing = new MutationObserver(() => (this.frame.parentNode ? this.#wait() : this.#remove()));
  // What holds stands above the article, what passes at the lower edge of the view: neither moves a reader's lines.
  #notice = make("div", { part: "notice", class: "notice", role: "status" });
  #word = make("div", { part: "notice", class: "passing", role: "status" });
  #lower = make("div", { class: "lower" }, this.#word);
  #timer;

  /** `show` draws what a request is answered with, in the place of what is there; without one it gives that up. */
  constructor(host, show) {
    this.host = host;
    this.root = host.shadowRoot;
    this.stage = this.root.querySelector(".stage");
    this.#show = show;
    this.frame = make("div", { class: "tools-frame" }, this.#notice);
    this.stage.before(this.frame);
    this.root.append(this.#lower);
    this.#observer.observe(host, { attributeFilter: OBSERVED });
    // The entry empties the root of an element that is gone, and has something there in the place of what is not drawn.
    this.#drawing.observe(this.root, { childList: true });
    this.#wait();
    if (host.state === "ready") this.#arrange();
  }

  get article() {
    return this.stage.querySelector("[part=article]");
  }

  get language() {
    return this.host.getAttribute("labels-lang") || this.host.getAttribute("lang") || this.article?.lang || "en";
  }

  /** The article's own page at the publisher's, where that is known. */
  get original() {
    const { article } = this.host;
    if (article) return article.url;
    // A link around the publisher's name may lead to the publisher's front page. The link beside a prerendered article never does.
    const link = this.article?.querySelector("[part=source] a");
    const beside = this.host.querySelector(":scope > p > a");
    return link && (!link.querySelector("bdi") || link.href === beside?.href) ? link.href : undefined;
  }

  /** What a reader passes on: the article's own page, else this one. */
  get url() {
    const page = this.host.ownerDocument;
    return this.original ?? page.querySelector("link[rel=canonical]")?.href ?? page.URL;
  }

  /** What scrolls the article: the nearest box that can, else the page. */
  get scroller() {
    const page = this.host.ownerDocument;
    for (let node = this.host; node && node !== page.body; node = node.assignedSlot ?? node.parentElement ?? node.getRootNode().host) {
      if (node.scrollHeight > node.clientHeight && /auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
    }
    return page.scrollingElement ?? page.documentElement;
  }

  /** Wears the sheet of the document that the element is in now. */
  dress() {
    const { sheet, filled } = sheetOf(this.host.ownerDocument);
    const worn = this.root.adoptedStyleSheets;
    if (!worn.includes(sheet)) this.root.adoptedStyleSheets = [...worn, sheet];
    return filled;
  }

  /** Hears what has been drawn, for which request if for any, and onto which stage; before the page does. */
  async drawn(detail, asked, stage) {
    const kind = detail.kind ? "error" : "ready";
    this.isUpdate = asked !== undefined && asked === this.#edition;
    // What is no article never takes the place of one.
    if (this.isUpdate && kind === "error") return this.#refused(detail);
    this.stage = stage;
    await this.#arrange();
    for (const tool of this.#mounted.values()) {
      await tool.drawn?.(kind, detail, asked)?.catch(report);
    }
  }

  /** Draws a copy of what did not arrive; or, told what to do should it be none, a newer edition of the article that is there. */
  show(text, url, refused) {
    const asked = { url, users: 1, abort: new AbortController(), answer: Promise.resolve(["", text, url]) };
    if (refused) [this.#edition, this.#refused] = [asked, refused];
    this.#show(asked);
    return asked;
  }

  /** Gives up what was to take the place of what is there. */
  keep() {
    this.#show();
  }

  /** Opens the part of the body that a node is in. */
  reveal(node) {
    node.closest(".rest[hidden]")?.removeAttribute("hidden");
  }

  focus(node) {
    if (node && node.tabIndex < 0) node.tabIndex = -1;
    node?.focus({ preventScroll: true });
  }

  /** Moves the reader to a place in the article. */
  go(node) {
    this.reveal(node);
    node.scrollIntoView();
    this.focus(node);
  }

  /** Says something for a while. */
  say(words) {
    this.#word.textContent = words;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#word.replaceChildren(), A_WHILE);
  }

  /** Says something for as long as it holds; with nothing to say, it holds no more. */
  keepSaying(words) {
    this.#notice.textContent = words;
  }

  // A style sheet could tell by `:has(~ .stage[hidden])`, but WebKit does not always look again.
  #wait() {
    const isWaiting = this.root.querySelector(".wait") !== null;
    for (const part of this.root.querySelectorAll(".tools-frame, .progress")) part.classList.toggle("waiting", isWaiting);
  }

  #remove() {
    this.#isRemoved = true;
    kits.delete(this.host);
    clearTimeout(this.#timer);
    this.#observer.disconnect();
    this.#drawing.disconnect();
    for (const tool of this.#mounted.values()) tool.remove();
    this.#mounted.clear();
  }

  // One after the other, since each waits for files.
  #arrange() {
    if (this.#isRemoved) return undefined;
    return (this.#queue = this.#queue.then(() => this.#settle()).catch(report));
  }

  async #settle() {
    const [{ words, language }] = await Promise.all([wordsIn(this.language), this.dress()]);
    this.words = words;
    for (const part of [this.frame, this.#lower]) {
      part.lang = language;
      part.dir = this.article?.dir ?? "";
    }
    await this.#mount();
    for (const tool of this.#mounted.values()) tool.changed?.();
  }

  async #mount() {
    const isWanted = ({ attributes }) => attributes.some((name) => this.host.hasAttribute(name));
    // A tool that does not load is not there; the article is.
    const loaded = await Promise.all(TOOLS.map((tool) => isWanted(tool) && tool.load().catch(() => {})));
    if (this.#isRemoved) return;
    TOOLS.forEach((tool, at) => {
      const mounted = this.#mounted.get(tool);
      if (!isWanted(tool)) {
        mounted?.remove();
        this.#mounted.delete(tool);
      } else if (!mounted && loaded[at]) {
        this.#mounted.set(tool, loaded[at].default(this));
      }
    });
  }
}

/** The kit of an element, which is made when it is asked for first. */
export function equip(host, show) {
  if (!kits.has(host)) kits.set(host, new Kit(host, show));
  const kit = kits.get(host);
  kit.dress();
  return kit;
}
