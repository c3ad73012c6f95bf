// Runs in the page before anything else. What is drawn in a shadow root has no Element Timing, so for all ways alike
// the headline counts as painted with the first frame that finds it in the tree, with text and room.

(() => {
  const seen = (globalThis.bench = { headline: undefined, lcp: 0, shift: 0, longest: 0 });
  const observe = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
  observe("largest-contentful-paint", (entry) => (seen.lcp = entry.startTime));
  observe("layout-shift", (entry) => (seen.shift += entry.value));
  observe("longtask", (entry) => (seen.longest = Math.max(seen.longest, entry.duration)));

  const scopes = () => [...document.querySelectorAll(".story, article-widget, article")].map((host) => host.shadowRoot ?? host);
  const isShown = (node) => node.textContent.trim() !== "" && node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
  // zero-md has no classes of ours.
  const headlineIn = (scope) => scope.querySelector(".headline, .markdown-body h2");
  const hasBlocks = (scope, count) =>
    headlineIn(scope)?.textContent.endsWith(`in ${count} parts`) &&
    [...scope.querySelectorAll(".body")].some((body) => body.childElementCount === count && body.checkVisibility());

  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  /** After the frame in which something is true has been laid out and painted. */
  const painted = async (isTrue) => {
    do await frame();
    while (!isTrue());
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(undefined);
    });
    return performance.now();
  };

  const headlines = (count) => () => {
    const found = scopes().map(headlineIn).filter(Boolean);
    return found.length >= count && found.every(isShown);
  };
  const hasPictures = () => scopes().every((scope) => [...scope.querySelectorAll("img")].every((image) => image.complete));

  // The page's address says how many there are, where it is not one.
  const expected = Number(new URLSearchParams(location.search).get("headlines") ?? 1);
  const headline = painted(headlines(expected)).then((time) => (seen.headline = time));

  /** After all headlines all pictures, and two frames more. */
  bench.settled = async () => {
    await headline;
    await painted(hasPictures);
    await frame();
    await frame();
  };
  /** How long it takes from naming another story until as many blocks are painted. */
  bench.change = async (src, count) => {
    seen.longest = 0;
    const start = performance.now();
    document.querySelector(".story").setAttribute("src", src);
    const end = await painted(() => scopes().some((scope) => hasBlocks(scope, count)));
    // Long tasks are told of later than they end.
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { time: end - start, longest: seen.longest };
  };
  /** Puts an element in and takes it out again, so many times. */
  bench.cycle = async (tag, src, times) => {
    for (let time = 0; time < times; time++) {
      const element = document.createElement(tag);
      element.className = "story";
      element.setAttribute("src", src);
      document.querySelector("main").append(element);
      await painted(headlines(1));
      element.remove();
      await frame();
    }
  };
})();
