// What the browser does for the widget: one call for each question, and undefined where it has no answer.

const answer = (ask) => {
  try {
    return ask();
  } catch {
    // A tag that is none, a URL without a meaning.
  }
};

export const parseUrl = (url, base) => answer(() => new URL(url, base).href);

export const canonicalLanguage = (tag) => answer(() => Intl.getCanonicalLocales(tag)[0]);

// A bare day is midnight UTC, so no reader's time zone can move it.
export const formatDate = (day, language) => answer(() => new Date(day).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" }));

export const formatNumber = (number, language) => answer(() => number.toLocaleString(language));

const placesFor = (count) => Array(count).fill("\u0001");

export const listPattern = (count, language) => answer(() => new Intl.ListFormat(language).format(placesFor(count))) ?? placesFor(count).join(", ");

export const plural = (number, language) => answer(() => new Intl.PluralRules(language).select(number));

export const countWords = (text) => answer(() => [...new Intl.Segmenter("und", { granularity: "word" }).segment(text)].filter((segment) => segment.isWordLike).length);

/** The text of a response of at most so many bytes; undefined for a longer one, of which no more is read. */
export async function readText(response, limit) {
  const parts = [];
  const reader = response.body?.getReader();
  for (let size = 0; reader; ) {
    const { value } = await reader.read();
    if (!value) break;
    size += value.length;
    if (size > limit) return;
    parts.push(value);
  }
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  const mark = bytes[0] * 256 + bytes[1];
  const named = /charset="?([^";\s]+)/i.exec(response.headers.get("content-type"))?.[1];
  const decode = (label, fatal) => answer(() => new TextDecoder(label, { fatal }).decode(bytes));
  // What is valid UTF-8 is UTF-8, whatever the server calls it.
  return decode("utf-8", true) ?? decode(mark === 0xfffe ? "utf-16le" : mark === 0xfeff ? "utf-16be" : named) ?? decode("utf-8");
}
