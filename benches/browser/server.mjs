// The server of the pages: brotli made beforehand, and the cache headers that docs/delivery.md asks for.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { extname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".wasm": "application/wasm",
};

/** How long a file may be kept. */
export const KEPT = {
  forEver: "public, max-age=31536000, immutable",
  shortly: "public, max-age=300, stale-while-revalidate=86400",
  // Asked for again each time, which an ETag makes cheap.
  asked: "no-cache",
};

const compressed = (content) => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

export class Server {
  #files = new Map();
  #sent = new Map();
  #server = createServer((request, response) => this.#answer(request, response));

  /** Publishes a file. */
  put(path, content, kept) {
    const body = Buffer.from(content);
    const isPicture = extname(path) === ".jpg";
    const headers = {
      "Content-Type": TYPES[extname(path)],
      "Cache-Control": kept,
      ETag: `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`,
      "Access-Control-Allow-Origin": "*",
      "Timing-Allow-Origin": "*",
      Vary: "Accept-Encoding",
      ...(!isPicture && { "Content-Encoding": "br" }),
    };
    this.#files.set(path, { body: isPicture ? body : compressed(body), headers });
  }

  async start() {
    await new Promise((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return this.#server.address().port;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The bytes of bodies that went to a host so far, by the files' endings. */
  sentTo(host) {
    return this.#sent.get(host) ?? {};
  }

  /** `?after=MS` holds an answer back. */
  async #answer({ headers: asked, url }, response) {
    const { pathname, searchParams, hostname } = new URL(url, `http://${asked.host}`);
    const file = this.#files.get(pathname);
    await pause(Number(searchParams.get("after") ?? 0));
    if (!file) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("There is no such file.");
    } else if (asked["if-none-match"] === file.headers.ETag) {
      response.writeHead(304, file.headers).end();
    } else {
      const sent = this.sentTo(hostname);
      sent[extname(pathname)] = (sent[extname(pathname)] ?? 0) + file.body.length;
      this.#sent.set(hostname, sent);
      response.writeHead(200, { ...file.headers, "Content-Length": file.body.length }).end(file.body);
    }
  }
}
