// Makes the release files of one folder small, and checks that they still fit together.
//   node optimise.mjs FOLDER

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { bundle, exporting, prune, rename, shortNames } from "./glue.mjs";
import { blank, empty } from "./shrink.mjs";
import { Module } from "./wasm.mjs";
import { optimise } from "./wasm-opt.mjs";

const NAME = "article-widget-app";
// What the module calls the glue, and what it is to call it.
const GLUE = [`./${NAME}_bg.js`, "w"];
// What the entry uses of the glue; the class is exported where it is written.
const USES = ["__wbg_init as default"];

const folder = process.argv[2];

await widget(`${NAME}_bg.wasm`, `${NAME}.js`);
for (const name of ["article-widget.js", "define.js", ...modules("modules")]) await script(name);
await small("frame.js", { loader: "js", format: "esm", target: "es2022" });
await small("article-widget-frame.js", { loader: "js", target: "es2022" });
for (const name of ["article-widget.css", ...modules("themes")]) await small(name, { loader: "css" });
for (const file of readdirSync(join(folder, "labels"))) compact(join("labels", file));

async function widget(wasmName, glueName) {
  const linked = readFileSync(join(folder, wasmName));
  const source = readFileSync(join(folder, glueName), "utf8");

  const emptied = empty(linked, source);
  for (const pattern of emptied.unused) console.warn(`optimise: no function is called ${pattern}`);
  const { bytes, blanked } = blank(linked, optimise(emptied.bytes));
  console.log(`   blanked ${blanked} bytes of constants`);

  const optimised = new Module(bytes);
  const glue = prune(source, optimised.outer("import"));
  const names = shortNames(optimised.outer("import"), optimised.outer("export"));
  optimised.rename(names, GLUE);
  const minified = await bundle(exporting(rename(glue, names, GLUE), USES), folder);
  rmSync(join(folder, "snippets"), { recursive: true, force: true });
  check(optimised.bytes(), minified);
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
  write(name, await bundle(source, folder), Buffer.byteLength(source));
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

/** The engine must accept the module, and the glue must offer all that the module asks for. */
function check(bytes, glue) {
  const asked = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
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
