// What the worker costs: bytes, start, processor's time for each request. Prints a table for docs/scale.md.
//   node bench.mjs [REQUESTS]
// Time is the processor's, of workerd alone, so that neither this script nor other work counts; each is the median of
// the rounds, which are interleaved, with the least and the most in brackets.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const count = Number(process.argv[2] ?? 2000);
const ROUNDS = 5;
const [port, upstream] = [18790, 18791];
const story = readFileSync(`${here}../../preview/articles/sample.json`);

const server = createServer((_, response) => response.writeHead(200, { "Content-Type": "application/json" }).end(story));
await new Promise((resolve) => server.listen(upstream, "127.0.0.1", resolve));
const file = join(tmpdir(), `edge-bench-${process.pid}.json`);
writeFileSync(file, JSON.stringify({ origins: [], privateOrigins: [`http://127.0.0.1:${upstream}`], fresh: 3600 }));

// Linux counts in hundredths of a second.
const spent = (workerd) => {
  const fields = readFileSync(`/proc/${workerd}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
};
const start = async () => {
  const started = performance.now();
  const serve = spawn(process.execPath, [`${here}serve.mjs`, String(port), file], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => serve.stdout.once("data", resolve));
  const workerd = readFileSync(`/proc/${serve.pid}/task/${serve.pid}/children`, "utf8").trim().split(" ")[0];
  return { serve, workerd, clock: performance.now() - started, processor: spent(workerd) };
};
const stop = async ({ serve }) => {
  serve.kill();
  await new Promise((resolve) => serve.once("exit", resolve));
};
const told = (values, digits, unit) => {
  const [least, median, most] = ((sorted) => [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)])(values.toSorted((a, b) => a - b));
  return `${median.toFixed(digits)}${unit} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
};
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const get = (path) =>
  new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, agent }, (response) => response.resume().on("end", () => (response.statusCode === 200 ? resolve() : reject(new Error(`${path}: ${response.statusCode}`)))));
    asked.on("error", reject).end();
  });
const all = async (pathOf) => {
  let next = 0;
  const loop = async () => {
    while (next < count) await get(pathOf(next++));
  };
  await Promise.all(Array.from({ length: 16 }, loop));
};
const article = (number) => `/article?src=${encodeURIComponent(`http://127.0.0.1:${upstream}/${number}.json`)}`;
const CASES = {
  "a static file, by the same runtime": () => "/article-widget/article-widget.js",
  "an article, kept": () => article("kept"),
  "an article, fetched, drawn, hashed and kept": (number) => article(number),
};

const wasm = readFileSync(`${here}dist/render_bg.wasm`);
const script = readFileSync(`${here}dist/worker.js`);
const kb = (bytes) => `${Math.round(bytes / 1000)} KB`;
console.log(`Wasm ${kb(wasm.length)}, brotli ${kb(brotliCompressSync(wasm).length)}; script ${kb(script.length)}, brotli ${kb(brotliCompressSync(script).length)}; the article has ${kb(story.length)} of JSON`);
const starts = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const one = await start();
  starts.push(one);
  await stop(one);
}
const of = (name) => starts.map((one) => one[name]);
console.log(`From nothing to the first answer: ${told(of("clock"), 0, " ms")}, node's start included; ${told(of("processor"), 0, " ms")} of the processor's time in workerd\n`);

const running = await start();
const times = Object.fromEntries(Object.keys(CASES).map((name) => [name, []]));
let number = 0;
// The first round warms up.
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const [name, pathOf] of Object.entries(CASES)) {
    const before = spent(running.workerd);
    await all(() => pathOf((number += 1)));
    if (round > 0) times[name].push((spent(running.workerd) - before) / count);
  }
}
console.log("| what | processor | requests/s on one core |\n| --- | --- | --- |");
for (const [name, list] of Object.entries(times)) {
  console.log(`| ${name} | ${told(list, 2, " ms")} | ${told(list.map((each) => 1000 / each), 0, "")} |`);
}
await stop(running);
server.close();
