// What the reader looks at and where the focus is, to be found again in a newer edition.

const BLOCKS = "[part=headline], .body > :not(.rest, .continue)";

const words = (node) => node.textContent.trim();

/** Takes note of the place; what it gives goes back to it. */
export function bookmark(kit) {
  const { scroller, root } = kit;
  const blocks = () => [...kit.stage.querySelectorAll(BLOCKS)];
  const seen = blocks().find((node) => words(node) && node.getBoundingClientRect().bottom > 0);
  const place = seen && { text: words(seen), top: seen.getBoundingClientRect().top };
  const focus = kit.stage.contains(root.activeElement) ? root.activeElement : undefined;
  const focused = focus && { tag: focus.localName, text: words(focus) };

  return () => {
    const block = place && place.top < innerHeight && blocks().find((node) => words(node) === place.text);
    if (block) scroller.scrollTop += block.getBoundingClientRect().top - place.top;
    const { activeElement } = root;
    if (!focused || (activeElement && words(activeElement) === focused.text)) return;
    const same = [...kit.stage.querySelectorAll(focused.tag)].find((node) => words(node) === focused.text);
    kit.focus(same ?? kit.stage.querySelector("[part=headline]"));
  };
}
