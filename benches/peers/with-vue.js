import DOMPurify from "dompurify";
import { createApp, h, ref } from "vue";
import { day, FAILED, load } from "./story.js";

const hero = ({ src, width, height, alt, caption }) =>
  h("figure", { class: "hero" }, [h("img", { src, width, height, alt, fetchpriority: "high" }), h("figcaption", caption)]);

const Story = {
  props: ["src"],
  setup({ src }) {
    const story = ref();
    load(src).then(
      (loaded) => (story.value = loaded),
      () => (story.value = null),
    );
    return () => story.value === null ? FAILED : story.value && view(story.value);
  },
};

const view = (story) =>
  h("article", { class: "article" }, [
    h("p", { class: "kicker" }, story.kicker),
    h("h2", { class: "headline" }, story.headline),
    h("p", { class: "standfirst", innerHTML: DOMPurify.sanitize(story.standfirst) }),
    h("p", { class: "meta" }, [story.authors.map(({ name }) => name).join(", "), " · ", h("time", { datetime: story.published }, day(story.published))]),
    story.hero && hero(story.hero),
    h("div", { class: "body", innerHTML: DOMPurify.sanitize(story.body) }),
  ]);

const place = document.getElementById("story");
createApp(Story, { src: place.dataset.src }).mount(place);
