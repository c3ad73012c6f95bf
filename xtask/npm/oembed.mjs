// Prints the oEmbed answer for an article: what a CMS that discovers it puts into its page.
//   node oembed.mjs FILE SRC FRAME WIDTH HEIGHT

import { readFileSync } from "node:fs";

const [file, src, frame, width, height] = process.argv.slice(2);

const escape = (text) => text.replace(/[&"<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
// Text with markup: its words alone.
const plain = (value) => (value?.html ?? value ?? "").replace(/<[^>]*>/g, "").trim();
const fail = (words) => {
  console.error(words);
  process.exit(1);
};

const article = (() => {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    return fail(`${file}: ${error.message}`);
  }
})();
const title = plain(article?.headline);
if (!title) fail(`${file}: there is no headline; it must be in the form of the article JSON`);
if (!URL.canParse(frame)) fail(`${frame} is no address`);

const address = new URL(frame);
address.searchParams.set("src", src);
const attributes = {
  class: "article-widget-frame",
  src: address.href,
  title,
  width,
  height,
  loading: "lazy",
  sandbox: "allow-scripts allow-popups allow-top-navigation-by-user-activation",
};
const words = Object.entries(attributes).map(([name, value]) => ` ${name}="${escape(value)}"`);

const { authors, publisher, hero } = article;
const author = [authors].flat()[0];
const picture = typeof hero === "string" ? { src: hero } : hero;
const thumbnail = picture?.src && URL.canParse(picture.src, src) && picture.width && picture.height;
console.log(
  JSON.stringify(
    {
      version: "1.0",
      type: "rich",
      title,
      author_name: author && plain(author.name ?? author),
      author_url: author?.url ?? undefined,
      provider_name: publisher?.name ?? undefined,
      provider_url: publisher?.url ?? undefined,
      thumbnail_url: thumbnail ? new URL(picture.src, src).href : undefined,
      thumbnail_width: thumbnail ? picture.width : undefined,
      thumbnail_height: thumbnail ? picture.height : undefined,
      width: Number(width),
      height: Number(height),
      html: `<iframe${words.join("")}></iframe>`,
    },
    undefined,
    2,
  ),
);
