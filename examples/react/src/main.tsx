import "article-widget/define";
import { StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

const OWN = { headline: "An article of the page", body: "<p>No server was asked.</p>" };

const App = () => {
  const [src, setSrc] = useState("/articles/ferry.json");
  const [theme, setTheme] = useState<"auto" | "dark">("auto");
  const [own, setOwn] = useState<object | null>(null);
  const [isThere, setThere] = useState(true);
  const [told, tell] = useState("");
  return (
    <main>
      <button id="theme" onClick={() => setTheme("dark")}>Dark</button>
      <button id="other" onClick={() => setSrc("/articles/library.json")}>Another article</button>
      <button id="own" onClick={() => setOwn(OWN)}>An article of the page</button>
      <button id="remove" onClick={() => setThere(false)}>Remove</button>
      <output id="told">{told}</output>
      {isThere && (
        <article-widget
          src={src}
          theme={theme}
          article={own}
          onarticle-load={({ detail }) => tell(detail.headline)}
          onarticle-error={({ detail }) => tell(detail.message)}
          onarticle-link={(event) => {
            event.preventDefault();
            tell(event.detail.href);
          }}
        >
          <a href="/articles/ferry.json">Night ferry returns</a>
        </article-widget>
      )}
    </main>
  );
};

createRoot(document.querySelector("#root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
