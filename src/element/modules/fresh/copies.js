// The last good copy of each article, in the browser's own cache of the page's origin.

const CACHE = "article-widget";
const MOST = 50;

// Where the text came from, when that was not where it was asked for.
const FROM = "content-location";

/** Keeps a text; where the page may not store, or there is no room, it is not kept. */
export async function keep(url, text, from) {
  try {
    const cache = await caches.open(CACHE);
    await cache.put(url, new Response(text, { headers: { "content-type": "application/json", [FROM]: from } }));
    // The oldest come first.
    for (const old of (await cache.keys()).slice(0, -MOST)) await cache.delete(old);
  } catch {}
}

/** What was kept, if anything was. */
export async function copyOf(url) {
  try {
    const copy = await (await caches.open(CACHE)).match(url);
    return copy && { text: await copy.text(), url: copy.headers.get(FROM) };
  } catch {}
}
