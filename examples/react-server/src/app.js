import { createElement, useCallback, useState } from "react";

const OWN = { headline: "An article of the page", body: "<p>No server was asked.</p>" };

export const App = () => {
  const [src, setSrc] = useState("/articles/ferry.json");
  const [theme, setTheme] = useState("auto");
  const [own, setOwn] = useState(null);
  const [isThere, setThere] = useState(true);
  const [told, tell] = useState("");
  // React attaches no handlers of custom events while it hydrates, so these are listeners.
  const listen = useCallback((widget) => {
    const end = new AbortController();
    const on = (type, act) => widget.addEventListener(type, act, { signal: end.signal });
    on("article-load", ({ detail }) => tell(detail.headline));
    on("article-error", ({ detail }) => tell(detail.message));
    on("article-link", (event) => {
      event.preventDefault();
      tell(event.detail.href);
    });
    // It may have been quicker than React.
    if (widget.state === "ready") tell(widget.article.headline);
    return () => end.abort();
  }, []);
  const button = (id, onClick, words) => createElement("button", { id, onClick }, words);
  const article = () =>
    createElement(
      "article-widget",
      {
        src,
        theme,
        article: own,
        ref: listen,
        // By then the element has set its attribute `state`.
        suppressHydrationWarning: true,
      },
      createElement("a", { href: "/articles/ferry.json" }, "Night ferry returns"),
    );
  return createElement(
    "main",
    null,
    button("theme", () => setTheme("dark"), "Dark"),
    button("other", () => setSrc("/articles/library.json"), "Another article"),
    button("own", () => setOwn(OWN), "An article of the page"),
    button("remove", () => setThere(false), "Remove"),
    createElement("output", { id: "told" }, told),
    isThere && article(),
  );
};
