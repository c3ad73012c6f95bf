// Runs before anything else on a page: notes what goes wrong there and what the widget reports.
(() => {
  const problems = [], warnings = [], events = [];
  let traps = 0;

  addEventListener("error", (event) => {
    if (event.target === window) problems.push(`error: ${event.message}`);
  }, true);
  addEventListener("unhandledrejection", (event) => {
    problems.push(`unhandled rejection: ${event.reason?.stack ?? event.reason}`);
  });
  document.addEventListener("securitypolicyviolation", (event) => {
    const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
    problems.push(`policy: ${effectiveDirective} ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`);
  });
  for (const [level, list] of [["error", problems], ["warn", warnings]]) {
    const original = console[level];
    console[level] = (...words) => {
      list.push(`console.${level}: ${words.join(" ")}`);
      original.apply(console, words);
    };
  }

  // At the window in the bubbling phase: what arrives here left its shadow root and climbed the page.
  for (const type of ["article-load", "article-error", "article-read", "article-link"]) {
    addEventListener(type, (event) => {
      const { detail, bubbles, composed, cancelable, target } = event;
      events.push({ type, detail: JSON.parse(JSON.stringify(detail ?? null)), bubbles, composed, cancelable, target: target.id });
    });
  }

  const trap = () => { traps += 1; };
  for (const name of ["trap", "alert", "confirm", "prompt", "print"]) {
    Object.defineProperty(window, name, { value: trap, configurable: true });
  }

  const widget = (which) => (typeof which === "string" ? document.querySelector(which) : which) ?? document.querySelector("article-widget");
  const all = (selector, which) => [...(widget(which)?.shadowRoot?.querySelectorAll(selector) ?? [])];
  const parts = (name, which) => all(`[part~="${name}"]`, which);
  // What a reader sees: hidden elements count as absent.
  const text = (element) => element ? element.innerText.replace(/\s+/g, " ").trim() : null;
  const focused = () => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element;
  };

  window.e2e = {
    problems, warnings, events,
    get traps() { return traps; },
    widget, all, parts, text, focused,
    part: (name, which) => parts(name, which)[0] ?? null,
    style: (element, property) => element ? getComputedStyle(element).getPropertyValue(property) : null,
  };
})();
