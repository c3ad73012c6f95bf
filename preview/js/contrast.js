// Whether what is shown can be read: the contrast of each part's text, as it is drawn, with what is behind it.

import { contrast, over, rgba } from "./colour.js";
import { parts } from "./contract.js";
import { find, make } from "./find.js";
import { stage, widget } from "./stage.js";

const FOR_TEXT = 4.5;
const FOR_LARGE_TEXT = 3;

const list = find("contrast-list");
const summary = find("contrast-summary");
const badge = find("contrast-badge");

const above = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;

/** All grounds behind an element, as one. */
function ground(element) {
  const layers = [];
  for (let at = element; at; at = above(at)) {
    const layer = rgba(getComputedStyle(at).backgroundColor);
    if (layer[3] > 0) layers.push(layer);
    if (layer[3] === 1) break;
  }
  return layers.reduceRight((behind, layer) => over(layer, behind), rgba("Canvas"));
}

function measure(name, element) {
  const { color, fontSize, fontWeight } = getComputedStyle(element);
  const behind = ground(element);
  const size = Number.parseFloat(fontSize);
  const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
  return { name, ratio: contrast(over(rgba(color), behind), behind), needed: isLarge ? FOR_LARGE_TEXT : FOR_TEXT };
}

const hasText = (element) => element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
/** The first element with words of its own. */
const textIn = (element) => [element, ...element.querySelectorAll("*")].find(hasText);

function measureAll() {
  const drawn = (name) => [...(widget.shadowRoot?.querySelectorAll(`[part~="${name}"]`) ?? [])];
  const found = parts.map(({ name }) => [name, drawn(name).map(textIn).find(Boolean)]);
  found.push(["links in the body", drawn("body").flatMap((body) => [...body.querySelectorAll("p a")])[0]]);
  return found.filter(([name, element]) => element && name !== "article").map(([name, element]) => measure(name, element));
}

const figure = (ratio) => `${(Math.floor(ratio * 10) / 10).toFixed(1)} : 1`;

function tell() {
  const all = measureAll().sort((one, other) => one.ratio - other.ratio);
  const faint = all.filter(({ ratio, needed }) => ratio < needed);
  list.replaceChildren(
    ...faint.map(({ name, ratio, needed }) =>
      make("li", {}, make("strong", {}, name), ` is too faint: ${figure(ratio)}. ${needed === FOR_TEXT ? "Text of its size needs 4.5 : 1." : "Even large text needs 3 : 1."}`),
    ),
  );
  badge.hidden = faint.length === 0;
  badge.textContent = String(faint.length);
  badge.setAttribute("aria-label", `${faint.length} too faint`);
  if (all.length === 0) summary.textContent = "Nothing is drawn that could be measured.";
  else if (faint.length > 0) summary.textContent = "Many readers will not make this out. Take a darker colour on a light ground, a lighter one on a dark ground.";
  else summary.textContent = `All text can be read. The faintest is ${all[0].name} with ${figure(all[0].ratio)}; 4.5 : 1 is the least.`;
}

export const openContrast = () => stage.addEventListener("drawn", tell);
