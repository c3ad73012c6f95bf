// What a longer article costs, and another article in the same place.

import { COUNTS, MEASURED_CLOSELY } from "../site.mjs";
import { ratio, table, told } from "../statistics.mjs";

const BASIS = "by-hand";
const LONG = 2_000;

/** The browser tells of tasks of more than 50 ms only. */
const longest = (values) => (values.every((value) => value === 0) ? "none over 50" : told(values));

const growing = (counts) => async (visit) => {
  await visit.call("settled");
  const { headline: first } = await visit.seen();
  const times = {};
  let longest;
  for (const count of counts) {
    const { time, longest: task } = await visit.call("change", `/${count}.json`, count);
    times[count] = time;
    if (count === LONG) longest = task;
  }
  return { first, times, longest };
};

export const scale = async ({ browser, rounds, ways, isSmoke }) => {
  const counts = isSmoke ? COUNTS.slice(0, 2) : COUNTS;
  const results = Object.fromEntries(MEASURED_CLOSELY.map((name) => [name, []]));
  await rounds(MEASURED_CLOSELY, async (name) => {
    const host = browser.newHost();
    // The first visits fill the caches.
    for (let time = 0; time < 2; time++) await browser.visit(host, `/${name}.html`, {}, (visit) => visit.call("settled"));
    results[name].push(await browser.visit(host, `/${name}.html`, {}, growing(counts)));
  });
  const of = (name, value) => results[name].map(value);
  const rows = MEASURED_CLOSELY.map((name) => [
    ways[name].title,
    ...counts.flatMap((count) => {
      const each = ({ times }) => (times[count] / count) * 1000;
      return [told(of(name, each)), ratio(of(name, each), of(BASIS, each))];
    }),
  ]);
  const head = counts.flatMap((count) => [`${count.toLocaleString("en")} blocks`, "×"]);
  const others = MEASURED_CLOSELY.map((name) => [
    ways[name].title,
    ...(isSmoke ? [] : [longest(of(name, (round) => round.longest))]),
    told(of(name, ({ first }) => first)),
    told(of(name, ({ times }) => times[counts[0]])),
  ]);
  const text = [
    table(["µs for each block", ...head], rows),
    table(["ms", ...(isSmoke ? [] : ["longest task at 2,000 blocks"]), "the page, third visit", "another article by `src`"], others),
  ];
  return { results, text: text.join("\n") };
};
