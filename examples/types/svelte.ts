// What Svelte's templates are checked against.
import type { SvelteHTMLElements } from "svelte/elements";
import type {} from "article-widget";

type Props = SvelteHTMLElements["article-widget"];

export const props: Props = {
  src: "/42.json",
  class: "story",
  "heading-level": 3,
  article: null,
  "onarticle-error": ({ detail }) => console.log(detail.kind),
};

// @ts-expect-error There is no such theme.
export const unknown: Props = { theme: "blue" };
