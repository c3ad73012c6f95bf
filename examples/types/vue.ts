// What Vue's templates are checked against.
import type { GlobalComponents } from "vue";
import type {} from "article-widget";

type Props = InstanceType<GlobalComponents["article-widget"]>["$props"];

export const props: Props = {
  src: "/42.json",
  class: "story",
  "heading-level": "3",
  article: { headline: "A" },
  onArticleLoad: ({ detail }) => console.log(detail.headline),
};

// @ts-expect-error There is no such way to load.
export const unknown: Props = { loading: "never" };
