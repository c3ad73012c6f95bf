// States that a static server cannot give: silence, and no connection. This page, as the widget's host, has
// the say over `fetch` and plays them.

const SILENT = new URL("preview/silent.json", document.baseURI).href;
const OFFLINE = new URL("preview/offline.json", document.baseURI).href;
const AN_HOUR = "3600000";
const articles = "preview/articles/";

/** By the names of the states: what is loaded in the article's place, attributes, and what to say of it. */
export const STATES = {
  loading: { src: "preview/silent.json", timeout: AN_HOUR, about: "The skeleton: nothing has come yet. It keeps the article’s room." },
  offline: { src: "preview/offline.json", about: "No connection. It tries again by itself when there is one." },
  "not found": { src: `${articles}missing.json`, about: "The server says 404." },
  "not JSON": { src: `${articles}broken.json`, about: "The answer breaks off in the middle." },
  empty: { src: `${articles}empty.json`, about: "JSON, and no article in it." },
  restricted: { src: `${articles}restricted.json`, about: "The text is for members, and the JSON does not hold it." },
  shortened: { src: `${articles}shortened.json`, about: "The JSON holds the beginning; a line below leads to the whole." },
  collapsed: { src: `${articles}sample.json`, collapse: "3", about: "Three paragraphs, then Continue reading." },
};

const fetchFromNetwork = window.fetch.bind(window);

window.fetch = (resource, options) => {
  const request = resource instanceof Request ? resource : { url: new URL(resource, document.baseURI).href };
  if (request.url === OFFLINE) return Promise.reject(new TypeError("The preview plays that there is no connection."));
  if (request.url !== SILENT) return fetchFromNetwork(resource, options);
  const signal = options?.signal ?? request.signal;
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener("abort", () => reject(signal.reason));
  });
};

/** Has the browser say that it is offline while that state is shown. */
export function stageConnection(isOffline) {
  if (isOffline) Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
  else delete navigator.onLine;
}
