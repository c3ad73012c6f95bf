// The article as JSON-LD in the page's head, for search engines that read the page after its scripts ran.

// A script's text is guarded whatever its type. Where a page allows no such policy there is no data.
let policy;
const trusted = (text) => {
  if (!globalThis.trustedTypes) return text;
  policy ??= trustedTypes.createPolicy("article-widget", { createScript: (text) => text });
  return policy.createScript(text);
};

const absent = (value) => value === undefined || value === null || value === "" || value.length === 0;

const compact = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => !absent(value)));

const named = (type, { name, url }) => compact({ "@type": type, name, url });

/** What a prerendered page shows of an article that is not in memory. */
const seen = (article) => {
  const find = (part) => article.querySelector(`[part=${part}]`);
  const authors = [...(find("byline")?.querySelectorAll("bdi") ?? [])];
  return {
    headline: find("headline")?.textContent ?? article.ariaLabel,
    kicker: find("kicker")?.textContent,
    published: find("published")?.dateTime,
    updated: find("updated")?.dateTime,
    hero: { src: find("hero-image")?.src },
    authors: authors.map((author) => ({ name: author.textContent, url: author.closest("a")?.href })),
    language: article.lang,
    url: find("source")?.querySelector("a")?.href,
  };
};

export default (kit) => {
  const page = kit.host.ownerDocument;
  let script;

  const clear = () => {
    script?.remove();
    script = undefined;
  };

  const write = () => {
    const article = kit.host.article ?? seen(kit.article);
    const { headline, kicker, published, updated, hero, authors = [], publisher, language, url } = article;
    const data = compact({
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      headline,
      description: kit.article.querySelector("[part=standfirst]")?.textContent,
      image: hero?.src && [hero.src],
      datePublished: published,
      dateModified: updated,
      author: authors.map((author) => named("Person", author)),
      publisher: publisher && named("Organization", publisher),
      articleSection: kicker,
      inLanguage: language,
      url,
      mainEntityOfPage: url,
    });
    clear();
    script = kit.make("script", { type: "application/ld+json" });
    try {
      // Whoever writes the page out as HTML must not end the script early.
      script.text = trusted(JSON.stringify(data).replaceAll("<", "\\u003c"));
      page.head.append(script);
    } catch {
      clear();
    }
  };

  let isWritten = false;
  return {
    changed() {
      if (!isWritten && kit.article) write();
      isWritten = true;
    },
    drawn(kind) {
      if (kind === "ready") write();
      else clear();
    },
    remove: clear,
  };
};
