// All that was chosen, in one place: the widget's attributes and variables by their own names, the JSON
// that was typed, and the page's own choices below `page.`. It stands in the address, so that what is on the
// screen can be sent as a link. Everything else reads it and hears of changes.

import { isOurs } from "./contract.js";
import { later } from "./find.js";
import { pack, unpack } from "./pack.js";

const DEFAULTS = {
  src: "preview/articles/sample.json",
  "page.look": "plain",
  "page.width": "full",
  "page.dir": "ltr",
  "page.state": "as it is",
  "page.panel": "closed",
};
const OWN = [...Object.keys(DEFAULTS), "json"];
// What mail and chat programs carry without cutting it.
const LONGEST = 60_000;
const QUIET = 200;

const values = new Map();
const listeners = new Set();
// What was typed last, for when one comes back to it.
let typed;
let isTooLong = false;

export const get = (name) => values.get(name) ?? DEFAULTS[name];
export const isDefault = (name) => !values.has(name);
export const typedJson = () => typed;
/** Whether the address could not hold the JSON. */
export const isCut = () => isTooLong;

/** Calls at once and after each change. */
export function follow(listener) {
  listeners.add(listener);
  listener();
}

const tell = () => {
  typed = values.get("json") ?? typed;
  listeners.forEach((listener) => listener());
};

/** Takes new values by their names; `undefined` gives one its default again. */
export function change(changed) {
  for (const [name, value] of Object.entries(changed)) {
    if (value === undefined || value === DEFAULTS[name]) values.delete(name);
    else values.set(name, value);
  }
  tell();
  write();
}

const write = later(QUIET, async () => {
  const query = new URLSearchParams([...values].filter(([name]) => name !== "json"));
  const json = values.get("json");
  const packed = json === undefined ? "" : await pack(json);
  // Something else may have been chosen meanwhile.
  if (json !== values.get("json")) return;
  const wasTooLong = isTooLong;
  isTooLong = packed.length > LONGEST;
  if (packed && !isTooLong) query.set("json", packed);
  const text = query.toString().replaceAll("%2F", "/");
  history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  if (wasTooLong !== isTooLong) tell();
});

/** Whether the address holds choices, and not the name of a place in the page. */
export const isInAddress = () => location.hash.includes("=");

export async function readAddress() {
  const query = new URLSearchParams(location.hash.slice(1));
  const packed = query.get("json");
  if (packed) query.set("json", (await unpack(packed)) ?? "");
  values.clear();
  for (const [name, value] of query) {
    if ((isOurs(name) || OWN.includes(name)) && value !== DEFAULTS[name]) values.set(name, value);
  }
  tell();
}

addEventListener("hashchange", () => isInAddress() && readAddress());
