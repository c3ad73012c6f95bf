// The article on its stage: what was chosen goes onto the element's public attributes, its property and
// its variables; what it reports comes back as events of this module.

import { attributes, variables } from "./contract.js";
import { find } from "./find.js";
import { parse } from "./json.js";
import { dressed } from "./looks.js";
import { STATES, stageConnection } from "./staging.js";
import { follow, get, isDefault } from "./state.js";

export const widget = find("widget");
const column = find("column");

/** Says `drawn` when the article looks otherwise than before, with its last report as `detail`. */
export const stage = new EventTarget();

// The JSON that the element has been given: given anew, it would load anew at every change of the theme.
let given;
let report = {};

const set = (name, value) => {
  if (value === undefined) widget.removeAttribute(name);
  else if (widget.getAttribute(name) !== value) widget.setAttribute(name, value);
};

/** What stands on the tag but its source: `[name, value]`. */
export const chosenAttributes = () =>
  attributes.filter(({ name }) => name !== "src" && get(name) !== undefined).map(({ name }) => [name, get(name)]);

export const chosenVariables = () => variables.filter(({ name }) => !isDefault(name)).map(({ name }) => [name, get(name)]);

const staged = () => STATES[get("page.state")];

/** The address that is loaded, or nothing where JSON stands in its place. */
export const source = () => staged()?.src ?? (get("json") === undefined ? get("src") : undefined);

/** The typed JSON as it was last well formed. */
export const shownJson = () => (staged() ? undefined : given);

function load() {
  const text = staged() ? undefined : get("json");
  const { value, message } = text === undefined ? {} : parse(text);
  if (text === undefined) {
    if (given !== undefined) widget.article = null;
    given = undefined;
    set("src", source());
  } else if (message) {
    // What stood there before stays while somebody is typing.
    if (given === undefined) set("src", get("src"));
  } else if (given !== text) {
    set("src");
    widget.article = value;
    given = text;
  }
}

function show() {
  const page = document.documentElement;
  page.dir = get("page.dir");
  page.dataset.theme = get("theme") ?? "auto";
  column.dataset.look = get("page.look");
  const width = Number.parseInt(get("page.width"), 10);
  column.style.inlineSize = width ? `${width}px` : "";

  stageConnection(get("page.state") === "offline");
  for (const { name } of attributes) if (name !== "src") set(name, staged()?.[name] ?? get(name));
  for (const { name } of variables) {
    if (isDefault(name)) widget.style.removeProperty(name);
    else widget.style.setProperty(name, get(name));
  }
  load();
  tell();
}

// A change of an attribute is drawn with the next frame.
const tell = () => requestAnimationFrame(() => requestAnimationFrame(() => stage.dispatchEvent(new CustomEvent("drawn", { detail: report }))));

for (const type of ["article-load", "article-error"]) {
  widget.addEventListener(type, ({ detail }) => {
    report = { type, ...detail };
    tell();
  });
}
new MutationObserver(() => {
  if (widget.state !== "loading" && widget.state !== "idle") return;
  report = { type: widget.state };
  tell();
}).observe(widget, { attributeFilter: ["state"] });
new ResizeObserver(tell).observe(column);

export function openStage() {
  follow(show);
  dressed.then(tell);
}
