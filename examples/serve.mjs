// Serves one example as a host's and a publisher's server would, from one origin.
//   node serve.mjs EXAMPLE [PORT]

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const [name, port = "8090"] = process.argv.slice(2);
const here = fileURLToPath(new URL(".", import.meta.url));
const isBuilt = existsSync(join(here, name, "dist"));
const FOLDERS = {
  "/article-widget/": process.env.PACKAGE ?? join(here, "../target/package/article-widget"),
  "/articles/": join(here, "public/articles"),
  "/": join(here, name, isBuilt ? "dist" : ""),
};
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; style-src 'self'; require-trusted-types-for 'script'";

const pathOf = (request) => {
  try {
    return decodeURIComponent(new URL(request.url, "http://host").pathname);
  } catch {
    return "/not-a-path";
  }
};

const fileOf = (path) => {
  const folders = Object.entries(FOLDERS).filter(([prefix]) => path.startsWith(prefix));
  const files = folders.map(([prefix, folder]) => join(folder, normalize(`/${path.slice(prefix.length)}`)));
  const file = files.find(existsSync) ?? files[0];
  return existsSync(file) && statSync(file).isDirectory() ? join(file, "index.html") : file;
};

const server = createServer((request, response) => {
  const file = fileOf(pathOf(request));
  const isThere = existsSync(file);
  response.writeHead(isThere ? 200 : 404, {
    "Content-Type": TYPES[extname(file)] ?? "text/plain",
    "Access-Control-Allow-Origin": "*",
    ...(name === "strict-csp" && { "Content-Security-Policy": POLICY }),
  });
  if (isThere) createReadStream(file).pipe(response);
  else response.end("There is no such file.");
});
server.listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
