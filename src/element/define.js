// The custom element: everything that must be there before the Wasm is. It starts the article's
// request beside the Wasm's compilation, and keeps what one article breaks from the others.

let folder = new URL("./", import.meta.url).href;

// What must hold before the style sheet has arrived. Without it the skeleton has room but no shape,
// and what cannot be seen cannot be seen to move.
const FIRST_STYLES =
  ":host{display:block;min-height:var(--article-min-height,0)}:host([hidden]),[hidden]{display:none!important}[part=skeleton]{min-height:40em;visibility:hidden}";

const ATTRIBUTES_OF_SOURCE = "src item format crossorigin".split(" ");
const ATTRIBUTES_OF_VIEW = "heading-level hide labels-lang lang state wpm".split(" ");
const ATTRIBUTES_OF_TOOLS = "structured-data cache collapse controls progress refresh".split(" ");

// The Wasm for plain articles of our own format, for common formats, and for all.
const PARTS = "app_bg common whole".split(" ");

// What sets the addresses of files apart from those that failed to load, the instance of the Wasm that serves all
// elements, and which part it is.
let query = "";
let app;
let part;
let styles;
const sheets = new WeakMap();
const requests = new Map();
// The elements that are in a page.
const live = new Set();

// A page's own `fetch` may throw, or promise in its own way. Whoever awaits the answer hears of a failure;
// something else may fail before.
const get = (url, options) => {
  const answer = (async () => fetch(url, options))();
  answer.catch(() => {});
  return answer;
};

const load = () => {
  const wasm = get(`${folder}article-widget-${PARTS[part]}.wasm${query}`);
  return import(`${folder}article-widget-app.js${query}`).then((glue) => glue.default(wasm).then(() => glue));
};

// What few readers use is a module of its own.
const wanted = (name) => import(`${folder}modules/${name}.js`);

// A load that fails is tried once more past the cache, and by the next element that needs it.
const start = (kind) => {
  // `kind` names a format, or is the article's address, which may tell it, or "undefined" for what stands in the page.
  part ??= /^sc|wp-|wordp|feed|ghost/.test(kind) ? 1 : /[:v]|^u/.test(kind) ? 0 : 2;
  return (app ??= load()
    .catch((error) => {
      // The page's policy would forbid it again.
      if (/CSP|polic/i.test(error)) throw error;
      query = `?${Math.random()}`;
      return load();
    })
    .catch((error) => {
      app = undefined;
      throw error;
    }));
};

// One sheet for all elements of a document; a sheet cannot be shared between documents.
const sheetOf = (page) => {
  let sheet = sheets.get(page);
  if (!sheet) {
    sheet = new page.defaultView.CSSStyleSheet();
    sheet.replaceSync(FIRST_STYLES);
    sheets.set(page, sheet);
    styles ??= get(`${folder}article-widget.css`)
      .then((answer) => (answer.ok ? answer.text() : ""))
      .catch(() => "");
    styles.then((text) => sheet.replaceSync(FIRST_STYLES + text));
  }
  return sheet;
};

// What the page's policy refuses, only this event tells: the request's own error does not say why.
const violations = [];
const refusal = (url) => wanted("faults").then((faults) => faults.refusal(violations, url));

/** A request that all share who ask for the same while it is under way; fetch.js goes on with it. */
const ask = (url, credentials) => {
  const key = credentials + url;
  let asked = requests.get(key);
  if (!asked) {
    const abort = new AbortController();
    requests.set(key, (asked = { url, credentials, abort, first: get(url, { credentials, signal: abort.signal }), refusal, key, users: 0 }));
  }
  asked.users++;
  return asked;
};

const make = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  node.append(...children);
  return node;
};

const makeStage = () => make("div", { class: "stage", hidden: true });

// The bones of an article: kicker, headline, standfirst, meta, hero, paragraphs.
const skeleton = () =>
  make("div", { part: "skeleton", class: "skeleton", "aria-hidden": true }, ...[..."khhssmfppppppp"].map((bone) => make("div", { class: bone })));

const isFallback = (node) => (node.nodeType === 3 ? node.data.trim() : !node.slot && node.matches?.(":not(style,script,template)"));

// A trap leaves an instance of the Wasm in the middle of its work. A fresh one serves the others and
// what comes later; what is drawn stays. (contain.js notices it.) It is of the whole: a part traps wherever an article
// takes more than it has.
let trapped;

