import DOMPurify from "dompurify";
import { html, LitElement, nothing, unsafeCSS } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import { day, FAILED, load } from "./story.js";

const hero = ({ src, width, height, alt, caption }) =>
  html`<figure class="hero"><img src=${src} width=${ifDefined(width)} height=${ifDefined(height)} alt=${alt} fetchpriority="high"><figcaption>${caption}</figcaption></figure>`;

class StoryWithLit extends LitElement {
  static properties = { src: {}, story: { state: true }, failed: { state: true } };
  static styles = unsafeCSS(`:host { display: block; } ${STYLES}`);

  async willUpdate(changed) {
    if (!changed.has("src")) return;
    const { src } = this;
    try {
      const story = await load(src);
      story.body = DOMPurify.sanitize(story.body);
      story.standfirst = DOMPurify.sanitize(story.standfirst);
      if (src === this.src) this.story = story;
    } catch {
      this.failed = true;
    }
  }

  render() {
    const { story } = this;
    if (this.failed) return FAILED;
    if (!story) return nothing;
    return html`<article class="article">
      <p class="kicker">${story.kicker}</p>
      <h2 class="headline">${story.headline}</h2>
      <p class="standfirst">${unsafeHTML(story.standfirst)}</p>
      <p class="meta">${story.authors.map(({ name }) => name).join(", ")} · <time datetime=${story.published}>${day(story.published)}</time></p>
      ${story.hero ? hero(story.hero) : nothing}
      <div class="body">${unsafeHTML(story.body)}</div>
    </article>`;
  }
}

customElements.define("story-with-lit", StoryWithLit);
