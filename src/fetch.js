// What fetch.rs asks of the browser: a request that can be ended, and its bytes as text.

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

/** The answer to come, where somebody sees to it already; whoever is told of none does, for all who share the request. */
export const told = (asked) => {
  const { answer } = asked;
  asked.answer ??= new Promise((tell) => (asked.tell = tell));
  return answer;
};

export const tell = (asked, kind, text, place) => {
  asked.tell([kind, text, place || asked.url]);
  asked.tell = undefined;
};

/** Ends an attempt, or a pause. The reason is null where its time is up; without any, the browser would make an error of it. */
export const halt = (asked, isLate) => {
  asked.first = undefined;
  asked.abort.abort(isLate ? null : 0);
};

// The page's own `fetch` may not care about signals.
const until = async ({ abort: { signal } }, work) => {
  const end = new Promise((_, reject) => (signal.onabort = reject));
  try {
    signal.throwIfAborted();
    return await Promise.race([work(signal), end]);
  } catch {
    throw signal.reason;
  }
};

/** Promises the response of an attempt: of the entry's, as long as nobody has read that. */
export const send = (asked) => {
  const { url, credentials, first } = asked;
  return until(asked, async (signal) => {
    const response = await (first ?? fetch(url, { credentials, signal }));
    // Nor need it promise a response.
    if (!response.headers.get || typeof response.url !== "string") throw response;
    return response;
  });
};

/** Promises the text of a response, which nobody else can read from then on. */
export const receive = (asked, response, limit) => {
  asked.first = undefined;
  return until(asked, () => read(response, limit));
};

/** Promises how many want the answer when the pause ends. */
export const pause = (asked) =>
  new Promise((done) => {
    const renew = () => (asked.abort = new AbortController()).signal;
    const end = () => {
      renew();
      done(asked.users);
    };
    if (asked.users) renew().onabort = end;
    else end();
  });

/** Promises what stands in a request's way: what the page must allow, no words where there is no connection, or nothing that is known. */
export const hindrance = async ({ url, refusal }) => (navigator.onLine ? refusal?.(url).catch(() => {}) : "");

/** The text of a response of at most so many bytes; undefined for a longer one, of which no more is read. */
async function read(response, limit) {
  const parts = [];
  const reader = response.body?.getReader();
  let size = 0;
  while (reader) {
    const { value } = await reader.read();
    if (!value) break;
    size += value.length;
    if (size > limit) return;
    parts.push(value);
  }
  // A Blob would do, but goes to another process and back.
  const bytes = new Uint8Array(size);
  for (const part of parts.reverse()) bytes.set(part, (size -= part.length));
  return decode(bytes, response.headers.get("content-type"));
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
