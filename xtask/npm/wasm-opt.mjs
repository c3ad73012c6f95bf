// Binaryen's optimiser, as a release uses it.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const tools = dirname(createRequire(import.meta.url).resolve("binaryen/package.json"));

// No feature flag: wasm-opt reads the module's own list, and with every feature allowed it writes
// encodings that browsers refuse. What each flag saves of the packed module is in docs/size.md.
const FLAGS = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "--one-caller-inline-max-function-size=5000", "--always-inline-max-function-size=6", "-Oz", "--converge", "--reorder-functions-by-name", "-g"];
const STRIP = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/** The module optimised, with its names: bytes, or text that uses the same features as the text `like`. */
export function optimise(module, like) {
  return run("wasm-opt", module, [...features(like), ...FLAGS]);
}

/** A module as text. */
export function disassemble(bytes) {
  return run("wasm-dis", bytes, []).toString();
}

/** The module that is written as text. `like` is the text of a module that uses the same features. */
export function assemble(text, like, { named = false } = {}) {
  return run("wasm-opt", text, [...features(like), "-Oz", ...(named ? ["-g"] : STRIP)]);
}

/** What bytes say for themselves must be said of a text. */
function features(text) {
  const [, list] = /;; features section: (.*)/.exec(text ?? "") ?? [];
  return list?.split(", ").map((feature) => `--enable-${feature}`) ?? [];
}

function run(tool, content, flags) {
  const folder = mkdtempSync(join(tmpdir(), "optimise-"));
  const [input, output] = [join(folder, "in"), join(folder, "out")];
  try {
    writeFileSync(input, content);
    const { status, error } = spawnSync(process.execPath, [join(tools, "bin", tool), input, "-o", output, ...flags], { stdio: "inherit" });
    if (status !== 0) throw new Error(`${tool} failed${error ? `: ${error.message}` : ""}`);
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
