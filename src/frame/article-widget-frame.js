// For pages that show an article in an iframe: gives the iframe the height that the article has.
(() => {
  const MESSAGE = "article-widget-frame";
  const FRAMES = "iframe.article-widget-frame";

  // The answer may go to nobody else, and the question tells nothing.
  const ask = (frame) => frame.contentWindow.postMessage({ type: MESSAGE }, "*");

  const originOf = ({ sandbox, src }) => (sandbox.length > 0 && !sandbox.contains("allow-same-origin") ? "null" : new URL(src).origin);

  addEventListener("message", ({ source, origin, data }) => {
    if (data?.type !== MESSAGE || !(data.height > 0 && data.height < 1e6)) return;
    for (const frame of document.querySelectorAll(FRAMES)) {
      if (frame.contentWindow === source && origin === originOf(frame)) frame.style.height = `${data.height}px`;
    }
  });

  // A frame that loads later asks for nothing; its loading is seen.
  document.addEventListener("load", ({ target }) => target.matches?.(FRAMES) && ask(target), true);
  document.querySelectorAll(FRAMES).forEach(ask);
})();
