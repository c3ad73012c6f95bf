// What TypeScript makes of the element without a framework.
import type { Article, ArticleErrorKind, ArticleWidget } from "article-widget";

const widget: ArticleWidget = document.createElement("article-widget");
const headline: Article["headline"] | undefined = widget.article?.headline;
widget.article = { headline: "Night ferry returns", body: [{ type: "paragraph", text: "She sailed at eight." }] };
const outcome: "ready" | "error" = await widget.reload();
const kind: ArticleErrorKind = "restricted";

document.addEventListener("article-load", ({ detail }) => {
  const minutes: number = detail.minutes;
  document.title = `${detail.headline}, ${minutes}`;
});
widget.addEventListener("article-error", ({ detail: { kind, status } }) => {
  const known: ArticleErrorKind = kind;
  console.log(known, (status ?? 0) > 400);
});

// @ts-expect-error The state is read only.
widget.state = "ready";
// @ts-expect-error No event has such a detail.
widget.addEventListener("article-link", ({ detail }) => detail.headline);
// @ts-expect-error There is no such kind.
const other: ArticleErrorKind = "broken";

export { headline, kind, other, outcome };
