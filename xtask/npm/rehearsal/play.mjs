// Plays the widget through what most pages do with it, in a document that node makes up.
//   node play.mjs FOLDER PART
// FOLDER holds the glue as wasm-bindgen wrote it, what it imports, the Wasm, and the words of all languages. Printed is,
// as JSON, all that was drawn and told, and which stretches ran where the Wasm has marks. A trap ends it.

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseHTML } from "linkedom";
import { articles, variants } from "./articles.mjs";

const [folder, part] = process.argv.slice(2);
const BASE = "https://news.example/w/";
// Milliseconds after which something has gone wrong.
const PATIENCE = 60_000;
// How many articles stand in one page at the most.
const CROWD = 300;

const { document, HTMLElement, Element } = parseHTML("<!doctype html><html><body></body></html>");
class Window {
  static [Symbol.hasInstance](it) {
    return it === globalThis;
  }
}
class ShadowRoot {}
Object.assign(globalThis, { document, window: globalThis, self: globalThis, Window, HTMLElement, Element, ShadowRoot, addEventListener() {} });
let savesData = false;
globalThis.matchMedia = () => ({ matches: savesData });
let isOnLine = true;
Object.defineProperty(globalThis, "navigator", { value: { get onLine() { return isOnLine; }, connection: {} } });
// What is written here is the result.
Object.assign(console, { log() {}, warn() {}, error() {} });

// Every rehearsal is the same to the last turn: time passes when it is told to, and on a slow machine by itself, chance
// has its order, and what nobody holds any more is collected at the end.
const { now } = Date;
let isSlow = false;
let time = 0;
Date.now = () => (time += isSlow ? 20 : 0);
let chance = 0;
Math.random = () => (chance = (chance + 0.618) % 1);
const held = new Map();
globalThis.FinalizationRegistry = class {
  #collect;
  constructor(collect) {
    this.#collect = collect;
  }
  register(_, value, token) {
    held.set(token, () => this.#collect(value));
  }
  unregister(token) {
    held.delete(token);
  }
};
let timers = new Map();
let lastTimer = 0;
globalThis.setTimeout = (run, time) => {
  timers.set(++lastTimer, run);
  if (!time) setImmediate((timer) => timers.delete(timer) && run(), lastTimer);
  return lastTimer;
};
globalThis.clearTimeout = (timer) => timers.delete(timer);
const turn = () => new Promise(setImmediate);
const pass = async () => {
  const due = timers;
  timers = new Map();
  time += 100;
  for (const run of due.values()) run();
  await turn();
};

const answer = (body, { status = 200, url = BASE, headers = {} } = {}) => Object.defineProperty(new Response(body, { status, headers }), "url", { value: url });
const words = (url) => readFileSync(join(folder, "labels", basename(url)));
globalThis.fetch = async (url) => (url.startsWith(`${BASE}labels/`) ? answer(words(url), { url }) : reply(url));
// What the network says to another attempt.
let reply;

const ran = new Set();
globalThis.mark = (stretch) => ran.add(stretch);

const glue = await import(pathToFileURL(join(folder, "article-widget-app.js")));
await glue.default({ module_or_path: readFileSync(join(folder, "article-widget-app_bg.wasm")) });

const nothing = () => new Promise(() => {});
const missing = (status, headers) => Promise.resolve(answer("", { status, headers }));
const broken = async () => answer(new ReadableStream({ pull: (stream) => stream.error(new TypeError("network error")) }));
const told = [];
/** One element, as its entry would drive it. */
class Actor {
  constructor(attributes = {}) {
    this.host = document.createElement("article-widget");
    Object.defineProperty(this.host, "clientWidth", { value: 640, configurable: true });
    this.stage = document.createElement("div");
    this.set(attributes);
    const notify = (detail) => {
      this.isDone = true;
      told.push(JSON.stringify(detail));
    };
    this.widget = new glue.Widget(this.host, this.stage, BASE, () => {}, notify);
  }

  set(attributes) {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) this.host.removeAttribute(name);
      else this.host.setAttribute(name, value);
    }
    this.widget?.redraw();
    return turn();
  }

  load(first, { refusal, url = `${BASE}api/article.json` } = {}) {
    this.isDone = false;
    const asked = { url, credentials: "same-origin", abort: new AbortController(), first, refusal, users: 1 };
    first.catch(() => {});
    this.widget.load(asked);
    return asked;
  }

  show(text) {
    this.isDone = false;
    this.widget.show(text, BASE);
  }

  /** Until what was asked for last is drawn; `takesTime` where that needs timers. */
  async drawn(takesTime) {
    const end = now() + PATIENCE;
    while (!this.isDone) {
      if (now() > end) throw new Error("nothing was drawn");
      await (takesTime ? pass() : turn());
    }
    // What is not wanted any more falls down.
    await turn();
    told.push(this.stage.innerHTML);
  }

  async end() {
    this.widget.destroy();
    await turn();
    told.push(this.stage.innerHTML);
  }
}

