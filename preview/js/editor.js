// Your own article: typed, pasted, dropped, chosen as a file, or by its address. What is wrong with the JSON is
// said with its place, and nothing that was typed is taken away.

import { find, later } from "./find.js";
import { parse } from "./json.js";
import { source } from "./stage.js";
import { change, follow, get, isCut } from "./state.js";

const QUIET = 300;

const text = find("json");
const address = find("address");
const complaint = find("complaint");
const words = find("complaint-words");
const note = find("note");
let place;

/** Takes a text as the article; an empty one gives way to the address again. */
export const takeJson = (value) => change({ json: value.trim() ? value : undefined, "page.state": undefined });
const soon = later(QUIET, () => takeJson(text.value));

function judge() {
  const json = get("json");
  const { message, line, column, offset } = json === undefined ? {} : parse(json);
  const told = message ? `Not JSON yet: line ${line}, column ${column}: ${message}.` : "";
  complaint.hidden = !message;
  if (message) text.setAttribute("aria-invalid", "true");
  else text.removeAttribute("aria-invalid");
  place = offset;
  // Said once only, by those who read aloud.
  if (words.textContent !== told) words.textContent = told;
}

function show() {
  const json = get("json") ?? "";
  if (text.value.trim() !== json.trim()) text.value = json;
  if (document.activeElement !== address) address.value = json ? "" : get("src");
  find("take").disabled = source() === undefined;
  note.textContent = isCut() ? "This text is too long for the page’s address: a copied link leaves it out." : "";
  judge();
}

function goToPlace() {
  text.focus();
  text.setSelectionRange(place, Math.min(place + 1, text.value.length));
  const line = text.value.slice(0, place).split("\n").length;
  text.scrollTop = (line - 4) * Number.parseFloat(getComputedStyle(text).lineHeight);
}

async function takeFile(file) {
  if (!file) return;
  text.value = await file.text();
  takeJson(text.value);
  change({ "page.panel": "open" });
}

// Our own samples stand beside their pictures; typed text stands nowhere.
const anchored = (json) => json.replace(/(?<=["\s])\.\.\//g, new URL("preview/", document.baseURI).href);

async function takeShown() {
  const from = source();
  if (!from) return;
  try {
    takeJson(anchored(await (await fetch(from)).text()));
    text.focus();
  } catch (error) {
    note.textContent = `${from} cannot be read: ${error.message}`;
  }
}

function acceptDrops() {
  const veil = find("veil");
  const hasFile = ({ dataTransfer }) => dataTransfer?.types.includes("Files") || dataTransfer?.types.includes("text/plain");
  addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  for (const type of ["dragleave", "drop"]) {
    addEventListener(type, (event) => {
      if (type === "drop" || !event.relatedTarget) veil.hidden = true;
    });
  }
  addEventListener("drop", (event) => {
    if (!hasFile(event) || event.target === text) return;
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) takeFile(file);
    else takeJson(event.dataTransfer.getData("text/plain"));
  });
}

export function openEditor() {
  text.addEventListener("input", soon);
  find("go").addEventListener("click", goToPlace);
  find("take").addEventListener("click", takeShown);
  find("choose").addEventListener("click", () => find("file").click());
  find("file").addEventListener("change", ({ target }) => takeFile(target.files[0]));
  find("own").addEventListener("submit", (event) => {
    event.preventDefault();
    change({ src: address.value.trim() || undefined, json: undefined, "page.state": undefined });
  });
  acceptDrops();
  follow(show);
}
