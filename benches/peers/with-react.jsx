import DOMPurify from "dompurify";
import { useEffect, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { day, FAILED, load } from "./story.js";

const useStory = (src) => {
  const [story, setStory] = useState();
  useEffect(() => {
    let isLate = false;
    load(src).then(
      (story) => isLate || setStory(story),
      () => isLate || setStory(null),
    );
    return () => (isLate = true);
  }, [src]);
  return story;
};

const Markup = ({ as: Tag, className, html }) => {
  const clean = useMemo(() => ({ __html: DOMPurify.sanitize(html) }), [html]);
  return <Tag className={className} dangerouslySetInnerHTML={clean} />;
};

const Hero = ({ src, width, height, alt, caption }) => (
  <figure className="hero">
    <img src={src} width={width} height={height} alt={alt} fetchPriority="high" />
    <figcaption>{caption}</figcaption>
  </figure>
);

const Story = ({ src }) => {
  const story = useStory(src);
  if (story === null) return FAILED;
  if (!story) return null;
  return (
    <article className="article">
      <p className="kicker">{story.kicker}</p>
      <h2 className="headline">{story.headline}</h2>
      <Markup as="p" className="standfirst" html={story.standfirst} />
      <p className="meta">
        {story.authors.map(({ name }) => name).join(", ")} · <time dateTime={story.published}>{day(story.published)}</time>
      </p>
      {story.hero && <Hero {...story.hero} />}
      <Markup as="div" className="body" html={story.body} />
    </article>
  );
};

const place = document.getElementById("story");
createRoot(place).render(<Story src={place.dataset.src} />);
