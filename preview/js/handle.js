// The edge of the stage's column, which pointers and arrow keys move.

import { find } from "./find.js";
import { widget } from "./stage.js";
import { change, get } from "./state.js";

const NARROWEST = 240;
const WIDEST = 1600;
const STEP = 10;

const handle = find("handle");
const bound = (width) => Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));
const now = () => Math.round(widget.getBoundingClientRect().width);
const take = (width) => change({ "page.width": String(bound(width)) });
const sign = () => (get("page.dir") === "rtl" ? -1 : 1);

handle.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  handle.focus();
  handle.setPointerCapture(event.pointerId);
  const from = { x: event.clientX, width: now() };
  // The column stands in the middle, so both of its edges move.
  const move = ({ clientX }) => take(from.width + 2 * sign() * (clientX - from.x));
  handle.addEventListener("pointermove", move);
  handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), { once: true });
});

handle.addEventListener("keydown", (event) => {
  const step = event.shiftKey ? 10 * STEP : STEP;
  const arrow = { ArrowRight: sign(), ArrowLeft: -sign() }[event.key];
  const width = arrow ? now() + arrow * step : { Home: NARROWEST, End: WIDEST }[event.key];
  if (width === undefined) return;
  event.preventDefault();
  take(width);
});

new ResizeObserver(() => {
  const width = now();
  handle.setAttribute("aria-valuenow", String(width));
  handle.setAttribute("aria-valuetext", `${width} pixels`);
  find("measure").textContent = `${width} px wide`;
}).observe(widget);
