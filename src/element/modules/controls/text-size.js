// Smaller and larger text. Nobody remembers it: nothing is stored.

const SIZES = [0.85, 1, 1.15, 1.3, 1.5, 1.75, 2];

export function textSize(kit, { button }) {
  let at = SIZES.indexOf(1);

  const put = () => {
    kit.stage.classList.toggle("sized", SIZES[at] !== 1);
    kit.stage.style.setProperty("--_text-size", SIZES[at]);
    // They keep the focus, so they are not disabled.
    smaller.ariaDisabled = String(at === 0);
    larger.ariaDisabled = String(at === SIZES.length - 1);
  };
  const step = (by) => {
    if (!SIZES[at + by]) return;
    at += by;
    put();
    kit.say(`${kit.words["text-size"]}: ${new Intl.NumberFormat(kit.frame.lang, { style: "percent" }).format(SIZES[at])}`);
  };

  const smaller = button("smaller", "smaller", () => step(-1));
  const larger = button("larger", "larger", () => step(1));
  const group = kit.make("span", { class: "group", role: "group", "aria-label": kit.words["text-size"] }, smaller, larger);
  return {
    nodes: [group],
    drawn: put,
    remove() {
      kit.stage.classList.remove("sized");
      kit.stage.style.removeProperty("--_text-size");
    },
  };
}
