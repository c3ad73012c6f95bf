// The glue that wasm-bindgen writes, in fewer words.

// What is there for browsers that have no custom elements as ours, for callers that free a widget instead of destroying it,
// and for what never happens in a page.
const NEEDLESS = [
  /^if \(Symbol\.dispose\).*\n/m,
  /\(typeof FinalizationRegistry === 'undefined'\)\s*\? .*\s*: /g,
  /^if \(!\('encodeInto' in cachedTextEncoder\)\) \{\n[\s\S]*?^\}\n/m,
  /^ +__proto__: null,\n/gm,
  /^ {4}free\(\) \{\n[\s\S]*?^ {4}\}\n/m,
  // A decoder of Safari's can take two gigabytes of text. What comes after them is a trap, and a fresh instance has another.
  /^ {4}numBytesDecoded \+= [\s\S]*?^ {4}\}\n/m,
  /^cachedTextDecoder\.decode\(\);\nconst MAX_SAFARI_DECODE_BYTES .*\nlet numBytesDecoded .*\n/m,
  // What Yew says before it panics.
  /^ {12}var v0 = getArrayJsValueFromWasm0\(.*\n.*\n {12}console\.error\(.*\n/m,
];

const SHORTER = [
  // The entry hands over texts that are texts.
  [/^ {8}try \{\n([\s\S]*?)^ {8}\} catch \(e\) \{\n {12}if \(ptr1\)[\s\S]*?^ {8}\}\n/m, "$1"],
  // Nothing that the module asks for has a `this`.
  [/: function\(\) \{ return handleError\(function (\(.*?\)) (\{\n[\s\S]*?^ {8}\}), arguments\); \},/gm, ": handleError($1 => $2),"],
  [/^function handleError\(f, args\) (\{\n {4}try \{\n {8}return f)\.apply\(this, args\)/m, "const handleError = (f) => (...args) => $1(...args)"],
  [/^( {8}\w+): function(\(.*?\)) \{$/gm, "$1: $2 => {"],
  // A page has one global object, by whatever name.
  [/const ret = typeof (?:globalThis|self|window|global) === 'undefined' .*\n.*/g, "return addToExternrefTable0(globalThis);"],
  [/const ret = (.*);\n +return isLikeNone\(ret\) \? 0 : addToExternrefTable0\(ret\);/g, "return given($1);"],
  // A memory that has grown has another buffer.
  [/cachedDataViewMemory0 === null \|\| .* !== wasm\.(\w+)\.buffer\)\)/, "cachedDataViewMemory0?.buffer !== wasm.$1.buffer)"],
  // Texts are given to the module in one way, and by one function.
  [/const ret = (.*);\n.*passStringToWasm0\(ret, .*\n.* = WASM_VECTOR_LEN;\n.* len1, true\);\n.* ptr1, true\);$/gm, "giveString(arg0, $1);"],
  [
    /^function passStringToWasm0\(arg, malloc, realloc\) \{\n[\s\S]*?^\}/m,
    `function passStringToWasm0(text, malloc, realloc) {
  const { length } = text;
  let ptr = malloc(length, 1) >>> 0;
  let { read, written } = cachedTextEncoder.encodeInto(text, getUint8ArrayMemory0().subarray(ptr, ptr + length));
  if (read < length) {
    // A unit of UTF-16 takes three bytes at the most.
    const room = written + (length - read) * 3;
    ptr = realloc(ptr, length, room, 1) >>> 0;
    written += cachedTextEncoder.encodeInto(text.slice(read), getUint8ArrayMemory0().subarray(ptr + written, ptr + room)).written;
    ptr = realloc(ptr, room, written, 1) >>> 0;
  }
  WASM_VECTOR_LEN = written;
  return ptr;
}`,
  ],
];

/** Every step must find what it is for: a glue that is not what it was is told. */
export function tightened(glue) {
  const steps = [...NEEDLESS.map((pattern) => [pattern, ""]), ...SHORTER];
  const allocators = /passStringToWasm0\(\w+, (wasm\.\w+, wasm\.\w+)\)/.exec(glue)?.[1];
  const shorter = steps.reduce((before, [pattern, instead]) => {
    const after = before.replace(pattern, instead);
    if (after === before) throw new Error(`The glue is not what it was: ${pattern}`);
    return after;
  }, glue);
  return `${shorter}
const giveString = (place, text) => {
  const ptr = isLikeNone(text) ? 0 : passStringToWasm0(text, ${allocators});
  const view = getDataViewMemory0();
  view.setInt32((place >>> 0) + 4, WASM_VECTOR_LEN, true);
  view.setInt32(place >>> 0, ptr, true);
};
const given = (it) => (isLikeNone(it) ? 0 : addToExternrefTable0(it));`;
}
