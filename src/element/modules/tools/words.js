// The tools' words: English ones are built in, the others come from the widget's label files.

import {
  contents,
  copied,
  copy,
  larger,
  listen,
  pause,
  progress,
  refreshed,
  resume,
  saved,
  share,
  smaller,
  stop,
  theme,
  tools,
  "text-size" as textSize,
  "theme-auto" as auto,
  "theme-dark" as dark,
  "theme-light" as light,
  "theme-sepia" as sepia,
} from "../../../labels/en.json";

const ENGLISH = {
  contents,
  copied,
  copy,
  larger,
  listen,
  pause,
  progress,
  refreshed,
  resume,
  saved,
  share,
  smaller,
  stop,
  theme,
  tools,
  "text-size": textSize,
  "theme-auto": auto,
  "theme-dark": dark,
  "theme-light": light,
  "theme-sepia": sepia,
};

// `name` for a file, `tag=name` for a tag that another one's file serves; filled in when this is bundled.
const FILES = new Map(LANGUAGES.split(" ").map((entry) => [entry.split("=")[0].toLowerCase(), entry.split("=").pop()]));

const fileOf = (language) => {
  for (let tag = language.toLowerCase(); tag; tag = tag.slice(0, Math.max(0, tag.lastIndexOf("-")))) {
    if (FILES.has(tag)) return FILES.get(tag);
  }
};

const loaded = new Map();

const load = (file) => {
  if (!loaded.has(file)) {
    const words = fetch(new URL(`../labels/${file}.json`, import.meta.url)).then((answer) => answer.json());
    // It is asked for again when it is needed again.
    words.catch(() => loaded.delete(file));
    loaded.set(file, words);
  }
  return loaded.get(file);
};

/** The words in a language; in English where there are none, or where they do not arrive. */
export async function wordsIn(language) {
  const file = fileOf(language);
  if (file) {
    try {
      return { language, words: { ...ENGLISH, ...(await load(file)) } };
    } catch {}
  }
  return { language: "en", words: ENGLISH };
}
