// The glue between a page and its Wasm module, made as small as what the module still asks for.

import { build, transform } from "esbuild";
import { tightened } from "./tighten.mjs";

/** A function that the glue offers to the module: its line's indent, its name, its text. */
const OFFER = /^( +)(__wb\w+): function\b[\s\S]*?^\1\},? ?.*\n/gm;

/** Leaves out what a module no longer imports. */
export function prune(glue, imports) {
  return glue.replace(OFFER, (text, _, name) => (imports.includes(name) ? text : ""));
}

/** The glue with one function more for the module. */
export function offering(glue, [module, name], code) {
  const [, offers] = new RegExp(`"${module.replaceAll(".", "\\.")}": (\\w+),`).exec(glue);
  return glue.replace(`const ${offers} = {`, `$&\n${name}: ${code},`);
}

/** Those of a module's exports that the glue calls for. */
export function called(glue, exports) {
  return exports.filter((name) => new RegExp(`\\bwasm\\.${name}\\b`).test(glue));
}

/** A letter or two in place of each long name, in the module and in the glue alike. */
export function shortNames(imports, exports) {
  const short = (names) => names.map((name, at) => [name, letters(at)]);
  return { imports: new Map(short(imports)), exports: new Map(short(exports)) };
}

function letters(number) {
  const rest = Math.floor(number / 26);
  return (rest > 0 ? letters(rest - 1) : "") + String.fromCharCode(97 + (number % 26));
}

export function rename(glue, { imports, exports }, [module, shortModule]) {
  return glue
    .replace(OFFER, (text, indent, name) => text.replace(`${indent}${name}:`, `${indent}${imports.get(name) ?? name}:`))
    .replace(/\bwasm\.(\w+)/g, (text, name) => (exports.has(name) ? `wasm.${exports.get(name)}` : text))
    .replace(`"${module}"`, `"${shortModule}"`);
}

// Fields that nobody else knows of: the glue's own, and those of what draw.js reads.
const INNER = /^(?:__wbg_ptr|__destroy_into_raw|_wbg_cb_unref|cnt|head|inside|all|start)$/;

const FORMAT = { format: "esm", target: "es2022", legalComments: "none" };

// What the glue keeps of an instance's memory, as wasm-bindgen writes it.
const KEPT = ["cachedDataViewMemory0", "cachedUint8ArrayMemory0"];

/**
 * Starts an instance in fewer words than wasm-bindgen's own. What goes wrong inside of it is kept from its callers, and then
 * it is let go of: what still calls it, from a timer, a promise or the collector, finds a void.
 */
function starting(glue) {
  const importing = /^import \{ (?=.*\bcontain\b)/m;
  const [, begin] = /^ +(wasm\.\w+\(\));\n +return wasm;/m.exec(glue) ?? [];
  const kept = KEPT.filter((name) => new RegExp(`^let ${name}\\b`, "m").test(glue));
  if (!importing.test(glue) || !begin) throw new Error("The glue is not what it was.");
  return `${glue.replace(importing, "import { guarded, ").replace(/^export \{.*\n?/m, "")}
const start = async (asked) => {
  // Whatever formats first waits for the browser to read its data of languages (12 to 20 ms in Chromium): better while the Wasm loads.
  setTimeout(() => [new Intl.DateTimeFormat("en", { dateStyle: "long" }), new Intl.NumberFormat("en"), new Intl.ListFormat("en")]);
  const answer = await asked;
  if (!answer.ok) throw new Error(answer.status + " " + answer.url);
  const imports = __wbg_get_imports();
  // Not every server knows the type, without which no browser compiles while it loads.
  const isTyped = answer.headers.get("content-type") === "application/wasm";
  const { instance } = await (isTyped ? WebAssembly.instantiateStreaming(answer, imports) : WebAssembly.instantiate(await answer.arrayBuffer(), imports));
  wasm = guarded(instance.exports, () => {
    wasm = new Proxy(() => 0, { get: () => wasm });
    ${kept.join(" = ")} = null;
  });
  ${begin};
};
export { start as default };`;
}

/** With what it imports, minified. */
export const bundle = (contents, folder) => whole(contents, folder, true);

/**
 * The same as a module that makes the glue anew, with an instance of its own, whenever its default is called: `Widget` is
 * then that of the latest. A page keeps each module for ever, so a fresh instance must not take another one.
 */
export async function renewable(made, folder) {
  const glue = await whole(starting(tightened(made)), folder, false);
  const exported = /^export \{\s*Widget,\s*(\w+) as default\s*\};\s*$/m;
  const [, start] = exported.exec(glue) ?? [];
  if (!start) throw new Error("The glue does not export what the entry wants.");
  const maker = `export let Widget;
export default (asked) => {
  let start;
  [Widget, start] = make();
  return start(asked);
};
const make = () => {
${glue.replace(exported, `return [Widget, ${start}];`)}
};`;
  return (await transform(maker, { ...FORMAT, minify: true, mangleProps: INNER })).code;
}

async function whole(contents, folder, minify) {
  const { outputFiles } = await build({ stdin: { contents, resolveDir: folder }, bundle: true, ...FORMAT, minify, write: false });
  return outputFiles[0].text;
}
