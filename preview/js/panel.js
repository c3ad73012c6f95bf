// The fields of all attributes and variables, made from the contract.

import { languageOptions } from "./bar.js";
import { hex } from "./colour.js";
import { attributes, formats, parts, variables } from "./contract.js";
import { forAttribute, forVariable } from "./controls.js";
import { find, make } from "./find.js";
import { PRESETS } from "./presets.js";
import { change, follow, get, isDefault } from "./state.js";

// Values that the contract names by pointing elsewhere.
const KNOWN = {
  format: formats.map(({ name }) => [name, name]),
  hide: parts.filter(({ description }) => description.includes("`hide`")).map(({ name }) => name),
  lang: languageOptions(),
  "labels-lang": languageOptions(),
};
const GROUPS = { color: "Colours", font: "Fonts", "": "Sizes and space" };
const groupOf = (name) => name.match(/^--article-(color|font)(?!-size)/)?.[1] ?? "";

const plain = (text) => text.replaceAll("`", "");

function attributeField(attribute) {
  const { name, description } = attribute;
  const id = `attribute-${name}`;
  const control = forAttribute(attribute, id, KNOWN, (value) => change({ [name]: value }));
  follow(() => control.show(get(name)));
  const hint = make("span", { class: "hint", id: `${id}-hint` }, plain(description));
  (control.element.querySelector("input, select") ?? control.element).setAttribute("aria-describedby", hint.id);
  if (control.isGroup) return make("div", { class: "row" }, control.element, hint);
  return make("div", { class: "row" }, make("label", { for: id }, name), control.element, hint);
}

// A colour that nobody set is shown as it comes out where the article stands.
const probe = make("span", { hidden: "" });

function variableField({ name, default: initial, description }) {
  const [, what, takes] = description.match(/^(.*) \((.*)\)$/);
  const id = `variable-${name.slice(2)}`;
  const label = name.replace("--article-", "").replaceAll("-", " ");
  const hexOf = (value) => {
    probe.style.color = "";
    probe.style.color = value ?? initial;
    return hex(getComputedStyle(probe).color);
  };
  const control = forVariable({ default: initial, takes, label }, id, hexOf, (value) => change({ [name]: value }));
  const reset = make("button", { type: "button", class: "reset", "aria-label": `Reset ${label}`, title: "Reset" }, "×");
  reset.addEventListener("click", () => {
    change({ [name]: undefined });
    find(id).focus();
  });
  follow(() => {
    control.show(isDefault(name) ? undefined : get(name));
    reset.disabled = isDefault(name);
  });
  const hint = make("span", { class: "hint", id: `${id}-hint` }, what);
  control.element.querySelector(".exact").setAttribute("aria-describedby", hint.id);
  return make("div", { class: "row variable" }, make("label", { for: id, title: name }, label), reset, control.element, hint);
}

function variableGroups() {
  return Object.entries(GROUPS).map(([group, heading]) =>
    make("fieldset", { class: "group" }, make("legend", {}, heading), ...variables.filter(({ name }) => groupOf(name) === group).map(variableField)),
  );
}

const noVariables = () => Object.fromEntries(variables.map(({ name }) => [name, undefined]));

function presetButton([name, chosen]) {
  const button = make("button", { type: "button", class: "chip" }, name);
  const isChosen = () => variables.every((variable) => (isDefault(variable.name) ? undefined : get(variable.name)) === chosen[variable.name]);
  button.addEventListener("click", () => change({ ...noVariables(), ...chosen }));
  follow(() => button.setAttribute("aria-pressed", String(isChosen())));
  return button;
}

export function openPanel() {
  find("column").append(probe);
  find("attributes").append(...attributes.filter(({ name }) => name !== "src").map(attributeField));
  find("presets").append(...Object.entries(PRESETS).map(presetButton));
  find("variables").append(...variableGroups());
  find("reset").addEventListener("click", () => change({ ...noVariables(), "page.look": undefined }));
}
