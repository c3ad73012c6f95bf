// The pages: the same story, shown by the widget and by what one would take instead.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { peers } from "../peers/build.mjs";
import { KEPT, Server } from "./server.mjs";
import { markdown, markup, post, story, storyOf, storyOfUnknownSize } from "./story.mjs";

const PICTURE = fileURLToPath(new URL("../../preview/images/library.jpg", import.meta.url));

/** The numbers of blocks of the longer stories. */
export const COUNTS = [18, 200, 2_000, 10_000];
/** How many articles the page with many of them shows. */
export const MANY = 100;

const script = (src) => `<script type="module" src="${src}"></script>`;
const preload = (src) => `<link rel="preload" as="fetch" crossorigin href="${src}">`;
const styles = '<link rel="stylesheet" href="/peers/article.css">';
const element = (tag, always = "") => (src, attributes = "") => `<${tag} class="story" src="${src}"${always}${attributes}></${tag}>`;
const place = (src) => `<div id="story" class="story" data-src="${src}"></div>`;

// The folder whose name is a hash of what is in it.
const hashed = (path) => readdirSync(path).find((entry) => /^[0-9a-f]{12}$/.test(entry));

/** The preloads of docs/for-front-end-engineers.md, for a part of the Wasm. */
const preloads = (folder, src, part = "app_bg") => {
  const app = `<link rel="modulepreload" href="${folder}/article-widget-app.js">`;
  return app + preload(`${folder}/article-widget-${part}.wasm`) + preload(`${folder}/article-widget.css`) + preload(src);
};
const entry = (name) => script(`/${name}/article-widget.js`);

/** What each way needs in the page's head, and how it is put into the body. */
const ways = ({ release, small, command }) => ({
  static: { title: "a static page", head: () => styles, body: markup },
  dressed: { title: "a static page with the widget's styles", head: () => '<link rel="stylesheet" href="/dressed.css">', body: () => `<div class="dressed stage">${markup()}</div>` },
  prerendered: { title: "**prerendered** by `article-widget render`", page: () => prerendered(command, release) },
  "by-hand": { title: "custom element by hand + DOMPurify", head: () => styles + script("/peers/by-hand.js"), body: element("story-by-hand") },
  "by-hand-preloaded": { title: "the same, article preloaded", head: (src) => styles + preload(src) + script("/peers/by-hand.js"), body: element("story-by-hand") },
  lit: { title: "Lit + DOMPurify", head: () => script("/peers/with-lit.js"), body: element("story-with-lit") },
  vue: { title: "Vue + DOMPurify", head: () => styles + script("/peers/with-vue.js"), body: place },
  react: { title: "React + DOMPurify", head: () => styles + script("/peers/with-react.js"), body: place },
  "zero-md": { title: "zero-md + marked + DOMPurify (Markdown)", head: () => script("/peers/zero-md.js"), body: element("zero-md"), src: "/story.md" },
  preloads: { title: "**the element**, files preloaded", head: (src) => preloads(`/article-widget/${hashed(release)}`, src) + entry("article-widget"), body: element("article-widget") },
  common: {
    title: "**the element**, the story in WordPress's format, files preloaded",
    head: (src) => preloads(`/article-widget/${hashed(release)}`, src, "common") + entry("article-widget"),
    body: element("article-widget"),
    // An address that tells the format.
    src: "/wp-json/story.json",
  },
  plain: { title: "**the element**, without preloads", head: () => entry("article-widget"), body: element("article-widget") },
  ...(small && {
    small: { title: "**the small build**, files preloaded", head: (src) => preloads(`/small/${hashed(small)}`, src) + entry("small"), body: element("article-widget") },
  }),
});

// Enough to fill the view: whatever the article moves is seen to move.
const more = "<p>More stories: the tram that rings twice, a bakery in a lighthouse, and who feeds the cat.</p>\n".repeat(30);

