// How long the article takes to be there: for the first time and again, on a slow line and a fast one.

import { setTimeout as pause } from "node:timers/promises";
import { kilobytes, ratio, table, told } from "../statistics.mjs";

const CODE = [".js", ".css", ".wasm"];
const BASIS = "by-hand";

const measured = async (visit) => {
  await visit.call("settled");
  const { TaskDuration, ScriptDuration } = await visit.metrics();
  // The largest paint is told of a moment after it.
  await pause(300);
  const { headline, lcp, shift } = await visit.seen();
  return { headline, lcp, shift, task: TaskDuration * 1000, script: ScriptDuration * 1000 };
};

const sum = (sent, endings) => endings.reduce((bytes, ending) => bytes + (sent[ending] ?? 0), 0);

const bytes = (sent) => ({ code: sum(sent, CODE), wasm: sum(sent, [".wasm"]), rest: sum(sent, [".html", ".json", ".md"]) });

/** Cold on a host of its own; the other visits are those of a reader who comes back. */
const visits = async ({ browser, server, isSmoke }, name) => {
  const path = `/${name}.html`;
  if (isSmoke) {
    const host = browser.newHost();
    const once = await browser.visit(host, path, {}, measured);
    return { slow: once, fast: once, fastAgain: once, slowAgain: once, ...bytes(server.sentTo(host)) };
  }
  const [first, second] = [browser.newHost(), browser.newHost()];
  const slow = await browser.visit(first, path, { isSlow: true }, measured);
  const sent = server.sentTo(first);
  const fast = await browser.visit(second, path, {}, measured);
  // V8 keeps a script's code at its second visit and uses it from the third on.
  await browser.visit(second, path, {}, measured);
  const fastAgain = await browser.visit(second, path, {}, measured);
  const slowAgain = await browser.visit(second, path, { isSlow: true }, measured);
  return { slow, fast, fastAgain, slowAgain, ...bytes(sent) };
};

const column = (results, kind, value) => (name) => results[name].map((round) => round[kind][value]);

const comparison = (names, ways, columns) =>
  names.map((name) => [
    ways[name].title,
    ...columns.flatMap((of) => [told(of(name)), ratio(of(name), of(BASIS))]),
  ]);

const report = (results, ways) => {
  const names = Object.keys(results);
  const of = (kind, value) => column(results, kind, value);
  const once = (name) => results[name][0];
  const sizes = names.map((name) => [ways[name].title, kilobytes(once(name).code), kilobytes(once(name).wasm), kilobytes(once(name).rest)]);
  const parts = [
    table(["all bytes of a first visit, KB brotli", "code", "of it Wasm", "page and article"], sizes),
    table(
      ["first visit, slow", "headline, ms", "×", "largest paint, ms", "×", "main thread, ms", "×"],
      comparison(names, ways, [of("slow", "headline"), of("slow", "lcp"), of("slow", "task")]),
    ),
    table(
      ["third visit, slow", "headline, ms", "×", "main thread, ms", "×"],
      comparison(names, ways, [of("slowAgain", "headline"), of("slowAgain", "task")]),
    ),
    table(
      ["not slowed", "first visit, ms", "×", "third visit, ms", "×"],
      comparison(names, ways, [of("fast", "headline"), of("fastAgain", "headline")]),
    ),
    prerendering(results, ways),
  ];
  return parts.join("\n");
};

/** The three ways to publish an article, by the page that has it from the beginning. */
const prerendering = (results, ways) => {
  const rows = ["static", "dressed", "prerendered", "preloads", "common", "plain"].map((name) => {
    const of = (value) => column(results, "slow", value)(name);
    const shifts = Math.max(...of("shift")).toFixed(3);
    const against = (value) => ratio(of(value), column(results, "slow", value)("static"));
    return [ways[name].title, against("headline"), against("lcp"), shifts, kilobytes(results[name][0].wasm)];
  });
  return table(["first visit, slow, by the static page", "headline ×", "largest paint ×", "layout shift", "Wasm, KB"], rows);
};

export const loading = async (bench) => {
  const names = Object.keys(bench.ways);
  const results = Object.fromEntries(names.map((name) => [name, []]));
  await bench.rounds(names, async (name) => results[name].push(await visits(bench, name)));
  return { results, text: report(results, bench.ways) };
};
