// The entry: the one file that a page loads. It defines <article-widget>, holds everything that must
// be there before the Wasm is, and starts the article's request beside the Wasm's compilation.

const folder = new URL("./", import.meta.url).href;

// What must hold before the style sheet has arrived. Without it the skeleton has room but no shape,
// and what cannot be seen cannot be seen to move.
const FIRST_STYLES =
  ":host{display:block;min-height:var(--article-min-height,0)}:host([hidden]),[hidden]{display:none!important}[part=skeleton]{min-height:40em;visibility:hidden}";

const ATTRIBUTES_OF_SOURCE = ["src", "item", "format", "crossorigin"];
const ATTRIBUTES_OF_VIEW = ["heading-level", "hide", "labels-lang", "lang", "wpm"];

// How long the article before may stay in sight while the next one loads.
const PATIENCE = 200;

let app;
let styles;
const sheets = new WeakMap();

const load = (again) => {
  const query = again ? `?${again}` : "";
  const wasm = fetch(`${folder}article-widget-app_bg.wasm${query}`, { cache: again ? "reload" : "default" });
  // Whoever awaits the glue hears of it; the glue may fail first.
  wasm.catch(() => {});
  return import(`${folder}article-widget-app.js${query}`).then((glue) => glue.default({ module_or_path: wasm }).then(() => glue));
};

// What few readers use is a module of its own.
const wanted = (name) => import(`${folder}modules/${name}.js`);

const isPolicy = (error) => /CSP|polic|-eval/i.test(error);

// One instance for all elements. A load that fails is tried once more past the cache, and by the next
// element that needs it.
const start = () =>
  (app ??= load()
    .catch((error) => {
      if (isPolicy(error)) throw error;
      return load(Date.now());
    })
    .catch((error) => {
      app = undefined;
      throw error;
    }));

// One sheet for all elements of a document; a sheet cannot be shared between documents.
const sheetOf = (page) => {
  let sheet = sheets.get(page);
  if (!sheet) {
    sheet = new page.defaultView.CSSStyleSheet();
    sheet.replaceSync(FIRST_STYLES);
    sheets.set(page, sheet);
    styles ??= fetch(`${folder}article-widget.css`).then((answer) => (answer.ok ? answer.text() : ""));
    styles = styles.catch(() => "");
    styles.then((text) => sheet.replaceSync(FIRST_STYLES + text));
  }
  return sheet;
};

// What the page's policy refuses, only this event tells: the request's own error does not say why.
const refused = new Map();
globalThis.document?.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  const [directive] = effectiveDirective.match(/^(connect|script)-src/) ?? [];
  if (directive) refused.set(blockedURI, directive);
});

/** What the page must allow for a request that failed, by its URL or folder; nothing where its policy was not the reason. */
const refusal = async (url) => {
  // The event is a task of its own, which may come after the error.
  await new Promise((done) => setTimeout(done, 50));
  for (const [uri, directive] of refused) {
    if (url.startsWith(uri) || uri.startsWith(url)) return `The page's Content-Security-Policy must allow ${new URL(url).origin} in ${directive}.`;
  }
};

const make = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  node.append(...children);
  return node;
};

// The bones of an article: kicker, headline, standfirst, meta, hero, paragraphs.
const skeleton = () =>
  make("div", { part: "skeleton", class: "skeleton", "aria-hidden": "true" }, ...[..."khhssmfppppppp"].map((bone) => make("div", { class: bone })));

const isSlotted = (name) => (node) =>
  name ? node.slot === name : node.nodeType === 3 ? node.data.trim() : node.nodeType === 1 && !node.slot && !/^(SCRIPT|TEMPLATE|STYLE)$/.test(node.nodeName);

