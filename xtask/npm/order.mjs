// Puts functions that are alike side by side, where they pack better: brotli knows best what it met last.

import { assemble } from "./wasm-opt.mjs";
import { Module } from "./wasm.mjs";

/** The module, as text, with its functions in another order. `like` is the text of a module that uses the same features. */
export function ordered(text, like) {
  const module = new Module(assemble(text, like, { named: true }));
  const names = module.names();
  const imported = module.imported();
  const bodies = new Map(module.bodies.map((body, at) => [names.get(imported + at), body]));
  const start = text.indexOf("\n (func ");
  const end = text.lastIndexOf("\n)");
  const chunks = text.slice(start, end).split(/(?=\n \(func )/);
  const known = new Map(chunks.map((chunk) => [nameOf(chunk), chunk]));
  // What the optimiser leaves out has no body; it goes last.
  const order = new Set([...byLikeness(bodies).filter((name) => known.has(name)), ...known.keys()]);
  return text.slice(0, start) + [...order].map((name) => known.get(name)).join("") + text.slice(end);
}

/** From the shortest on, whichever of those that are left has most in common with the one before. */
function byLikeness(bodies) {
  const left = new Map([...bodies].map(([name, body]) => [name, grams(body)]));
  const order = [];
  let [next] = [...bodies].reduce((least, it) => (it[1].length < least[1].length ? it : least));
  while (next !== undefined) {
    const last = left.get(next);
    order.push(next);
    left.delete(next);
    next = undefined;
    let most = -1;
    for (const [name, own] of left) {
      const common = last.size < own.size ? shared(last, own) : shared(own, last);
      const likeness = common / (last.size + own.size - common);
      if (likeness > most) [most, next] = [likeness, name];
    }
  }
  return order;
}

/** Every four bytes that follow each other. */
function grams(body) {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  return new Set(Array.from({ length: Math.max(body.length - 3, 1) }, (_, at) => (at + 4 <= body.length ? view.getUint32(at) : at)));
}

function shared(few, many) {
  let count = 0;
  for (const gram of few) count += many.has(gram);
  return count;
}

/** The name of a function in its text, as the list of names has it. */
function nameOf(chunk) {
  const [, quoted, plain] = /^\n? ?\(func \$(?:"((?:[^"\\]|\\.)*)"|([^\s()]+))/.exec(chunk);
  return plain ?? Buffer.from(quoted.replace(/\\([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1").toString();
}
