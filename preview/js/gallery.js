// What the widget can do, to be looked at: themes, kinds of block, states, formats. A card puts what it shows
// on the stage. Nothing of it is made before a reader comes near.

import { formats, looks } from "./contract.js";
import { find, make } from "./find.js";
import { dressed, title } from "./looks.js";
import { STATES } from "./staging.js";
import { change, follow, get } from "./state.js";

const SAMPLE = "preview/articles/sample.json";
const BLOCKS = "preview/articles/blocks.json";
const NEAR = "500px";
const THEMES = ["auto", "light", "dark", "sepia"];

function toStage(changed) {
  change(changed);
  find("stage").focus({ preventScroll: true });
  find("stage").scrollIntoView({ block: "start" });
}

/** A button that chooses; it is pressed while all that it chooses is so. */
function chooser(name, about, chosen) {
  const button = make("button", { type: "button", class: "pick" }, name);
  button.addEventListener("click", () => toStage(chosen));
  const isChosen = () => Object.entries(chosen).every(([key, value]) => get(key) === (value ?? undefined));
  follow(() => button.setAttribute("aria-pressed", String(isChosen())));
  return make("li", { class: "card" }, button, ...(about ? [make("p", {}, about)] : []));
}

// A small article to be seen only: what is in it can be read on the stage.
function miniature(look, attributes) {
  const widget = make("article-widget", { src: SAMPLE, "heading-level": "3", ...attributes });
  return make("div", { class: "miniature", "data-look": look, inert: "", "aria-hidden": "true" }, widget);
}

function themeCard(name, look, theme) {
  const card = chooser(name, undefined, { "page.look": look, theme, json: undefined, "page.state": undefined });
  card.append(miniature(look, { theme: theme ?? "auto" }));
  return card;
}

async function themes(list) {
  await dressed;
  list.append(
    ...THEMES.map((theme) => themeCard(title(theme), "plain", theme === "auto" ? undefined : theme)),
    ...looks.map((look) => themeCard(title(look), look, undefined)),
  );
}

/** The first block of each kind, with the article it stands in. */
async function blocks(list) {
  const article = await (await fetch(BLOCKS)).json();
  const kinds = Map.groupBy(article.body, ({ type }) => type);
  for (const [kind, [block]] of kinds) {
    const widget = make("article-widget", { "heading-level": "3", hide: "headline source read-time", loading: "lazy", id: `block-${kind}` });
    const shown = { headline: kind, language: "en", url: new URL(BLOCKS, document.baseURI).href, body: [block] };
    widget.article = shown;
    const button = make("button", { type: "button", class: "quiet" }, "JSON", make("span", { class: "unseen" }, ` of ${kind}`));
    button.addEventListener("click", () => toStage({ json: JSON.stringify(shown, undefined, 2), "page.state": undefined, "page.panel": "open" }));
    list.append(make("li", { class: "card block" }, make("div", { class: "head" }, make("h4", {}, kind), button), widget));
  }
}

function states(list) {
  list.append(...Object.entries(STATES).map(([name, { about }]) => chooser(title(name), about, { "page.state": name })));
}

function formatList(list) {
  const src = (name) => `preview/formats/${name}.json`;
  list.append(...formats.map(({ name, about }) => chooser(name, about, { src: src(name), json: undefined, "page.state": undefined })));
}

/** Fills a list when a reader comes near it. */
function whenNear(list, fill) {
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      fill(list);
    },
    { rootMargin: NEAR },
  );
  watch.observe(list);
}

export function openGallery() {
  whenNear(find("themes"), themes);
  whenNear(find("blocks"), blocks);
  states(find("states"));
  formatList(find("formats"));
  find("format-count").textContent = String(formats.length);
}