const page = (head, body) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The library that forgot to close</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<style>body { margin: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; } header, aside { max-width: 44rem; margin: 1rem auto; } .roomy .story { display: block; min-height: 60rem; } .far { height: 3000px; }</style>
${head}
</head>
<body>
<header><p>The Harbour Courier</p></header>
<main>${body}</main>
<aside>${more}</aside>
</body>
</html>
`;

/** Made by the command, with the story beside it. */
function prerendered(command, release) {
  const folder = mkdtempSync(join(tmpdir(), "article-widget-bench-"));
  writeFileSync(join(folder, "story.json"), story());
  const files = ["--assets", "/article-widget/", "--files", release];
  const html = execFileSync(command, ["render", "story.json", "--page", "--beside", ...files], { cwd: folder });
  rmSync(folder, { recursive: true });
  return html;
}

/** Places of the pages whose shifts are measured: what is in the page's head and body, and which story. */
export const SITUATIONS = {
  known: { title: "hero's size known", src: "/story.json" },
  unknown: { title: "hero's size unknown", src: "/unknown.json" },
  lazy: { title: "further down, lazy", src: "/story.json", attributes: ' loading="lazy"', isFar: true },
  slow: { title: "article 1 s late", src: "/story.json?after=1000" },
  error: { title: "article missing", src: "/missing.json" },
};

/** The ways of which a page is made for each situation, and for many articles. */
export const MEASURED_CLOSELY = ["by-hand", "lit", "plain"];

const publish = (server, name, folder) => {
  const version = hashed(folder);
  const files = readdirSync(folder, { recursive: true }).filter((file) => [".js", ".css", ".wasm"].includes(extname(file)));
  for (const file of files) server.put(`/${name}/${file}`, readFileSync(join(folder, file)), file.startsWith(version) ? KEPT.forEver : KEPT.shortly);
};

const stories = (server) => {
  server.put("/story.json", story(), KEPT.asked);
  server.put("/wp-json/story.json", post(), KEPT.asked);
  server.put("/unknown.json", storyOfUnknownSize(), KEPT.asked);
  server.put("/story.md", markdown(), KEPT.asked);
  for (const count of COUNTS) server.put(`/${count}.json`, storyOf(count), KEPT.asked);
  server.put("/library.jpg", readFileSync(PICTURE), KEPT.forEver);
};

// The widget's style sheet as a page's own: what such a look costs where no element brings it.
const dress = (server, release) => {
  const sheet = readFileSync(join(release, hashed(release), "article-widget.css"), "utf8");
  server.put("/dressed.css", sheet.replace(/:host(?:\((\[.*?\])\))?/g, ".dressed$1"), KEPT.forEver);
};

const situationsOf = (server, name, { head, body }) => {
  for (const [situation, { src, attributes, isFar }] of Object.entries(SITUATIONS)) {
    const shown = (isFar ? '<div class="far"></div>' : "") + body(src, attributes);
    server.put(`/${name}-${situation}.html`, page(head(src), shown), KEPT.asked);
    server.put(`/${name}-${situation}-roomy.html`, page(head(src), `<div class="roomy">${shown}</div>`), KEPT.asked);
  }
  const many = Array.from({ length: MANY }, (_, at) => body(`/18.json?${at}`));
  server.put(`/${name}-many.html`, page(head("/18.json?0"), many.join("\n")), KEPT.asked);
};

/** Everything, served: the folders of the release and of the small build, if there is one, and the command. Gives the
    server and the ways by their names. */
export const open = async (built) => {
  const server = new Server();
  publish(server, "article-widget", built.release);
  if (built.small) publish(server, "small", built.small);
  // A bundler names its files by their content.
  for (const [name, content] of await peers()) server.put(`/peers/${name}`, content, KEPT.forEver);
  stories(server);
  dress(server, built.release);
  const all = ways(built);
  for (const [name, way] of Object.entries(all)) {
    const src = way.src ?? "/story.json";
    server.put(`/${name}.html`, way.page?.() ?? page(way.head(src), way.body(src)), KEPT.asked);
  }
  for (const name of MEASURED_CLOSELY) situationsOf(server, name, all[name]);
  return { server, port: await server.start(), ways: all };
};
