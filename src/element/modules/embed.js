// Puts a provider's player where its link stands, once the reader asks for it.

// By domain: what is framed for a page of it; nothing where the page is none that can be. `url` is the page,
// `at` its path's parts.
const first = (...found) => found.find(Boolean);
const id = (url, at, ...names) => first(names.includes(at[0]) && at[1], url.searchParams.get("v"));
const path = (url) => url.pathname + url.search;

const youtube = (url, at) => {
  const video = id(url, at, "embed", "shorts", "live", "v");
  const start = parseInt(first(url.searchParams.get("start"), url.searchParams.get("t"), "0"));
  const list = url.searchParams.get("list");
  return video && `https://www.youtube-nocookie.com/embed/${video}?autoplay=1${start ? `&start=${start}` : ""}${list ? `&list=${encodeURIComponent(list)}` : ""}`;
};
const vimeo = (url, at) => {
  const place = at.findIndex((part) => /^\d+$/.test(part));
  const hash = first(url.searchParams.get("h"), at[place + 1]);
  return place >= 0 && `https://player.vimeo.com/video/${at[place]}?autoplay=1&dnt=1${hash ? `&h=${encodeURIComponent(hash)}` : ""}`;
};
const dailymotion = (url, at) => {
  const video = first(url.searchParams.get("video"), at.at(-1));
  return video && at.length > 0 && `https://geo.dailymotion.com/player.html?video=${encodeURIComponent(video)}`;
};
const spotify = (url, at) => {
  const [kind, name] = at.slice(-2);
  return /^(album|artist|episode|playlist|show|track)$/.test(kind) && name && `https://open.spotify.com/embed/${kind}/${name}`;
};
const soundcloud = (url, at) =>
  url.hostname === "w.soundcloud.com" ? url.href : at.length > 1 && `https://w.soundcloud.com/player/?auto_play=true&url=${encodeURIComponent(url.origin + url.pathname)}`;
const asItIs = (pattern) => (url) => pattern.test(url.hostname + path(url)) && url.href;
const moved = (pattern, host) => (url) => pattern.test(url.pathname) && `https://${host}${path(url)}`;

export const PROVIDERS = {
  "youtube.com": youtube,
  "youtube-nocookie.com": youtube,
  "youtu.be": (url, at) => youtube(new URL(`https://www.youtube.com/embed/${at[0] ?? ""}${url.search}`), ["embed", at[0]]),
  "vimeo.com": vimeo,
  "dailymotion.com": dailymotion,
  "dai.ly": dailymotion,
  "ted.com": moved(/^\/talks\/./, "embed.ted.com"),
  "streamable.com": (url, at) => at.length > 0 && `https://streamable.com/e/${at.at(-1)}`,
  "loom.com": (url, at) => /^(share|embed)$/.test(at[0]) && at[1] && `https://www.loom.com/embed/${at[1]}`,
  "archive.org": (url, at) => /^(details|embed)$/.test(at[0]) && at[1] && `https://archive.org/embed/${at[1]}`,
  "brightcove.net": asItIs(/^players\./),
  "wistia.net": asItIs(/\/embed\//),
  "spotify.com": spotify,
  "soundcloud.com": soundcloud,
  "podcasts.apple.com": moved(/\/podcast\//, "embed.podcasts.apple.com"),
  "music.apple.com": moved(/\/(album|playlist|song)\//, "embed.music.apple.com"),
  "deezer.com": asItIs(/^widget\./),
  "mixcloud.com": asItIs(/\/widget\//),
  "bandcamp.com": asItIs(/\/EmbeddedPlayer/),
  "acast.com": asItIs(/^embed\./),
  "datawrapper.dwcdn.net": asItIs(/\/\w/),
  "uri.sh": asItIs(/\/embed/),
  "flourish.studio": (url, at) => /^(visualisation|story)$/.test(at[0]) && at[1] && `https://flo.uri.sh/${at[0]}/${at[1]}/embed`,
  "infogram.com": (url, at) => at[0] && `https://e.infogram.com/${at.at(-1)}`,
  "google.com": asItIs(/\/maps\/(d\/)?(u\/\d\/)?embed/),
  "openstreetmap.org": asItIs(/\/export\/embed/),
  "codepen.io": (url, at) => /^(pen|embed|full|details)$/.test(at[1]) && at[2] && `https://codepen.io/${at[0]}/embed/${at[2]}?default-tab=result`,
};

/** What is framed for the page of a listed provider. */
export const frameOf = (href) => {
  const url = URL.canParse(href) && new URL(href);
  if (!url || !/^https?:$/.test(url.protocol)) return;
  const name = Object.keys(PROVIDERS).find((name) => `.${url.hostname}`.endsWith(`.${name}`));
  const parts = url.pathname.split("/").filter(Boolean);
  const src = name && PROVIDERS[name](url, parts);
  return src ? src.replace(/^http:/, "https:") : undefined;
};

/** Puts what a link stands for into its place; throws where that cannot be. */
export const play = (link) => {
  const { href, style } = link;
  if (style.visibility) return;
  const src = frameOf(href);
  // A frame of the page's own origin would not be held by its sandbox.
  if (!src || new URL(src).origin === location.origin) throw new Error(`${href} is not to be framed`);
  const frame = document.createElement("iframe");
  const attributes = {
    sandbox: "allow-scripts allow-same-origin allow-popups allow-presentation",
    referrerpolicy: "strict-origin-when-cross-origin",
    allow: "autoplay; encrypted-media; fullscreen; picture-in-picture",
    allowfullscreen: "",
    title: link.firstElementChild.textContent,
    src,
  };
  for (const name in attributes) frame.setAttribute(name, attributes[name]);

  const back = () => {
    const root = link.getRootNode();
    const hadFocus = root.activeElement === frame || document.activeElement === document.body;
    document.removeEventListener("securitypolicyviolation", refused);
    watch.disconnect();
    frame.remove();
    style.visibility = "";
    if (hadFocus) link.focus({ preventScroll: true });
  };
  const refused = ({ effectiveDirective, blockedURI }) => {
    if (effectiveDirective === "frame-src" && (src.startsWith(blockedURI) || blockedURI.startsWith(src))) back();
  };
  // Another article may be drawn into the same elements, or none.
  const watch = new MutationObserver(() => (link.isConnected && link.href === href) || back());

  document.addEventListener("securitypolicyviolation", refused);
  watch.observe(link.getRootNode(), { childList: true, subtree: true, attributeFilter: ["href"] });
  // Yew knows the link, so it stays where it is.
  style.visibility = "hidden";
  link.after(frame);
  frame.focus({ preventScroll: true });
};
