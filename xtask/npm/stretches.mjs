// A module's code as stretches: runs of instructions of which either all begin or none. Which of them run can be
// marked, and what never runs cut out.

const ATOM = /(?:"(?:[^"\\]|\\.)*"|[^\s()"])+/y;
const SPACE = /(?:\s|;;.*)*/y;
const LISTS = ["func", "block", "loop", "then", "else"];
const DECLARATIONS = ["type", "param", "result", "local", "export"];
const JUMPS = ["br", "br_if", "br_table", "return", "return_call", "unreachable"];
// An import by which a marked module tells what runs.
const MARK = "$mark-of-a-stretch";

/** A module's text as a tree: lists in lists, and words. */
function parse(text) {
  const take = (pattern, at) => {
    pattern.lastIndex = at;
    return pattern.exec(text)[0];
  };
  const outer = [];
  let list = [];
  for (let at = take(SPACE, 0).length; at < text.length; at += take(SPACE, at).length) {
    if (text[at] === "(") {
      outer.push(list);
      list = [];
      at++;
    } else if (text[at] === ")") {
      const inner = list;
      list = outer.pop();
      list.push(inner);
      at++;
    } else {
      const atom = take(ATOM, at);
      list.push(atom);
      at += atom.length;
    }
  }
  return list[0];
}

const print = (node) => (typeof node === "string" ? node : `(${node.map(print).join(" ")})`);

const isDeclaration = (node) => typeof node === "string" || DECLARATIONS.includes(node[0]);
const jumps = (node) => typeof node !== "string" && (JUMPS.includes(node[0]) || node.some(jumps));

/** Visits every list of instructions with the places at which its stretches begin, but for one that begins with what is around it. */
function visit(node, look) {
  if (typeof node === "string") return;
  node.forEach((inner) => visit(inner, look));
  if (!LISTS.includes(node[0])) return;
  const first = node.findIndex((inner, at) => at > 0 && !isDeclaration(inner));
  if (first < 0) return;
  const starts = ["func", "then", "else"].includes(node[0]) ? [first] : [];
  for (let at = first + 1; at < node.length; at++) if (jumps(node[at - 1])) starts.push(at);
  look(node, starts);
}

/** Every function with the lists in it, and their stretches' numbers: the same for the same text. */
function numbered(module) {
  let count = 0;
  const functions = module.filter(([kind]) => kind === "func").map((part) => {
    const lists = [];
    visit(part, (list, starts) => lists.push({ list, starts, ids: starts.map(() => count++) }));
    return { name: part[1], lists };
  });
  return { functions, count };
}

/** The module with marks, which call an import of this module and name with the number of the stretch that begins; and how many there are. */
export function marked(text, [from, name]) {
  const module = parse(text);
  const { functions, count } = numbered(module);
  for (const { list, starts, ids } of functions.flatMap(({ lists }) => lists)) {
    for (let at = starts.length - 1; at >= 0; at--) list.splice(starts[at], 0, ["call", MARK, ["i32.const", String(ids[at])]]);
  }
  const first = module.findIndex(([kind]) => kind === "import");
  module.splice(first, 0, ["import", `"${from}"`, `"${name}"`, ["func", MARK, ["param", "i32"]]]);
  return { text: print(module), count };
}

/** The module with a trap in the place of each stretch that never ran; what ran at all of functions whose names pass the test stays whole. */
export function cut(text, ran, isWhole) {
  const module = parse(text);
  for (const { name, lists } of numbered(module).functions) {
    if (isWhole(name) && lists.some(({ ids }) => ids.some((id) => ran.has(id)))) continue;
    for (const { list, starts, ids } of lists) {
      // What follows in the same list did not run either.
      const at = ids.findIndex((id) => !ran.has(id));
      if (at >= 0) list.splice(starts[at], list.length, ["unreachable"]);
    }
  }
  return print(module);
}

/** Every number that a module's code names, halves of longer ones included. */
export function numbers(text) {
  const found = new Set();
  const code = text.slice(text.indexOf("\n (func "));
  for (const [, number] of code.matchAll(/(?:i(?:32|64)\.const |offset=)(-?\d+)/g)) {
    const value = BigInt(number);
    found.add(Number(BigInt.asUintN(32, value)));
    found.add(Number(BigInt.asUintN(32, value >> 32n)));
  }
  return found;
}
