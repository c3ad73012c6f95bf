// Keeps the article fresh (`refresh`), and a copy for when the network fails (`cache`).

import { bookmark } from "./fresh/bookmark.js";
import { copyOf, keep } from "./fresh/copies.js";

const MOST_BYTES = 5 * 1024 * 1024;
const LEAST_SECONDS = 10;
// No timer waits for longer.
const MOST_SECONDS = 2 ** 31 / 1000 - 1;
const TIMEOUT = 15000;

/** The text of a response; nothing where it is larger than an article may be. */
const textOf = async (answer) => {
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ; ) {
    const { value, done } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > MOST_BYTES) return;
    text += decoder.decode(value, { stream: true });
  }
};

const isJson = (text) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Whether the network failed, and not the publisher said no. */
const isOutage = ({ kind, status }) => /^(network|offline|timeout)$/.test(kind) || status >= 500;

export default (kit) => {
  const { host } = kit;
  const page = host.ownerDocument;
  // What is shown, where it came from a URL: its text, as far as that is known.
  let text;
  let isFromUrl = host.hasAttribute("src");
  // The saved copy that was asked to be shown, and what it stands in for.
  let copy;
  let outage;
  let lastCheck = Date.now();
  let timer;
  let abort;
  // Called when the newer edition is drawn.
  let onUpdate;
  let isRemoved = false;

  const url = () => new URL(host.getAttribute("src"), page.baseURI).href;
  const isWithCookies = () => host.getAttribute("crossorigin") === "use-credentials";
  // What needed cookies to be read may not be for the next reader of this browser.
  const isKept = () => host.hasAttribute("cache") && !isWithCookies();

  const schedule = () => {
    clearTimeout(timer);
    const seconds = parseInt(host.getAttribute("refresh"));
    if (isRemoved || !(seconds > 0) || !isFromUrl || page.hidden || !navigator.onLine) return;
    const period = Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, seconds)) * 1000;
    timer = setTimeout(check, Math.max(0, lastCheck + period - Date.now()));
  };

  const check = async () => {
    lastCheck = Date.now();
    const mine = (abort = new AbortController());
    const { signal } = mine;
    const limit = setTimeout(() => mine.abort(), parseInt(host.getAttribute("timeout")) || TIMEOUT);
    const asked = url();
    try {
      // Without a header of our own, which other origins would have to allow first.
      const answer = await fetch(asked, { cache: "no-cache", credentials: isWithCookies() ? "include" : "same-origin", signal });
      const found = answer.ok ? await textOf(answer) : undefined;
      // A page that says "back soon" is no newer article.
      if (signal.aborted || asked !== url() || found === undefined || !isJson(found)) return;
      if (outage) kit.keepSaying("");
      outage = undefined;
      if (found !== text) update(found, answer.url);
    } catch {
      // The next time will tell.
    } finally {
      clearTimeout(limit);
      // What was not read may be endless.
      mine.abort();
      schedule();
    }
  };

  const update = (found, from) => {
    const [before, seen] = [text, kit.stage.innerHTML];
    const goBack = bookmark(kit);
    onUpdate = (kind) => {
      onUpdate = undefined;
      if (kind === "error") {
        // Better the older edition than none.
        if (before !== undefined) kit.show(before, url(), true);
        return;
      }
      const isSeen = kit.stage.innerHTML !== seen;
      host.addEventListener("article-load", goBack, { once: true });
      text = found;
      if (isSeen) kit.say(kit.words.refreshed);
      if (isKept()) keep(url(), found, from);
    };
    kit.show(found, from, true);
  };

  const rescue = async (error) => {
    const kept = isKept() ? await copyOf(url()) : undefined;
    if (!kept) return;
    outage = error;
    copy = kit.show(kept.text, kept.url, false);
  };

  const settle = async (asked, detail) => {
    const [, found, from] = (await asked?.answer) ?? [];
    text = found;
    if (outage) {
      const message = `A saved copy is shown, since loading failed (${outage.kind}): ${outage.message}`;
      console.warn(`article-widget: ${message}`);
      detail.warnings.push({ path: "", message });
    } else if (found !== undefined && isKept()) keep(url(), found, from);
    kit.keepSaying(outage ? kit.words.saved : "");
  };

  const onOnline = () => (outage ? check() : schedule());

  page.addEventListener("visibilitychange", schedule);
  addEventListener("online", onOnline);
  addEventListener("offline", schedule);

  return {
    changed: schedule,
    async drawn(kind, detail, asked) {
      isFromUrl = asked !== undefined;
      if (kit.isUpdate) return onUpdate?.(kind);
      onUpdate = undefined;
      lastCheck = Date.now();
      const isCopy = isFromUrl && asked === copy;
      if (!isCopy) copy = outage = undefined;
      if (kind === "ready") await settle(asked, detail);
      else if (isFromUrl && !isCopy && isOutage(detail)) await rescue(detail);
      schedule();
    },
    remove() {
      isRemoved = true;
      clearTimeout(timer);
      abort?.abort();
      page.removeEventListener("visibilitychange", schedule);
      removeEventListener("online", onOnline);
      removeEventListener("offline", schedule);
    },
  };
};
