// One text over a network that fails: pauses between attempts, a time for each and for all, a bound on its size.

const ATTEMPTS = 3;
// Milliseconds before the second attempt, and twice as many before the third.
const PAUSE = 500;

/** What the relative URLs of a JSON text resolve against that stands in a page: it may name the page it came from. */
export const baseOf = (text, page) => {
  try {
    return new URL(JSON.parse(text).url ?? "", page).href;
  } catch {
    return page;
  }
};

/** What is to be asked for. The entry makes its own, has sent the first attempt and may share it between elements. */
export const ask = (url, isWithCookies) => ({ url, credentials: isWithCookies ? "include" : "same-origin", abort: new AbortController(), users: 1 });

export const leave = (asked) => {
  asked.users = 0;
  asked.abort.abort();
};

/** Promises an empty kind, the text and its address; or an error's kind, words and status. Who shares a request shares its answer. */
export const answer = (asked, timeout, limit) => (asked.answer ??= persist(asked, timeout, limit));

async function persist(asked, timeout, limit) {
  const end = Date.now() + 2 * timeout;
  for (let left = ATTEMPTS, pause = PAUSE; ; pause *= 2) {
    const { answer, wait } = await attempt(asked, Math.min(timeout, end - Date.now()), limit);
    // Readers who failed together should not come back together.
    const time = Math.max(wait, pause * (0.5 + Math.random()));
    if (wait === undefined || !--left || !asked.users || Date.now() + time >= end) return answer;
    asked.first = undefined;
    const { signal } = (asked.abort = new AbortController());
    await new Promise((done) => {
      const timer = setTimeout(done, time);
      signal.onabort = () => done(clearTimeout(timer));
    });
  }
}

/** An answer, and how many milliseconds to wait at least where another attempt may help. */
async function attempt({ url, credentials, first, abort, refusal }, time, limit) {
  let timer;
  let isLate;
  // The page's own `fetch` may not care about signals.
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject((isLate = true)), time);
  });
  const work = async () => {
    const response = await (first ?? fetch(url, { credentials, signal: abort.signal }));
    const { ok, status } = response;
    if (!ok) return { answer: ["http", "", status], wait: status === 429 || status >= 500 ? retryAfter(response) : undefined };
    const text = await read(response, limit);
    return { answer: text === undefined ? ["too-large", "The answer is larger than 5 MB."] : ["", text, response.url || url] };
  };
  try {
    return await Promise.race([work(), late]);
  } catch {
    if (isLate) return { answer: ["timeout"], wait: 0 };
    if (!navigator.onLine) return { answer: ["offline"] };
    const why = await refusal?.(url).catch(() => {});
    return why ? { answer: ["blocked", why] } : { answer: ["network"], wait: 0 };
  } finally {
    clearTimeout(timer);
    // A body that is of no use may be endless.
    abort.abort();
  }
}

/** Seconds or a date; other origins may keep it to themselves. */
const retryAfter = (response) => {
  const value = response.headers.get("retry-after");
  return Math.max(0, value > 0 ? value * 1000 : Date.parse(value) - Date.now()) || 0;
};

/** The text of a response of at most so many bytes; undefined for a longer one, of which no more is read. */
async function read(response, limit) {
  const parts = [];
  const reader = response.body?.getReader();
  for (let size = 0; reader; ) {
    const { value } = await reader.read();
    if (!value) break;
    size += value.length;
    if (size > limit) return;
    parts.push(value);
  }
  return decode(new Uint8Array(await new Blob(parts).arrayBuffer()), response.headers.get("content-type"));
}

function decode(bytes, type) {
  const mark = bytes[0] * 256 + bytes[1];
  const named = /charset="?([^";\s]+)/i.exec(type)?.[1];
  const as = (label, fatal) => {
    try {
      return new TextDecoder(label, { fatal }).decode(bytes);
    } catch {
      // Not in this encoding, or no encoding at all.
    }
  };
  if (mark === 0xfffe || mark === 0xfeff) return as(mark === 0xfffe ? "utf-16le" : "utf-16be");
  // Valid UTF-8 is UTF-8, whatever the server calls it; but UTF-16 may look like it, with a NUL at every other place.
  return (bytes.includes(0) ? as(named) : undefined) ?? as("utf-8", true) ?? as(named) ?? as("utf-8");
}
