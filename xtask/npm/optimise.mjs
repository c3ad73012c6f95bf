// Makes the release files of one folder small, and checks that they still fit together.
//   node optimise.mjs FOLDER

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transform } from "esbuild";
import { bundle, prune, rename, renewable, shortNames } from "./glue.mjs";
import { ordered } from "./order.mjs";
import { empty, keepConstants } from "./shrink.mjs";
import { SHARED, split } from "./split.mjs";
import { Module } from "./wasm.mjs";
import { assemble, disassemble, optimise } from "./wasm-opt.mjs";

const NAME = "article-widget-app";
const REST = "article-widget-rest.wasm";
// What the module calls the glue, and what it is to call it.
const GLUE = [`./${NAME}_bg.js`, "w"];

const folder = process.argv[2];

await widget(`${NAME}_bg.wasm`, `${NAME}.js`);
for (const name of ["article-widget.js", "define.js"]) await script(name);
await small("frame.js", { loader: "js", format: "esm", target: "es2022" });
await small("article-widget-frame.js", { loader: "js", target: "es2022" });
for (const name of ["article-widget.css", ...modules("themes")]) await small(name, { loader: "css" });
for (const file of readdirSync(join(folder, "labels"))) compact(join("labels", file));

async function widget(wasmName, glueName) {
  const linked = readFileSync(join(folder, wasmName));
  const source = readFileSync(join(folder, glueName), "utf8");

  const emptied = empty(linked, source);
  for (const pattern of emptied.unused) console.warn(`optimise: no function is called ${pattern}`);
  const text = disassemble(optimise(emptied.bytes));
  const parts = split(text);
  const optimised = new Module(assemble(ordered(parts.first, text), text));
  const { moved, blanked } = keepConstants(linked, optimised, parts.numbers);
  console.log(`   blanked ${blanked} bytes of constants`);
  const rest = new Module(assemble(ordered(parts.second(moved), text), text));

  const glue = prune(source, optimised.outer("import"));
  const names = shortNames(optimised.outer("import"), optimised.outer("export"));
  // By this one the rest finds out whether it belongs to this module.
  names.exports.set(parts.bind, parts.bind);
  optimised.rename(names, GLUE);
  rest.rename({ imports: names.exports, exports: new Map() }, [SHARED, SHARED]);
  write(REST, rest.bytes(), 0);
  const minified = await renewable(rename(glue, names, GLUE), folder);
  rmSync(join(folder, "snippets"), { recursive: true, force: true });
  check(optimised.bytes(), minified, rest.bytes());
  write(wasmName, optimised.bytes(), linked.length);
  write(glueName, minified, Buffer.byteLength(source));
}

/** Files of a folder that are loaded only when they are wanted. */
function modules(name) {
  return readdirSync(join(folder, name)).map((file) => `${name}/${file}`);
}

/** One file with what it imports. */
async function script(name) {
  const source = readFileSync(join(folder, name), "utf8");
  write(name, await bundle(source, dirname(join(folder, name))), Buffer.byteLength(source));
}

async function small(name, options) {
  const source = readFileSync(join(folder, name), "utf8");
  const { code, warnings } = await transform(source, { ...options, minify: true, legalComments: "none", sourcefile: name });
  for (const { text, location } of warnings) console.warn(`${name}:${location?.line ?? "?"}: ${text}`);
  write(name, code, Buffer.byteLength(source));
}

function compact(name) {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(JSON.parse(readFileSync(file, "utf8"))));
}

/** The engine must accept both modules; the glue must offer all that the first asks for, and the first what the rest asks for. */
function check(bytes, glue, restBytes) {
  const first = new WebAssembly.Module(bytes);
  const exported = WebAssembly.Module.exports(first);
  const wanted = WebAssembly.Module.imports(new WebAssembly.Module(restBytes));
  const lacking = wanted.filter(({ name, kind }) => !exported.some((offer) => offer.name === name && offer.kind === kind));
  if (lacking.length > 0) throw new Error(`the first part lacks: ${lacking.map(({ name }) => name).join(", ")}`);
  const asked = WebAssembly.Module.imports(first);
  // A field may have its value's name.
  const isOffered = (name) => new RegExp(`[{,]${name}[:(,}]`).test(glue);
  const missing = asked.filter(({ module, name }) => module !== GLUE[1] || !isOffered(name));
  if (!isOffered(GLUE[1])) missing.push({ name: GLUE[1] });
  if (missing.length > 0) throw new Error(`the glue lacks: ${missing.map(({ name }) => name).join(", ")}`);
}

function write(name, content, before) {
  writeFileSync(join(folder, name), content);
  console.log(`   ${name}: ${before} → ${Buffer.byteLength(content)} bytes`);
}
