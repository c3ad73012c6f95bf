// Parts a module in two: what is needed at first, and what is brought in on demand. Both share one
// memory, one table and one stack; the second imports what it needs of the first.

import { createHash } from "node:crypto";

// What is called through pointers only, and not before the rest is there.
const REST = /^\$"?article_widget::format::rest::/;

/** What the rest imports everything from. */
export const SHARED = "w";
const PREFIX = "rest:";

const NAME = String.raw`\$(?:"(?:[^"\\]|\\.)*"|[^\s()"]+)`;
const every = (text, pattern) => [...text.matchAll(new RegExp(pattern, "g"))].map(([, found]) => found);

/**
 * The two parts of a module, as text like the module's own, and the numbers that each of them names,
 * addresses among them. `bind` is the one name by which the rest fits to this very first part.
 */
export function split(text) {
  const module = parse(text);
  const { functions, table } = module;
  const isRoot = (name) => REST.test(name);
  if (!table.some(isRoot)) throw new Error(`no function is called ${REST}`);
  const kept = reached(functions, [...module.roots, ...table.filter((name) => !isRoot(name))]);
  const early = table.find((name) => isRoot(name) && kept.has(name));
  if (early) throw new Error(`${early} is called before it is there`);
  const isKept = (name) => kept.has(name) || !functions.has(name);
  const rest = [...functions.keys()].filter((name) => !kept.has(name));
  const body = rest.map((name) => functions.get(name)).join("");

  // Of what is imported into the rest: how it is declared, by its kind and name.
  const shared = new Map();
  for (const name of every(body, String.raw`\(call (${NAME})`)) if (isKept(name)) shared.set(name, `(func ${name} ${module.signature(name)})`);
  for (const [name, type] of module.globals) if (body.includes(`${name}\n`) || body.includes(`${name})`)) shared.set(name, `(global ${name} ${type})`);
  const kindOf = (declared) => declared.slice(1, declared.indexOf(" "));

  const bind = createHash("sha256").update(text).digest("hex").slice(0, 8);
  const names = [...shared.keys()];
  const first = [
    "(module",
    ...module.types,
    ...module.imports,
    ...module.heads,
    ...runs(table, (name) => !isRoot(name)).map(elements),
    ...module.exports,
    ...names.map((name, at) => ` (export "${PREFIX}${at}" (${kindOf(shared.get(name))} ${name}))`),
    ` (export "${bind}" (table ${module.tableName}))`,
    ...[...functions].filter(([name]) => kept.has(name)).map(([, chunk]) => chunk),
    ")",
  ].join("\n");
  const second = (data) =>
    [
      "(module",
      ...module.types,
      ` (import "${SHARED}" "memory" (memory 1))`,
      ` (import "${SHARED}" "${bind}" (table ${module.tableName} 1 funcref))`,
      ...names.map((name, at) => ` (import "${SHARED}" "${PREFIX}${at}" ${shared.get(name)})`),
      ...data.map(({ address, bytes }) => ` (data (i32.const ${address}) "${escaped(bytes)}")`),
      ...runs(table, isRoot).map(elements),
      body,
      ")",
    ].join("\n");
  const chunks = (names) => names.map((name) => functions.get(name)).join("");
  return { first, second, bind, numbers: { first: numbers(chunks([...kept])), rest: numbers(body) } };

  function elements({ start, names }) {
    return ` (elem (table ${module.tableName}) (i32.const ${module.tableStart + start}) func ${names.join(" ")})`;
  }
}

function parse(text) {
  const at = text.indexOf("\n (func ");
  const head = text.slice(0, at).split("\n");
  // Names of segments may be equal, and only confuse.
  const lines = (kind) => head.filter((line) => line.startsWith(` (${kind}`)).map((line) => line.replace(/^ \(data \S+ /, " (data "));
  const functions = new Map();
  for (const chunk of text.slice(at, text.lastIndexOf("\n )") + 3).split(/\n(?= \(func )/)) {
    const [, name] = new RegExp(String.raw`^ \(func (${NAME})`).exec(chunk) ?? [];
    if (name) functions.set(name, `${chunk}\n`);
  }
  const [elements, ...others] = lines("elem ");
  if (others.length > 0) throw new Error("more than one list of functions in the table");
  const [, tableName, start] = new RegExp(String.raw`\(table (${NAME})\) \(i32\.const (\d+)\)`).exec(elements);
  const table = every(elements.slice(elements.indexOf(" func ") + 5), `(${NAME})`);
  const imports = lines("import ");
  const exports = lines("export ");
  return {
    types: lines("type "),
    imports,
    heads: ["global ", "memory ", "data ", "table "].flatMap(lines),
    exports,
    functions,
    table,
    tableName,
    tableStart: Number(start),
    globals: new Map(lines("global ").map((line) => new RegExp(String.raw`\(global (${NAME}) (\(mut \w+\)|\w+)`).exec(line).slice(1))),
    roots: [...every(exports.join("\n"), String.raw`\(func (${NAME})\)`), ...every(lines("start ").join("\n"), `(${NAME})`)],
    signature(name) {
      const imported = imports.find((line) => line.includes(`(func ${name} `));
      const source = imported ? imported.slice(imported.indexOf(`(func ${name} `)) : functions.get(name).split("\n", 1)[0];
      return every(source, String.raw`(\((?:param|result)[^)]*\))`)
        .map((part) => part.replace(new RegExp(`${NAME} `), ""))
        .join(" ");
    },
  };
}

/** All functions that some call, and those that these call. */
function reached(functions, roots) {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name) || !functions.has(name)) return;
    found.add(name);
    every(functions.get(name), String.raw`\((?:call|return_call|ref\.func) (${NAME})`).forEach(visit);
  };
  roots.forEach(visit);
  return found;
}

/** The stretches of a list whose items pass a test. */
function runs(list, test) {
  const found = [];
  list.forEach((name, at) => {
    if (!test(name)) return;
    const last = found.at(-1);
    if (last && last.start + last.names.length === at) last.names.push(name);
    else found.push({ start: at, names: [name] });
  });
  return found;
}

/** Every number that some code names, halves of longer ones included. */
function numbers(text) {
  const found = new Set();
  for (const number of every(text, String.raw`(?:i(?:32|64)\.const |offset=)(-?\d+)`)) {
    const value = BigInt(number);
    found.add(Number(BigInt.asUintN(32, value)));
    found.add(Number(BigInt.asUintN(32, value >> 32n)));
  }
  return found;
}

function escaped(bytes) {
  return [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
}
