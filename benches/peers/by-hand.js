// A custom element as one writes it by hand: a fetch, a template, and DOMPurify before innerHTML.

import DOMPurify from "dompurify";
import { day, FAILED, load } from "./story.js";

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const hero = ({ src, width, height, alt, caption }) => {
  const size = width ? ` width="${width}" height="${height}"` : "";
  return `<figure class="hero"><img src="${escaped(src)}"${size} alt="${escaped(alt)}" fetchpriority="high"><figcaption>${escaped(caption)}</figcaption></figure>`;
};

const markup = (story) => `<article class="article">
<p class="kicker">${escaped(story.kicker)}</p>
<h2 class="headline">${escaped(story.headline)}</h2>
<p class="standfirst">${story.standfirst}</p>
<p class="meta">${story.authors.map(({ name }) => escaped(name)).join(", ")} · <time datetime="${escaped(story.published)}">${day(story.published)}</time></p>
${story.hero ? hero(story.hero) : ""}
<div class="body">${story.body}</div>
</article>`;

class StoryByHand extends HTMLElement {
  static observedAttributes = ["src"];

  async attributeChangedCallback(name, before, src) {
    let html;
    try {
      html = DOMPurify.sanitize(markup(await load(src)));
    } catch {
      html = FAILED;
    }
    if (src === this.getAttribute("src")) this.innerHTML = html;
  }
}

customElements.define("story-by-hand", StoryByHand);
