// Builds the page as a server would send it, and with webpack what takes it over in the browser.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import webpack from "webpack";
import { App } from "./src/app.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

mkdirSync(here("dist"), { recursive: true });
const page = readFileSync(here("index.html"), "utf8");
writeFileSync(here("dist/index.html"), page.replace("<!-- app -->", () => renderToString(createElement(App))));

const settings = {
  // Otherwise React keeps to itself what it finds otherwise than the server wrote it.
  mode: "development",
  devtool: false,
  context: here("."),
  entry: "./src/client.js",
  output: { path: here("dist"), filename: "client.js" },
};
webpack(settings, (error, stats) => {
  const { errors = [], warnings = [] } = stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
  for (const { message } of [error, ...errors, ...warnings].filter(Boolean)) {
    console.error(message);
    process.exitCode = 1;
  }
});
