// Where the bytes of a Wasm module are, by crate. The module must carry its names; it is optimised
// here as a release is, but for the names.
//   node crates.mjs MODULE

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const named = process.argv[2];
const output = named.replace(/\.wasm$/, ".optimised.wasm");
const tools = dirname(createRequire(import.meta.url).resolve("binaryen/package.json"));
const wasmOpt = join(tools, "bin", "wasm-opt");
const { status } = spawnSync(process.execPath, [wasmOpt, named, "-o", output, "-Oz", "-g"], {
  stdio: "inherit",
});
if (status !== 0) process.exit(1);

const bytes = readFileSync(output);
let at = 8;
const sections = new Map();
const bodies = [];
const names = new Map();
let imported = 0;

while (at < bytes.length) {
  const id = bytes[at++];
  const size = number();
  const end = at + size;
  section(id, end);
  at = end;
}

const crates = new Map();
bodies.forEach((size, index) => {
  const name = names.get(imported + index);
  add(crates, crateOf(name), size);
});
const code = bodies.reduce((sum, size) => sum + size, 0);
print("section", sections);
print("code of", crates, code);

function section(id, end) {
  const kinds = ["custom", "type", "import", "function", "table", "memory", "global", "export",
    "start", "element", "code", "data", "data count", "tag"];
  if (id === 0) {
    const name = text();
    if (name === "name") readNames(end);
    // Only what a release keeps is counted.
    return;
  }
  add(sections, kinds[id] ?? `section ${id}`, end - at);
  if (id === 2) readImports();
  if (id === 10) readCode();
}

function readImports() {
  for (let count = number(); count > 0; count--) {
    text();
    text();
    const kind = bytes[at++];
    if (kind === 0) {
      imported++;
      number();
    } else if (kind === 1) {
      at++;
      limits();
    } else if (kind === 2) {
      limits();
    } else if (kind === 3) {
      at += 2;
    } else {
      throw new Error(`an import of kind ${kind}`);
    }
  }
}

function limits() {
  const flags = bytes[at++];
  number();
  if (flags & 1) number();
}

function readCode() {
  for (let count = number(); count > 0; count--) {
    const start = at;
    const size = number();
    at += size;
    bodies.push(at - start);
  }
}

function readNames(end) {
  while (at < end) {
    const id = bytes[at++];
    const size = number();
    const next = at + size;
    if (id === 1) {
      for (let count = number(); count > 0; count--) {
        const index = number();
        names.set(index, text());
      }
    }
    at = next;
  }
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

function print(title, map, total) {
  console.log(`\n${"bytes".padStart(9)}${total ? "      %" : ""}  ${title}`);
  const rows = [...map].sort((a, b) => b[1] - a[1]);
  for (const [name, size] of rows) {
    const share = total ? `${((100 * size) / total).toFixed(1).padStart(7)}` : "";
    console.log(`${size.toLocaleString("en").padStart(9)}${share}  ${name}`);
  }
}

function add(map, key, size) {
  map.set(key, (map.get(key) ?? 0) + size);
}

function number() {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

function text() {
  const size = number();
  at += size;
  return bytes.toString("utf8", at - size, at);
}
