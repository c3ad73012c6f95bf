// Reads the article aloud, sentence by sentence, and marks the one that is heard. Only with voices that
// are on the reader's own machine: the others send the text to somebody.

const HIGHLIGHT = "article-widget-spoken";
const BLOCK = "p, h1, h2, h3, h4, h5, h6, li, figcaption, blockquote, td, th, .card";
// What makes no sense to the ear.
const SILENT = "pre, button, script, .row, [part=source], [aria-hidden=true], sub, sup, rp, rt";

// The browser has one voice for all pages, so one widget speaks at a time.
let speaker;

/** The runs of text, a list of text nodes each, that are one block. */
const runsOf = (article) => {
  const texts = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const runs = [];
  let block;
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const parent = text.parentElement;
    if (parent.closest(SILENT) || !parent.closest("[part=headline], [part=standfirst], [part=caption], .body")) continue;
    const own = parent.closest(BLOCK) ?? parent;
    if (own !== block) runs.push([]);
    block = own;
    runs.at(-1).push(text);
  }
  return runs;
};

const sentencesOf = (text, language) => {
  try {
    return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map(({ index, segment }) => [index, segment]);
  } catch {
    return [[0, text]];
  }
};

/** A range from one place in a run to another. */
const rangeOf = (run, start, end) => {
  const range = document.createRange();
  let before = 0;
  for (const node of run) {
    const after = before + node.length;
    if (start >= before && start <= after) range.setStart(node, start - before);
    if (end >= before && end <= after) {
      range.setEnd(node, end - before);
      break;
    }
    before = after;
  }
  return range;
};

/** What is to be said, in order. */
const linesOf = (article, language) =>
  runsOf(article).flatMap((run) => {
    const text = run.map((node) => node.data).join("");
    return sentencesOf(text, language)
      .filter(([, sentence]) => sentence.trim())
      .map(([at, sentence]) => ({ text: sentence, range: rangeOf(run, at, at + sentence.trimEnd().length) }));
  });

const voiceFor = (language) => {
  const [primary] = language.toLowerCase().split("-");
  const fitting = globalThis.speechSynthesis?.getVoices().filter(({ lang, localService }) => localService && lang.toLowerCase().split(/[-_]/)[0] === primary) ?? [];
  const exact = fitting.find(({ lang }) => lang.replace("_", "-").toLowerCase() === language.toLowerCase());
  return exact ?? fitting.find((voice) => voice.default) ?? fitting[0];
};

const mark = (range) => {
  if (!globalThis.Highlight) return;
  if (range) CSS.highlights.set(HIGHLIGHT, new Highlight(range));
  else CSS.highlights.delete(HIGHLIGHT);
};

export function listen(kit, { button, fit }) {
  const { speechSynthesis } = globalThis;
  if (!speechSynthesis) return undefined;
  let lines = [];
  let at = 0;
  let isSpeaking = false;
  // Counts the utterances, since one that is cancelled still says that it ended.
  let turn = 0;

  const language = () => kit.article?.lang || kit.host.ownerDocument.documentElement.lang || "en";

  const label = () => {
    const [key, picture] = isSpeaking ? ["pause", "pause"] : lines.length > 0 ? ["resume", "resume"] : ["listen", "listen"];
    play.set(key, picture);
    if (lines.length === 0 && kit.root.activeElement === stop) play.focus();
    stop.hidden = lines.length === 0;
    fit();
  };

  const hush = () => {
    turn += 1;
    isSpeaking = false;
    if (speaker === end) speechSynthesis.cancel();
  };

  const end = () => {
    hush();
    if (speaker === end) {
      speaker = undefined;
      mark();
    }
    lines = [];
    at = 0;
    label();
  };

  const say = () => {
    const line = lines[at];
    if (!line) return end();
    const mine = (turn += 1);
    const utterance = new SpeechSynthesisUtterance(line.text);
    utterance.voice = voiceFor(language());
    utterance.lang = utterance.voice?.lang ?? language();
    utterance.onend = () => {
      if (mine !== turn) return;
      at += 1;
      say();
    };
    utterance.onerror = () => {
      if (mine === turn) end();
    };
    kit.reveal(line.range.startContainer.parentElement);
    mark(line.range);
    speechSynthesis.speak(utterance);
  };

  const toggle = () => {
    if (isSpeaking) {
      hush();
    } else {
      if (speaker !== end) speaker?.();
      speaker = end;
      if (lines.length === 0) lines = linesOf(kit.article, language());
      isSpeaking = true;
      say();
    }
    label();
  };

  const play = button("listen", "listen", toggle);
  const stop = button("stop", "stop", end);
  stop.hidden = true;

  // Voices may arrive late.
  const offer = () => {
    play.hidden = !voiceFor(language());
    fit();
  };
  speechSynthesis.addEventListener?.("voiceschanged", offer);

  return {
    nodes: [play, stop],
    drawn() {
      end();
      offer();
    },
    remove() {
      end();
      speechSynthesis.removeEventListener?.("voiceschanged", offer);
    },
  };
}
