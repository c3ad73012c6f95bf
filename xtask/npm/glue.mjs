// The glue between a page and its Wasm module, made as small as what the module still asks for.

import { build } from "esbuild";

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

// What the glue keeps of an instance, as wasm-bindgen writes it.
const KEPT = ["wasmModule", "wasmInstance", "__wbg_init_promise", "cachedDataViewMemory0", "cachedUint8ArrayMemory0"];

/**
 * Lets go of an instance that has trapped, with its memory: the page keeps each module for ever. What still calls it, from a
 * timer, a promise or the collector, finds a void.
 */
export function forgetful(glue) {
  const kept = KEPT.filter((name) => new RegExp(`^let .*\\b${name}\\b`, "m").test(glue));
  const importing = /^import \{ (?=.*\bcontain\b)/m;
  if (!importing.test(glue) || !kept.includes("wasmInstance")) throw new Error("The glue is not what it was.");
  return `${glue.replace(importing, "import { atTrap, ")}
atTrap(() => {
  wasm = new Proxy(() => 0, { get: () => wasm });
  ${kept.join(" = ")} = null;
});`;
}

/** Without what nobody who loads it uses. */
export const exporting = (glue, uses) => `${glue.replace(/^export \{.*\n?/m, "")}\nexport { ${uses.join(", ")} };`;

/** Minified, with what it imports. */
export async function bundle(contents, folder) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    write: false,
  });
  return outputFiles[0].text;
}
