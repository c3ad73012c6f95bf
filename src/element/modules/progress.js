// How much of the article has been read: a bar at the upper edge of what scrolls, while the article is there.

// A screen reader that follows the value hears of each twentieth only.
const STEP = 5;

export default (kit) => {
  const fill = kit.make("div", { class: "progress-fill" });
  const bar = kit.make("div", { part: "progress", class: "progress", role: "progressbar", "aria-valuemin": "0", "aria-valuemax": "100" }, fill);
  kit.frame.before(bar);
  let isDrawnByTimeline = false;
  const page = kit.host.ownerDocument;
  let frame;

  const read = () => {
    const { scroller, stage } = kit;
    const isPage = scroller === page.scrollingElement || scroller === page.documentElement;
    const view = isPage ? { top: 0, height: innerHeight } : scroller.getBoundingClientRect();
    const { top, height } = stage.getBoundingClientRect();
    const hidden = height - view.height;
    // Nothing is left below; positions are rounded to pixels of the screen.
    if (top + height < view.top + view.height + 2) return 1;
    return hidden > 0 ? Math.min(1, Math.max(0, (view.top - top) / hidden)) : 0;
  };

  const measure = () => {
    frame = undefined;
    const part = read();
    const value = part === 1 ? 100 : Math.floor((part * 100) / STEP) * STEP;
    if (bar.ariaValueNow !== String(value)) bar.ariaValueNow = String(value);
    if (!isDrawnByTimeline) fill.style.transform = `scaleX(${part})`;
  };
  const soon = () => (frame ??= requestAnimationFrame(measure));

  // Captured, since what scrolls may be a box within the page, and scrolling does not bubble.
  page.addEventListener("scroll", soon, { capture: true, passive: true });
  const sizes = new ResizeObserver(soon);
  addEventListener("resize", soon);

  const watch = () => {
    sizes.disconnect();
    sizes.observe(kit.stage);
    // Where the browser itself can bind the bar to the scrolling, it is smoother.
    if (globalThis.ViewTimeline) {
      for (const animation of fill.getAnimations()) animation.cancel();
      const timeline = new ViewTimeline({ subject: kit.stage, axis: "block" });
      fill.animate({ transform: ["scaleX(0)", "scaleX(1)"] }, { timeline, rangeStart: "contain 0%", rangeEnd: "contain 100%", fill: "both" });
      isDrawnByTimeline = true;
    }
  };
  watch();

  return {
    drawn: watch,
    changed() {
      bar.ariaLabel = kit.words.progress;
      bar.lang = kit.frame.lang;
      bar.dir = kit.frame.dir;
      soon();
    },
    remove() {
      cancelAnimationFrame(frame);
      page.removeEventListener("scroll", soon, { capture: true });
      removeEventListener("resize", soon);
      sizes.disconnect();
      bar.remove();
    },
  };
};
