// Fields that stand in the page itself: each bears the name of what it chooses.

import { languages, looks } from "./contract.js";
import { find } from "./find.js";
import { title } from "./looks.js";
import { STATES } from "./staging.js";
import { change, follow, get, typedJson } from "./state.js";

const bar = find("bar");
const nameOf = new Intl.DisplayNames("en", { type: "language" });
export const languageOptions = () =>
  languages.map((tag) => [tag, nameOf.of(tag)]).sort(([, one], [, other]) => one.localeCompare(other, "en"));

const offer = (name, options) => bar.elements[name].append(...options.map(([value, text]) => new Option(text, value)));

function fill() {
  const articles = bar.elements.src;
  for (const option of articles.querySelectorAll("[data-own]")) option.remove();
  const isTyped = get("json") !== undefined;
  const isListed = [...articles.options].some(({ value }) => value === get("src"));
  const own = [...(typedJson() === undefined ? [] : [["Your own JSON", ""]]), ...(isListed ? [] : [[get("src"), get("src")]])];
  for (const [text, value] of own) {
    const option = new Option(text, value);
    option.dataset.own = "";
    articles.prepend(option);
  }
  for (const field of bar.elements) {
    if (!field.name) continue;
    const value = (field.name === "src" && isTyped ? "" : get(field.name)) ?? "";
    // A width between the named ones is none of them.
    if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
}

function take({ target }) {
  const { name, value } = target;
  const changed = { [name]: value || undefined };
  // No address stands for what was typed.
  if (name === "src") Object.assign(changed, { json: value ? undefined : typedJson(), "page.state": undefined });
  change(changed);
}

export function openBar() {
  offer("page.look", looks.map((name) => [name, title(name)]));
  offer("page.state", Object.keys(STATES).map((name) => [name, title(name)]));
  offer("labels-lang", languageOptions());
  bar.addEventListener("submit", (event) => event.preventDefault());
  bar.addEventListener("change", take);
  follow(fill);
}

/** A button that shows and hides something. */
export function toggles(button, isOpen, toggle) {
  button.addEventListener("click", () => toggle());
  follow(() => button.setAttribute("aria-expanded", String(isOpen())));
}
