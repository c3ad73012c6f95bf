// Runs the worker on workerd. Prints where it is as soon as it answers.
//   node serve.mjs [PORT] [SETTINGS.json]
// Without settings it serves the articles of the examples, which a server of its own serves then.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../package.json", import.meta.url));
const here = fileURLToPath(new URL(".", import.meta.url));
const [port = "8090", file] = process.argv.slice(2);
const widget = process.env.PACKAGE ?? `${here}../../target/package/article-widget`;

// The package's own binary, without the script that installs what is there already.
const workerd = () => {
  const machine = { x64: "64", arm64: "arm64" }[process.arch];
  return require.resolve(`@cloudflare/workerd-${process.platform}-${machine}/bin/workerd`);
};

const articles = () =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const [, name] = /^\/articles\/([\w-]+\.(?:json|svg))$/.exec(request.url) ?? [];
      try {
        const text = readFileSync(`${here}../public/articles/${name}`);
        response.writeHead(200, { "Content-Type": name.endsWith("json") ? "application/json" : "image/svg+xml" }).end(text);
      } catch {
        response.writeHead(404).end();
      }
    });
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${server.address().port}`));
  });

const origin = file ? undefined : await articles();
const settings = file ? JSON.parse(readFileSync(file, "utf8")) : { origins: [], privateOrigins: [origin] };
const address = `http://127.0.0.1:${port}`;
const SETTINGS = JSON.stringify({ address, ...settings });
const words = ["serve", `${here}workerd.capnp`, "--socket-addr", `http=127.0.0.1:${port}`, "--directory-path", `widget=${widget}`];
const child = spawn(workerd(), words, { env: { ...process.env, SETTINGS }, stdio: "inherit" });
child.on("exit", (code) => process.exit(code ?? 1));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));

const answers = () => fetch(address).then(() => true, () => false);
while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 20));
console.log(origin ? `${address}/article?src=${origin}/articles/ferry.json&page` : address);
