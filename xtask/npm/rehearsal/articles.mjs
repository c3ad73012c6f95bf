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

// And what editors let through: wrappers and styles, comments, text without a paragraph, names of characters, pictures anywhere,
// lists in lists, tables, what is empty, what is left out, all marks, tags without an end. Not players, nor code.
const EDITED = [
  `<div class="content"><div><p class='a' style="x">One <span style="font-weight:400">two</span>.</p><section><h2 id="h">Sub</h2><p>Three</p></section></div><article><p>Four</p></article></div>`,
  `<!-- a comment --><p>One<!-- more --></p>\n<!-- /end -->`,
  `Just text.<br><br>More <b>text</b>`,
  `Text <p>then a paragraph</p> and text`,
  `<p>&ldquo;Quote&rdquo; &mdash; &rsquo; &hellip; &eacute; &#8217; &#x2019; &amp; &lt;b&gt; &nbsp;&copy; & x</p>`,
  `<p><img src="a.jpg" alt="x"></p><p><a href="b.jpg"><img src="b.jpg" srcset="b.jpg 1x, c.jpg 2x" sizes="100vw" width="600" height="400" loading="lazy"></a></p><img src='d.jpg'><p>Text <img src=e.jpg> text</p>`,
  `<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p><p>Four</p></li></ul><ol start="3"><li>x</li></ol>`,
  `<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td colspan="2">2</td></tr></tbody></table><table border=1><tr><td>x<td>y</table>`,
  `<p>&nbsp;</p><p></p><p>One</p><h2></h2><p> </p><div></div>`,
  `<p>One</p><script>x</script><style>p{}</style><p onclick="x">Two</p><form><input></form>`,
  `<p><u>a</u> <s>b</s> <sub>c</sub> <sup>d</sup> <small>e</small> <mark>f</mark> <del>g</del> <ins>h</ins> <abbr title="x">i</abbr> <q>j</q> <kbd>k</kbd> <span lang="fr">l</span> <strike>m</strike><font color=red>n</font></p>`,
  `<p>One<p>Two<ul><li>a<li>b</ul><P>Upper</P><p>x <b>bold <i>both</b> it</i></p></div><p>y`,
  `<h1>Title</h1><p>x</p><h2>A</h2><h4>B</h4><h5>c</h5><h6>d</h6>`,
  `<blockquote cite="https://x.example/"><p>a</p><footer>— <cite>B</cite></footer></blockquote><blockquote><p>a</p><p>b</p></blockquote><aside><p>pull</p></aside>`,
];

// The last is so long that it is drawn in another task than it is read in.
const BODIES = [TIDY, ...EDITED, TIDY.repeat(128)];

const PARTS = {
  // Our own format, with a body of blocks or of simple HTML.
  native: () => [
    ...texts("preview/articles", /^(sample|minimal|arabic|hebrew|japanese|long-words|hero-unknown-size)\.json$/),
    ...texts("tests/languages", /./),
    ...BODIES.map((body) => JSON.stringify({ headline: "A body", body })),
    ...texts("tests/fixtures/native", /^(minimal|short-forms|html-body|null-fields)\.json$/),
    text("preview/articles/blocks.json"),
  ],
  common: () => [
    ...BODIES.map((body) => inWordPress(body)),
    ...texts("tests/languages", /./).map((article) => {
      const { headline, body } = JSON.parse(article);
      return inWordPress(body.map(({ text }) => `<p>${text ?? ""}</p>`).join(""), headline);
    }),
    ...["wordpress", "wordpress.com", "jsonfeed", "ghost", "schema.org", "postlight", "readability", "substack"].flatMap((format) =>
      // Not live reports, nor what editors write, which few sites show.
      texts(`tests/fixtures/${format}`, /^(?!live|lexical|mobiledoc)/),
    ),
    ...texts("tests/fixtures/html", /./).map((body) => inWordPress(body)),
  ],
};

const text = (name) => readFileSync(join(ROOT, name), "utf8");
const texts = (folder, pattern) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => text(`${folder}/${name}`));

function inWordPress(html, headline = "A body") {
  const post = JSON.parse(text("tests/fixtures/wordpress/story.json"));
  return JSON.stringify({ ...post, title: { rendered: headline }, content: { rendered: html, protected: false } });
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
