// What the browser does for the widget: one call for each question, and undefined where it has no answer.

const answer = (ask) => {
  try {
    return ask();
  } catch {
    // A tag that is none, a URL without a meaning.
  }
};

// To make one takes longer than all that it ever does.
const made = {};
const using = (kind, language, options) => (made[kind + language] ??= new Intl[kind](language, options));

export const parseUrl = (url, base) => answer(() => new URL(url, base).href);

export const canonicalLanguage = (tag) => answer(() => Intl.getCanonicalLocales(tag)[0]);

// A bare day is midnight UTC, so no reader's time zone can move it.
export const formatDate = (day, language) => answer(() => using("DateTimeFormat", language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day)));

export const formatNumber = (number, language) => answer(() => using("NumberFormat", language).format(number));

const placesFor = (count) => Array(count).fill("\u0001");

export const listPattern = (count, language) => answer(() => using("ListFormat", language).format(placesFor(count))) ?? placesFor(count).join(", ");

export const plural = (number, language) => answer(() => using("PluralRules", language).select(number));

export const countWords = (text) => answer(() => [...new Intl.Segmenter("und", { granularity: "word" }).segment(text)].filter((segment) => segment.isWordLike).length);

export const savesData = () => answer(() => matchMedia("(prefers-reduced-data: reduce)").matches || navigator.connection.saveData);
