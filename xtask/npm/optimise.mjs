// Makes the release files of one folder small, and checks that they still fit together.
//   node optimise.mjs FOLDER

import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transform } from "esbuild";
import { bundle, offering, prune, rename, renewable, shortNames } from "./glue.mjs";
import { ordered } from "./order.mjs";
import { rehearse } from "./rehearsal.mjs";
import { empty, keepConstants } from "./shrink.mjs";
import { cut, marked, numbers } from "./stretches.mjs";
import { Module } from "./wasm.mjs";
import { assemble, disassemble, optimise } from "./wasm-opt.mjs";

const NAME = "article-widget-app";
// The parts of the whole that are released beside it, each as its rehearsal needs it, and the files of all.
const PARTS = { native: `${NAME}_bg.wasm`, common: "article-widget-common.wasm" };
const WHOLE = "article-widget-whole.wasm";
// What the module calls the glue, and what it is to call it.
const GLUE = [`./${NAME}_bg.js`, "w"];
// What of these runs differs with the state of the memory and the time that there is, and not with the article.
const STATEFUL = /^\$"?(?:talc|hashbrown|__rustc|__externref|__wbindgen|alloc::raw_vec|alloc::collections|js_sys|<?yew::scheduler|alloc::vec::Vec<T,A>::(?:push|reserve|append))/;
// By which V8 compiles a script's functions while the rest is on its way, and not one by one when they are called.
const EAGER = "//# allFunctionsCalledOnLoad\n";
// By which a module tells what of it runs.
const MARK = [GLUE[0], "__wbg_mark"];

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
  const whole = disassemble(optimise(emptied.bytes));
  const texts = { [WHOLE]: whole };
  // Where only the whole is measured, nothing is rehearsed.
  if (!process.env.ARTICLE_WIDGET_WHOLE_ONLY) {
    const marks = marked(whole, MARK);
    const rehearsal = { glue: offering(source, MARK, "globalThis.mark"), wasm: assemble(marks.text, whole) };
    for (const [part, name] of Object.entries(PARTS)) {
      const { ran, told } = rehearse(part, folder, rehearsal);
      console.log(`   ${part}: ${ran.length} of ${marks.count} stretches`);
      const text = cut(whole, new Set(ran), (name) => STATEFUL.test(name));
      // What is left of the whole must play as the whole does.
      const again = rehearse(part, folder, { glue: source, wasm: assemble(text, whole) });
      if (JSON.stringify(again.told) !== JSON.stringify(told)) throw new Error(`The part \`${part}\` does not play what the whole plays.`);
      texts[name] = disassemble(optimise(text, whole));
    }
  }

  const modules = Object.values(texts).map((text) => {
    const module = new Module(assemble(ordered(text, whole), whole));
    keepConstants(linked, module, numbers(text));
    return module;
  });
  const [imports, exports] = ["import", "export"].map((kind) => [...new Set(modules.flatMap((module) => module.outer(kind)))]);
  const names = shortNames(imports, exports);
  for (const module of modules) module.rename(names, GLUE);
  const minified = EAGER + (await renewable(rename(prune(source, imports), names, GLUE), folder));
  rmSync(join(folder, "snippets"), { recursive: true, force: true });
  Object.keys(texts).forEach((name, at) => {
    check(modules[at].bytes(), minified);
    write(name, modules[at].bytes(), linked.length);
  });
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

/** The engine must accept a module, and the glue must offer all that it asks for. */
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
