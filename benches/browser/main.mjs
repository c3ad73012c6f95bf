// Measures the widget and its peers in a browser and writes what it found, as Markdown and as JSON.
//   node main.mjs --browser FILE --release FOLDER [--small FOLDER] --command FILE --results FOLDER --rounds N [--only NAME] [--smoke]

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Browser } from "./browser.mjs";
import { loading } from "./measures/loading.mjs";
import { memory } from "./measures/memory.mjs";
import { scale } from "./measures/scale.mjs";
import { shifts } from "./measures/shifts.mjs";
import { open } from "./site.mjs";

const MEASURES = { loading, shifts, scale, memory };
// Of what hardly varies from round to round.
const FEW = { shifts: 2, memory: 3 };

const { values } = parseArgs({
  options: {
    browser: { type: "string" },
    release: { type: "string" },
    small: { type: "string" },
    command: { type: "string" },
    results: { type: "string" },
    rounds: { type: "string" },
    only: { type: "string" },
    smoke: { type: "boolean", default: false },
  },
});

/** Interleaved, A B C A B C, so that what else the machine does meets all alike. */
const interleaved = (title, count) => async (cases, work) => {
  for (let round = 1; round <= count; round++) {
    const start = performance.now();
    for (const one of cases) await work(one);
    console.log(`   ${title}: round ${round} of ${count} (${Math.round((performance.now() - start) / 1000)} s)`);
  }
};

const names = values.only ? [values.only] : Object.keys(MEASURES);
const { server, port, ways } = await open(values);
const browser = await Browser.start(values.browser, port);
try {
  mkdirSync(values.results, { recursive: true });
  const version = await browser.version();
  for (const name of names) {
    const count = Math.min(Number(values.rounds), FEW[name] ?? Infinity);
    const bench = { browser, server, ways, isSmoke: values.smoke, rounds: interleaved(name, count) };
    const { results, text } = await MEASURES[name](bench);
    writeFileSync(join(values.results, `${name}.json`), JSON.stringify(results, undefined, 1));
    writeFileSync(join(values.results, `${name}.md`), `${version.replace("/", " ")}, ${count} rounds.\n\n${text}`);
  }
} finally {
  await browser.stop();
  server.stop();
}