class ArticleWidget extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = [...ATTRIBUTES_OF_SOURCE, ...ATTRIBUTES_OF_VIEW, ...ATTRIBUTES_OF_TOOLS];

  static {
    trapped = (error, atWork) => {
      const fault = part > 1 && error;
      part = 2;
      app = undefined;
      for (const element of live) element.#lose(fault, atWork);
    };
  }

  #internals = this.attachInternals();
  #root = this.#internals.shadowRoot ?? this.attachShadow({ mode: "open" });
  // What is drawn, and what stands in its place while nothing is.
  #stage = this.#root.querySelector(".stage") ?? makeStage();
  #wait = make("div", { class: "wait" }, make("slot", { name: "loading" }, make("slot"), skeleton()));
  // What a new instance draws into until it has drawn.
  #next;
  #state = "idle";
  #widget;
  // What an instance knew that is gone.
  #kept;
  #asked;
  // Counts the loads, so that a late answer knows that it is late.
  #run = 0;
  #isQueued;
  // JSON that the host has given by the `article` property; the last set of `src` and `article` wins.
  #given;
  #observer;
  #timer;
  #settle;
  #ready = new Promise((settle) => (this.#settle = settle));
  #isFocusLost;
  #reader;
  // How much of the article is to be told next as read; nothing while another one is to come.
  #depth;
  #tools;

  connectedCallback() {
    // Frameworks may build a page's part in a document without a window.
    if (!this.ownerDocument.defaultView) return;
    if (!live.has(this)) {
      live.add(this);
      this.#root.append(this.#stage);
      this.#root.addEventListener("click", this.#click);
      this.#root.addEventListener("slotchange", this.#slotted);
      // A property that was set before the upgrade hides the accessor.
      if (Object.hasOwn(this, "article")) {
        const { article } = this;
        delete this.article;
        this.article = article;
      }
      const headline = this.#stage.querySelector("[part=article] [part=headline]");
      // A prerendered article; one of another version is drawn anew.
      if (headline) this.#state = "ready";
      if (headline && this.#stage.dataset.version === "__VERSION__" && this.#given === undefined) {
        this.#drawn({ headline: headline.textContent, warnings: [] });
      } else {
        this.#queue();
      }
    }
    // A prerendered article has its own sheet, until something is loaded.
    if (this.#run || this.#state === "idle") this.#dress();
    else this.#equip();
    this.#reflect();
  }

  disconnectedCallback() {
    // Frameworks move an element by taking it out and putting it back.
    setTimeout(() => this.isConnected || this.#stop());
  }

  #stop() {
    live.delete(this);
    this.#forget();
    this.#observer?.disconnect();
    this.#reader?.disconnect();
    this.#depth = undefined;
    clearTimeout(this.#timer);
    this.#root.replaceChildren();
    this.#stage = makeStage();
    this.#state = "idle";
  }

  #enter(state) {
    this.#state = state;
    this.#reflect();
    this.#internals.ariaBusy = state === "loading";
    try {
      this.#internals.states.clear();
      this.#internals.states.add(state);
    } catch {
      // Older browsers have no custom states, or want them with dashes.
    }
  }

  attributeChangedCallback(name, before, value) {
    if (name === "state") {
      // Page-morphing libraries remove what they did not write.
      if (live.has(this) && value !== this.#state) this.#reflect();
    } else if (before !== value && live.has(this)) {
      if (name === "src") this.#given = undefined;
      this.#equip();
      if (ATTRIBUTES_OF_SOURCE.includes(name)) {
        this.#depth = undefined;
        this.#queue();
      } else if (this.#state === "ready" && !this.#widget) this.#queue();
      else this.#widget?.redraw();
    }
  }

  /** `idle`, `loading`, `ready` or `error`. */
  get state() {
    return this.#state;
  }

  /** Resolves with the next `ready` or `error`; never rejects. */
  get ready() {
    return this.#ready;
  }

  /** The article JSON of what is shown, in the widget's own form; null before there is one. */
  get article() {
    return JSON.parse((this.#widget ? this.#widget.article() : this.#kept) ?? null);
  }

  // Frameworks set null where they have none: then `src` counts.
  set article(article) {
    let text;
    if (article != null) {
      // A value that has no JSON is the article's fault, and told like any other.
      text = "";
      try {
        text = JSON.stringify(article) ?? "";
      } catch {}
    }
    if ((text ?? this.#given) === undefined) return;
    this.#given = text;
    this.#depth = undefined;
    if (live.has(this)) this.#queue();
  }

  /** Loads the article again. */
  reload() {
    this.#queue();
    return this.#ready;
  }

  // Several changes in one go make one load.
  #queue() {
    if (!this.#settle) this.#ready = new Promise((settle) => (this.#settle = settle));
    if (this.#isQueued) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      if (!live.has(this)) return;
      if (this.getAttribute("loading") === "lazy" && !this.#widget && this.#state === "idle") {
        this.#observer ??= new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#load(), { rootMargin: "600px" });
        this.#observer.observe(this);
      } else {
        this.#load();
      }
    });
  }

  #source() {
    if (this.#given !== undefined) return { text: this.#given };
    const src = this.getAttribute("src");
    if (src) {
      // A URL that cannot be parsed goes on as it is, and fails where all requests fail.
      return { url: URL.parse?.(src, this.ownerDocument.baseURI)?.href ?? src };
    }
    const script = this.querySelector(':scope>script[type="application/json"]');
    return script && { text: script.textContent };
  }

  // The reader's tools, each off until an attribute asks for it. What they have read themselves they give
  // as a request that is answered.
  #equip() {
    if (this.#state !== "idle" && ATTRIBUTES_OF_TOOLS.some((name) => this.hasAttribute(name)))
      this.#tools = wanted("tools").then((tools) => tools.equip(this, (asked) => (asked ? this.#load(asked) : this.#forget())), () => {});
  }

  async #load(asked) {
    if (asked !== this.#asked) this.#leave();
    this.#observer?.disconnect();
    const run = ++this.#run;
    const source = this.#source();
    if (!source) {
      this.#enter("idle");
      this.#clear();
      return;
    }
    if (!asked) {
      // What no instance draws any more stays until the next one has drawn.
      const isKept = this.#state === "ready" && !this.#widget;
      this.#enter("loading");
      clearTimeout(this.#timer);
      if (this.#stage.hidden) this.#clear();
      // The article before may stay in sight for a moment.
      else if (!isKept) this.#timer = setTimeout(() => this.#clear(), 200);
    }
    this.#dress();
    const { url, text } = source;
    if (url) this.#asked = asked ?? ask(url, this.getAttribute("crossorigin") === "use-credentials" ? "include" : "same-origin");
    const starting = start(this.getAttribute("format") || url);
    const glue = await starting.catch((error) => run === this.#run && this.#fail(error));
    if (run !== this.#run) return;
    // It may have trapped on the way here.
    if (starting !== app) return this.#queue();
    const widget = this.#widget ?? new glue.Widget(this, (this.#next = makeStage()), folder, trapped, (detail) => this.#drawn(detail));
    // Or just now.
    if (starting !== app) return;
    this.#widget = widget;
    if (url) widget.load(this.#asked);
    else widget.show(text, this.ownerDocument.baseURI);
  }

  #dress() {
    this.#root.adoptedStyleSheets = [sheetOf(this.ownerDocument)];
    this.#equip();
  }

  #lose(fault, atWork) {
    const asked = this.#asked;
    this.#kept = this.#widget?.article();
    this.#widget = undefined;
    // Who was to tell the answer is gone.
    if (asked?.tell) asked.answer = undefined;
    const isLoading = this.#state === "loading";
    // Of several the latest is the likeliest. Where nobody knows whose fault it was, whoever waits would wait for ever.
    if (fault && (atWork[0] ? atWork.at(-1) === this : isLoading)) this.#fail(fault, true);
    else if (isLoading || atWork.includes(this)) this.#load(asked);
  }

  #leave() {
    const asked = this.#asked;
    this.#asked = undefined;
    if (asked && !--asked.users) {
      requests.delete(asked.key);
      asked.abort.abort();
    }
    return asked;
  }

  #emit(type, detail, cancelable) {
    return this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, cancelable }));
  }

  // Slot `loading`, else the default slot, else the skeleton; space and scripts between the tags would do for a slot.
  #slotted = () => {
    this.#wait.firstChild.lastChild.hidden = this.#state !== "loading" || [...this.childNodes].some(isFallback);
    if (this.#state === "idle" && live.has(this) && this.#source()) this.#queue();
  };

  #clear() {
    clearTimeout(this.#timer);
    this.#stage.hidden = true;
    this.#root.append(this.#wait);
    this.#slotted();
  }

  async #drawn(detail) {
    const run = this.#run;
    const kind = detail.kind ? "error" : "ready";
    const asked = this.#leave();
    // Better a moment later than unstyled.
    await styles;
    await (await this.#tools)?.drawn(detail, asked, this.#next ?? this.#stage);
    if (run !== this.#run) return;
    clearTimeout(this.#timer);
    this.#wait.remove();
    if (this.#next) {
      this.#stage.replaceWith(this.#next);
      this.#stage = this.#next;
      this.#next = undefined;
    }
    this.#stage.hidden = false;
    if (this.#isFocusLost) this.#isFocusLost = this.#focus(this.#stage.querySelector("[part=headline],[part~=retry]"));
    this.#enter(kind);
    this.#settle?.(kind);
    this.#settle = undefined;
    if (detail.kind === "offline") addEventListener("online", () => run === this.#run && this.reload(), { once: true });
    this.#emit(detail.kind ? "article-error" : "article-load", detail);
    this.#watch(this.#stage.querySelector("[part=body]"));
  }

  // The Wasm is not there to draw this.
  async #fail(error, hasTrapped) {
    const run = ++this.#run;
    this.#kept = undefined;
    const [kind, message, panel] = await wanted("faults")
      .then(({ explain }) => explain(make, violations, folder, error, hasTrapped))
      .catch((error) => ["network", String(error), make("button", { part: "error retry" }, "Retry")]);
    if (run !== this.#run) return;
    this.#next = makeStage();
    this.#next.append(make("slot", { name: "error" }, panel), make("slot"));
    this.#drawn({ kind, message });
  }

  #focus(node) {
    if (node?.tabIndex < 0) node.tabIndex = -1;
    node?.focus({ preventScroll: true });
  }

  #reflect() {
    if (this.getAttribute("state") !== this.#state) this.setAttribute("state", this.#state);
  }

  // How far down the reader has come to see the body. Looked at four times a second while it is in
  // view, whatever scrolls: the page, a box around the element, the page around a frame.
  #watch(body) {
    this.#depth ??= 25;
    this.#reader?.disconnect();
    const reader = (this.#reader = new IntersectionObserver(([{ isIntersecting, intersectionRect, boundingClientRect: { top, height } }]) => {
      if (!isIntersecting) return;
      for (; !document.hidden && this.#depth <= 100 && intersectionRect.bottom - top > (height * this.#depth) / 100 - 1; this.#depth += 25) this.#emit("article-read", { depth: this.#depth });
      if (this.#depth <= 100)
        setTimeout(() => {
          reader.unobserve(body);
          if (reader === this.#reader) reader.observe(body);
        }, 250);
    }));
    if (body) reader.observe(body);
  }

  // Ends what is under way; what is drawn stays.
  #forget() {
    this.#run++;
    this.#leave();
    this.#widget?.destroy();
    this.#widget = this.#next = this.#kept = undefined;
  }

  #click = (event) => {
    const { target } = event;
    if (target.closest?.("[part~=retry]")) {
      this.#isFocusLost = !!this.#root.activeElement;
      return this.reload();
    }
    const link = target.closest?.("a[href]");
    if (!link || event.defaultPrevented) return;
    const href = link.getAttribute("href");
    if (link.matches(".facade") && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      wanted("embed")
        .then(({ play }) => play(link))
        .catch(() => {
          // It is a link like any other, then.
          link.className = "card";
          link.click();
        });
    } else if (href[0] === "#") {
      // The browser looks for the place in the page only.
      event.preventDefault();
      const place = this.#root.getElementById(href.slice(1));
      if (place) {
        this.#focus(place);
        place.scrollIntoView();
        // Where a screen reader is on, Chromium gives what is not laid out its true height only after that.
        setTimeout(() => place.scrollIntoView(), 200);
      }
    } else if (!this.#emit("article-link", { href: link.href }, true)) {
      event.preventDefault();
    }
  };

  // Its presence makes moveBefore() keep everything.
  connectedMoveCallback() {}
}

/** Defines the tag, unless the page has it already. `base` is the folder of the widget's files, where they are not beside this one. */
const define = (name = "article-widget", base = import.meta.url) => {
  if (!globalThis.customElements || customElements.get(name)) return;
  folder = new URL("./", new URL(base, document.baseURI)).href;
  document.addEventListener("securitypolicyviolation", (event) => violations.push(event));
  // A class serves one tag.
  customElements.define(name, name === "article-widget" ? ArticleWidget : class extends ArticleWidget {});
};

export { ArticleWidget, define };
