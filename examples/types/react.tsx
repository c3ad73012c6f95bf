// What TypeScript makes of the tag in React.
import { useRef } from "react";
import type { ArticleWidget } from "article-widget";

export const Story = () => {
  const widget = useRef<ArticleWidget>(null);
  return (
    <article-widget
      ref={widget}
      src="/42.json"
      className="story"
      theme="dark"
      heading-level={3}
      article={{ headline: "A" }}
      onarticle-load={({ detail }) => console.log(detail.words, widget.current?.state)}
    >
      <a href="/42">Read it there</a>
    </article-widget>
  );
};

// @ts-expect-error There is no such theme.
export const Unknown = () => <article-widget theme="blue" />;
// @ts-expect-error No heading is that deep.
export const Deep = () => <article-widget heading-level={7} />;
