// The article as a page of its own, for hosts that allow only an iframe: what the page's address asks
// for, where the publisher allows it, and its height for a host that asks.

const MESSAGE = "article-widget-frame";
const ATTRIBUTES = ["src", "item", "format", "crossorigin", "theme", "heading-level", "hide", "labels-lang", "lang", "wpm", "timeout", "collapse", "progress", "controls", "refresh", "cache", "structured-data"];

const sheet = new CSSStyleSheet();
sheet.replaceSync("body{margin:0;display:flow-root}p{margin:1em;font-family:system-ui,sans-serif}");
document.adoptedStyleSheets = [sheet];

const asked = new URL(location);
const choices = asked.searchParams;
// In a sandbox the page itself has no origin; its address has.
const home = asked.origin;

/** What the publisher's own `frame.json` lists; nothing where there is none. */
const listed = async () => {
  try {
    const answer = await fetch(new URL("frame.json", asked));
    return answer.ok ? (await answer.json()).origins : [];
  } catch (error) {
    console.error(`article-widget: frame.json: ${error}`);
    return [];
  }
};

let origins;
const isAllowed = async (url) => {
  const { origin, protocol } = new URL(url);
  return origin === home || (/^https?:$/.test(protocol) && [].concat(await (origins ??= listed())).includes(origin));
};

const refusal = (url) => `This page shows articles of ${home} only. For those of ${new URL(url).origin}, list it in frame.json beside this page.`;

// A foreign article must not come in by a redirection either.
const ask = fetch;
globalThis.fetch = async (...request) => {
  const answer = await ask(...request);
  if (answer.redirected && !(await isAllowed(answer.url))) throw new TypeError(refusal(answer.url));
  return answer;
};

const say = (words) => {
  const line = document.createElement("p");
  line.setAttribute("role", "alert");
  line.textContent = words;
  document.body.append(line);
  tellFromNow();
};

let host;
let isShown = false;
const tell = () => {
  // What is on its way has no height yet; the host keeps the room that it has reserved.
  if (!host || !isShown) return;
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  parent.postMessage({ type: MESSAGE, height }, host === "null" ? "*" : host);
};
const tellFromNow = () => {
  isShown = true;
  tell();
};
addEventListener("message", ({ source, origin, data }) => {
  if (source !== parent || data?.type !== MESSAGE) return;
  host = origin;
  tell();
});
new ResizeObserver(tell).observe(document.body);

const show = async (src) => {
  if (!src) return say("The address of this page must name an article: ?src=…, the address of its JSON.");
  const url = URL.parse?.(src, asked)?.href;
  if (!url) return say(`This is no address: ${src}`);
  if (!(await isAllowed(url))) return say(refusal(url));
  const widget = document.createElement("article-widget");
  widget.setAttribute("heading-level", "1");
  for (const name of ATTRIBUTES) {
    if (choices.has(name)) widget.setAttribute(name, choices.get(name));
  }
  widget.setAttribute("src", url);
  widget.addEventListener("article-load", ({ detail }) => {
    document.title = detail.headline;
    tellFromNow();
  });
  widget.addEventListener("article-error", tellFromNow);
  document.body.append(widget);
  // The page knows where the entry is, wherever this script lies.
  await import(new URL("article-widget.js", asked).href);
};

show(choices.get("src"));
