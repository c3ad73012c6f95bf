// Where the bytes of a Wasm module are, by crate. The module must carry its names; it is optimised
// here as a release is, but for the names.
//   node crates.mjs MODULE [CRATE]
// With a crate: its functions, the largest first.

import { readFileSync } from "node:fs";
import { empty } from "./shrink.mjs";
import { Module } from "./wasm.mjs";
import { optimise } from "./wasm-opt.mjs";

const [named, wanted] = process.argv.slice(2);
const glue = readFileSync(named.replace(/_bg\.wasm$/, ".js"), "utf8");
const module = new Module(optimise(empty(readFileSync(named), glue).bytes));
const names = module.names();
const imported = module.imported();
const functions = module.bodies.map(({ length }, index) => {
  const name = names.get(imported + index);
  return { name, crate: crateOf(name), length };
});

if (wanted) {
  const rows = functions.filter(({ crate }) => crate === wanted);
  print(`functions of ${wanted}`, rows.map(({ name, length }) => [name, length]));
} else {
  // Only what a release keeps is counted.
  const kinds = ["custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data", "data count", "tag"];
  print("section", module.sections.filter(({ id }) => id !== 0).map(({ id, content }) => [kinds[id] ?? id, content.length]));
  const crates = new Map();
  for (const { crate, length } of functions) crates.set(crate, (crates.get(crate) ?? 0) + length);
  print("code of", [...crates]);
}

/** The first crate in a demangled path; a drop belongs to what is dropped, a method to its type. */
function crateOf(name) {
  if (name === undefined) return "(unnamed)";
  const path = name
    .replace(/^core(\[\w+\])?::ptr::drop_in_place(::)?</, "")
    .replace(/^(?:[<&*([]|dyn |mut |const |impl )+/, "");
  const found = /^([a-z_][a-z0-9_]*)(?:\[\w+\])?::/i.exec(path);
  return found ? found[1] : "(glue and others)";
}

function print(title, rows) {
  const total = rows.reduce((sum, [, size]) => sum + size, 0);
  console.log(`\n${"bytes".padStart(9)}      %  ${title}`);
  for (const [name, size] of rows.sort((a, b) => b[1] - a[1])) {
    const share = ((100 * size) / total).toFixed(1).padStart(7);
    console.log(`${size.toLocaleString("en").padStart(9)}${share}  ${name}`);
  }
}
