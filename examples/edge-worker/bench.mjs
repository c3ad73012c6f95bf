// What the worker costs: bytes, start, processor's time for each request. Prints a table for docs/scale.md.
//   node bench.mjs [REQUESTS]
// Time is the processor's, of workerd alone, so that neither this script nor other work counts.

import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url));
const count = Number(process.argv[2] ?? 2000);
const [port, upstream] = [18790, 18791];
const story = readFileSync(`${here}../../preview/articles/sample.json`);

const server = createServer((_, response) => response.writeHead(200, { "Content-Type": "application/json" }).end(story));
await new Promise((resolve) => server.listen(upstream, "127.0.0.1", resolve));
const file = join(tmpdir(), `edge-bench-${process.pid}.json`);
writeFileSync(file, JSON.stringify({ origins: [], privateOrigins: [`http://127.0.0.1:${upstream}`], fresh: 3600 }));
const started = performance.now();
const serve = spawn(process.execPath, [`${here}serve.mjs`, String(port), file], { stdio: ["ignore", "pipe", "inherit"] });
await new Promise((resolve) => serve.stdout.once("data", resolve));
const start = performance.now() - started;
const workerd = readFileSync(`/proc/${serve.pid}/task/${serve.pid}/children`, "utf8").trim().split(" ")[0];

// In hundredths of a second, as Linux counts.
const spent = () => {
  const fields = readFileSync(`/proc/${workerd}/stat`, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
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
const measure = async (name, pathOf) => {
  await all(pathOf);
  const before = spent();
  await all((number) => pathOf(number + count));
  const each = (spent() - before) / count;
  console.log(`| ${name} | ${each.toFixed(2)} ms | ${Math.round(1000 / each)} |`);
};

const article = (number) => `/article?src=${encodeURIComponent(`http://127.0.0.1:${upstream}/${number}.json`)}`;
const wasm = readFileSync(`${here}dist/render_bg.wasm`);
const script = readFileSync(`${here}dist/worker.js`);
const kb = (bytes) => `${Math.round(bytes / 1000)} KB`;
console.log(`Wasm ${kb(wasm.length)}, brotli ${kb(brotliCompressSync(wasm).length)}; script ${kb(script.length)}, brotli ${kb(brotliCompressSync(script).length)}`);
console.log(`From nothing to the first answer, node and workerd included: ${Math.round(start)} ms; the article has ${kb(story.length)} of JSON\n`);
console.log("| what | processor | requests/s on one core |\n| --- | --- | --- |");
await measure("a static file", () => "/article-widget/article-widget.js");
await measure("an article, kept", () => article("warm"));
await measure("an article, fetched and drawn", (number) => article(number));
serve.kill();
server.close();
