// Makes the release files of one folder small, and checks that they still fit together.
//   node optimise.mjs FOLDER

import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { transform } from "esbuild";

const NAME = "article-widget-app";
const folder = process.argv[2];
const wasm = join(folder, `${NAME}_bg.wasm`);
const glue = join(folder, `${NAME}.js`);

const tools = dirname(createRequire(import.meta.url).resolve("binaryen/package.json"));
optimise(join(tools, "bin", "wasm-opt"));
for (const name of ["article-widget.js", `${NAME}.js`]) {
  await minify(name, { loader: "js", format: "esm", target: "es2022" });
}
await minify("article-widget.css", { loader: "css" });
check();

function optimise(wasmOpt) {
  const before = readFileSync(wasm).length;
  const output = `${wasm}.optimised`;
  // No feature flag: wasm-opt reads the module's own list, and with every feature allowed it
  // writes encodings that browsers refuse.
  const flags = ["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"];
  // A function inlined into its only caller saves bytes, but a long one compresses worse there:
  // by default all are, and with this bound the module packs 0.8 % smaller.
  flags.push("--one-caller-inline-max-function-size=20", "--converge");
  const { status, error } = spawnSync(process.execPath, [wasmOpt, wasm, "-o", output, ...flags], {
    stdio: "inherit",
  });
  if (status !== 0) {
    rmSync(output, { force: true });
    fail(`wasm-opt failed${error ? `: ${error.message}` : ""}`);
  }
  renameSync(output, wasm);
  report(wasm, before);
}

async function minify(name, options) {
  const file = join(folder, name);
  const source = readFileSync(file, "utf8");
  const { code, warnings } = await transform(source, {
    ...options,
    minify: true,
    legalComments: "none",
    sourcefile: name,
  });
  for (const { text, location } of warnings) {
    console.warn(`${name}:${location?.line ?? "?"}: ${text}`);
  }
  writeFileSync(file, code);
  report(file, Buffer.byteLength(source));
}

/** The engine must accept the module, and the glue must offer all that the module asks for. */
function check() {
  const module = new WebAssembly.Module(readFileSync(wasm));
  const source = readFileSync(glue, "utf8");
  const offered = new Set(source.match(/[\w$]+/g));
  const missing = WebAssembly.Module.imports(module).filter(
    ({ module, name }) => !offered.has(name) || !source.includes(module),
  );
  if (missing.length > 0) {
    fail(`the glue lacks: ${missing.map(({ name }) => name).join(", ")}`);
  }
}

function report(file, before) {
  const after = readFileSync(file).length;
  console.log(`   ${file.slice(folder.length + 1)}: ${before} → ${after} bytes`);
}

function fail(message) {
  console.error(`optimise: ${message}`);
  process.exit(1);
}
