// The glue between a page and its Wasm module, made as small as what the module still asks for.

import { build, transform } from "esbuild";

/** A function that the glue offers to the module: its line's indent, its name, its text. */
const OFFER = /^( +)(__wb\w+): function\b[\s\S]*?^\1\},? ?.*\n/gm;

/** Leaves out what a module no longer imports. */
export function prune(glue, imports) {
  return glue.replace(OFFER, (text, _, name) => (imports.includes(name) ? text : ""));
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

const FORMAT = { format: "esm", target: "es2022", legalComments: "none" };

// What the glue keeps of an instance, as wasm-bindgen writes it.
const KEPT = ["wasmModule", "wasmInstance", "__wbg_init_promise", "cachedDataViewMemory0", "cachedUint8ArrayMemory0"];

/** Lets go of an instance that has trapped. What still calls it, from a timer, a promise or the collector, finds a void. */
function forgetful(glue) {
  const kept = KEPT.filter((name) => new RegExp(`^let .*\\b${name}\\b`, "m").test(glue));
  const importing = /^import \{ (?=.*\bcontain\b)/m;
  if (!importing.test(glue) || !kept.includes("wasmInstance")) throw new Error("The glue is not what it was.");
  return `${glue.replace(importing, "import { atTrap, ")}
atTrap(() => {
  wasm = new Proxy(() => 0, { get: () => wasm });
  ${kept.join(" = ")} = null;
});`;
}

/** With what it imports, minified. */
export const bundle = (contents, folder) => whole(contents, folder, true);

/**
 * The same as a module that makes the glue anew, with an instance of its own, whenever its default is called: `Widget` is
 * then that of the latest. A page keeps each module for ever, so a fresh instance must not take another one.
 */
export async function renewable(made, folder) {
  // What the entry uses; the class is exported where it is written.
  const contents = `${forgetful(made).replace(/^export \{.*\n?/m, "")}\nexport { __wbg_init as default };`;
  const glue = await whole(contents, folder, false);
  const exported = /^export \{\s*Widget,\s*(\w+) as default\s*\};\s*$/m;
  const [, start] = exported.exec(glue) ?? [];
  if (!start) throw new Error("The glue does not export what the entry wants.");
  const maker = `export let Widget;
export default (options) => {
  let start;
  [Widget, start] = make();
  return start(options);
};
const make = () => {
${glue.replace(exported, `return [Widget, ${start}];`)}
};`;
  return (await transform(maker, { ...FORMAT, minify: true })).code;
}

async function whole(contents, folder, minify) {
  const { outputFiles } = await build({ stdin: { contents, resolveDir: folder }, bundle: true, ...FORMAT, minify, write: false });
  return outputFiles[0].text;
}
