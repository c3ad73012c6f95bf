// The preview: the widget's face and its workshop. It uses the widget by its public contract only, and learns
// from the widget's manifest what there is to choose.

import { openBar, toggles } from "./js/bar.js";
import { openContrast } from "./js/contrast.js";
import { openEditor } from "./js/editor.js";
import { openEmbed } from "./js/embed.js";
import { find } from "./js/find.js";
import { openGallery } from "./js/gallery.js";
import "./js/handle.js";
import { openPanel } from "./js/panel.js";
import { openReport } from "./js/report.js";
import { openStage } from "./js/stage.js";
import { change, follow, get, isInAddress, readAddress } from "./js/state.js";

const panel = find("panel");
const isOpen = () => get("page.panel") === "open";
const bench = find("bench");

// Places of the page keep the choices in its address.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  if (!link) return;
  event.preventDefault();
  const place = find(link.hash.slice(1));
  place.focus({ preventScroll: true });
  place.scrollIntoView();
});

if (isInAddress()) await readAddress();
openReport();
openContrast();
openStage();
openBar();
openPanel();
openEditor();
openEmbed();
openGallery();

follow(() => {
  panel.hidden = !isOpen();
  bench.classList.toggle("open", isOpen());
});
toggles(find("customise"), isOpen, () => {
  change({ "page.panel": isOpen() ? undefined : "open" });
  if (isOpen()) panel.focus();
});
find("close").addEventListener("click", () => {
  change({ "page.panel": undefined });
  find("customise").focus();
});
find("options").addEventListener("click", ({ currentTarget }) => {
  const isBarOpen = find("bar").classList.toggle("open");
  currentTarget.setAttribute("aria-expanded", String(isBarOpen));
});
document.documentElement.dataset.opened = "";
