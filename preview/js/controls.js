// One control for a value, chosen by what the contract says of it. Each is an element with its fields, and a way
// to show a value that was set elsewhere.

import { make } from "./find.js";

const codes = (text) => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code);

function choice(id, options, take) {
  const select = make("select", { id }, new Option("default", ""), ...options.map(([value, text]) => new Option(text, value)));
  select.addEventListener("change", () => take(select.value || undefined));
  const show = (value = "") => {
    if (value && ![...select.options].some((option) => option.value === value)) select.append(new Option(value, value));
    select.value = value;
  };
  return { element: make("span", { class: "select" }, select), show };
}

function flag(id, take) {
  const box = make("input", { id, type: "checkbox" });
  box.addEventListener("change", () => take(box.checked ? "" : undefined));
  return { element: box, show: (value) => (box.checked = value !== undefined) };
}

/** A text, taken as it is typed, so that one sees what each letter does. */
function text(id, attributes, take) {
  const field = make("input", { id, type: "text", autocomplete: "off", spellcheck: "false", ...attributes });
  field.addEventListener("input", () => take(field.value.trim() || undefined));
  const show = (value = "") => {
    if (field.value.trim() !== value) field.value = value;
  };
  return { element: field, show };
}

/** Some of many words, separated by spaces. */
function words(label, options, take) {
  const boxes = options.map((value) => make("input", { type: "checkbox", value }));
  const element = make("fieldset", { class: "words" }, make("legend", {}, label), ...boxes.map((box) => make("label", {}, box, box.value)));
  element.addEventListener("change", () => take(boxes.filter((box) => box.checked).map((box) => box.value).join(" ") || undefined));
  const show = (value = "") => {
    const chosen = value.split(/\s+/);
    for (const box of boxes) box.checked = chosen.includes(box.value);
  };
  return { element, show, isGroup: true };
}

/** For an attribute; `known` has the options of those whose values the contract does not list. */
export function forAttribute({ name, type, description, default: initial }, id, known, take) {
  const listed = known[name];
  if (description.includes("separated by spaces")) return words(name, listed ?? codes(description), take);
  if (listed) return choice(id, listed, take);
  const range = description.match(/`(\d+)` to `(\d+)`/)?.slice(1).map(Number);
  if (range) return choice(id, Array.from({ length: range[1] - range[0] + 1 }, (_, at) => [String(range[0] + at), String(range[0] + at)]), take);
  const literals = [...type.text.matchAll(/"([^"]+)"/g)].map(([, value]) => [value, value]);
  if (type.text.startsWith("boolean")) return flag(id, take);
  if (literals.length > 0) return choice(id, literals, take);
  const isNumber = type.text.startsWith("number");
  return text(id, { placeholder: initial.replaceAll("`", ""), ...(isNumber && { type: "number", min: "0" }) }, take);
}

const NUMBER = /^(-?[\d.]+)\s*([a-z%]*)$/;

/** How far a slider goes, from a value that is ordinary. */
function scale(initial, takes) {
  const [, digits = "1", unit = ""] = initial.match(/(-?\d[\d.]*)([a-z%]*)/) ?? [];
  const usual = Number(digits);
  if (takes.startsWith("font weight")) return { usual, unit: "", min: 100, max: 900, step: 100 };
  if (takes.startsWith("lines")) return { usual: 1, unit: "", min: 1, max: 6, step: 1 };
  if (takes.startsWith("number")) return { usual, unit: "", min: 1, max: 2.5, step: 0.05 };
  if (unit === "px" && usual > 0) return { usual, unit, min: 0, max: 24, step: 1 };
  // Lengths without a unit, and those of nothing, are in em like all others.
  const max = usual >= 10 ? 2 * usual : Math.max(3, 2.5 * usual);
  return { usual, unit: "em", min: 0, max, step: usual >= 10 ? 0.5 : 0.05 };
}

function slider(label, { usual, unit, ...bounds }, take) {
  const range = make("input", { type: "range", "aria-label": `${label}, slider`, ...bounds });
  range.addEventListener("input", () => take(`${Number(range.value)}${unit}`));
  const show = (value) => {
    const number = value === undefined ? usual : Number(value.match(NUMBER)?.[1] ?? usual);
    range.value = String(number);
    range.setAttribute("aria-valuetext", value ?? "default");
  };
  return { element: range, show };
}

function picker(label, hexOf, take) {
  const field = make("input", { type: "color", "aria-label": `${label}, picker` });
  field.addEventListener("input", () => take(field.value));
  return { element: field, show: (value) => (field.value = hexOf(value)) };
}

const isLength = (takes) => /^(length|number|padding|font weight|lines)/.test(takes);

/** For a variable: a text that takes whatever CSS does, and beside it a picker or a slider where there is one. */
export function forVariable({ default: initial, takes, label }, id, hexOf, take) {
  const field = text(id, { placeholder: initial, class: "exact" }, take);
  let aid;
  if (/^(colour|background)/.test(takes)) aid = picker(label, hexOf, take);
  else if (isLength(takes)) aid = slider(label, scale(initial, takes), take);
  const show = (value) => {
    field.show(value);
    aid?.show(value);
  };
  return { element: make("span", { class: aid ? "pair" : "single" }, ...(aid ? [aid.element] : []), field.element), show };
}
