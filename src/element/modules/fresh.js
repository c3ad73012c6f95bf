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

/** What can be seen of an article, but for dates, numbers and lists of names, which no two versions of the languages' data write alike. */
const seenOf = (article) => {
  const copy = article.cloneNode(true);
  for (const part of copy.querySelectorAll("[part=meta]")) {
    part.replaceChildren(...[...part.querySelectorAll("bdi, time")].map((node) => node.dateTime ?? node.textContent));
  }
  return [copy.textContent, ...[...copy.querySelectorAll("[src]")].map(({ src }) => src)].join("\n");
};

/** Whether the network failed, and not the publisher said no. */
const isOutage = ({ kind, status }) => /^(network|offline|timeout)$/.test(kind) || status >= 500;

export default (kit) => {
  const { host } = kit;
  const page = host.ownerDocument;
  // What is shown, where it came from a URL: its text, as far as that is known.
  let text;
  // The latest that was no article.
  let rejected;
  let isFromUrl = host.hasAttribute("src");
  // The saved copy that was asked to be shown, and what it stands in for.
  let copy;
  let outage;
  let lastCheck = Date.now();
  let timer;
  let abort;
  // Called when the newer edition is drawn, before it is shown.
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
      if (found !== text && found !== rejected) update(found, answer.url);
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
    const [before, seen, { stage }] = [text, seenOf(kit.article), kit];
    let goBack = bookmark(kit, stage);
    const returnToPlace = () => host.addEventListener("article-load", goBack, { once: true });
    onUpdate = () => {
      onUpdate = undefined;
      // Drawn beside what the reader has gone on reading meanwhile.
      if (kit.stage !== stage) goBack = bookmark(kit, stage);
      returnToPlace();
      text = found;
      if (seenOf(kit.article) !== seen) kit.say(kit.words.refreshed);
      if (isKept()) keep(url(), found, from);
    };
    kit.show(found, from, (error) => {
      onUpdate = undefined;
      if (!isOutage(error)) rejected = found;
      // The page has asked for something else meanwhile.
      if (host.state !== "ready") return;
      if (before === undefined) return kit.keep();
      returnToPlace();
      kit.show(before, url(), () => kit.keep());
    });
  };

  const rescue = async (error) => {
    const kept = isKept() ? await copyOf(url()) : undefined;
    if (!kept) return;
    outage = error;
    copy = kit.show(kept.text, kept.url);
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
      // A prerendered article came from there too, before the page did.
      isFromUrl = asked !== undefined || (kit.stage.hasAttribute("data-version") && host.hasAttribute("src"));
      if (kit.isUpdate) return onUpdate?.();
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
