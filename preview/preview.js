// The preview: puts the reader's choices on the element's public attributes, and into the page's
// address, so that what is on the screen can be sent as a link.

const ARTICLES = "preview/articles/";
const DEFAULTS = {
  src: `${ARTICLES}sample.json`,
  state: "normal",
  theme: "auto",
  style: "plain",
  width: "fluid",
  dir: "ltr",
  "heading-level": "2",
  attrs: "",
  vars: "",
};

// What a state loads in the article's place.
const STAGED = {
  loading: "stall.json",
  404: `${ARTICLES}missing.json`,
  broken: `${ARTICLES}broken.json`,
  empty: `${ARTICLES}empty.json`,
};
const NEVER = new URL(STAGED.loading, document.baseURI).href;
const AN_HOUR = "3600000";

const NARROWEST = 240;
const WIDEST = 1600;
const STEP = 10;

const find = (id) => document.getElementById(id);
const tools = find("tools");
const own = find("own");
const widget = find("widget");
const column = find("column");
const handle = find("handle");
const report = find("report");
const sheet = document.head.appendChild(document.createElement("link"));
sheet.rel = "stylesheet";

const choices = { ...DEFAULTS };
let pasted;
let given;
let variables = [];
let extra = [];

// A static server can do everything but keep silent, so this page does that in its place.
const fetchFromNetwork = window.fetch.bind(window);
window.fetch = (resource, options) => {
  const url = new URL(resource instanceof Request ? resource.url : resource, document.baseURI);
  if (url.origin + url.pathname !== NEVER) return fetchFromNetwork(resource, options);
  const signal = options?.signal ?? (resource instanceof Request ? resource.signal : undefined);
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
};

/* --- What is shown --------------------------------------------------------------------------- */

const setAttribute = (name, value) => {
  if (value === undefined) widget.removeAttribute(name);
  else if (widget.getAttribute(name) !== value) widget.setAttribute(name, value);
};

const isDefault = (name) => choices[name] === DEFAULTS[name];

// `a b="c" d='e'`, as in a tag.
const readAttributes = (text) =>
  [...text.matchAll(/([a-z][a-z0-9-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/gi)]
    .map(([, name, double, single, bare]) => [name.toLowerCase(), double ?? single ?? bare ?? ""])
    // What the tool bar holds is the tool bar's; a handler in the address would be somebody else's script.
    .filter(([name]) => !/^(?:on.*|style|id|src|theme|heading-level|state)$/.test(name));

const readVariables = (text) =>
  text
    .split(/[;\n]/)
    .map((line) => line.match(/^\s*(--article-[a-z-]+)\s*:\s*(\S.*?)\s*$/))
    .filter(Boolean)
    .map(([, name, value]) => [name, value]);

function show() {
  const page = document.documentElement;
  page.dataset.theme = choices.theme;
  page.dir = choices.dir;

  setAttribute("theme", isDefault("theme") ? undefined : choices.theme);
  setAttribute("heading-level", isDefault("heading-level") ? undefined : choices["heading-level"]);

  for (const [name] of extra) widget.removeAttribute(name);
  extra = readAttributes(choices.attrs);
  for (const [name, value] of extra) widget.setAttribute(name, value);
  // Otherwise silence would soon be a time-out, which is another state.
  if (choices.state === "loading") setAttribute("timeout", AN_HOUR);
  else if (!extra.some(([name]) => name === "timeout")) setAttribute("timeout");

  for (const [name] of variables) widget.style.removeProperty(name);
  variables = readVariables(choices.vars);
  for (const [name, value] of variables) widget.style.setProperty(name, value);

  if (isDefault("style")) sheet.removeAttribute("href");
  else if (sheet.getAttribute("href") !== styleSheet()) sheet.href = styleSheet();

  column.dataset.width = choices.width === "fluid" ? "fluid" : "fixed";
  column.style.inlineSize = choices.width === "fluid" ? "" : `${choices.width}px`;

  if (pasted !== undefined) {
    setAttribute("src");
    // Given anew, it would load anew, at every change of the theme.
    if (given !== pasted) widget.article = pasted;
    given = pasted;
  } else {
    given = undefined;
    setAttribute("src", STAGED[choices.state] ?? choices.src);
  }
  find("tag").textContent = tag();
}

const styleSheet = () => `themes/${choices.style}.css`;

function tag() {
  const quote = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const attributes = [];
  if (pasted === undefined) attributes.push(["src", STAGED[choices.state] ?? choices.src]);
  for (const name of ["theme", "heading-level"]) {
    if (!isDefault(name)) attributes.push([name, choices[name]]);
  }
  attributes.push(...extra);
  if (variables.length > 0) attributes.push(["style", variables.map(([name, value]) => `${name}: ${value}`).join("; ")]);
  const written = attributes.map(([name, value]) => (value === "" ? ` ${name}` : ` ${name}="${quote(value)}"`)).join("");
  const inside = pasted === undefined ? "" : '\n  <script type="application/json">…</script>\n';
  const link = isDefault("style") ? "" : `<link rel="stylesheet" href="${styleSheet()}">\n`;
  return `${link}<script type="module" src="article-widget.js"></script>\n<article-widget${written}>${inside}</article-widget>`;
}

/* --- The choices: tool bar, address, form ---------------------------------------------------------- */

function readAddress() {
  const query = new URLSearchParams(location.search);
  for (const name in DEFAULTS) choices[name] = query.get(name) ?? DEFAULTS[name];
  if (choices.state === "error") choices.state = "404";
  if (!(choices.state in STAGED)) choices.state = DEFAULTS.state;
  if (choices.width !== "fluid") choices.width = String(bound(Number.parseInt(choices.width, 10)) || DEFAULTS.width);
  for (const name of ["theme", "style", "dir", "heading-level"]) {
    const field = tools.elements[name];
    const values = [...(field.options ?? field)].map((option) => option.value);
    if (!values.includes(choices[name])) choices[name] = DEFAULTS[name];
  }
}

function writeAddress() {
  const query = new URLSearchParams();
  for (const name in DEFAULTS) if (!isDefault(name)) query.set(name, choices[name]);
  // Slashes are allowed in a query and are easier on the eyes.
  const text = query.toString().replaceAll("%2F", "/");
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
}

function fillForms() {
  const { src: articles } = tools.elements;
  articles.querySelector("[data-own]")?.remove();
  if (pasted !== undefined || ![...articles.options].some((option) => option.value === choices.src)) {
    const option = new Option(pasted === undefined ? choices.src : "Your own JSON", choices.src);
    option.dataset.own = "";
    articles.prepend(option);
    articles.selectedIndex = 0;
  } else {
    articles.value = choices.src;
  }
  for (const name of ["state", "theme", "style", "width", "dir", "heading-level"]) tools.elements[name].value = choices[name];
  // A width between the named ones is none of them.
  for (const radio of tools.elements.width) radio.checked = radio.value === choices.width;
  own.elements.attrs.value = choices.attrs;
  own.elements.vars.value = choices.vars;
}

function change(changed) {
  Object.assign(choices, changed);
  writeAddress();
  fillForms();
  show();
}

tools.addEventListener("submit", (event) => event.preventDefault());
tools.addEventListener("change", ({ target }) => {
  const changed = { [target.name]: target.value };
  if (target.name === "src") changed.state = DEFAULTS.state;
  if (target.name === "src" || target.name === "state") pasted = undefined;
  change(changed);
});

own.addEventListener("submit", (event) => {
  event.preventDefault();
  const { src, json, attrs, vars } = own.elements;
  const complaint = find("complaint");
  complaint.textContent = "";
  const changed = { attrs: attrs.value.trim(), vars: vars.value.trim() };
  if (json.value.trim()) {
    try {
      pasted = JSON.parse(json.value);
    } catch (error) {
      complaint.textContent = `This is not JSON: ${error.message}`;
      json.focus();
      return;
    }
    changed.state = DEFAULTS.state;
  } else if (src.value.trim()) {
    pasted = undefined;
    changed.src = src.value.trim();
    changed.state = DEFAULTS.state;
  }
  change(changed);
  find("stage").scrollIntoView({ block: "start" });
});

find("toggle").addEventListener("click", ({ currentTarget }) => {
  const isOpen = tools.classList.toggle("open");
  currentTarget.setAttribute("aria-expanded", String(isOpen));
});

find("copy").addEventListener("click", async ({ currentTarget }) => {
  try {
    await navigator.clipboard.writeText(find("tag").textContent);
    currentTarget.textContent = "Copied";
  } catch {
    // No permission: the text is marked, and the reader's own keys do the rest.
    getSelection().selectAllChildren(find("tag"));
    currentTarget.textContent = "Selected";
  }
  setTimeout(() => (currentTarget.textContent = "Copy"), 2000);
});

/* --- The column's width ------------------------------------------------------------------------ */

const bound = (width) => Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));
const widthNow = () => Math.round(widget.getBoundingClientRect().width);

