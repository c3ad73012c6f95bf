// The articles of the rehearsals: what most pages show whose Wasm is this part of the whole.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** The texts of a part's articles. */
export function articles(part) {
  const found = PARTS[part]();
  return [...found, ...found.slice(0, ESCAPED).map(escaped)];
}

// Our own format, with a body of blocks or of tidy HTML.
const own = () => [
  ...texts("preview/articles", /^(sample|minimal|arabic|hebrew|japanese|long-words|hero-unknown-size)\.json$/),
  ...texts("tests/languages", /./),
  JSON.stringify({ headline: "Tidy", body: TIDY }),
  ...texts("tests/fixtures/native", /^(minimal|short-forms|html-body|null-fields)\.json$/),
];

// What a content system writes whose editor knows a few blocks.
const TIDY = `
<p>First, <em>the news</em>: a <strong>bold</strong> word, a <a href="/more" title="More">link</a>, an &amp;, a dash&nbsp;&ndash; and “quotes”.</p>
<h2>A crosshead</h2>
<p>Two lines<br>of one paragraph.</p>
<ul><li>One</li><li><a href="https://news.example/two">Two</a></li></ul>
<ol>
<li>Three</li>
</ol>
<blockquote><p>What somebody said.</p></blockquote>
<blockquote>— Nobody, <cite>Nowhere</cite></blockquote>
<figure><img src="photo.jpg" alt="A photo" width="600" height="400"><figcaption>A caption (Photo: Ada)</figcaption></figure>
<hr>
<h3>Another</h3>
<p><i>Last.</i></p>
`;

const PARTS = {
  native: () => [...own(), without(text("preview/articles/blocks.json"), ["embed", "audio", "video", "html"])],
  common: () => [
    ...own(),
    ...texts("preview/articles", /^(shortened|blocks|html-body)\.json$/),
    ...texts("tests/fixtures/native", /./),
    ...["wordpress", "wordpress.com", "jsonfeed", "ghost", "schema.org", "postlight", "readability", "substack"].flatMap((format) =>
      // Not live reports, nor what editors write, which few sites show.
      texts(`tests/fixtures/${format}`, /^(?!live|lexical|mobiledoc)/),
    ),
    ...texts("tests/fixtures/html", /./).map(inWordPress),
  ],
};

const text = (name) => readFileSync(join(ROOT, name), "utf8");
const texts = (folder, pattern) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => text(`${folder}/${name}`));

function without(article, kinds) {
  const { body, ...head } = JSON.parse(article);
  return JSON.stringify({ ...head, body: body.filter(({ type }) => !kinds.includes(type)) });
}

function inWordPress(html) {
  const post = [JSON.parse(text("tests/fixtures/wordpress/story.json"))].flat()[0];
  return JSON.stringify({ ...post, content: { rendered: html, protected: false } });
}

// How many are told once more as PHP writes JSON: in ASCII, with escaped slashes.
const ESCAPED = 8;

function escaped(article) {
  const ascii = JSON.stringify({ ...JSON.parse(article), kicker: "Ärger 😀" }).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return ascii.replaceAll("/", "\\/");
}

/** The same article with a field less, for each of its fields. */
export function* variants(article) {
  const document = JSON.parse(article);
  for (const key of Object.keys(document)) {
    const { [key]: _, ...less } = document;
    yield JSON.stringify(less);
  }
}
