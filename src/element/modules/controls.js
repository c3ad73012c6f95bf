// The toolbar: one button for each of the controls that the page asks for, in the page's order.

import { contents } from "./controls/contents.js";
import { icon } from "./controls/icons.js";
import { listen } from "./controls/listen.js";
import { copy, share } from "./controls/share.js";
import { textSize } from "./controls/text-size.js";
import { theme } from "./controls/theme.js";

const CONTROLS = { contents: [contents], listen: [listen], share: [share, copy], "text-size": [textSize], theme: [theme] };

export default (kit) => {
  const { make } = kit;
  let bar;
  let panels;
  let controls = [];
  let builtFor;

  const buttons = () => [...bar.querySelectorAll("button")].filter((button) => !button.hidden);

  // One stop for the Tab key; the arrows go on from there.
  const rove = (to) => {
    for (const button of bar.querySelectorAll("button")) button.tabIndex = button === to ? 0 : -1;
  };

  const onKey = (event) => {
    const all = buttons();
    const at = all.indexOf(kit.root.activeElement);
    const isForward = event.key === (kit.frame.dir === "rtl" ? "ArrowLeft" : "ArrowRight");
    const isBack = event.key === (kit.frame.dir === "rtl" ? "ArrowRight" : "ArrowLeft");
    let to;
    if (isForward || isBack) to = all.at((at + (isForward ? 1 : -1)) % all.length);
    else if (event.key === "Home") to = all[0];
    else if (event.key === "End") to = all.at(-1);
    if (!to || at < 0) return;
    event.preventDefault();
    to.focus();
  };

  /** A button with a picture and a word, which may leave the picture to speak where there is little room. */
  const button = (key, picture, onClick) => {
    const word = make("span", { class: "tool-word" });
    const made = make("button", { part: "tool", class: "tool", type: "button" }, icon(picture), word);
    const set = (key, picture) => {
      made.title = made.ariaLabel = word.textContent = kit.words[key];
      if (picture) made.firstChild.replaceWith(icon(picture));
    };
    set(key);
    made.addEventListener("click", onClick);
    return Object.assign(made, { set });
  };

  /** A button that shows and hides a panel; of all panels one is open at most. */
  const disclosure = (key, picture, panel, fill) => {
    const show = (isOpen) => {
      toggle.ariaExpanded = String(isOpen);
      panel.hidden = !isOpen;
    };
    const toggle = button(key, picture, () => {
      const isOpen = toggle.ariaExpanded === "true";
      for (const other of bar.querySelectorAll("[aria-expanded=true]")) other.close();
      if (isOpen) return;
      fill?.();
      show(true);
    });
    toggle.close = () => show(false);
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      toggle.close();
      toggle.focus();
    });
    show(false);
    panels.append(panel);
    return toggle;
  };

  // How far a button may begin before the text and still be in the window. The panels are as wide as the bar, whatever it does.
  const sizes = new ResizeObserver(() => {
    const { left, right } = panels.getBoundingClientRect();
    const { paddingLeft, paddingRight } = getComputedStyle(panels);
    const width = panels.ownerDocument.documentElement.clientWidth;
    const room = Math.min(left + parseFloat(paddingLeft), width - right + parseFloat(paddingRight));
    bar.style.setProperty("--_room", `${Math.max(0, room)}px`);
  });

  const clear = () => {
    sizes.disconnect();
    for (const control of controls) control.remove?.();
    controls = [];
    bar?.remove();
    panels?.remove();
  };

  const build = (names) => {
    clear();
    bar = make("div", { part: "tools", class: "tools", role: "toolbar", "aria-label": kit.words.tools });
    panels = make("div", { class: "panels" });
    bar.addEventListener("keydown", onKey);
    bar.addEventListener("focusin", (event) => rove(event.target));
    const wanted = [...new Set(names)].flatMap((name) => CONTROLS[name] ?? []);
    controls = wanted.map((control) => control(kit, { button, disclosure, fit })).filter(Boolean);
    bar.append(...controls.flatMap((control) => control.nodes));
    kit.frame.prepend(bar, panels);
    sizes.observe(panels);
  };

  const fit = () => {
    const all = buttons();
    bar.hidden = all.length === 0;
    if (!all.some((button) => button.tabIndex === 0)) rove(all[0]);
  };

  const drawn = () => {
    for (const control of controls) control.drawn?.();
    fit();
  };

  return {
    changed() {
      const names = kit.host.getAttribute("controls").split(/\s+/);
      const wanted = `${names} ${kit.frame.lang}`;
      if (wanted !== builtFor) {
        builtFor = wanted;
        build(names);
        drawn();
      }
      for (const control of controls) control.changed?.();
    },
    drawn(kind) {
      if (kind === "ready") drawn();
    },
    remove: clear,
  };
};
