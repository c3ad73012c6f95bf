// What the reader looks at, what is open and where the focus is, to be found again in a newer edition.

const BLOCKS = "[part=headline], .body > :not(.rest, .continue)";

const words = (node) => node.textContent.trim();

/** Takes note of the place on a stage; what it gives goes back to it on the stage of then. */
export function bookmark(kit, stage) {
  const { scroller, root } = kit;
  const blocks = (on) => [...on.querySelectorAll(BLOCKS)];
  const seen = blocks(stage).find((node) => words(node) && node.getBoundingClientRect().bottom > 0);
  const place = seen && { text: words(seen), top: seen.getBoundingClientRect().top };
  const isOpen = stage.querySelector(".rest:not([hidden])") !== null;
  const focus = stage.contains(root.activeElement) ? root.activeElement : undefined;
  const focused = focus && { tag: focus.localName, text: words(focus) };

  return () => {
    if (isOpen) kit.stage.querySelector(".rest")?.removeAttribute("hidden");
    const block = place && place.top < innerHeight && blocks(kit.stage).find((node) => words(node) === place.text);
    if (block) scroller.scrollTop += block.getBoundingClientRect().top - place.top;
    const { activeElement } = root;
    if (!focused || (activeElement && words(activeElement) === focused.text)) return;
    const same = [...kit.stage.querySelectorAll(focused.tag)].find((node) => words(node) === focused.text);
    kit.focus(same ?? kit.stage.querySelector("[part=headline]"));
  };
}
