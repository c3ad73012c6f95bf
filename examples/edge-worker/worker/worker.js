// Articles in front of a CDN: `/article?src=…` is the prerendered element, with `&page` a whole document;
// `/oembed?url=…` is an oEmbed answer; `/article-widget/…` are the widget's files.

import { respond } from "./answer.js";
import { serveFile } from "./files.js";
import { answerFor } from "./kept.js";
import { Refusal, refusal } from "./refusal.js";
import { drawn } from "./render.js";
import { addressOf, load } from "./upstream.js";

/** The attributes of the element that a request may set. */
const ATTRIBUTES = ["collapse", "format", "heading-level", "hide", "item", "labels-lang", "lang", "theme", "wpm"];

const DEFAULTS = { fresh: 60, stale: 86400, failed: 5, timeout: 5000, stylesheet: `/article-widget/${FOLDER}/article-widget.css`, script: "/article-widget/article-widget.js" };
const TEXT = { page: "text/html; charset=utf-8", fragment: "text/html; charset=utf-8", oembed: "application/json" };

// As text, or read already by the runtime.
const settingsOf = ({ SETTINGS, INTRANET }, url) => {
  const given = typeof SETTINGS === "string" ? JSON.parse(SETTINGS) : SETTINGS;
  return { ...DEFAULTS, origins: [], address: new URL(url).origin, ...given, intranet: INTRANET };
};

const attributesOf = (params) => ATTRIBUTES.filter((name) => params.get(name)).map((name) => [name, params.get(name)]);

const pageOf = (src, attributes, { address }) => `${address}/article?${new URLSearchParams([["src", src], ...attributes])}&page`;

/** What a request asks for: the kind of answer, the article's address, the element's attributes. */
const articleOf = (url, settings) => ({
  kind: url.searchParams.has("page") ? "page" : "fragment",
  src: addressOf(url.searchParams.get("src"), settings),
  attributes: attributesOf(url.searchParams),
});

const pixels = (params, name, usual) => Math.min(usual, Math.max(1, Number.parseInt(params.get(name), 10) || usual));

const oembedOf = (url, settings) => {
  const params = url.searchParams;
  if (!["json", null].includes(params.get("format"))) throw new Refusal(501, "blocked", "The answer is JSON only.");
  const named = params.get("url") ?? "";
  // The address of a page here stands for the article in it.
  const isPage = named.startsWith(`${settings.address}/article?`);
  const article = isPage ? articleOf(new URL(named), settings) : { src: addressOf(named, settings), attributes: [] };
  return { ...article, kind: "oembed", width: pixels(params, "maxwidth", 640), height: pixels(params, "maxheight", 900) };
};

const draw = ({ kind, src, attributes, width, height }, json, settings) => {
  const { address, script } = settings;
  // A fragment stands in a page of wherever.
  const stylesheet = kind === "fragment" ? new URL(settings.stylesheet, address).href : settings.stylesheet;
  return drawn(src, attributes, { stylesheet, script }, (drawing) =>
    kind === "oembed" ? drawing.oembed(json, pageOf(src, attributes, settings), width, height) : drawing[kind](json),
  );
};

const tagOf = async (text) => {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `W/"${[...hash.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}"`;
};

const make = async (wanted, old, settings) => {
  const { kind, src, attributes } = wanted;
  try {
    const loaded = await load(src, old?.upstreamTag, settings);
    if (!loaded) return old;
    const body = draw(wanted, loaded.json, settings);
    const oembed = `${settings.address}/oembed?${new URLSearchParams([["url", pageOf(src, attributes, settings)]])}`;
    const link = kind === "page" ? `<${oembed}>; rel="alternate"; type="application/json+oembed"` : undefined;
    return { status: 200, type: TEXT[kind], body, link, tag: await tagOf(body), upstreamTag: loaded.tag };
  } catch (error) {
    if (error instanceof Refusal) return refusal(error, src, kind === "oembed");
    throw error;
  }
};

// Everything that an answer depends on, but for the article.
const keyOf = ({ kind, src, attributes, width = "", height = "" }, { address, stylesheet, script }) =>
  `${address}/kept?${new URLSearchParams([["of", `${BUILD} ${kind} ${width} ${height} ${stylesheet} ${script}`], ["src", src], ...attributes])}`;

const READERS = { "/article": articleOf, "/oembed": oembedOf };

const answer = async (request, settings, env, context) => {
  const url = new URL(request.url);
  if (!["GET", "HEAD"].includes(request.method)) throw new Refusal(405, "blocked", "Articles can only be read.");
  if (url.pathname.startsWith("/article-widget/")) return serveFile(request, url.pathname, env.WIDGET, settings);
  const read = READERS[url.pathname];
  if (!read) throw new Refusal(404, "blocked", "There is no such page. Articles are at /article?src=…");
  const wanted = read(url, settings);
  const found = await answerFor(keyOf(wanted, settings), (old) => make(wanted, old, settings), settings, context);
  return respond(request, found, settings);
};

export default {
  async fetch(request, env, context) {
    const settings = settingsOf(env, request.url);
    try {
      return await answer(request, settings, env, context);
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(error.stack);
      const known = error instanceof Refusal ? error : new Refusal(500, "internal", "Something went wrong.");
      return respond(request, refusal(known, undefined, new URL(request.url).pathname === "/oembed"), settings);
    }
  },
};
