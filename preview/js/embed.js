// The code that puts what is shown into another page.

import { version } from "./contract.js";
import { find } from "./find.js";
import { chosenAttributes, chosenVariables, shownJson, source, stage, widget } from "./stage.js";
import { follow, get } from "./state.js";

const at = (path) => new URL(path, document.baseURI).href;
const quote = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
const written = (attributes) => attributes.map(([name, value]) => (value === "" ? ` ${name}` : ` ${name}="${quote(value)}"`)).join("");

const look = () => (get("page.look") === "plain" ? "" : `<link rel="stylesheet" href="${at(`themes/${get("page.look")}.css`)}">\n`);
const script = () => `<script type="module" src="${at("article-widget.js")}"></script>\n`;

function tagAttributes() {
  const from = source();
  return [...(from ? [["src", at(from)]] : []), ...chosenAttributes()];
}

/** JSON beside the tag; a `<` in it must not end the script. */
function inside() {
  const json = shownJson();
  return json === undefined ? "" : `\n<script type="application/json">\n${json.trim().replaceAll("<", "\\u003c")}\n</script>\n`;
}

export const html = () => `${look()}${script()}<article-widget${written(tagAttributes())}>${inside()}</article-widget>`;

export function css() {
  const lines = chosenVariables().map(([name, value]) => `  ${name}: ${value};\n`);
  return lines.length > 0 ? `article-widget {\n${lines.join("")}}` : "/* No variable is set: the widget’s own look needs no CSS. */";
}

/** As `article-widget render` writes it: what is drawn, in a declarative shadow root, and the state. */
export function prerendered() {
  const article = widget.shadowRoot?.querySelector('[part="article"]');
  if (widget.state !== "ready" || !article) return "<!-- Nothing is drawn that could be prerendered. -->";
  const template = `<template shadowrootmode="open"><link rel="stylesheet" href="${at("article-widget.css")}"><div class="stage" data-version="${version}">${article.outerHTML}</div></template>`;
  return `${look()}${script()}<article-widget${written([...tagAttributes(), ["state", "ready"]])}>${template}${inside()}</article-widget>`;
}

export function command() {
  const from = source();
  const shell = (word) => `'${word.replaceAll("'", "'\\''")}'`;
  const base = from ? ` --base ${shell(new URL(".", at(from)).href)}` : "";
  const options = chosenAttributes().map(([name, value]) => ` -a ${shell(`${name}=${value}`)}`);
  return `article-widget render ${from ? shell(from.split("/").at(-1)) : "article.json"} --assets ${shell(at("."))}${base}${options.join("")}`;
}

const CODES = { "code-html": html, "code-css": css, "code-prerendered": prerendered, "code-command": command };

async function copy(text, code, button) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    // No permission: the text is marked, and the reader's own keys do the rest.
    if (code) getSelection().selectAllChildren(code);
    button.textContent = code ? "Selected" : "Copy it from the address bar";
  }
  setTimeout(() => (button.textContent = before), 2000);
}

function write() {
  for (const [id, code] of Object.entries(CODES)) find(id).textContent = code();
}

export function openEmbed() {
  for (const button of document.querySelectorAll("[data-copies]")) {
    const code = find(button.dataset.copies);
    button.addEventListener("click", () => copy(code.textContent, code, button));
  }
  find("share").addEventListener("click", ({ currentTarget }) => copy(location.href, undefined, currentTarget));
  follow(write);
  stage.addEventListener("drawn", write);
}
