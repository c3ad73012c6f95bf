// What moves below the article when it arrives.

import { setTimeout as pause } from "node:timers/promises";
import { MEASURED_CLOSELY, SITUATIONS } from "../site.mjs";
import { table } from "../statistics.mjs";

const ROOMY = "**the element** in `min-height: 60rem`";
// An error has no headline to wait for.
const ERROR = "error";

const look = (situation) => async (visit) => {
  if (SITUATIONS[situation].isFar) await visit.page.evaluate(() => scrollTo(0, 2900));
  if (situation === ERROR) await pause(1500);
  else await visit.call("settled");
  await pause(200);
  return (await visit.seen()).shift;
};

const paths = () =>
  MEASURED_CLOSELY.map((name) => ({ name, ending: "" })).concat({ name: "plain", ending: "-roomy", title: ROOMY });

export const shifts = async ({ browser, rounds, ways, isSmoke }) => {
  const results = Object.fromEntries(paths().map(({ name, ending }) => [name + ending, {}]));
  const situations = Object.keys(SITUATIONS).slice(0, isSmoke ? 1 : undefined);
  const cases = paths().flatMap((way) => situations.map((situation) => ({ ...way, situation })));
  await rounds(cases, async ({ name, ending, situation }) => {
    const shift = await browser.visit(browser.newHost(), `/${name}-${situation}${ending}.html`, { isSlow: !isSmoke }, look(situation));
    const those = results[name + ending];
    those[situation] = Math.max(those[situation] ?? 0, shift);
  });
  const rows = paths().map(({ name, ending, title }) => [
    title ?? ways[name].title,
    ...situations.map((situation) => results[name + ending][situation].toFixed(3)),
  ]);
  const text = table(["layout shift", ...situations.map((situation) => SITUATIONS[situation].title)], rows);
  return { results, text };
};
