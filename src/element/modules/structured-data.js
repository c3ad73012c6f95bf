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

const CHARACTERS = { amp: "&", gt: ">", lt: "<", quot: '"' };

/** The words of the HTML that the article's own JSON has for a text with markup; no parser that a policy would guard is needed. */
const unmarked = (html) =>
  html
    ?.replace(/<br>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(\w+);/g, (_, name) => CHARACTERS[name]);

const plain = (text) => (typeof text === "object" ? unmarked(text.html) : text);

const wordsOf = (node) => {
  const copy = node?.cloneNode(true);
  for (const end of copy?.querySelectorAll("br") ?? []) end.replaceWith(" ");
  return copy?.textContent;
};

/** What is told of an article in memory. `words` and `minutes` are known when it has just been drawn. */
const known = ({ headline, kicker, standfirst, hero, authors = [], published, updated, language, readMinutes, url, publisher }, { words, minutes = readMinutes }) => ({
  headline: plain(headline),
  description: unmarked(standfirst),
  kicker,
  image: hero && { ...hero, caption: plain(hero.caption) },
  authors,
  published,
  updated,
  language,
  url,
  publisher,
  words,
  minutes,
});

/** The same, as far as a prerendered page shows it, of an article that is not in memory. */
const seen = ({ article, original }) => {
  const find = (part) => article.querySelector(`[part=${part}]`);
  const picture = find("hero-image");
  const source = find("source");
  const name = source?.querySelector("bdi")?.textContent;
  return {
    headline: wordsOf(find("headline")) ?? article.ariaLabel,
    description: wordsOf(find("standfirst")),
    kicker: find("kicker")?.textContent,
    image: picture && {
      src: picture.src,
      width: Number(picture.getAttribute("width")) || undefined,
      height: Number(picture.getAttribute("height")) || undefined,
      alt: picture.alt,
      caption: wordsOf(find("hero").querySelector(".words")),
      credit: find("hero").querySelector("[part=credit]")?.textContent,
    },
    authors: [...(find("byline")?.querySelectorAll("bdi") ?? [])].map((author) => ({ name: author.textContent, url: author.closest("a")?.href })),
    published: find("published")?.dateTime,
    updated: find("updated")?.dateTime,
    language: article.lang,
    url: original,
    publisher: name && { name, url: original ? undefined : source.querySelector("a")?.href },
  };
};

/** As `structured_data.rs` has it. */
const newsArticle = ({ headline, description, kicker, image, authors, published, updated, language, url, publisher, words, minutes }) =>
  compact({
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline,
    description,
    articleSection: kicker,
    inLanguage: language,
    datePublished: published,
    dateModified: updated,
    url,
    mainEntityOfPage: url,
    image:
      image &&
      compact({
        "@type": "ImageObject",
        url: image.src,
        width: image.width,
        height: image.height,
        description: image.alt,
        caption: image.caption,
        creditText: image.credit,
      }),
    author: authors.map((author) => named("Person", author)),
    publisher: publisher && named("Organization", publisher),
    wordCount: words,
    timeRequired: minutes && `PT${minutes}M`,
  });

export default (kit) => {
  const page = kit.host.ownerDocument;
  let script;

  const clear = () => {
    script?.remove();
    script = undefined;
  };

  const write = (detail) => {
    const { article } = kit.host;
    const data = newsArticle(article ? known(article, detail) : seen(kit));
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
      if (!isWritten && kit.article) write({});
      isWritten = true;
    },
    drawn(kind, detail) {
      if (kind === "ready") write(detail);
      else clear();
    },
    remove: clear,
  };
};
