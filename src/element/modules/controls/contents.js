// The headings of the body, to go to.

const LEVEL = /\d/;

export function contents(kit, { disclosure }) {
  const list = kit.make("ul");
  const panel = kit.make("nav", { part: "contents", class: "panel contents" }, list);
  const headings = () => [...kit.stage.querySelectorAll(".body > :is(h1, h2, h3, h4, h5, h6)")];

  const entry = (heading, deep) => {
    const link = kit.make("a", { href: "#" }, heading.textContent);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      toggle.close();
      kit.go(heading);
    });
    return kit.make("li", { class: `deep-${deep}` }, link);
  };

  // Read anew each time: what is drawn may have changed.
  const fill = () => {
    const all = headings();
    const levels = all.map((heading) => Number(heading.localName.match(LEVEL)));
    const top = Math.min(...levels);
    // A page may have several of them.
    const headline = kit.article.querySelector("[part=headline]")?.textContent ?? kit.article.ariaLabel;
    panel.ariaLabel = `${kit.words.contents}: ${headline}`;
    list.lang = kit.article.lang;
    list.replaceChildren(...all.map((heading, at) => entry(heading, Math.min(3, levels[at] - top))));
  };

  const toggle = disclosure("contents", "contents", panel, fill);
  return {
    nodes: [toggle],
    drawn() {
      toggle.close();
      toggle.hidden = headings().length === 0;
    },
  };
}