handle.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  handle.focus();
  handle.setPointerCapture(event.pointerId);
  const from = { x: event.clientX, width: widthNow() };
  const sign = choices.dir === "rtl" ? -1 : 1;
  const move = ({ clientX }) => {
    // The column stands in the middle, so both of its edges move.
    choices.width = String(bound(from.width + 2 * sign * (clientX - from.x)));
    column.dataset.width = "fixed";
    column.style.inlineSize = `${choices.width}px`;
  };
  const end = () => {
    handle.removeEventListener("pointermove", move);
    change({});
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("lostpointercapture", end, { once: true });
});

handle.addEventListener("keydown", (event) => {
  const forward = choices.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = choices.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
  const step = event.shiftKey ? 10 * STEP : STEP;
  const width = { [forward]: widthNow() + step, [back]: widthNow() - step, Home: NARROWEST, End: WIDEST }[event.key];
  if (width === undefined) return;
  event.preventDefault();
  change({ width: String(bound(width)) });
});

new ResizeObserver(() => {
  const width = widthNow();
  handle.setAttribute("aria-valuenow", String(width));
  handle.setAttribute("aria-valuetext", `${width} pixels`);
  find("measure").textContent = `${width} px wide`;
}).observe(widget);

/* --- What the element reports -------------------------------------------------------------------- */

const count = (number, one, many = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

function tell(kind, ...parts) {
  report.dataset.kind = kind;
  report.textContent = parts.filter(Boolean).join(" · ");
}

widget.addEventListener("article-load", ({ detail }) => {
  const warnings = detail.warnings ?? [];
  tell(
    warnings.length > 0 ? "warned" : "ready",
    "Loaded",
    detail.format,
    count(detail.words, "word"),
    `${detail.minutes} min`,
    warnings.length > 0 ? `${count(warnings.length, "warning")}: ${warnings.map(({ path, message }) => `${path} ${message}`).join("; ")}` : "no warnings",
  );
});

widget.addEventListener("article-error", ({ detail }) => {
  tell("error", "Error", detail.kind, detail.status, detail.message);
});

new MutationObserver(() => {
  const state = widget.getAttribute("state");
  if (state === "loading") tell("loading", "Loading");
  else if (state === "idle") tell("loading", "Nothing to show");
}).observe(widget, { attributeFilter: ["state"] });

addEventListener("popstate", () => {
  readAddress();
  fillForms();
  show();
});

readAddress();
fillForms();
show();
