// The widget's files, from the folder beside the worker.

import { ofPage } from "./answer.js";
import { Refusal } from "./refusal.js";

const TYPES = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  wasm: "application/wasm",
};

/** A file, with the headers that pages of other origins need. */
export const serveFile = async (request, path, folder, settings) => {
  const type = TYPES[path.split(".").pop()];
  const found = type && (await folder.fetch(`http://files/${path.slice("/article-widget/".length)}`, { method: request.method }));
  if (!found?.ok) throw new Refusal(404, "blocked", "There is no such file.");
  const isKept = /^\/article-widget\/[0-9a-f]{12}\//.test(path);
  return new Response(found.body, {
    headers: {
      ...(path.endsWith(".html") && ofPage(settings)),
      "Content-Type": type,
      "Cache-Control": isKept ? "public, max-age=31536000, immutable" : "public, max-age=300, stale-while-revalidate=86400",
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "Timing-Allow-Origin": "*",
      "X-Content-Type-Options": "nosniff",
    },
  });
};
