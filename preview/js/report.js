// What the element says of the article: in a line below it, and with every warning beside the editor.

import { count, find, make } from "./find.js";
import { stage } from "./stage.js";

const line = find("report");
const list = find("warnings");

const HOW = { idle: "Nothing to show", loading: "Loading" };

function words({ type, kind, status, message, format, words, minutes, warnings = [] }) {
  if (type === "article-error") return ["Error", kind, status, message];
  if (type !== "article-load") return [HOW[type] ?? "Starting"];
  const found = warnings.length > 0 ? count(warnings.length, "warning") : "no warnings";
  return [format && `Read as ${format}`, words !== undefined && count(words, "word"), minutes && `${minutes} min`, found];
}

function tell({ detail }) {
  const { type, warnings = [] } = detail;
  const text = words(detail).filter(Boolean).join(" · ");
  line.dataset.kind = type === "article-load" ? (warnings.length > 0 ? "warned" : "ready") : (type ?? "idle");
  if (line.textContent !== text) line.textContent = text;
  find("recognised").textContent = text;
  list.replaceChildren(...warnings.map(({ path, message }) => make("li", {}, make("code", {}, path), ` ${message}`)));
}

export const openReport = () => stage.addEventListener("drawn", tell);
