// A hundred articles on one page, and one that comes and goes.

import { MANY, MEASURED_CLOSELY } from "../site.mjs";
import { megabytes, ratio, spread, table, told } from "../statistics.mjs";

const BASIS = "lit";
const CYCLES = [20, 200];
const TAGS = { "by-hand": "story-by-hand", lit: "story-with-lit", plain: "article-widget" };

const many = async (visit) => {
  await visit.call("settled");
  const { headline } = await visit.seen();
  return { headline, ...(await visit.memory()) };
};

const cycles = (tag, ends) => async (visit) => {
  await visit.call("settled");
  await visit.page.evaluate(() => document.querySelector(".story").remove());
  const states = [];
  let done = 0;
  for (const end of ends) {
    await visit.call("cycle", tag, "/18.json", end - done);
    done = end;
    states.push(await visit.memory());
  }
  return states;
};

const growth = ([before, after]) => ["nodes", "listeners", "heap", "wasm"].map((what) => after[what] - before[what]);

export const memory = async ({ browser, rounds, ways, isSmoke }) => {
  const results = Object.fromEntries(MEASURED_CLOSELY.map((name) => [name, { many: [], cycles: [] }]));
  const path = (name) => `/${name}-many.html?headlines=${MANY}`;
  await rounds(MEASURED_CLOSELY, async (name) => {
    const host = browser.newHost();
    for (let time = 0; time < 2; time++) await browser.visit(host, path(name), {}, (visit) => visit.call("settled"));
    results[name].many.push(await browser.visit(host, path(name), { hasMemory: true }, many));
  });
  const ends = isSmoke ? [2, 4] : CYCLES;
  for (const name of MEASURED_CLOSELY) {
    results[name].cycles = await browser.visit(browser.newHost(), `/${name}.html`, { hasMemory: true }, cycles(TAGS[name], ends));
  }
  return { results, text: report(results, ways, ends) };
};

const report = (results, ways, [from, to]) => {
  const of = (name, value) => results[name].many.map(value);
  const all = ({ heap, wasm }) => heap + wasm;
  const time = ({ headline }) => headline;
  const hundred = MEASURED_CLOSELY.map((name) => [
    ways[name].title,
    told(of(name, time)),
    ratio(of(name, time), of(BASIS, time)),
    megabytes(spread(of(name, ({ heap }) => heap)).median),
    megabytes(spread(of(name, ({ wasm }) => wasm)).median),
    ratio(of(name, all), of(BASIS, all)),
  ]);
  const coming = MEASURED_CLOSELY.map((name) => {
    const [nodes, listeners, heap, wasm] = growth(results[name].cycles);
    return [ways[name].title, nodes, listeners, `${(heap / 1000).toFixed(1)} KB`, `${(wasm / 1000).toFixed(1)} KB`];
  });
  return [
    table([`${MANY} articles on a page`, "all headlines, ms", "×", "JavaScript heap, MB", "Wasm, MB", "both ×"], hundred),
    table([`growth from the ${from}th to the ${to}th time`, "nodes", "listeners", "JavaScript heap", "Wasm"], coming),
  ].join("\n");
};