async function tell(actor, text, options) {
  actor.load(Promise.resolve(answer(text, options)), options);
  await actor.drawn();
}

async function fails(first, options = {}) {
  const actor = new Actor(options.attributes);
  reply = options.reply ?? (() => first);
  actor.load(first, options);
  await actor.drawn(true);
  await actor.end();
}

const PARTS = "article kicker headline standfirst meta byline published updated read-time hero hero-image caption credit body source".split(" ");
const CHANGES = [
  ...["1", "2", "3", "5", "6", "9", "x", "", null].map((level) => ({ "heading-level": level })),
  ...PARTS.map((part) => ({ hide: part })),
  { hide: "kicker hero standfirst read-time" },
  { hide: null },
  { collapse: "2" },
  { collapse: null },
  { wpm: "100" },
  { "labels-lang": "de" },
  { "labels-lang": null, lang: "fr" },
  { lang: "xx" },
  { lang: null, wpm: null },
];

const all = articles(part);
const [plain, second] = all;
const { url, link } = JSON.parse(plain);
const format = part === "native" ? part : "wordpress";
for (const text of all) {
  const actor = new Actor();
  await tell(actor, text);
  actor.widget.article();
  for (const attributes of CHANGES) await actor.set(attributes);
  for (const variant of variants(text)) await tell(actor, variant);
  await actor.end();
}

// One element that shows article after article, there and back, and each second one in the place of the one before.
const patched = new Actor();
for (const [at, text] of [...all, ...all.toReversed()].entries()) await tell(patched, text, { url: `${BASE}${at >> 1}.json` });
await patched.set({ hide: null });
savesData = true;
await tell(patched, plain);
savesData = false;
isSlow = true;
for (const text of all.slice(0, 3)) await tell(patched, text);
isSlow = false;
patched.show(plain);
await patched.drawn();
// What comes too late is not shown.
patched.load(Promise.resolve(answer(all[1])));
patched.load(Promise.resolve(answer(plain)));
await patched.drawn();
for (const file of readdirSync(join(folder, "labels"))) await patched.set({ "labels-lang": basename(file, ".json") });
await patched.end();

// One of a list, by its place or its address, of a format that is named.
for (const attributes of [{ item: "1" }, { item: url ?? link }, { item: "0", format }]) {
  const chooser = new Actor(attributes);
  for (const list of [`[${second},${plain}]`, `{"articles":[${second},${plain}]}`]) await tell(chooser, list);
  await chooser.end();
}

// Several at once, that share a request; and one that goes away before its answer is there.
const cast = [new Actor(), new Actor()];
const asked = cast[0].load(new Promise((done) => setImmediate(() => done(answer(plain)))));
cast[1].widget.load(asked);
for (const actor of cast) await actor.drawn();
// Two that fetch the same words at the same time, and one that finds them there.
const [late, ...abroad] = Array.from({ length: 3 }, () => new Actor({ "labels-lang": "fr" }));
for (const actor of abroad) actor.load(Promise.resolve(answer(plain)));
for (const actor of abroad) await actor.drawn();
await tell(late, plain);
for (const actor of [...abroad, late]) await actor.end();
// A page full of them.
const crowd = Array.from({ length: CROWD }, () => new Actor());
for (const actor of crowd) {
  actor.widget.article();
  actor.load(Promise.resolve(answer(plain)));
}
for (const actor of crowd) await actor.drawn();
for (const actor of crowd) actor.widget.redraw();
for (const actor of crowd) actor.widget.destroy();
await turn();
const leaver = new Actor();
leaver.load(nothing());
await turn();
await leaver.end();
const impatient = new Actor();
const abandoned = impatient.load(missing(500));
for (let turns = 0; turns < 10; turns++) await turn();
abandoned.users = 0;
abandoned.abort.abort();
await impatient.end();
for (const actor of cast) await actor.end();

new Actor().load(nothing());
await turn();

// What goes wrong on the way. What is no article is told by the whole: the network is there to load it.
await fails(missing(404));
await fails(missing(503, { "retry-after": "1" }), { reply: () => missing(503) });
await fails(missing(500), { reply: async () => answer(plain) });
await fails(missing(429, { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }), { reply: () => missing(429) });
await fails(Promise.reject(new TypeError("Failed to fetch")));
await fails(Promise.reject(new TypeError("Failed to fetch")), { refusal: async () => "The page's policy must allow it." });
await fails(nothing());
await fails(broken(), { reply: broken });
await fails(nothing(), { attributes: { timeout: "50" }, reply: async () => answer(plain) });
isOnLine = false;
await fails(Promise.reject(new TypeError("Failed to fetch")));
isOnLine = true;
await fails(Promise.resolve(answer(new Uint8Array(6 << 20))));

for (const collect of held.values()) collect();

process.stdout.write(JSON.stringify({ told, ran: [...ran] }));