class ArticleWidget extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = [...ATTRIBUTES_OF_SOURCE, ...ATTRIBUTES_OF_VIEW, "state"];

  #internals = this.attachInternals();
  #root = this.#internals.shadowRoot ?? this.attachShadow({ mode: "open" });
  // What Yew draws into, and what stands in its place while it cannot.
  #stage = make("div", { class: "stage", hidden: "" });
  #wait = make("div", { class: "wait" }, make("slot", { name: "loading" }), make("slot"), skeleton());
  #state = "idle";
  #widget;
  #abort;
  // Counts the loads, so that a late answer knows that it is late.
  #run = 0;
  #isStarted = false;
  #isQueued = false;
  // JSON that the host has given by the `article` property; the last set of `src` and `article` wins.
  #given;
  #observer;
  #timer;
  #settle;
  #ready = new Promise((settle) => (this.#settle = settle));
  #isFocusLost = false;

  connectedCallback() {
    if (!this.#isStarted) {
      this.#isStarted = true;
      this.#root.append(this.#stage);
      this.#root.addEventListener("click", this.#click);
      this.#root.addEventListener("slotchange", this.#slotted);
      this.#takeOver("article");
      this.#queue();
    }
    this.#root.adoptedStyleSheets = [sheetOf(this.ownerDocument)];
    this.#reflect();
  }

  disconnectedCallback() {
    // Frameworks move an element by taking it out and putting it back.
    setTimeout(() => this.isConnected || this.#stop());
  }

  // Its presence makes moveBefore() keep everything.
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, value) {
    if (name === "state") {
      // Page-morphing libraries remove what they did not write.
      if (this.#isStarted && value !== this.#state) this.#reflect();
    } else if (before !== value && this.#isStarted) {
      if (name === "src") this.#given = undefined;
      if (ATTRIBUTES_OF_SOURCE.includes(name)) this.#queue();
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
    return JSON.parse(this.#widget?.article() ?? null);
  }

  set article(article) {
    // A value that has no JSON is the article's fault, and told like any other.
    let text = "";
    try {
      text = JSON.stringify(article) ?? "";
    } catch {}
    this.#given = text;
    if (this.#isStarted) this.#queue();
  }

  /** Loads the article again. */
  reload() {
    this.#queue();
    return this.#ready;
  }

  // A property that was set before the upgrade hides the accessor.
  #takeOver(name) {
    if (Object.hasOwn(this, name)) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
  }

  // Several changes in one go make one load.
  #queue() {
    if (!this.#settle) this.#ready = new Promise((settle) => (this.#settle = settle));
    if (this.#isQueued) return;
    this.#isQueued = true;
    queueMicrotask(() => {
      this.#isQueued = false;
      if (!this.#isStarted) return;
      this.#observer?.disconnect();
      if (this.getAttribute("loading") === "lazy" && !this.#widget) {
        this.#observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#load(), { rootMargin: "600px" });
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

  // An article that stands in the page is relative to the page it came from, where it names that.
  #baseOf(text) {
    const page = this.ownerDocument.baseURI;
    try {
      const { url } = JSON.parse(text);
      return url ? new URL(url, page).href : page;
    } catch {
      return page;
    }
  }

  async #load() {
    this.#observer?.disconnect();
    this.#abort?.abort();
    const run = ++this.#run;
    const source = this.#source();
    if (!source) {
      this.#enter("idle");
      this.#clear();
      return;
    }
    this.#loading();
    const abort = (this.#abort = new AbortController());
    let first;
    if (source.url && !this.#widget) {
      const credentials = this.getAttribute("crossorigin") === "use-credentials" ? "include" : "same-origin";
      first = new Promise((resolve) => resolve(fetch(source.url, { credentials, signal: abort.signal })));
      // The Wasm hears of it too, but may not be there yet.
      first.catch(() => {});
    }
    try {
      const { Widget } = await start();
      if (run !== this.#run) return;
      this.#widget ??= new Widget(this, this.#stage, folder, refusal, (kind, detail) => this.#drawn(kind, JSON.parse(detail)));
      if (source.url) this.#widget.load(source.url, first, abort);
      else this.#widget.show(source.text, this.#baseOf(source.text));
    } catch (error) {
      if (run !== this.#run) return;
      abort.abort();
      this.#fail(error);
    }
  }

  #loading() {
    if (this.#state !== "loading") {
      this.#enter("loading");
    }
    clearTimeout(this.#timer);
    if (this.#stage.hidden) this.#clear();
    else this.#timer = setTimeout(() => this.#clear(), PATIENCE);
  }

  // Slot `loading`, else the default slot, else the skeleton.
  #slotted = () => {
    const [loading, fallback, bones] = this.#wait.children;
    const children = [...this.childNodes];
    const hasLoading = children.some(isSlotted("loading"));
    const hasFallback = children.some(isSlotted());
    fallback.hidden = hasLoading;
    bones.hidden = this.#state !== "loading" || hasLoading || hasFallback;
    if (this.#state === "idle" && this.#isStarted && this.#source()) this.#queue();
  };

  #clear() {
    clearTimeout(this.#timer);
    this.#stage.hidden = true;
    this.#root.append(this.#wait);
    this.#slotted();
  }

  async #drawn(kind, detail) {
    const run = this.#run;
    // Better a moment later than unstyled.
    await styles;
    if (run !== this.#run) return;
    clearTimeout(this.#timer);
    const hadFocus = this.#isFocusLost;
    this.#isFocusLost = false;
    this.#wait.remove();
    this.#stage.hidden = false;
    if (hadFocus) this.#focus(this.#stage.querySelector("[part=headline],[part=retry]"));
    this.#enter(kind);
    this.#settle?.(kind);
    this.#settle = undefined;
    for (const { path, message } of detail.warnings ?? []) console.warn(`article-widget: ${path}: ${message}`);
    if (kind === "error") console.error(`article-widget: ${detail.kind}: ${detail.message}`);
    this.#emit(kind === "error" ? "article-error" : "article-load", detail);
  }

  // The Wasm is not there to draw this.
  async #fail(error) {
    const run = this.#run;
    const why = isPolicy(error) ? "The page's Content-Security-Policy must allow 'wasm-unsafe-eval' in script-src." : await refusal(folder);
    if (run !== this.#run) return;
    const kind = why ? "blocked" : "network";
    const message = why ?? `The widget's own files could not be loaded: ${error}`;
    const title = make("p", { class: "error-title" }, "This article could not be loaded");
    const panel = make("div", { part: "error", class: "error", role: "alert", lang: "en" }, title, make("p", { class: "detail" }, message));
    panel.append(make("button", { part: "retry", class: "retry", type: "button" }, "Try again"));
    this.#stage.replaceChildren(make("slot", { name: "error" }, panel), make("slot"));
    this.#drawn("error", { kind, message });
  }

  #click = (event) => {
    const target = event.composedPath()[0];
    if (target.closest?.("[part=retry]")) {
      this.#isFocusLost = this.#root.activeElement !== null;
      this.reload();
      return;
    }
    const link = target.closest?.("a[href]");
    if (!link || event.defaultPrevented) return;
    const href = link.getAttribute("href");
    if (link.matches(".facade") && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      wanted("embed").then(({ play }) => play(link), () => location.assign(href));
    } else if (href[0] === "#") {
      // The browser looks for the place in the page only.
      event.preventDefault();
      const place = this.#root.getElementById(href.slice(1));
      if (place) {
        place.scrollIntoView();
        this.#focus(place);
      }
    } else if (!this.#emit("article-link", { href: link.href }, true)) {
      event.preventDefault();
    }
  };

  #focus(node) {
    if (!node) return;
    if (node.tabIndex < 0) node.tabIndex = -1;
    node.focus({ preventScroll: true });
  }

  #enter(state) {
    this.#state = state;
    this.#reflect();
    this.#internals.ariaBusy = String(state === "loading");
    try {
      const { states } = this.#internals;
      states.clear();
      states.add(state);
    } catch {
      // Older browsers have no custom states, or want them with dashes.
    }
  }

  #reflect() {
    if (this.getAttribute("state") !== this.#state) this.setAttribute("state", this.#state);
  }

  #emit(type, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(type, { detail, cancelable, bubbles: true, composed: true }));
  }

  #stop() {
    if (!this.#isStarted) return;
    this.#isStarted = false;
    this.#run++;
    this.#abort?.abort();
    this.#observer?.disconnect();
    clearTimeout(this.#timer);
    this.#root.removeEventListener("click", this.#click);
    this.#root.removeEventListener("slotchange", this.#slotted);
    this.#widget?.destroy();
    this.#widget = undefined;
    this.#wait.remove();
    this.#stage.remove();
    this.#stage = make("div", { class: "stage", hidden: "" });
    this.#state = "idle";
  }
}

if (globalThis.customElements && !customElements.get("article-widget")) customElements.define("article-widget", ArticleWidget);

export { ArticleWidget };
